"""A month as CSV: a file a sheet, as :mod:`kiosk.salon.services.files.exporting` writes them."""

from __future__ import annotations

import csv
from datetime import date, datetime
from io import TextIOWrapper
from typing import IO

from kiosk.salon.domain.entry.parsed_input import plain, short
from kiosk.salon.domain.entry.spreadsheet import neutral
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.services.files.accounting.check import Say
from kiosk.salon.services.files.accounting.sheets import Money, Sheet, Value


def write(sheet: Sheet, stream: IO[bytes], say: Say) -> None:
    """Headings and rows, of which every column can be added up; what a remark says stands in the
    first line where it is loud. The currency of a row's sums has a column of its own."""
    # The BOM tells Excel that a CSV is UTF-8.
    text = TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    if sheet.wrong and sheet.remark is not None:
        writer.writerow([say(sheet.remark)])
    writer.writerow([*(say(column.title) for column in sheet.columns), *_currency_head(sheet)])
    for row in sheet.rows:
        cells = [
            _cell(value, column.kind) for value, column in zip(row, sheet.columns, strict=True)
        ]
        writer.writerow([*map(neutral, cells), *_currency(sheet, row)])
    text.detach()


def _has_money(sheet: Sheet) -> bool:
    return any(column.kind == "money" for column in sheet.columns)


def _currency_head(sheet: Sheet) -> list[str]:
    return ["ISO 4217"] if _has_money(sheet) else []


def _currency(sheet: Sheet, row: tuple[Value, ...]) -> list[str]:
    if not _has_money(sheet):
        return []
    return [next((value.currency for value in row if isinstance(value, Money)), "")]


def _cell(value: Value, kind: str) -> str:
    if isinstance(value, Money):
        return plain(value.minor, CURRENCIES[value.currency].exponent)
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return short(value, 2) if kind == "percent" else str(value)
    return value or ""
