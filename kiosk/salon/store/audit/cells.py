"""Cells that hold more than one value: whether each can be read at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.domain.till.day_sums import DaySums
from kiosk.salon.domain.till.figures import Figures
from kiosk.salon.store.audit.part import Part
from kiosk.salon.store.till.cash import vat_rows
from kiosk.salon.store.till.closings import attempt_of
from kiosk.salon.store.till.sessions import pieces_of

UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading such a cell may raise."""


def _sums(text: str) -> None:
    """By currency."""
    for minor in dict(json.loads(text)).values():
        int(minor)


CELLS: dict[str, Callable[[str], Any]] = {
    "till_session.since": _sums,
    "session_opening.pieces": pieces_of,
    "count_attempt.counts": attempt_of,
    "closing.figures": lambda text: text and Figures.from_json(text),
    "closing_count.pieces": pieces_of,
    "cash_movement.vat": vat_rows,
    "expense.vat": vat_rows,
    "day_sum.figures": lambda text: DaySums.from_json(json.loads(text)),
}


class Cells(Part):
    kinds = frozenset()

    def differences(self) -> Iterator[Msg]:
        for cell, read in CELLS.items():
            table, column = cell.split(".")
            for (text,) in self.store.each_named(f"SELECT DISTINCT {column} FROM {table}", {}):
                try:
                    read(text)
                except UNREADABLE:
                    yield unreadable(cell)


def unreadable(what: str) -> Msg:
    return T("Something that is kept cannot be read: {what}.", what=what)
