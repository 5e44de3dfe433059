"""Pictures of receipts and slips as they come out of the printer, at one pixel per dot.

Drawn from the same rows as the ESC/POS bytes, in the grid of a printer's font A (12 dots wide,
30 dots from line to line).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

from kiosk.paper.document import QR, Cut, Document, Rule
from kiosk.paper.fonts import MONO, font
from kiosk.paper.layout import Row, lay_out
from kiosk.paper.profile import Profile
from kiosk.salon.domain import qr

CELL, LEADING = 12, 30
TEXT_SIZE = 20
"""Roboto Mono is 0.6 em wide: at 20 pixels exactly one cell."""
TOP, BOTTOM = 34, 30
EDGE = 9
"""Height of the torn edge."""
PAPER, INK = (252, 251, 247), (38, 38, 44)
TABLE = (226, 222, 214)
"""What the paper lies on."""


def draw(document: Document, profile: Profile) -> bytes:
    """A PNG of the paper; the margins are those of a roll (80 mm has 576 of 640 dots printed)."""
    margin = 32 if profile.columns >= 48 else 40
    dots = ink(document, profile)
    paper = Image.new("RGB", (dots.width + 2 * margin, TOP + dots.height + BOTTOM), PAPER)
    paper.paste(INK, (margin, TOP), dots)
    sheet = _torn(paper, cut=any(isinstance(op, Cut) for op in document.ops))
    buffer = BytesIO()
    sheet.save(buffer, "PNG")
    return buffer.getvalue()


def ink(document: Document, profile: Profile) -> Image.Image:
    """A mask as wide as what can be printed: 255 where the print head burns."""
    return ink_of(
        [op for op in lay_out(document, profile) if isinstance(op, Row | Rule | QR)], profile
    )


def ink_of(placed: Sequence[Row | Rule | QR], profile: Profile) -> Image.Image:
    """The same of some lines of a document."""
    mask = Image.new("L", (profile.dots, sum(_height(op) for op in placed)), 0)
    y = 0
    for op in placed:
        if isinstance(op, Row):
            _row(mask, op, y, profile.dots)
        elif isinstance(op, Rule):
            _rule(mask, op, y, profile.dots)
        else:
            code = qr_picture(op.content, op.size, firm=op.firm)
            mask.paste(255, ((profile.dots - code.width) // 2, y + 8), code)
        y += _height(op)
    return mask


@lru_cache(maxsize=8)
def qr_picture(content: str, size: int, *, firm: bool = False) -> Image.Image:
    """A mask: 255 where a module is printed. Error level L or M, as the printer is told."""
    return qr_mask(qr.matrix(content, "M" if firm else "L"), size)


def qr_mask(code: qr.Matrix, size: int) -> Image.Image:
    """The same of a code that is made already; ``size``: dots per module."""
    small = Image.new("L", (len(code), len(code)))
    small.putdata([255 if dark else 0 for row in code for dark in row])
    return small.resize((len(code) * size, len(code) * size), Image.Resampling.NEAREST)


def qr_file(code: qr.Matrix, size: int = 10) -> bytes:
    """A PNG with a quiet zone."""
    mask, edge = qr_mask(code, size), qr.QUIET * size
    picture = Image.new("L", (mask.width + 2 * edge, mask.height + 2 * edge), 255)
    picture.paste(0, (edge, edge), mask)
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _height(op: Row | Rule | QR) -> int:
    if isinstance(op, QR):
        return qr_picture(op.content, op.size, firm=op.firm).height + 16
    if isinstance(op, Row) and op.size != "normal":
        return 2 * LEADING - 6
    return LEADING


def _row(mask: Image.Image, row: Row, y: int, dots: int) -> None:
    if not row.text:
        return
    wide = 2 if row.size == "double" else 1
    tall = 1 if row.size == "normal" else 2
    strip = Image.new("L", (len(row.text) * CELL * wide, LEADING * tall), 0)
    pen = ImageDraw.Draw(strip)
    face = font(MONO, TEXT_SIZE * wide)
    if wide == tall:
        target, step = strip, CELL * wide
    else:
        target, step = Image.new("L", (strip.width, LEADING), 0), CELL
        pen = ImageDraw.Draw(target)
    # One character per cell, as the print head does; bold is the same dots struck twice.
    for index, char in enumerate(row.text):
        if char != " ":
            pen.text((index * step, 0), char, font=face, fill=255)
            if row.bold:
                pen.text((index * step + wide, 0), char, font=face, fill=255)
    if target is not strip:
        strip = target.resize((target.width, LEADING * tall), Image.Resampling.BICUBIC)
    shift = (dots - strip.width) // 2 if row.align == "center" else 0
    mask.paste(strip, (shift, y))


def _rule(mask: Image.Image, rule: Rule, y: int, dots: int) -> None:
    pen = ImageDraw.Draw(mask)
    middle = y + LEADING // 2
    for offset in (-3, 2) if rule.heavy else (-1,):
        pen.rectangle((0, middle + offset, dots - 1, middle + offset + 1), fill=230)


def _torn(paper: Image.Image, *, cut: bool) -> Image.Image:
    """Lays the paper on a table with a soft shadow; the lower edge shows the teeth of the knife."""
    pad = 24
    width, height = paper.size
    mask = Image.new("L", paper.size, 255)
    if cut:
        pen = ImageDraw.Draw(mask)
        for x in range(0, width, EDGE):
            pen.polygon(
                [(x, height), (x + EDGE / 2, height - EDGE / 2), (x + EDGE, height)], fill=0
            )
    sheet = Image.new("RGB", (width + 2 * pad, height + 2 * pad), TABLE)
    shadow = Image.new("L", sheet.size, 0)
    shadow.paste(mask.point(lambda value: value * 90 // 255), (pad + 2, pad + 5))
    sheet.paste((90, 84, 74), (0, 0), shadow.filter(ImageFilter.GaussianBlur(7)))
    sheet.paste(paper, (pad, pad), mask)
    return sheet
