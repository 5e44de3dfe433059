"""A month as one workbook (XLSX): a sheet each, with real numbers and days.

Openpyxl takes every text that begins with an equals sign for a formula; texts are written as texts
here, and marked so that a program does not calculate them when somebody edits the cell either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from kiosk.salon.domain.entry.spreadsheet import neutral
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.services.files.accounting.check import Say
from kiosk.salon.services.files.accounting.sheets import TOGETHER, Money, Sheet, Value

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What a workbook cannot hold."""
_NOT_IN_A_TITLE = re.compile(r"[\\*?:/\[\]]")
LONGEST_TITLE = 31
DAYS = {"hu": "yyyy\\.mm\\.dd\\."}
DAY = "dd\\.mm\\.yyyy"
TIME = " hh:mm"


def write(sheets: Iterable[Sheet], stream: IO[bytes], say: Say, language: str) -> None:
    """``say``: words of the salon's language; ``language``: its code."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    try:
        for sheet in sheets:
            title = _NOT_IN_A_TITLE.sub(" ", say(sheet.title))[:LONGEST_TITLE]
            _fill(book.create_sheet(title), sheet, say, DAYS.get(language, DAY))
        book.save(stream)
    finally:
        book.close()


def _fill(table: Any, sheet: Sheet, say: Say, day: str) -> None:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(sheet.columns, 1):
        table.column_dimensions[get_column_letter(place)].width = column.width + 2
    remarked = 1 if sheet.remark is not None else 0
    table.freeze_panes = f"A{2 + remarked}"
    bold, loud = Font(bold=True), Font(bold=True, color="FFFFFF")
    pale = Font(italic=True, color="6B6B6B")
    red = PatternFill("solid", fgColor="A8261C")
    if sheet.remark is not None:
        cell = _cell(table, say(sheet.remark), "", day)
        cell.font = loud if sheet.wrong else bold
        if sheet.wrong:
            cell.fill = red
        table.append([cell])
    heads = [_cell(table, say(column.title), "", day) for column in sheet.columns]
    for cell in heads:
        cell.font = bold
    table.append(heads)
    for place, row in enumerate(sheet.rows):
        cells = list(_cells(table, sheet, row, day))
        if place in sheet.wrong_rows:
            for cell in cells:
                cell.font, cell.fill = loud, red
        elif place in sheet.apart:
            for cell in cells:
                cell.font = pale
        table.append(cells)
    for row in sheet.sums(say(TOGETHER)):
        cells = list(_cells(table, sheet, row, day))
        for cell in cells:
            cell.font = bold
        table.append(cells)


def _cells(table: Any, sheet: Sheet, row: tuple[Value, ...], day: str) -> Iterator[Any]:
    for column, value in zip(sheet.columns, row, strict=True):
        yield _cell(table, value, column.kind, day)


def _cell(table: Any, value: Value, kind: str, day: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(table)
    if isinstance(value, Money):
        exponent = CURRENCIES[value.currency].exponent
        cell.value = Decimal(value.minor).scaleb(-exponent)
        digits = f"#,##0.{'0' * exponent}" if exponent else "#,##0"
        cell.number_format = f'{digits}\\ "{value.currency}"'
    elif isinstance(value, datetime):
        cell.value, cell.number_format = value, day + TIME
    elif isinstance(value, date):
        cell.value, cell.number_format = value, day
    elif isinstance(value, int):
        cell.value = Decimal(value).scaleb(-4) if kind == "percent" else value
        cell.number_format = "0.##%" if kind == "percent" else "0"
    elif value:
        text = _UNSEEN.sub("", value)
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = neutral(text) != text or text[:1] == "'"
    return cell
