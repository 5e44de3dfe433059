"""What an import would do, row by row, before anything is written."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, Literal, TextIO

from kiosk.salon.domain.clients.client_status import STATUS
from kiosk.salon.domain.entry.spreadsheet import neutral
from kiosk.salon.domain.text import Amount, Day, Msg, Number, Percent, Phone, T, Text, TimeOfDay
from kiosk.salon.services.files.cells import Remark
from kiosk.salon.services.files.clients import Doubt
from kiosk.salon.services.files.columns import FIELDS
from kiosk.salon.services.files.habits import Habits
from kiosk.salon.services.files.reading.csv_table import CsvTable

Kind = Literal["clients", "products", "services", "staff", "visits"]
Verdict = Literal["new", "change", "same", "doubtful", "refused"]
Doubtful = Literal["leave", "add", "join"]
"""What becomes of doubtful rows: nothing; each is somebody new; each is who it is like."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """``line``: where it begins in the file. ``changed``: fields that get another value.
    ``message``: why it is refused or doubtful. ``remarks``: cells that were left out or put
    elsewhere. ``old``: what is here; ``item``: what will be saved; ``doubt``: of a doubtful row,
    whose ``item`` is somebody new."""

    line: int
    verdict: Verdict
    title: str
    changed: tuple[str, ...] = ()
    message: Msg | None = None
    item: Any = None
    old: Any = None
    remarks: tuple[Remark, ...] = ()
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """``field``: what it leads to, empty for a heading nobody understands, ``passed`` for one that
    is known and not kept. ``sample``: the first text that stands in it."""

    heading: str
    field: str
    sample: str


@dataclass(frozen=True, slots=True)
class Plan:
    """``columns``: in the order of the file. ``mapping``: what a person said of headings, now or
    the last time. ``habits``: how the file writes days and names. ``totals``: lines that were
    passed over because they only add up others. ``done``: how many rows an interrupted import of
    this file has written; they are *same*."""

    kind: Kind
    table: CsvTable
    rows: tuple[PlanRow, ...]
    columns: tuple[Column, ...]
    mapping: Mapping[str, str]
    habits: Habits
    totals: tuple[int, ...] = ()
    done: int = 0

    def count(self, verdict: Verdict) -> int:
        return sum(row.verdict == verdict for row in self.rows)

    @property
    def possible(self) -> bool:
        """Whether it can be written without leaving a refused row out."""
        return bool(self.rows) and not self.count("refused")

    @property
    def ignored(self) -> tuple[Column, ...]:
        """Columns with something in them that nobody understands."""
        return tuple(one for one in self.columns if not one.field and one.sample)

    def without(self, late: Iterable[PlanRow]) -> Plan:
        """The same with rows that were refused only when they were written."""
        by_line = {row.line: row for row in late}
        return replace(self, rows=tuple(by_line.get(row.line, row) for row in self.rows))

    def wanted(self, doubtful: Doubtful) -> tuple[PlanRow, ...]:
        """The rows that would be written."""
        return tuple(row for row in self.rows if outcome(row, doubtful) in ("new", "change"))

    def left(self, doubtful: Doubtful) -> tuple[PlanRow, ...]:
        """The rows that would be left out, each with its ``message``."""
        return tuple(row for row in self.rows if outcome(row, doubtful) in ("doubtful", "refused"))


def row_item(row: PlanRow, doubtful: Doubtful) -> Any:
    """What is saved of a row; None for a doubtful one that is left."""
    if row.verdict != "doubtful":
        return row.item
    if doubtful == "add":
        return row.item
    return row.doubt.joined if doubtful == "join" and row.doubt else None


def outcome(row: PlanRow, doubtful: Doubtful) -> Verdict:
    """The verdict of a row with what was answered: a doubtful one is *new* when it is added, and
    *change* or *same* when it is who it is like."""
    item = row_item(row, doubtful)
    if row.verdict != "doubtful" or item is None:
        return row.verdict
    if doubtful == "add" or row.doubt is None:
        return "new"
    return "same" if item == row.doubt.like else "change"


@dataclass(frozen=True, slots=True)
class Value:
    """A field as it is and as it will be; ``old`` is empty for somebody new."""

    field: str
    label: Msg
    old: Text
    new: Text


def values(row: PlanRow, doubtful: Doubtful, currency: str) -> tuple[Value, ...]:
    """What will be stored of a row, field by field: all that somebody new has, else what
    changes."""
    item = row_item(row, doubtful) or row.item
    old = row.old or (row.doubt.like if row.doubt and doubtful == "join" else None)
    if item is None or not is_dataclass(item):
        return ()
    found = []
    for field in fields(item):
        new = getattr(item, field.name)
        before = getattr(old, field.name) if old else field.default
        withdrawn = old is not None and new is False
        if field.name not in FIELDS or new == before or not (new or withdrawn):
            continue
        told = _text(field.name, before, currency) if old else ""
        found.append(Value(field.name, FIELDS[field.name], told, _text(field.name, new, currency)))
    return tuple(found)


def _text(field: str, value: Any, currency: str) -> Text:
    if value in ("", None):
        return ""
    if isinstance(value, bool):
        return T("yes") if value else T("no")
    if field.endswith("_minor"):
        return Amount(value, currency)
    if field.endswith("_milli"):
        return Number(value)
    if field.endswith("_bp"):
        return Percent(value * 10)
    if field == "status":
        return STATUS[value]
    if field == "state":
        return T("cancelled") if value == "cancelled" else T("booked")
    if field == "starts_at":
        return TimeOfDay(value)
    if isinstance(value, date):
        return Day(value, "date")
    if field == "birth_date":
        return Day(date.fromisoformat(value), "date")
    if field in ("phone", "other_phone") and value.startswith("+"):
        return Phone(value)
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def write_left(
    plan: Plan, rows: Iterable[PlanRow], say: Callable[[Text], str], stream: TextIO
) -> int:
    """Rows as they stand in the file, each with why, as a file that can be corrected and read
    again; returns how many. ``say``: the words of a text. Open ``stream`` with ``newline=""`` and
    the encoding ``utf-8-sig``, by which spreadsheets know the letters."""
    writer = csv.writer(stream, delimiter=plan.table.delimiter, lineterminator="\r\n")
    lines = {line.number: line.cells for line in plan.table.lines}
    width = len(plan.table.header)
    writer.writerow((*plan.table.header, say(T("Why this row was left out"))))
    written = 0
    for row in rows:
        written += 1
        cells = lines[row.line]
        beside = [""] * (width - len(cells))
        reason = say(row.message) if row.message else ""
        writer.writerow(map(neutral, (*cells, *beside, reason)))
    return written
