"""Reading CSV files as salons have them: from Excel, another program or a phone.

Delimiters: ``,`` ``;`` tab ``|``, by a first line ``sep=;`` or by what divides the rows evenly.
Rows end with CR, LF or both and with nothing else: a vertical tab or a Unicode line separator is a
sign inside a cell and becomes a blank. Titles and empty lines may stand before the headings. A row
with a quote that is never closed is wrong, the others are read.
"""

from __future__ import annotations

import csv
import io
import re
import stat
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.salon.domain.entry.entering import tidied_lines
from kiosk.salon.domain.entry.spreadsheet import as_written
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.files.given_names import given_names
from kiosk.salon.services.files.reading.encodings import decode
from kiosk.salon.services.files.reading.other_files import refuse_others

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
_LONGEST_ROW = 40
"""Lines of the file in a row that is looked at by itself."""
_ADDRESS = re.compile(r"\w@\w+[.\w]|\d[\d /.-]{5,}\d")


@dataclass(frozen=True, slots=True)
class Line:
    """``number``: line of the file where the row begins (quoted cells may hold line ends).
    ``wrong``: why it is no row that can be read."""

    number: int
    cells: tuple[str, ...]
    wrong: Msg | None = None


@dataclass(frozen=True, slots=True)
class CsvTable:
    """``header`` as written, numbers when the file has none; ``lines`` without blank ones and
    repeated headings, not yet checked for their length."""

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

    Refused: as :func:`contents`, :func:`refuse_others` and :func:`decode`, or not one line can be
    read.
    """
    data = contents(path)
    refuse_others(data)
    text, encoding = decode(data, language, encoding, knows)
    lines, delimiter = _rows(text)
    if lines and len(lines[heading(lines, knows)].cells) == 1:
        inner = _unwrapped(lines, knows)
        # A single column: what occurs in its cells divides nothing.
        lines, delimiter = _rows(inner) if inner else _rows(text, _NOWHERE)
    if not lines:
        raise Refused(T("The file is empty."))
    lines = _without_apostrophes(lines)
    place = heading(lines, knows)
    header = lines[place].cells
    if not any(map(knows, header)) and any(map(_is_data, header)):
        header, rows = tuple(str(number + 1) for number in range(len(header))), lines[place:]
    else:
        rows = lines[place + 1 :]
    kept = tuple(line for line in rows if line.cells != header)
    return CsvTable(header, kept, encoding, delimiter)


def _is_data(cell: str) -> bool:
    """Whether a cell is no heading: an address, a number of a telephone, somebody's name."""
    known = given_names()
    return _ADDRESS.search(cell) is not None or any(word in known for word in fold(cell).split())


def _unwrapped(lines: Sequence[Line], knows: Callable[[str], bool]) -> str:
    """The text of rows that some program has put into quotes as a whole."""
    first = lines[heading(lines, knows)].cells[0]
    mark = max(DELIMITERS, key=first.count)
    if mark not in first or not any(map(knows, first.split(mark))):
        return ""
    return "\n".join(line.cells[0] for line in lines)


def _without_apostrophes(lines: list[Line]) -> list[Line]:
    """Cells without apostrophes for quotes, if all of the headings have them."""
    if not all(re.fullmatch("'.+'", cell) for cell in lines[0].cells):
        return lines
    return [
        replace(line, cells=tuple(re.sub("^'?(.*)'$", r"\1", cell) for cell in line.cells))
        for line in lines
    ]


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
        lines = _one_by_one(text, delimiter)
        if not lines or lines[0].wrong:
            raise Refused(_unclosed(begins), reason=str(error)) from error
    return [_checked(line, len(lines[0].cells), delimiter) for line in lines], delimiter


def _one_by_one(text: str, delimiter: str) -> list[Line]:
    """The rows of a text in which a quote is not closed: that row is wrong, the others are not."""
    pieces = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)
    lines, begins = [], 0
    while begins < len(pieces):
        cells, length = _row(pieces[begins : begins + _LONGEST_ROW], delimiter)
        if any(cell.strip() for cell in cells):
            wrong = None if length else _unclosed(begins + 1)
            lines.append(Line(begins + 1, tuple(map(_tidy, cells)), wrong))
        begins += length or 1
    return lines


def _row(pieces: Sequence[str], delimiter: str) -> tuple[list[str], int]:
    """The cells of the row that begins with the first piece, and of how many it is made; 0 when a
    quote in it is not closed."""
    for length in range(1, len(pieces) + 1):
        part = "".join(pieces[:length])
        try:
            rows = list(csv.reader(io.StringIO(part, newline=""), delimiter=delimiter, strict=True))
        except csv.Error:
            if part.count('"') % 2 == 0:
                break
            continue
        return (rows[0] if rows else []), length
    return pieces[0].strip("\r\n").split(delimiter), 0


def _checked(line: Line, width: int, delimiter: str) -> Line:
    """Wrong when a cell holds whole rows: its quote was closed by that of a later one."""
    if any(_holds_rows(cell, width, delimiter) for cell in line.cells if "\n" in cell):
        return replace(line, wrong=_unclosed(line.number))
    return line


def _holds_rows(cell: str, width: int, delimiter: str) -> bool:
    within = cell.split("\n")[1:-1]
    return width > 2 and bool(within) and all(one.count(delimiter) == width - 1 for one in within)


def _unclosed(line: int) -> Msg:
    return T("Line {line} cannot be read: a quote is not closed.", line=line)


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
