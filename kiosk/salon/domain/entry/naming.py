"""Names of services and people inside a text that a person or another program wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.salon.domain.folding import fold

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Place:
    """``start`` and ``end`` in the text; ``which``: index of the name that stands there."""

    start: int
    end: int
    which: int


def found_in(text: str, names: Sequence[str]) -> list[Place]:
    """Where names stand as whole words, accents and capitals aside, by place; each name once. The
    longer ones come first, so that *Cut* is not found inside *Cut and colour*, nor *Cut* in a
    family name that begins like it."""
    written = [(one.start(), one.end(), fold(one.group())) for one in _WORD.finditer(text)]
    free = [True] * len(written)
    found: list[Place] = []
    wanted = sorted(((fold(name).split(), which) for which, name in enumerate(names)), key=_longest)
    for words, which in wanted:
        for at in range(len(written) - len(words) + 1 if words else 0):
            span = range(at, at + len(words))
            if all(free[one] for one in span) and [written[one][2] for one in span] == words:
                found.append(Place(written[at][0], written[span[-1]][1], which))
                for one in span:
                    free[one] = False
                break
    return sorted(found, key=lambda place: place.start)


def _longest(name: tuple[list[str], int]) -> tuple[int, int]:
    words, which = name
    return -len(" ".join(words)), which
