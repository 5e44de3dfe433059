"""What the columns of a file are, said once and remembered for files with the same headings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.base import Presenter
from kiosk.presenters.files.args import ColumnsMapped, ImportColumnsArgs
from kiosk.presenters.rows import Row
from kiosk.salon.domain.text import T, Text
from kiosk.salon.services.files.cells import PASSED
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.files.plan import Column

NOT_READ = T("Not read")


@dataclass(frozen=True, slots=True)
class ImportColumnsState:
    """``rows``: the columns of the file. ``chosen``: the heading that is asked about, with its
    ``sample`` and what it may be (``fields``, of which ``field`` is the one now)."""

    rows: tuple[Row, ...] = ()
    chosen: str = ""
    sample: str = ""
    fields: tuple[tuple[str, Text], ...] = ()
    field: str = ""


class ImportColumns(Presenter[ImportColumnsState, ImportColumnsArgs]):
    name = "import_columns"
    blank = ImportColumnsState()

    def forget(self) -> None:
        self._columns: tuple[Column, ...] = ()
        self._said: dict[str, str] = {}
        self._place = -1

    def enter(self, args: ImportColumnsArgs) -> None:
        self._columns = args.columns
        fields = Importing(self.services.context).fields(args.kind)
        self.show(ImportColumnsState(fields=(("", NOT_READ), *fields.items())))
        self._list()

    def pick(self, key: str) -> None:
        """A column."""
        self._place = int(key)
        self._list()

    def be(self, field: str) -> None:
        """What the column is."""
        heading = self._columns[self._place].heading
        self._columns = tuple(
            replace(column, field=field) if column.heading == heading else column
            for column in self._columns
        )
        self._said[heading] = field
        self._place = -1
        self._list()

    def done(self) -> None:
        self.host.back(ColumnsMapped(dict(self._mapping())) if self._said else None)

    def close(self) -> None:
        """From what a column may be back to the columns; from those back, with nothing changed."""
        if self._place >= 0:
            self._place = -1
            self._list()
        else:
            self.host.back()

    def _mapping(self) -> dict[str, str]:
        """What was said now, beside what was known of the others."""
        known = {
            column.heading: column.field
            for column in self._columns
            if column.field and column.field != PASSED
        }
        return {**known, **self._said}

    def _list(self) -> None:
        called = dict(self.state.fields[1:])
        rows = tuple(
            Row(
                str(number),
                column.heading or "—",
                column.sample,
                chip=called.get(column.field, NOT_READ),
                tone="ok" if column.field in called else "",
            )
            for number, column in enumerate(self._columns)
        )
        state = replace(self.state, rows=rows, chosen="", sample="", field="")
        if self._place >= 0:
            column = self._columns[self._place]
            state = replace(state, chosen=column.heading, sample=column.sample, field=column.field)
        self.show(state)
