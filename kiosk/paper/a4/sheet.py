"""An A4 sheet that is written on: letters, lines, boxes and codes, in points from the lower left.

Letters are those of the screens, embedded, so text stays text: it can be searched and copied. What
the usual font lacks is taken from another one of ours, what neither has is spelled in plainer
signs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from kiosk.paper.signs import spelled, tidy
from kiosk.salon.assets import font_folder
from kiosk.salon.domain import qr
from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.domain.text import T

WIDTH, HEIGHT = 595.276, 841.89
LEFT, RIGHT = 48.0, WIDTH - 48.0
ROOM = RIGHT - LEFT
REGULAR, BOLD, SPARE = "Pult", "Pult-Bold", "Pult-Spare"
FILES = {
    REGULAR: "Roboto-Regular.ttf",
    BOLD: "Roboto-Bold.ttf",
    SPARE: "DejaVuSans.ttf",
}
INK, SOFT_INK, GREY = "#1E2328", "#565D66", "#62686F"
LINE, SUNKEN, PAPER = "#D9D3C9", "#F5F3EF", "#FFFFFF"
ACCENT, ACCENT_SOFT, BAD, PALE = "#1D5C58", "#DCEAE7", "#A8261C", "#EFE3E1"
Side = Literal["left", "right", "center"]


class Sheet:
    """Pages of one file. ``title``, ``author``: what a reader of the file shows of it."""

    def __init__(self, title: str, author: str, language: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        load_fonts()
        self._buffer = BytesIO()
        self._canvas: Any = Canvas(
            self._buffer,
            pagesize=(WIDTH, HEIGHT),
            pageCompression=1,
            invariant=1,
            lang=language,
            initialFontName=REGULAR,
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("Pult")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 9,
        *,
        bold: bool = False,
        colour: str = INK,
        side: Side = "left",
    ) -> None:
        """On one line; ``x`` is its left or right end or its middle."""
        wide = width(text, size, bold=bold)
        x -= wide if side == "right" else wide / 2 if side == "center" else 0
        self._canvas.setFillColor(_colour(colour))
        for font, part in _runs(text, BOLD if bold else REGULAR):
            self._canvas.setFont(font, size)
            self._canvas.drawString(x, y, part)
            x += _width(part, font, size)

    def line(self, y: float, colour: str = LINE, thick: float = 0.6, left: float = LEFT,
             right: float = RIGHT) -> None:  # fmt: skip
        self._canvas.setStrokeColor(_colour(colour))
        self._canvas.setLineWidth(thick)
        self._canvas.line(left, y, right, y)

    def box(
        self, x: float, y: float, wide: float, high: float, *, fill: str = "", stroke: str = "",
        radius: float = 6, thick: float = 0.8,
    ) -> None:  # fmt: skip
        """``y``: of its lower edge."""
        if fill:
            self._canvas.setFillColor(_colour(fill))
        if stroke:
            self._canvas.setStrokeColor(_colour(stroke))
            self._canvas.setLineWidth(thick)
        self._canvas.roundRect(x, y, wide, high, radius, fill=bool(fill), stroke=bool(stroke))

    def code(self, x: float, y: float, side: float, matrix: qr.Matrix) -> None:
        """A QR code in dark ink on white; dark modules beside one another are one bar, without
        seams between them. ``side``: its quiet zone is not part of it."""
        module = side / len(matrix)
        path = self._canvas.beginPath()
        for row, modules in enumerate(matrix):
            start = None
            for column, dark in enumerate((*modules, 0)):
                if dark and start is None:
                    start = column
                elif not dark and start is not None:
                    top = y + side - (row + 1) * module
                    path.rect(x + start * module, top, (column - start) * module, module)
                    start = None
        self._canvas.setFillColor(_colour("#000000"))
        self._canvas.drawPath(path, fill=1, stroke=0)

    def across(self, text: str) -> None:
        """Large and pale from corner to corner, under what is written afterwards."""
        self._canvas.saveState()
        self._canvas.translate(WIDTH / 2, HEIGHT / 2)
        self._canvas.rotate(52)
        size = min(90.0, 90.0 * 620 / max(1.0, width(text, 90, bold=True)))
        self.text(0, -size / 3, text, size, bold=True, colour=PALE, side="center")
        self._canvas.restoreState()

    def next_page(self) -> None:
        self._canvas.showPage()

    def done(self) -> bytes:
        self._canvas.save()
        return self._buffer.getvalue()


@lru_cache(maxsize=32)
def _colour(code: str) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(code)


def load_fonts() -> None:
    """NeedsPerson when the installation is incomplete."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    folder = font_folder() or Path()
    for name, file in FILES.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            try:
                pdfmetrics.registerFont(TTFont(name, str(folder / file)))
            except (TTFError, OSError) as error:
                raise NeedsPerson(T("The font {name} is missing.", name=file)) from error


def written(text: str) -> str:
    """In signs that our fonts have; no-break spaces are spaces, for who searches."""
    return spelled(tidy(text), lambda char: _has(REGULAR, char) or _has(SPARE, char)).replace(
        "\N{NO-BREAK SPACE}", " "
    )


def width(text: str, size: float, *, bold: bool = False) -> float:
    return sum(_width(part, font, size) for font, part in _runs(text, BOLD if bold else REGULAR))


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Lines no wider than ``room``, broken at blanks and, where a word is wider, within it. What
    no-break spaces hold together stays together where it can."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in spelled(tidy(paragraph), _any).split(" "):
            rest = written(word)
            longer = f"{line} {rest}" if line else rest
            if width(longer, size, bold=bold) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            while width(rest, size, bold=bold) > room and len(rest) > 1:
                fits = next(
                    (n for n in range(len(rest) - 1, 1, -1)
                     if width(rest[:n], size, bold=bold) <= room), 1,
                )  # fmt: skip
                lines.append(rest[:fits])
                rest = rest[fits:]
            line = rest
        lines.append(line)
    return lines or [""]


def _any(char: str) -> bool:
    return char == "\N{NO-BREAK SPACE}" or _has(REGULAR, char) or _has(SPARE, char)


@lru_cache(maxsize=4096)
def _has(font: str, char: str) -> bool:
    from reportlab.pdfbase import pdfmetrics

    return ord(char) in pdfmetrics.getFont(font).face.charToGlyph


@lru_cache(maxsize=8192)
def _width(text: str, font: str, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, font, size))


@lru_cache(maxsize=4096)
def _runs(text: str, font: str) -> tuple[tuple[str, str], ...]:
    return tuple(_split(text, font))


def _split(text: str, font: str) -> Iterator[tuple[str, str]]:
    """Parts of a text with the font that has their signs."""
    part, of = "", font
    for char in text:
        wanted = font if _has(font, char) or not _has(SPARE, char) else SPARE
        if wanted != of and part:
            yield of, part
            part = ""
        of = wanted
        part += char
    if part:
        yield of, part
