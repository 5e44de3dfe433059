"""A month as a closing book (PDF): every sheet in tables over pages, to be printed and kept.

Letters are those of the screens, embedded. Rows are laid out first, so that each page can say how
many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from kiosk.salon.assets import font_folder
from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.domain.text import Amount, Day, Percent, T
from kiosk.salon.services.files.accounting.check import Say
from kiosk.salon.services.files.accounting.sheets import TOGETHER, Column, Money, Sheet, Value

WIDTH, HEIGHT = 841.9, 595.3
"""A4 lying, in points; so are all sizes here."""
MARGIN = 34.0
ROOM = WIDTH - 2 * MARGIN
SIZE, LEADING, GAP, BELOW = 7.5, 9.0, 8.0, 4.0
TITLE = 14.0
TOP, BOTTOM = HEIGHT - MARGIN - 26, MARGIN + 16
REGULAR, BOLD = "Pult", "Pult-Bold"
FILES = {REGULAR: "Roboto-Regular.ttf", BOLD: "Roboto-Bold.ttf"}
NBSP = "\N{NO-BREAK SPACE}"
RIGHT = ("money", "count", "percent")
INK, PALE, RED = (0.12, 0.14, 0.16), (0.85, 0.83, 0.79), (0.66, 0.15, 0.11)
GREY = (0.42, 0.42, 0.42)
"""Of rows that are not added up."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Lines of words for each column."""

    cells: tuple[tuple[str, ...], ...]
    bold: bool = False
    wrong: bool = False
    apart: bool = False

    @property
    def height(self) -> float:
        return max(map(len, self.cells), default=1) * LEADING + BELOW


@dataclass(frozen=True, slots=True)
class _Page:
    """``remark``: said above the table, on the first page of a sheet."""

    sheet: Sheet
    widths: tuple[float, ...]
    head: _Row
    rows: tuple[_Row, ...]
    remark: tuple[str, ...] = ()


def write(sheets: Iterable[Sheet], stream: IO[bytes], say: Say, salon: str, month: date) -> int:
    """Returns how many pages. ``say``: words of the salon's language; ``salon``: its name.
    NeedsPerson when the fonts are missing."""
    from reportlab.pdfgen.canvas import Canvas

    _load_fonts()
    pages = [page for sheet in sheets for page in _pages(sheet, say)]
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=1)
    period = say(Day(month, "month"))
    canvas.setTitle(f"{salon} · {period}")
    for number, page in enumerate(pages, 1):
        _draw(canvas, page, say, f"{salon} · {period}")
        canvas.setFont(REGULAR, SIZE)
        canvas.setFillColorRGB(*INK)
        count = say(T("Page {number} of {all}", number=str(number), all=str(len(pages))))
        canvas.drawRightString(WIDTH - MARGIN, MARGIN, count)
        canvas.showPage()
    canvas.save()
    return len(pages)


def _load_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    folder = font_folder() or Path()
    for name, file in FILES.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            try:
                pdfmetrics.registerFont(TTFont(name, str(folder / file)))
            except (TTFError, OSError) as error:
                raise NeedsPerson(T("The font {name} is missing.", name=file)) from error


# -- laying out -------------------------------------------------------------------------------


def _pages(sheet: Sheet, say: Say) -> Iterator[_Page]:
    from reportlab.lib.utils import simpleSplit

    bare = len(sheet.currencies) == 1
    heads = [say(column.title) for column in sheet.columns]
    told = [_texts(values, sheet, say, bare) for values in sheet.rows]
    summed = [_texts(values, sheet, say, bare) for values in sheet.sums(say(TOGETHER))]
    widths = _widths(sheet, heads, told + summed)

    def row(
        texts: Sequence[str], *, bold: bool = False, wrong: bool = False, apart: bool = False
    ) -> _Row:
        font = BOLD if bold or wrong else REGULAR
        cells = tuple(
            tuple(_fitting(simpleSplit(text, font, SIZE, width - GAP), font, width - GAP))
            for text, width in zip(texts, widths, strict=True)
        )
        return _Row(cells, bold, wrong, apart)

    head = row(heads, bold=True)
    remark: tuple[str, ...] = ()
    if sheet.remark is not None:
        remark = tuple(simpleSplit(say(sheet.remark), BOLD, SIZE + 2, ROOM))
    rows = [
        row(texts, wrong=place in sheet.wrong_rows, apart=place in sheet.apart)
        for place, texts in enumerate(told)
    ]
    rows += [row(texts, bold=True) for texts in summed]
    if not rows:
        remark = (*remark, say(T("Nothing in this month.")))
    left = TOP - TITLE - len(remark) * (LEADING + 2) - head.height - BOTTOM
    page: list[_Row] = []
    for one in rows:
        if one.height > left and page:
            yield _Page(sheet, widths, head, tuple(page), remark)
            page, remark = [], ()
            left = TOP - TITLE - head.height - BOTTOM
        page.append(one)
        left -= one.height
    yield _Page(sheet, widths, head, tuple(page), remark)


