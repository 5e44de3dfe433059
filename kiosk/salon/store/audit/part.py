"""What the parts of the comparison have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from kiosk.salon.domain.text import Msg
from kiosk.salon.store.database import Store


@dataclass(frozen=True, slots=True)
class Told:
    """An entry with its body. ``at``: UTC ms."""

    kind: str
    formula: int
    at: int
    body: Mapping[str, Any]


class Part:
    """``kinds``: of the entries that :meth:`take` is given. ``keys``: that marks of typed
    words were made with."""

    kinds: ClassVar[frozenset[str]]

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        self.store, self.keys = store, keys

    def take(self, told: Told) -> None:
        raise NotImplementedError

    def differences(self) -> Iterator[Msg]:
        """After the last entry."""
        raise NotImplementedError


def person(alias: str, column: str) -> str:
    """SQL for the pseudonym of whom a column names, joined as ``alias``: empty for nobody, and no
    pseudonym at all for somebody who is not there."""
    there = f"iif({alias}.id IS NULL, '?', lower(hex({alias}.pseudonym)))"
    return f"iif({column} IS NULL, '', {there})"


def moment(at: object) -> str:
    """For whoever reads a list of differences; in UTC, as the journal counts."""
    assert isinstance(at, int)
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
