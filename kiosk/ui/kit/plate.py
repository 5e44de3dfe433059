"""The ground of cards, buttons and fields: a filled shape with an optional frame."""

from __future__ import annotations

from kivy.graphics import Color, InstructionGroup, Rectangle, SmoothRoundedRectangle
from kivy.properties import ColorProperty, NumericProperty
from kivy.uix.widget import Widget

from kiosk.ui import tokens as t


class Plate(Widget):
    """``fill`` and ``frame`` are colours; a transparent frame is not drawn.

    The frame is two nested shapes: ``SmoothLine`` leaves specks in round corners.
    """

    fill = ColorProperty(t.CLEAR)
    frame = ColorProperty(t.CLEAR)
    frame_width = NumericProperty(t.HAIR)
    radius = NumericProperty(t.R_CARD)

    def __init__(self, **kwargs):
        self._ground = InstructionGroup()
        self._frame_colour = Color(*t.CLEAR)
        self._frame_shape = SmoothRoundedRectangle(size=(0, 0))
        self._fill_colour = Color(*t.CLEAR)
        self._fill_shape = SmoothRoundedRectangle(size=(0, 0))
        self._square = Rectangle(size=(0, 0))
        for part in (
            self._frame_colour,
            self._frame_shape,
            self._fill_colour,
            self._fill_shape,
            self._square,
        ):
            self._ground.add(part)
        super().__init__(**kwargs)
        self.canvas.before.add(self._ground)
        for name in ("pos", "size", "radius", "frame_width"):
            self.fbind(name, self._shape)
        self.fbind("fill", self._paint)
        self.fbind("frame", self._paint)
        self._paint()

    def _paint(self, *_):
        self._frame_colour.rgba = self.frame
        self._fill_colour.rgba = self.fill
        self._shape()

    def _shape(self, *_):
        x, y, w, h = self.x, self.y, self.width, self.height
        radius = min(self.radius, w / 2, h / 2)
        edge = self.frame_width if self.frame[3] else 0
        if edge:
            self._frame_shape.pos = (x, y)
            self._frame_shape.size = (w, h)
            self._frame_shape.radius = [radius]
        else:
            self._frame_shape.size = (0, 0)
        shape, unused = self._fill_shape, self._square
        if radius:
            shape.radius = [max(1, radius - edge)]
        else:  # the smooth shape would leave a light seam along straight edges
            shape, unused = unused, shape
        unused.size = (0, 0)
        shape.pos = (x + edge, y + edge)
        shape.size = (max(0, w - 2 * edge), max(0, h - 2 * edge)) if self.fill[3] else (0, 0)
