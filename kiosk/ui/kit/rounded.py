"""Rounded shapes that can be clipped.

Kivy's smooth shapes draw their soft edge through the stencil buffer, so inside a scroll view
their outlines show beyond its border. This one is a picture of a corner, stretched.
"""

from __future__ import annotations

from functools import cache

from kivy.graphics import BorderImage, Color
from kivy.graphics.texture import Texture

from kiosk.ui import tokens as t

SAMPLES = 4
"""Samples per pixel and direction: 16 shades of edge."""


@cache
def mask(radius: int) -> Texture:
    """A white square with round corners and soft edges, two pixels wider than its corners."""
    side = 2 * radius + 2
    pixels = bytearray()
    for row in range(side):
        for column in range(side):
            pixels += bytes((255, 255, 255, _cover(column, row, radius, side)))
    texture = Texture.create(size=(side, side), colorfmt="rgba")
    texture.blit_buffer(bytes(pixels), colorfmt="rgba", bufferfmt="ubyte")
    return texture


def _cover(column: int, row: int, radius: int, side: int) -> int:
    """How much of a pixel the shape covers, 0 to 255."""
    inside = 0
    for i in range(SAMPLES):
        for j in range(SAMPLES):
            x, y = column + (i + 0.5) / SAMPLES, row + (j + 0.5) / SAMPLES
            dx = max(radius - x, x - (side - radius), 0)
            dy = max(radius - y, y - (side - radius), 0)
            inside += dx * dx + dy * dy <= radius * radius
    return inside * 255 // (SAMPLES * SAMPLES)


class Rounded:
    """A rounded rectangle as canvas instructions; made inside ``with canvas:``."""

    def __init__(self) -> None:
        self._colour = Color(*t.CLEAR)
        self._shape = BorderImage(size=(0, 0))

    def draw(self, colour: t.Rgba, x: float, y: float, w: float, h: float, radius: float) -> None:
        """``radius`` in pixels; it gives way in shapes that are too small for it."""
        corner = max(1, min(round(radius), int(w // 2) - 1, int(h // 2) - 1))
        self._colour.rgba = colour
        self._shape.texture = mask(corner)
        self._shape.border = (corner, corner, corner, corner)
        self._shape.pos = (round(x), round(y))
        self._shape.size = (max(0, round(w)), max(0, round(h)))
