"""Rounded shapes that can be clipped.

Kivy's smooth shapes draw their soft edge through the stencil buffer, so inside a scroll view
their outlines show beyond its border. This one is a picture of a corner, stretched.
"""

from __future__ import annotations

from functools import cache
from math import hypot

from kivy.graphics import BorderImage, Color
from kivy.graphics.texture import Texture

from kiosk.ui import tokens as t

SAMPLES = 4
"""Samples per pixel and direction: 16 shades of edge."""


@cache
def mask(radius: int) -> Texture:
    """A white square with round corners and soft edges, two pixels wider than its corners."""
    quarter = [
        bytes(_cover(column, row, radius) for column in range(radius + 1))
        for row in range(radius + 1)
    ]
    half = [row + row[::-1] for row in quarter]
    side = 2 * radius + 2
    pixels = b"".join(bytes((255, 255, 255, alpha)) for row in half + half[::-1] for alpha in row)
    texture = Texture.create(size=(side, side), colorfmt="rgba")
    texture.blit_buffer(pixels, colorfmt="rgba", bufferfmt="ubyte")
    return texture


def _cover(column: int, row: int, radius: int) -> int:
    """How much of a pixel the shape covers, 0 to 255; its corner is at 0, 0."""
    dx, dy = radius - column - 0.5, radius - row - 0.5
    if dx <= 0 or dy <= 0:
        return 255
    distance = hypot(dx, dy)
    if abs(distance - radius) > 1:
        return 255 if distance < radius else 0
    inside = 0
    for i in range(SAMPLES):
        for j in range(SAMPLES):
            x, y = radius - column - (i + 0.5) / SAMPLES, radius - row - (j + 0.5) / SAMPLES
            inside += x * x + y * y <= radius * radius
    return inside * 255 // (SAMPLES * SAMPLES)


class Rounded:
    """A rounded rectangle as canvas instructions.

    It adds itself to ``canvas``, or to the one of ``with canvas:``.
    """

    def __init__(self, canvas=None) -> None:
        self._colour = Color(*t.CLEAR)
        self._shape = BorderImage(size=(0, 0))
        if canvas is not None:
            canvas.add(self._colour)
            canvas.add(self._shape)

    def hide(self) -> None:
        """Draws nothing."""
        # The corners of a picture with a border are drawn even when its size is nothing.
        self._colour.rgba = t.CLEAR
        self._shape.size = (0, 0)

    def draw(self, colour: t.Rgba, x: float, y: float, w: float, h: float, radius: float) -> None:
        """``radius`` in pixels; it gives way in shapes that are too small for it."""
        if w < 1 or h < 1:
            self.hide()
            return
        corner = max(1, min(round(radius), int(w // 2) - 1, int(h // 2) - 1))
        self._colour.rgba = colour
        self._shape.texture = mask(corner)
        self._shape.border = (corner, corner, corner, corner)
        left, bottom = round(x), round(y)
        self._shape.pos = (left, bottom)
        self._shape.size = (max(0, round(x + w) - left), max(0, round(y + h) - bottom))