def _widths(sheet: Sheet, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """What is no text gets what it needs; texts share the rest as far as they need it, and what is
    left over goes to all of them."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    needed = []
    for place, head in enumerate(heads):
        words = max((stringWidth(word, BOLD, SIZE) for word in head.split()), default=0.0)
        cells = max((stringWidth(row[place], BOLD, SIZE) for row in rows), default=0.0)
        needed.append(max(words, cells) + GAP)
    texts = [place for place, column in enumerate(sheet.columns) if column.kind == "text"]
    fixed = sum(width for place, width in enumerate(needed) if place not in texts)
    wanted = sum(needed[place] for place in texts)
    if fixed + wanted <= ROOM:
        more = (ROOM - fixed - wanted) / len(needed)
        return tuple(width + more for width in needed)
    share = ROOM - fixed
    low = [place for place in texts if needed[place] <= share / max(1, len(texts))]
    share -= sum(needed[place] for place in low)
    high = [place for place in texts if place not in low]
    for place in high:
        needed[place] = share / len(high)
    return tuple(needed)


def _texts(values: tuple[Value, ...], sheet: Sheet, say: Say, bare: bool) -> list[str]:
    """``bare``: sums without their currency, which stands in the title. A day is said once a row:
    the room is narrow."""
    found = []
    for place, (value, column) in enumerate(zip(values, sheet.columns, strict=True)):
        text = _text(value, column, say)
        if isinstance(value, Money) and bare:
            text = text.rpartition(NBSP)[0] or text
        elif isinstance(value, datetime) and value.date() in values:
            text = f"{value:%H:%M}"
        elif column.kind == "day" and value in values[:place]:
            text = ""
        found.append(text)
    return found


def _fitting(lines: Sequence[str], font: str, room: float) -> Iterator[str]:
    """A word that is wider than its column goes on in the next line."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    for line in lines:
        rest = line
        while stringWidth(rest, font, SIZE) > room and len(rest) > 1:
            end = next(
                n for n in range(len(rest) - 1, 0, -1)
                if n == 1 or stringWidth(rest[:n], font, SIZE) <= room
            )  # fmt: skip
            yield rest[:end]
            rest = rest[end:]
        yield rest


def _text(value: Value, column: Column, say: Say) -> str:
    if isinstance(value, Money):
        return say(Amount(value.minor, value.currency))
    if isinstance(value, datetime):
        return f"{say(Day(value.date(), 'date'))} {value:%H:%M}"
    if isinstance(value, date):
        return say(Day(value, "date"))
    if isinstance(value, int):
        return say(Percent(value * 10)) if column.kind == "percent" else str(value)
    return " ".join((value or "").split())


# -- drawing ----------------------------------------------------------------------------------


def _draw(canvas: Any, page: _Page, say: Say, heading: str) -> None:
    canvas.setFillColorRGB(*INK)
    canvas.setFont(REGULAR, SIZE)
    canvas.drawString(MARGIN, HEIGHT - MARGIN, heading)
    canvas.setFont(BOLD, TITLE)
    currencies = ", ".join(sorted(page.sheet.currencies))
    title = " · ".join(filter(None, (say(page.sheet.title), currencies)))
    canvas.drawString(MARGIN, HEIGHT - MARGIN - 18, title)
    y = TOP - TITLE
    canvas.setFont(BOLD, SIZE + 2)
    canvas.setFillColorRGB(*(RED if page.sheet.wrong else INK))
    for line in page.remark:
        canvas.drawString(MARGIN, y, line)
        y -= LEADING + 2
    y = _draw_row(canvas, page, page.head, y)
    canvas.setStrokeColorRGB(*INK)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, y + LEADING - 1, WIDTH - MARGIN, y + LEADING - 1)
    canvas.setLineWidth(0.3)
    canvas.setStrokeColorRGB(*PALE)
    for row in page.rows:
        y = _draw_row(canvas, page, row, y)
        canvas.line(MARGIN, y + LEADING - 1, WIDTH - MARGIN, y + LEADING - 1)


def _draw_row(canvas: Any, page: _Page, row: _Row, y: float) -> float:
    """Returns where the next one stands."""
    canvas.setFont(BOLD if row.bold or row.wrong else REGULAR, SIZE)
    canvas.setFillColorRGB(*(RED if row.wrong else GREY if row.apart else INK))
    x = MARGIN
    for column, width, lines in zip(page.sheet.columns, page.widths, row.cells, strict=True):
        for number, line in enumerate(lines):
            if column.kind in RIGHT:
                canvas.drawRightString(x + width - GAP, y - number * LEADING, line)
            else:
                canvas.drawString(x, y - number * LEADING, line)
        x += width
    return y - row.height
