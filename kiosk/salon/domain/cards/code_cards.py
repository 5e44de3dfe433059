"""Codes of the cards that are printed here: ``PULTC``, fourteen letters drawn at random, two that
check them.

The sixteen letters are a Reed-Solomon code word over the field of nineteen elements: their sum and
their sum weighted by place are both nought. Any two wrong letters are found, and so are any two
that changed places; of what others print, one in 361 that looks like this would pass.

Nineteen letters, for the field must be prime: without those that look like another or like a
digit (I, L, O, Q, U), without Y and Z, which change places when a scanner that types is set up
for another keyboard, and without digits, which become other signs on some of those.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

PREFIX = "PULTC"
LETTERS = "ABCDEFGHJKMNPRSTVWX"
DRAWN = 14
"""About 59 bits of chance, as many as a booking's code has."""
_FIELD = len(LETTERS)


@dataclass(frozen=True, slots=True)
class CodeCard:
    """What is printed of a card. ``code``: as the scanner will give it."""

    code: str = field(repr=False)
    first_name: str
    last_name: str


def draw() -> str:
    """A new code."""
    return completed([secrets.randbelow(_FIELD) for _ in range(DRAWN)])


def completed(drawn: Sequence[int]) -> str:
    """The code of fourteen letters, given as their places in :data:`LETTERS`."""
    total, weighted = _sums(drawn)
    # Solves a + b = -total and 15a + 16b = -weighted.
    last = (DRAWN + 1) * total - weighted
    both = (-total - last, last)
    return PREFIX + "".join(LETTERS[value % _FIELD] for value in (*drawn, *both))


def read(text: str) -> str:
    """The code as it was printed, of whatever case and with whatever blanks; empty for anything
    that is none of ours."""
    plain = "".join(text.split()).upper()
    body = plain.removeprefix(PREFIX)
    if len(body) != DRAWN + 2 or plain != PREFIX + body or not set(body) <= set(LETTERS):
        return ""
    total, weighted = _sums([LETTERS.index(letter) for letter in body])
    return "" if total % _FIELD or weighted % _FIELD else plain


def _sums(values: Sequence[int]) -> tuple[int, int]:
    return sum(values), sum(place * value for place, value in enumerate(values, 1))
