"""Bringing many clients, products, services, staff or visits to come at once from a file.

What a screen or a command needs, in the order of use:

- :func:`kiosk.salon.services.files.guessing.guess` tells by the headings what the rows are.
- ``Importing.read(kind, path, mapping=..., encoding=..., days=...) -> Plan`` judges every row and
  writes nothing. ``mapping``: heading to field (one of ``Importing.fields(kind)``), or to nothing
  for a column that is left out; without one, what was said of these headings the last time holds.
  ``encoding``: when :class:`SeveralReadings` was raised, the one that a person chose of its
  ``readings``. ``days``: ``dmy`` or ``mdy`` when ``plan.habits.days_unclear``.
  :class:`ColumnsUnknown` has the columns of a file of which a mapping must say what they are.
- The :class:`Plan` has a verdict and remarks per row, what each column leads to with a sample, and
  how the file writes days and names. ``Importing.values(row)`` are what will be stored of a row,
  field by field, old and new.
- ``Importing.apply(plan, by, tell, skip_refused=..., doubtful=...) -> int`` writes it. Refused rows
  stop everything unless they are skipped, those too that are refused only when they are written,
  which ``leave`` is told; doubtful ones are left, added as somebody new or joined
  to whom they are like. ``plan.left(doubtful)`` are the rows left out; ``write_left`` makes a file
  of them.
- ``Importing.forget(plan)`` forgets what was said of its headings.

Clients and products are written in portions, so that a till and the agent can write between them;
services and staff, which are few, in one transaction. Whatever ends an import in between (no power,
a killed process), each row is written whole or not at all, and how far it came is written with the
rows: the same file, imported again, goes on where it ended.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk.salon.domain.entry.written_days import Order
from kiosk.salon.domain.errors import NotFound, Refused, Stale
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.context import Area
from kiosk.salon.services.files import plan as plans
from kiosk.salon.services.files.calendars import read_calendar
from kiosk.salon.services.files.cells import Cells
from kiosk.salon.services.files.clients import ClientRows
from kiosk.salon.services.files.columns import (
    FIELDS,
    WHOLE_NAME,
    Columns,
    assigned,
    field_of,
    is_heading,
    lost_letter,
)
from kiosk.salon.services.files.goods import ProductRows, ServiceRows
from kiosk.salon.services.files.habits import Habits, habits_of
from kiosk.salon.services.files.judging import (
    ColumnsUnknown,
    Rows,
    adds_up,
    cells_of,
    columns_of,
    filled,
    is_turned,
    judged_row,
    second_table,
)
from kiosk.salon.services.files.people import StaffRows
from kiosk.salon.services.files.plan import Doubtful, Kind, Plan, PlanRow
from kiosk.salon.services.files.reading.csv_table import CsvTable, Line, read_csv
from kiosk.salon.services.files.reading.vcards import are_vcards, read_vcards
from kiosk.salon.services.files.visit_again import with_gone
from kiosk.salon.services.files.visits import VisitRows
from kiosk.salon.services.files.words import lost_letters
from kiosk.salon.store import importing

PORTION_SECONDS = 0.05
"""So long the write lock is held, give or take a row and the sync of the disk."""
_PAUSE = 0.25
"""Of that time, for how long others may take the lock before it is taken again: writers do not
queue, who finds it taken looks again within milliseconds."""

_CHANGED = T("The data changed in the meantime. Please look at the rows again.")


KINDS: dict[Kind, Any] = {
    "clients": ClientRows,
    "products": ProductRows,
    "services": ServiceRows,
    "staff": StaffRows,
    "visits": VisitRows,
}


class Importing(Area):
    def read(
        self,
        kind: Kind,
        path: Path,
        mapping: Mapping[str, str] | None = None,
        encoding: str = "",
        days: Order = "",
    ) -> Plan:
        """Judges the file. Refused: not readable, or a needed column is missing;
        :class:`SeveralReadings`: a person has to say in which encoding it is."""
        columns = self._rows(kind, Habits()).columns
        # Columns of a file without headings are numbered; a cell with a number is no heading.
        said = {fold(heading) for heading in mapping or {} if not heading.isdigit()}

        def knows(text: str) -> bool:
            return bool(field_of(text, columns)) or fold(text) in said

        language = self._context.salon.rules.language
        if kind == "clients" and are_vcards(path):
            table = read_vcards(path, language, encoding)
        elif kind == "visits" and path.suffix.lower() in (".ics", ".ical"):
            salon = self._context.salon
            now = salon.local(self._context.now())
            table = read_calendar(path, salon.zone, now, language, encoding)
            table = with_gone(self._context, table)
        else:
            table = _one_table(read_csv(path, language, knows, encoding), columns)
        if mapping is None:
            mapping = importing.mapping(self._context.store, _headings(kind, table))
        totals = tuple(line.number for line in table.lines if adds_up(line))
        lines = tuple(line for line in filled(table) if line.number not in totals)
        return self._judge(kind, replace(table, lines=lines), mapping, days, totals)

    def fields(self, kind: Kind) -> dict[str, Msg]:
        """What a column of such a file may lead to, and what that is called."""
        columns = self._rows(kind, Habits()).columns
        called = {field: FIELDS[field] for field in columns if field in FIELDS}
        return called | {"name": WHOLE_NAME} if {"name", "first_name"} <= called.keys() else called

    def values(self, row: PlanRow, doubtful: Doubtful = "leave") -> tuple[plans.Value, ...]:
        """What will be stored of a row, field by field."""
        return plans.values(row, doubtful, self._context.salon.rules.currency)

    def forget(self, plan: Plan) -> None:
        """Forgets what a person said of these headings."""
        with self._context.store.transaction():
            importing.remember(self._context.store, _headings(plan.kind, plan.table), {})

    def apply(
        self,
        plan: Plan,
        by: Id | None = None,
        tell: Callable[[int], None] = lambda _: None,
        seconds: float = PORTION_SECONDS,
        skip_refused: bool = False,
        doubtful: Doubtful = "leave",
        leave: Callable[[PlanRow], None] = lambda _: None,
    ) -> int:
        """Writes every row that is new or changes something; returns how many. ``tell``: called
        after each portion with how many are written and durable by now. ``seconds``: of a portion.
        ``leave``: called with each row that was refused only then and is left out, refused rows
        being skipped.

        Refused when a row is refused and not skipped, or there is none; Stale when the data changed
        since ``read`` so that a row would be judged differently now. Portions written before that
        stay; reading the file again leaves them out.
        """
        if not plan.rows or not (plan.possible or skip_refused):
            raise Refused(T("Nothing was written. Please correct the file first."))
        store, digest = self._context.store, _digest(plan.kind, plan.table)
        edition = importing.edition(store)
        again = self._judge(plan.kind, plan.table, plan.mapping, plan.habits.days, plan.totals)
        if again.rows != plan.rows:
            raise Stale(_CHANGED)
        lines = {line.number: line for line in plan.table.lines}
        wanted = [(row, lines[row.line]) for row in plan.wanted(doubtful)]
        looked_at = written = 0
        while True:
            begun = time.monotonic()
            with store.transaction():
                look = importing.edition(store) != edition
                passed, late = self._portion(
                    plan, wanted[looked_at:], by, seconds, doubtful, look, skip_refused
                )
                looked_at += passed
                written += passed - len(late)
                rows = plan.done + written
                if looked_at == len(wanted):
                    self._finish(plan, digest, rows)
                else:
                    importing.note(store, digest, wanted[looked_at - 1][0].line, rows)
            for row in late:
                leave(row)
            tell(written)
            if looked_at == len(wanted):
                return written
            time.sleep((time.monotonic() - begun) * _PAUSE)

    def _finish(self, plan: Plan, digest: bytes, rows: int) -> None:
        store = self._context.store
        importing.finish(store, digest)
        if plan.mapping:
            importing.remember(store, _headings(plan.kind, plan.table), plan.mapping)
        body: dict[str, object] = {"kind": plan.kind, "rows": rows}
        self._context.journal.append("import", self._context.now(), body)

    def _rows(self, kind: Kind, habits: Habits) -> Rows:
        if kind not in KINDS:
            raise NotFound(T("Nothing called {kind} can be imported.", kind=kind))
        rows: Rows = KINDS[kind](self._context, habits)
        return rows

    def _portion(
        self,
        plan: Plan,
        wanted: list[tuple[PlanRow, Line]],
        by: Id | None,
        seconds: float,
        doubtful: Doubtful,
        look: bool,
        skip_refused: bool,
    ) -> tuple[int, list[PlanRow]]:
        """Writes as many rows as there is time for, at least one, each as it was planned; how many
        it came past, and which of them are refused now. ``look``: whether somebody else has written
        since they were judged."""
        rows = self._rows(plan.kind, plan.habits)
        named = [column.field for column in plan.columns]
        end = time.monotonic() + seconds
        late: list[PlanRow] = []
        for number, (row, line) in enumerate(wanted):
            if number and rows.portions and time.monotonic() > end:
                return number, late
            try:
                with self._context.store.attempt():
                    # A doubtful one may be like a row that has just been written.
                    if look and row.verdict != "doubtful":
                        cells = cells_of(line, plan.table.header, named)
                        self._require_same(rows, row, cells, skip_refused)
                    rows.save(plans.row_item(row, doubtful), by)
            except Refused as error:
                if not skip_refused:
                    told = T("Line {line}: {reason}", line=row.line, reason=error.message)
                    raise Refused(told) from error
                late.append(replace(row, verdict="refused", message=error.message, item=None))
        return len(wanted), late

    def _require_same(self, rows: Rows, row: PlanRow, cells: Cells, skip_refused: bool) -> None:
        """Stale when what is here of a row is not what was here when it was judged."""
        try:
            old, _ = rows.item(cells)
        except Refused as error:
            if skip_refused:
                raise
            raise Stale(_CHANGED) from error
        if old != row.old:
            raise Stale(_CHANGED)

    def _judge(
        self,
        kind: Kind,
        table: CsvTable,
        mapping: Mapping[str, str],
        days: Order,
        totals: tuple[int, ...],
    ) -> Plan:
        columns = self._rows(kind, Habits()).columns
        named = assigned(table.header, columns, mapping)
        language = self._context.salon.rules.language
        habits = habits_of(named, [line.cells for line in table.lines], days, language)
        rows = self._rows(kind, habits)
        for needed in rows.one_of:
            if not any(field in named for field in needed):
                raise ColumnsUnknown(needed[0], columns_of(table, named))
        if not table.lines:
            raise Refused(T("The file has no rows."))
        begun = importing.progress(self._context.store, _digest(kind, table))
        seen: dict[str, int] = {}
        judged = [judged_row(rows, line, table, list(named), seen) for line in table.lines]
        judged = [
            row if row.line > begun.line else PlanRow(row.line, "same", row.title) for row in judged
        ]
        return Plan(
            kind,
            table,
            tuple(judged),
            columns_of(table, named),
            mapping,
            habits,
            totals,
            begun.rows,
        )


def _one_table(table: CsvTable, columns: Columns) -> CsvTable:
    """Refused: headings that have lost letters, or stand in the first column."""
    for heading in table.header:
        if lost_letter(heading, columns):
            raise lost_letters(heading)
    if is_turned(table, lambda text: bool(field_of(text, columns))):
        raise Refused(
            T(
                "The columns of this table are its rows. Turn it in the spreadsheet, so that each "
                "person or thing has a row of its own."
            )
        )
    every = [made.columns for made in KINDS.values()]
    lines = second_table(table.lines, lambda text: is_heading(text, every))
    return replace(table, lines=lines)


def _digest(kind: Kind, table: CsvTable) -> bytes:
    """By which a file is known again; nothing of what stands in it can be told from it."""
    return hashlib.sha256(repr((kind, table.header, table.lines)).encode()).digest()


def _headings(kind: Kind, table: CsvTable) -> bytes:
    """By which a set of headings is known again."""
    return hashlib.sha256(repr((kind, sorted(map(fold, table.header)))).encode()).digest()
