"""What the rows of a file would do, each looked at by what its kind knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, Protocol

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.files import plan as plans
from kiosk.salon.services.files.cells import PASSED, Cell, Cells
from kiosk.salon.services.files.clients import Doubt
from kiosk.salon.services.files.columns import FIELDS, Columns
from kiosk.salon.services.files.plan import Column, PlanRow
from kiosk.salon.services.files.reading.csv_table import CsvTable, Line
from kiosk.salon.services.files.words import lost_letters

_TOTAL = re.compile(
    r"(?:celkem|celkovy pocet|soucet|spolu|total|totals|sum|count|osszesen|skupaj|gesamt|summe)"
    r"(?: [\d ]+| \d* ?(?:klient|zakazni|zaznam|osob|kontakt|client|customer|record|contact|row|"
    r"ugyfel|vendeg|stran|rekord|kunde).*)?"
)
_NO_ROW = re.compile(
    r"(?:export|vytisk|vytist|print|generated|vygener|stran|page|pocet|number of|stav k|keszul|"
    r"nyomtat|oldal|izpis|natis|izvo|erstellt|gedruckt|seite|anzahl|szama?|stevilo|zobraz|showing|"
    r"displaying|copyright).*\d.*|"
    r"(?:konec|end of|ende der?) (?:sestavy|seznamu|souboru|vypisu|exportu|report|file|list).*|"
    r"(?:\w+ )?(?:klienti|klientky|klientela|zakaznici|zakaznice|clients|customers|guests|contacts|"
    r"stranke|vendegek|ugyfelek|kunden|kundinnen|bezni|pravidelni|novi)|www .*|https? .*"
)
_RULE = re.compile(r"[\s|:+=_*.-]*[|:+=_*.-]{2}[\s|:+=_*.-]*")
"""A line drawn with signs."""
_TURNED = 20
"""Rows that show whether a table is turned."""
_COUNTED = re.compile(r"[\d ]*(?:kc|czk|ft|huf|eur|ks|db|kos)?")


class Rows(Protocol):
    """What a kind of thing knows about its rows. ``portions``: they may be many. ``doubt``: about
    the row that ``item`` was last asked about. Made anew for each transaction."""

    portions: bool
    columns: Columns
    one_of: tuple[tuple[str, ...], ...]

    @property
    def doubt(self) -> Doubt | None: ...
    def item(self, cells: Cells) -> tuple[Any | None, Any]: ...
    def unique(self, item: Any) -> dict[str, Msg]: ...
    def save(self, item: Any, by: Id | None) -> None: ...
    def title(self, item: Any) -> str: ...


class ColumnsUnknown(Refused):
    """A column that must be there has no heading that is known: somebody has to say which it is.
    ``columns``: those of the file."""

    def __init__(self, field: str, columns: tuple[Column, ...]) -> None:
        told = T(
            "The first line must name the columns; there is none for {field}.", field=FIELDS[field]
        )
        super().__init__(told)
        self.columns = columns


def judged_row(
    rows: Rows,
    line: Line,
    table: CsvTable,
    named: list[str],
    seen: dict[str, int],
) -> PlanRow:
    title = line.cells[0]
    try:
        if line.wrong is not None:
            raise Refused(line.wrong)
        _check_width(line, table)
        _check_letters(line)
        cells = cells_of(line, table.header, named)
        old, item = rows.item(cells)
        title = rows.title(item)
        for key, told in rows.unique(item).items():
            first = seen.setdefault(key, line.number)
            if first != line.number:
                raise Refused(T("Line {first} has {what}.", first=first, what=told))
    except Refused as error:
        return PlanRow(line.number, "refused", title, message=error.message)
    remarks, doubt = tuple(cells.remarks), rows.doubt
    if doubt is not None:
        return PlanRow(
            line.number,
            "doubtful",
            title,
            message=doubt.message,
            item=item,
            remarks=remarks,
            doubt=doubt,
        )
    if old is None:
        return PlanRow(line.number, "new", title, item=item, remarks=remarks)
    changed = tuple(
        field.name
        for field in fields(item)
        if getattr(item, field.name) != getattr(old, field.name)
    )
    verdict: plans.Verdict = "change" if changed else "same"
    return PlanRow(line.number, verdict, title, changed, item=item, old=old, remarks=remarks)


def cells_of(line: Line, header: tuple[str, ...], named: list[str]) -> Cells:
    found, label = [], ""
    for place, text in enumerate(line.cells[: len(named)]):
        field = named[place]
        if field.endswith("_label"):
            label = text
            continue
        if text and field and field != PASSED:
            found.append(Cell(field, header[place], text, label))
        label = ""
    return Cells(found, frozenset(named), line.number)


def filled(table: CsvTable) -> Iterator[Line]:
    """Short rows with empty cells at their end, where some programs leave the marks away. Two that
    follow each other and make a whole one are a row that broke in the middle: they stay short."""
    width = len(table.header)
    widths = [len(line.cells) for line in table.lines]
    for place, line in enumerate(table.lines):
        beside = (widths[place - 1] if place else 0, (*widths, 0)[place + 1])
        broken = any(0 < other < width and other + widths[place] == width + 1 for other in beside)
        missing = 0 if broken else width - widths[place]
        yield replace(line, cells=(*line.cells, *[""] * missing)) if missing > 0 else line


def second_table(lines: Sequence[Line], knows: Callable[[str], bool]) -> tuple[Line, ...]:
    """The rows, those from other headings on marked as none of this table."""
    begins = next((place for place, line in enumerate(lines) if _names_columns(line, knows)), None)
    if begins is None:
        return tuple(lines)
    told = T(
        "Another table begins in line {line}. Put it into a file of its own.",
        line=lines[begins].number,
    )
    return (*lines[:begins], *(replace(line, wrong=told) for line in lines[begins:]))


def _names_columns(line: Line, knows: Callable[[str], bool]) -> bool:
    said = [cell for cell in line.cells if cell]
    if len(said) < 2 or not knows(said[0]):
        return False
    known = sum(map(knows, said))
    return known > 1 and (known == len(said) or (known > 2 and known * 2 > len(said)))


def is_turned(table: CsvTable, knows: Callable[[str], bool]) -> bool:
    """Whether the first column names what the rows are, as if rows were columns."""
    first = [line.cells[0] for line in table.lines[:_TURNED]]
    known = sum(map(knows, first))
    return known > 1 and known * 2 > len(first) and not all(map(knows, table.header))


def columns_of(table: CsvTable, named: tuple[str, ...]) -> tuple[Column, ...]:
    samples = [""] * len(named)
    for line in table.lines:
        for place, text in enumerate(line.cells[: len(named)]):
            samples[place] = samples[place] or text
    return tuple(map(Column, table.header, named, samples))


def _check_letters(line: Line) -> None:
    lost = next((cell for cell in line.cells if "\ufffd" in cell), "")
    if lost:
        raise lost_letters(lost)


def adds_up(line: Line) -> bool:
    """Whether a row only counts or adds up the others: a word for that, and numbers; or stands
    alone in its line as a page number, a date of printing, a letter of the alphabet or the title of
    a part does; or is only drawn."""
    written = [cell for cell in line.cells if cell]
    said = [fold(cell) for cell in written]
    if len(said) == 1 and len(line.cells) > 1:
        alone = len(said[0]) == 1 and said[0].isalpha()
        if line.cells[0] and (alone or _NO_ROW.fullmatch(said[0])):
            return True
    if written and all(map(_RULE.fullmatch, written)):
        return True
    return _TOTAL.fullmatch("".join(said[:1])) is not None and all(
        _COUNTED.fullmatch(cell) for cell in said[1:]
    )


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
