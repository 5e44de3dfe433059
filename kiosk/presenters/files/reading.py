"""Reading a file as far as it can be read without a person, and what has to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import overload

from kiosk.presenters.files.args import ImportRowArgs
from kiosk.presenters.rows import Row
from kiosk.salon.domain.entry.written_days import Order
from kiosk.salon.domain.text import Msg, T, Text, side_by_side
from kiosk.salon.services.context import Context
from kiosk.salon.services.files.guessing import guess
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.files.judging import ColumnsUnknown
from kiosk.salon.services.files.plan import (
    Column,
    Doubtful,
    Kind,
    Plan,
    PlanRow,
    Value,
    outcome,
)
from kiosk.salon.services.files.reading.encodings import SeveralReadings
from kiosk.salon.services.files.visit_again import ComingVisit

KIND_NAMES: dict[Kind, Msg] = {
    "clients": T("Clients"),
    "visits": T("Visits"),
    "services": T("Services"),
    "products": T("Products"),
    "staff": T("Team"),
}
VERDICTS: dict[str, tuple[Msg, str]] = {
    "new": (T("New"), "ok"),
    "change": (T("Change"), "info"),
    "moved": (T("Moved"), "info"),
    "cancelled": (T("Cancelled"), "warn"),
    "same": (T("Unchanged"), ""),
    "doubtful": (T("Doubtful"), "warn"),
    "refused": (T("Left out"), "bad"),
}
"""What becomes of a row (see :func:`verdict_of`), in words and a tone."""
IN_TITLE = frozenset({"first_name", "last_name", "name"})
IN_LINE = 4
"""Values of a row that stand below its title."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person said of a file. ``kind`` None: nothing yet. ``mapping`` None: what was said of
    these headings the last time."""

    path: Path
    kind: Kind | None = None
    mapping: Mapping[str, str] | None = None
    encoding: str = ""
    days: Order = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """``plan``, or what has to be said first: ``readings`` (encoding to words), or of which
    ``columns`` nobody knows what they are; ``wrong``: why."""

    kind: Kind
    plan: Plan | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    wrong: Text = ""


def read(context: Context, asked: Asked) -> Answer:
    """Takes as long as the file is long. Refused when it cannot be read."""
    kind = asked.kind or guess(context, asked.path)
    importing = Importing(context)
    try:
        plan = importing.read(kind, asked.path, asked.mapping, asked.encoding, asked.days)
    except SeveralReadings as several:
        told = T("Which of these reads well?")
        return Answer(kind, readings=several.readings, wrong=told)
    except ColumnsUnknown as unknown:
        return Answer(kind, columns=unknown.columns, wrong=unknown.message)
    return Answer(kind, plan, columns=plan.columns)


def verdict_of(row: PlanRow, doubtful: Doubtful) -> str:
    """Its verdict with what was answered; of a visit that changes, how."""
    verdict = outcome(row, doubtful)
    if verdict == "change" and isinstance(row.item, ComingVisit):
        return "cancelled" if row.item.state == "cancelled" else "moved"
    return verdict


class PlanRows(Sequence[Row]):
    """The rows of a plan as a list shows them, each made when it comes into view."""

    def __init__(self, importing: Importing, rows: Sequence[PlanRow], doubtful: Doubtful) -> None:
        self._importing, self._rows, self._doubtful = importing, rows, doubtful

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return PlanRows(self._importing, self._rows[place], self._doubtful)
        row = self._rows[place]
        verdict = self._verdict(row)
        words, tone = VERDICTS[verdict]
        why = row.message if verdict in ("doubtful", "refused") else None
        told = [why] if why else [*self._values(row), *remarks(row)]
        subtitle: Text = side_by_side(told[:IN_LINE]) if told else ""
        return Row(
            str(row.line), row.title or T("Line {n}", n=row.line), subtitle, chip=words, tone=tone
        )

    def _verdict(self, row: PlanRow) -> str:
        return verdict_of(row, self._doubtful)

    def _values(self, row: PlanRow) -> list[Text]:
        found = self._importing.values(row, self._doubtful)
        # Of a visit that moves, from where to where is the question.
        moves = self._verdict(row) == "moved"
        return [
            T("{label}: {value}", label=one.label, value=_both(one) if moves else one.new)
            for one in found
            if one.field not in IN_TITLE or one.old
        ]

    def whole(self, key: str) -> ImportRowArgs:
        """All that is known of a row."""
        row = next(row for row in self._rows if str(row.line) == key)
        facts: list[tuple[Text, Text]] = []
        if row.verdict != "refused":
            for one in self._importing.values(row, self._doubtful):
                facts.append((one.label, _both(one)))
        return ImportRowArgs(
            row.title, row.line, tuple(facts), tuple(remarks(row)), row.message or ""
        )


def _both(value: Value) -> Text:
    return T("{old}, now {new}", old=value.old, new=value.new) if value.old else value.new


def remarks(row: PlanRow) -> list[Text]:
    """What became of the cells that are not stored as they stand."""
    return [
        T("{heading} {text}: {reason}", heading=one.heading, text=one.text, reason=one.message)
        for one in row.remarks
    ]
