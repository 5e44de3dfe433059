"""Reading CSV files as salons have them: from Excel, another program or a phone.

Encodings: UTF-8 with or without BOM, UTF-16 with BOM (Excel's "Unicode text"), else
Windows-1250, which old Czech, Hungarian and Slovenian programs write. Delimiters: ``,`` ``;`` tab.
"""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from pathlib import Path

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.spreadsheet import as_written
from kiosk.salon.domain.text import T

MAX_BYTES = 64 * 1024 * 1024
DELIMITERS = ",;\t"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Line:
    """``number``: line of the file where the row begins (quoted cells may hold line ends)."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """``header`` as written; ``lines`` without blank ones, not yet checked for their length."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]
    encoding: str
    delimiter: str


def read_csv(path: Path) -> CsvTable:
    """Refused: no such file, empty, too big, not text, a quote that never ends."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Refused(T("The file is too big. Please split it."))
        data = path.read_bytes()
    except OSError as error:
        raise Refused(
            T("The file {name} cannot be read.", name=path.name), reason=str(error)
        ) from error
    text, encoding = _decode(data)
    if not text.strip():
        raise Refused(T("The file is empty."))
    delimiter = _delimiter(text)
    lines = _lines(text, delimiter)
    return CsvTable(lines[0].cells, tuple(lines[1:]), encoding, delimiter)


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith(_UTF_16):
        encoding = "utf-16"
    elif data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    else:
        encoding = "utf-8"
    for attempt in (encoding, "cp1250"):
        try:
            text = data.decode(attempt)
        except UnicodeDecodeError as error:
            bad = error
            continue
        if "\0" in text:
            break
        return text, attempt
    else:
        line = data[: bad.start].count(b"\n") + 1
        raise Refused(
            T("Line {line} has letters that cannot be read. Save the file as UTF-8.", line=line)
        )
    raise Refused(T("This is not a CSV file."))


def _delimiter(text: str) -> str:
    """The mark that occurs most often in the first line outside quotes; a comma when none does."""
    first = next(line for line in text.splitlines() if line.strip())
    outside = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _lines(text: str, delimiter: str) -> list[Line]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    lines, begins = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append(Line(begins, tuple(as_written(cell.strip()) for cell in cells)))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Refused(
            T("Line {line} cannot be read: a quote is not closed.", line=begins), reason=str(error)
        ) from error
    return lines
