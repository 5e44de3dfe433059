"""Bringing many clients, products, services or staff at once from a CSV file.

``read`` judges every row and writes nothing; ``apply`` writes all rows in one transaction or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, Protocol

from kiosk.domain.errors import NotFound, Refused, Stale
from kiosk.domain.ids import Id
from kiosk.domain.text import Msg, T
from kiosk.services.context import Context
from kiosk.services.csv_table import CsvTable, Line, read_csv
from kiosk.services.import_columns import Columns, recognise
from kiosk.services.import_goods import ProductRows, ServiceRows
from kiosk.services.import_people import ClientRows, StaffRows

Kind = Literal["clients", "products", "services", "staff"]
Verdict = Literal["new", "change", "same", "refused"]


class Rows(Protocol):
    """What a kind of thing knows about its rows."""

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
KINDS: tuple[Kind, ...] = tuple(_KINDS)


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
    """``ignored``: columns nobody understands. Nothing is written while a row is refused."""

    kind: Kind
    table: CsvTable
    rows: tuple[PlanRow, ...]
    ignored: tuple[str, ...]

    def count(self, verdict: Verdict) -> int:
        return sum(row.verdict == verdict for row in self.rows)

    @property
    def possible(self) -> bool:
        return bool(self.rows) and not self.count("refused")


class Importing:
    def __init__(self, context: Context) -> None:
        self._context = context

    def read(self, kind: Kind, path: Path) -> Plan:
        """Judges the file. Refused: not readable as CSV, or a needed column is missing."""
        if kind not in _KINDS:
            raise NotFound(T("Nothing called {kind} can be imported.", kind=kind))
        return self._judge(kind, read_csv(path))

    def apply(self, plan: Plan, by: Id | None = None) -> int:
        """Writes every row that is new or changes something; returns how many.

        Refused when a row is refused or there is none; Stale when the data changed since ``read``
        so that a row would be judged differently now.
        """
        if not plan.possible:
            raise Refused(T("Nothing was written. Please correct the file first."))
        with self._context.store.transaction():
            if self._judge(plan.kind, plan.table).rows != plan.rows:
                raise Stale(T("The data changed in the meantime. Please look at the rows again."))
            rows: Rows = _KINDS[plan.kind](self._context)
            wanted = [row for row in plan.rows if row.verdict != "same"]
            for row in wanted:
                try:
                    rows.save(row.item, by)
                except Refused as error:
                    raise Refused(
                        T("Line {line}: {reason}", line=row.line, reason=error.message)
                    ) from error
            body: dict[str, object] = {"kind": plan.kind, "rows": len(wanted)}
            self._context.journal.append("import", self._context.now(), body)
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
        seen: dict[str, int] = {}
        judged = tuple(self._row(rows, line, table, places, seen) for line in table.lines)
        known = set(places.values())
        ignored = tuple(
            title for place, title in enumerate(table.header) if place not in known and title
        )
        return Plan(kind, table, judged, ignored)

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
