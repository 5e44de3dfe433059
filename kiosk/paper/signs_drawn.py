"""Single signs as pictures of one cell of a printer's font A, for signs that its table lacks."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw

from kiosk.paper.bits import HALF
from kiosk.paper.fonts import MONO, font

CELL_WIDTH, CELL_HEIGHT = 12, 24
"""Dots of a character of font A."""
DRAWN_HEIGHT, BASELINE, TEXT_SIZE = 20, 16, 20
"""Ours is drawn at the cell's width, then stretched to its height: font A is that slim."""
BIT_IMAGE = b"\x1b*\x21"
"""``ESC * 33``: 24 dots high, as wide as letters' dots; three bytes for each column."""


@lru_cache(maxsize=256)
def column_image(char: str, *, bold: bool) -> bytes:
    """The command that prints ``char`` where the next letter would stand."""
    cell = Image.new("L", (CELL_WIDTH, DRAWN_HEIGHT), 0)
    pen = ImageDraw.Draw(cell)
    face = font(MONO, TEXT_SIZE)
    for shift in (0, 1) if bold else (0,):
        pen.text((shift, BASELINE), char, font=face, fill=255, anchor="ls")
    cell = cell.resize((CELL_WIDTH, CELL_HEIGHT), Image.Resampling.BICUBIC)
    # Turned, its columns are rows: the topmost dot is the highest bit of the first byte.
    turned = cell.transpose(Image.Transpose.TRANSPOSE).point(
        [255 if level >= HALF else 0 for level in range(256)], mode="1"
    )
    return BIT_IMAGE + CELL_WIDTH.to_bytes(2, "little") + turned.tobytes()
