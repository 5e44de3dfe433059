"""Reading CSV files as salons have them: from Excel, another program or a phone.

Delimiters: ``,`` ``;`` tab ``|``, by a first line ``sep=;`` or by what divides the rows evenly.
Rows end with CR, LF or both and with nothing else: a vertical tab or a Unicode line separator is a
sign inside a cell and becomes a blank. Titles and empty lines may stand before the headings.
"""

from __future__ import annotations

import csv
import io
import re
import stat
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.salon.domain.entry.entering import tidied_lines
from kiosk.salon.domain.entry.spreadsheet import as_written
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T
from kiosk.salon.services.files.encodings import decode

MAX_BYTES = 64 * 1024 * 1024
DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(r"\ufeff*\"?sep=(.)\"?[ \t]*(?:\r\n|\r|\n)", re.IGNORECASE)
_OTHER_LINE_ENDS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
_GOODS = re.compile(r"(?:\x1d|\][A-Za-z]\d)?01\d{14}")
"""The beginning of a code for goods, in which ``\\x1d`` ends a part and divides nothing."""
_SAMPLE = 60
"""Rows by which the delimiter is found."""
_NOWHERE = "\x1f"
"""A mark that no file has."""
_BEFORE = 20
"""So many rows may stand before the headings."""


@dataclass(frozen=True, slots=True)
class Line:
    """``number``: line of the file where the row begins (quoted cells may hold line ends)."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """``header`` as written; ``lines`` without blank ones and repeated headings, not yet checked
    for their length."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]
    encoding: str
    delimiter: str


def contents(path: Path) -> bytes:
    """What the file holds. Refused: no such file, no plain file, too big, empty."""
    try:
        # A pipe would never end; whoever opens one without a writer waits for ever.
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise Refused(T("The file {name} cannot be read.", name=path.name))
        if about.st_size > MAX_BYTES:
            raise Refused(T("The file is too big. Please split it."))
        data = path.read_bytes()
    except OSError as error:
        raise Refused(
            T("The file {name} cannot be read.", name=path.name), reason=str(error)
        ) from error
    if not data.strip(b"\0 \t\r\n\xfe\xff\xef\xbb\xbf"):
        raise Refused(T("The file is empty."))
    return data


def read_csv(
    path: Path, language: str, knows: Callable[[str], bool], encoding: str = ""
) -> CsvTable:
    """``language``: whose letters the file probably has; ``knows``: whether a text is a heading;
    ``encoding``: chosen by a person, else found.

    Refused: as :func:`contents` and :func:`kiosk.salon.services.files.encodings.decode`, or a quote
    that never ends.
    """
    data = contents(path)
    _refuse_others(data)
    text, encoding = decode(data, language, encoding, knows)
    lines, delimiter = _rows(text)
    if lines and len(lines[heading(lines, knows)].cells) == 1:
        # A single column: what occurs in its cells divides nothing.
        lines, delimiter = _rows(text, _NOWHERE)
    if not lines:
        raise Refused(T("The file is empty."))
    place = heading(lines, knows)
    header = lines[place].cells
    rows = tuple(line for line in lines[place + 1 :] if line.cells != header)
    return CsvTable(header, rows, encoding, delimiter)


def _refuse_others(data: bytes) -> None:
    """Of what is no text, a person learns what to do with it."""
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    page = re.match(rb"<(?:\?xml|!doctype|html|table|meta)", start)
    if page or start.startswith((b"pk\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Refused(
            T(
                "This is a workbook or a web page, not a CSV file. Open it in the spreadsheet and "
                "save it as CSV UTF-8."
            )
        )
    if start.startswith((b"%pdf", b"\x89png", b"\xff\xd8\xff", b"gif8", b"riff")):
        raise Refused(
            T(
                "This is a picture or a printed page, not a table. Export a CSV file from the "
                "program it comes from."
            )
        )


def heading(lines: Sequence[Line], knows: Callable[[str], bool]) -> int:
    """Which of the first rows names the columns: the one with the most known headings, or the
    first row when none has any."""
    known = [sum(map(knows, line.cells)) for line in lines[:_BEFORE]]
    return known.index(max(known))


def _rows(text: str, mark: str = "") -> tuple[list[Line], str]:
    told = _SEPARATOR.match(text)
    if told:
        # Blanked, not cut off: the numbers of the lines stay those of the file.
        text = re.sub(r"[^\r\n]", " ", told.group()) + text[told.end() :]
    delimiter = mark or (told[1] if told else _delimiter(text))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines, begins = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append(Line(begins, tuple(map(_tidy, cells))))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Refused(
            T("Line {line} cannot be read: a quote is not closed.", line=begins), reason=str(error)
        ) from error
    return lines, delimiter


def _tidy(cell: str) -> str:
    if _GOODS.match(cell):
        cell = cell.replace("\x1d", "")
    cell = _OTHER_LINE_ENDS.sub(" ", cell).replace("\r\n", "\n").replace("\r", "\n")
    return as_written(tidied_lines(cell))


def _delimiter(text: str) -> str:
    """The mark that divides most rows into equally many cells, the more the better; a comma when
    none divides anything."""
    return max(DELIMITERS, key=lambda mark: _evenness(text, mark))


def _evenness(text: str, mark: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                widths[len(cells)] += 1
            if widths.total() == _SAMPLE:
                break
    except csv.Error:
        return 0, 0
    divided = [(count, width) for width, count in widths.items() if width > 1]
    if not divided:
        return 0, 0
    count, width = max(divided)
    return count / widths.total(), width
