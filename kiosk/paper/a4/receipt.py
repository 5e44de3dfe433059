"""A receipt as a PDF: a page as wide as its paper and as long as it is, of the same rows."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from kiosk.paper.document import QR, Document, Rule
from kiosk.paper.fonts import MONO
from kiosk.paper.layout import Row, lay_out
from kiosk.paper.plain import COLUMNS, PROFILE
from kiosk.salon.assets import font_folder
from kiosk.salon.domain import qr
from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.domain.text import T

FONT = "Pult-Mono"
SIZE, LEADING = 9.0, 12.0
CELL = 0.6 * SIZE
"""Width of a sign of Roboto Mono."""
MARGIN = 20.0
MODULE = 2.4
WIDTH = COLUMNS * CELL + 2 * MARGIN


def receipt_pdf(document: Document, language: str) -> bytes:
    """Text stays text: it can be searched and copied. The same document gives the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    _load()
    placed = [op for op in lay_out(document, PROFILE) if isinstance(op, Row | Rule | QR)]
    height = sum(map(_height, placed)) + 2 * MARGIN
    buffer = BytesIO()
    canvas: Any = Canvas(
        buffer, pagesize=(WIDTH, height), pageCompression=1, invariant=1, lang=language
    )
    canvas.setTitle(document.title)
    canvas.setCreator("Pult")
    y = height - MARGIN
    for op in placed:
        y -= _height(op)
        if isinstance(op, Row):
            _row(canvas, op, y)
        elif isinstance(op, Rule):
            canvas.setLineWidth(1.6 if op.heavy else 0.6)
            canvas.line(MARGIN, y + LEADING / 2, WIDTH - MARGIN, y + LEADING / 2)
        else:
            _code(canvas, op, y)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _height(op: Row | Rule | QR) -> float:
    if isinstance(op, QR):
        return (len(qr.matrix(op.content)) + 8) * MODULE
    return LEADING * (2 if isinstance(op, Row) and op.size != "normal" else 1)


def _row(canvas: Any, row: Row, y: float) -> None:
    scale = 2.0 if row.size == "double" else 1.0
    canvas.setFont(FONT, SIZE * scale)
    if row.align == "center":
        canvas.drawCentredString(WIDTH / 2, y + LEADING / 4, row.text.strip())
    else:
        canvas.drawString(MARGIN, y + LEADING / 4, row.text)


def _code(canvas: Any, op: QR, y: float) -> None:
    rows = qr.matrix(op.content)
    side = len(rows) * MODULE
    left, top = (WIDTH - side) / 2, y + 4 * MODULE + side
    for index, row in enumerate(rows):
        for column, dark in enumerate(row):
            if dark:
                canvas.rect(left + column * MODULE, top - (index + 1) * MODULE, MODULE, MODULE,
                            stroke=0, fill=1)  # fmt: skip


@lru_cache(maxsize=1)
def _load() -> None:
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    folder = font_folder()
    try:
        registerFont(TTFont(FONT, str(folder / MONO if folder else MONO)))
    except TTFError as error:
        raise NeedsPerson(T("The font {name} is missing.", name=MONO)) from error
