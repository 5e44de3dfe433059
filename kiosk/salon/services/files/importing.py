"""Bringing many clients, products, services or staff at once from a CSV file.

``read`` judges every row and writes nothing. ``apply`` writes clients and products in portions,
so that a till and the agent can write between them; services and staff, which are few, in one
transaction. Whatever ends an import in between (no power, a killed process), each row is written
whole or not at all, and how far it came is written with the rows: the same file, imported again,
goes on where it ended.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, Protocol

from kiosk.salon.domain.errors import NotFound, Refused, Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.context import Area
from kiosk.salon.services.files.columns import Columns, recognise
from kiosk.salon.services.files.csv_table import CsvTable, Line, read_csv
from kiosk.salon.services.files.goods import ProductRows, ServiceRows
from kiosk.salon.services.files.people import ClientRows, StaffRows
from kiosk.salon.store import importing

Kind = Literal["clients", "products", "services", "staff"]
Verdict = Literal["new", "change", "same", "refused"]
PORTION_SECONDS = 0.05
"""So long the write lock is held, give or take a row and the sync of the disk. Others may write for
as long before it is taken again: writers do not queue, who finds it taken looks again later."""


class Rows(Protocol):
    """What a kind of thing knows about its rows. ``portions``: they may be many. Made anew for
    each transaction."""

    portions: bool
    columns: Columns
    one_of: tuple[tuple[str, ...], ...]

    def item(self, cells: Mapping[str, str]) -> tuple[Any | None, Any]: ...
    def unique(self, item: Any) -> dict[str, Msg]: ...
    def save(self, item: Any, by: Id | None) -> None: ...
    def title(self, item: Any) -> str: ...


_KINDS: dict[Kind, type[Any]] = {
    "clients": ClientRows,
    "products": ProductRows,
    "services": ServiceRows,
    "staff": StaffRows,
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """``line``: where it begins in the file. ``changed``: fields that get another value.
    ``message``: why it is refused. ``item``: what will be saved."""

    line: int
    verdict: Verdict
    title: str
    changed: tuple[str, ...] = ()
    message: Msg | None = None
    item: Any = None


@dataclass(frozen=True, slots=True)
class Plan:
    """``ignored``: columns nobody understands. Nothing is written while a row is refused.
    ``done``: how many rows an interrupted import of this file has written; they are *same*."""

    kind: Kind
    table: CsvTable
    rows: tuple[PlanRow, ...]
    ignored: tuple[str, ...]
    done: int = 0

    def count(self, verdict: Verdict) -> int:
        return sum(row.verdict == verdict for row in self.rows)

    @property
    def possible(self) -> bool:
        return bool(self.rows) and not self.count("refused")


class Importing(Area):
    def read(self, kind: Kind, path: Path) -> Plan:
        """Judges the file. Refused: not readable as CSV, or a needed column is missing."""
        if kind not in _KINDS:
            raise NotFound(T("Nothing called {kind} can be imported.", kind=kind))
        return self._judge(kind, read_csv(path))

    def apply(
        self,
        plan: Plan,
        by: Id | None = None,
        tell: Callable[[int], None] = lambda _: None,
        seconds: float = PORTION_SECONDS,
    ) -> int:
        """Writes every row that is new or changes something; returns how many. ``tell``: called
        after each portion with how many are written and durable by now. ``seconds``: of a portion.

        Refused when a row is refused or there is none; Stale when the data changed since ``read``
        so that a row would be judged differently now. Portions written before that stay; reading
        the file again leaves them out.
        """
        if not plan.possible:
            raise Refused(T("Nothing was written. Please correct the file first."))
        if self._judge(plan.kind, plan.table).rows != plan.rows:
            raise Stale(_CHANGED)
        store, digest = self._context.store, _digest(plan.kind, plan.table)
        wanted = [
            (row, line)
            for row, line in zip(plan.rows, plan.table.lines, strict=True)
            if row.verdict != "same"
        ]
        written = 0
        while True:
            begun = time.monotonic()
            with store.transaction():
                written += self._portion(plan, wanted[written:], by, seconds)
                rows = plan.done + written
                if written == len(wanted):
                    importing.finish(store, digest)
                    body: dict[str, object] = {"kind": plan.kind, "rows": rows}
                    self._context.journal.append("import", self._context.now(), body)
                else:
                    importing.note(store, digest, wanted[written - 1][0].line, rows)
            tell(written)
            if written == len(wanted):
                return written
            time.sleep(time.monotonic() - begun)

    def _portion(
        self, plan: Plan, wanted: list[tuple[PlanRow, Line]], by: Id | None, seconds: float
    ) -> int:
        """Writes as many rows as there is time for, at least one, each as it was planned."""
        rows: Rows = _KINDS[plan.kind](self._context)
        places = recognise(plan.table.header, rows.columns)
        end = time.monotonic() + seconds
        for number, (row, line) in enumerate(wanted):
            if number and rows.portions and time.monotonic() > end:
                return number
            if self._row(rows, line, plan.table, places, {}) != row:
                raise Stale(_CHANGED)
            try:
                rows.save(row.item, by)
            except Refused as error:
                told = T("Line {line}: {reason}", line=row.line, reason=error.message)
                raise Refused(told) from error
        return len(wanted)

    def _judge(self, kind: Kind, table: CsvTable) -> Plan:
        rows: Rows = _KINDS[kind](self._context)
        places = recognise(table.header, rows.columns)
        for needed in rows.one_of:
            if not any(field in places for field in needed):
                raise Refused(
                    T(
                        "The first line must name the columns; there is none for {field}.",
                        field=needed[0].replace("_", " "),
                    )
                )
        if not table.lines:
            raise Refused(T("The file has no rows."))
        begun = importing.progress(self._context.store, _digest(kind, table))
        seen: dict[str, int] = {}
        judged = tuple(
            self._row(rows, line, table, places, seen)
            if line.number > begun.line
            else PlanRow(line.number, "same", line.cells[0])
            for line in table.lines
        )
        known = set(places.values())
        ignored = tuple(
            title for place, title in enumerate(table.header) if place not in known and title
        )
        return Plan(kind, table, judged, ignored, begun.rows)

    def _row(
        self,
        rows: Rows,
        line: Line,
        table: CsvTable,
        places: Mapping[str, int],
        seen: dict[str, int],
    ) -> PlanRow:
        title = line.cells[0]
        try:
            _check_width(line, table)
            cells = {
                field: line.cells[place] for field, place in places.items() if line.cells[place]
            }
            old, item = rows.item(cells)
            title = rows.title(item)
            for key, told in rows.unique(item).items():
                first = seen.setdefault(key, line.number)
                if first != line.number:
                    raise Refused(T("Line {first} has {what}.", first=first, what=told))
        except Refused as error:
            return PlanRow(line.number, "refused", title, message=error.message)
        if old is None:
            return PlanRow(line.number, "new", title, item=item)
        changed = tuple(
            field.name
            for field in fields(item)
            if getattr(item, field.name) != getattr(old, field.name)
        )
        return PlanRow(line.number, "change" if changed else "same", title, changed, item=item)


_CHANGED = T("The data changed in the meantime. Please look at the rows again.")


def _digest(kind: Kind, table: CsvTable) -> bytes:
    """By which a file is known again; nothing of what stands in it can be told from it."""
    return hashlib.sha256(repr((kind, table.header, table.lines)).encode()).digest()


def _check_width(line: Line, table: CsvTable) -> None:
    """Refused when the row has other columns than the header; empty ones at its end do not
    count, spreadsheets leave them behind."""
    width = len(table.header)
    if len(line.cells) < width or any(line.cells[width:]):
        raise Refused(
            T(
                "This row has {cells} columns, the first line has {header}.",
                cells=len(line.cells),
                header=width,
            )
        )
