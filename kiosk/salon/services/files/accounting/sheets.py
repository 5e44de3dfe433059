"""What a month is told in: sheets of columns and rows, whatever they are written as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from kiosk.salon.domain.text import Msg, T

TOGETHER = T("Together")
Kind = Literal["text", "day", "moment", "money", "count", "percent"]


@dataclass(frozen=True, slots=True)
class Money:
    """``minor`` units of ``currency``."""

    minor: int
    currency: str


Value = str | int | date | datetime | Money | None
"""``datetime`` is in the salon's zone, without it. A percent is in hundredths."""


@dataclass(frozen=True, slots=True)
class Column:
    """``width``: in letters. ``adds``: its sums stand below it, one for each currency."""

    title: Msg
    kind: Kind = "text"
    width: int = 12
    adds: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """``key``: what its file is called where the salon's words leave nothing. ``remark``: said
    above the rows; ``wrong``: loudly. ``rows``: a value for each column. ``wrong_rows``: places of
    those that do not fit; ``apart``: of those that are not added up. ``groups``: of each row what
    it belongs to, where that is more than what is written."""

    key: str
    title: Msg
    columns: tuple[Column, ...]
    rows: list[tuple[Value, ...]] = field(default_factory=list)
    remark: Msg | None = None
    wrong: bool = False
    wrong_rows: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()
    groups: tuple[tuple[str, str], ...] = ()

    @property
    def currencies(self) -> frozenset[str]:
        return frozenset(
            value.currency for row in self.rows for value in row if isinstance(value, Money)
        )

    def sums(self, label: str) -> list[tuple[Value, ...]]:
        """A row for each currency that is added up, the ``label`` in front; none where nothing
        is."""
        places = [place for place, column in enumerate(self.columns) if column.adds]
        found: dict[str, list[int]] = {}
        for at, row in enumerate(self.rows):
            for number, place in enumerate(places if at not in self.apart else ()):
                value = row[place]
                if isinstance(value, Money):
                    found.setdefault(value.currency, [0] * len(places))[number] += value.minor
        return [
            _sum_row(label, len(self.columns), places, currency, minor)
            for currency, minor in sorted(found.items())
        ]


def _sum_row(
    label: str, width: int, places: Sequence[int], currency: str, minor: Sequence[int]
) -> tuple[Value, ...]:
    row: list[Value] = [label, *[None] * (width - 1)]
    for place, one in zip(places, minor, strict=True):
        row[place] = Money(one, currency)
    return tuple(row)
