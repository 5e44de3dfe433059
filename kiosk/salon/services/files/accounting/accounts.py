"""Writes a month for the accountant onto a stick."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.context import Area
from kiosk.salon.services.files.accounting import closing_book, plain_files, workbook
from kiosk.salon.services.files.accounting.month import Month
from kiosk.salon.services.files.accounting.sheets import Sheet
from kiosk.salon.services.files.sticks import Stick, in_a_name
from kiosk.salon.services.files.whole_files import free, not_written, sync_folder, whole_file
from kiosk.salon.services.till.tills import may_see_takings

log = logging.getLogger(__name__)
Form = Literal["xlsx", "pdf", "csv"]
FORMS: dict[Form, Msg] = {
    "xlsx": T("Workbook for a spreadsheet (XLSX)"),
    "pdf": T("Closing book to print and keep (PDF)"),
    "csv": T("Tables for another program (CSV)"),
}

ACCOUNTS = T("accounts")
"""In the name of the folder."""


@dataclass(frozen=True, slots=True)
class WrittenMonth:
    """``files``: names, in ``folder``. ``documents``: how many of sales it holds. ``wrong``: how
    many sums do not agree with the journal."""

    folder: Path
    files: tuple[str, ...]
    documents: int
    wrong: int


class Accounts(Area):
    def require(self, by: Id, approved_by: Id | None = None) -> None:
        """:class:`NeedsApproval` for who may not see takings."""
        may_see_takings(self._context, by, approved_by)

    def write(
        self,
        stick: Stick,
        month: date,
        forms: tuple[Form, ...],
        by: Id,
        approved_by: Id | None = None,
        tell: Callable[[int], None] = lambda _: None,
    ) -> WrittenMonth:
        """Into a new folder of the stick; the files are on it when this returns. ``month``: its
        first day. Journalled. ``tell``: called after each form. Refused when it cannot be written,
        what was written before stays; :class:`NeedsApproval` for who may not see takings."""
        context = self._context
        self.require(by, approved_by)
        sheets = Month(context, month).sheets()
        name = f"pult-{month:%Y-%m}-{in_a_name(context, ACCOUNTS, 'accounts')}"
        folder = free(stick.path, name)
        try:
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise not_written(folder, error) from error
        files: list[str] = []
        try:
            for number, form in enumerate(forms, 1):
                files += self._write(folder, month, form, sheets)
                tell(number)
        finally:
            for place in (folder, stick.path):
                with suppress(OSError):
                    sync_folder(place)
            if files:
                self._note(month, forms, by)
        wrong = sum(len(sheet.wrong_rows) for sheet in sheets)
        documents = sum(len(sheet.rows) for sheet in sheets if sheet.key == "sales")
        return WrittenMonth(folder, tuple(files), documents, wrong)

    def _write(self, folder: Path, month: date, form: Form, sheets: tuple[Sheet, ...]) -> list[str]:
        context = self._context
        paths = [folder / f"pult-{month:%Y-%m}.{form}"]
        if form == "csv":
            names = [in_a_name(context, sheet.title, sheet.key) for sheet in sheets]
            paths = [folder / f"{name}.csv" for name in names]
            for sheet, path in zip(sheets, paths, strict=True):
                with whole_file(path) as stream:
                    plain_files.write(sheet, stream, context.say)
        elif form == "xlsx":
            with whole_file(paths[0]) as stream:
                workbook.write(sheets, stream, context.say, context.salon.language)
        else:
            with whole_file(paths[0]) as stream:
                closing_book.write(sheets, stream, context.say, context.salon.name, month)
        return [path.name for path in paths]

    def _note(self, month: date, forms: tuple[Form, ...], by: Id) -> None:
        context = self._context
        try:
            with context.store.transaction():
                context.note("export", by, month=f"{month:%Y-%m}", forms=list(forms))
        except PultError as error:
            # From a disk that cannot be written the data must get out all the same.
            log.warning("an export is not journalled: %s", error)


def month_before(month: date) -> date:
    """Of the first day of a month, that of the one before."""
    return (month - timedelta(days=1)).replace(day=1)


def month_after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
