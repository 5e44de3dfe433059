"""The ground of cards, buttons and fields, a filled shape with an optional frame; and a bar."""

from __future__ import annotations

from kivy.graphics import Color, InstructionGroup, Rectangle
from kivy.properties import ColorProperty, NumericProperty
from kivy.uix.widget import Widget

from kiosk.ui import tokens as t
from kiosk.ui.kit.base import KitWidget, usual
from kiosk.ui.kit.rounded import Rounded


class Plate(KitWidget, Widget):
    """``fill`` and ``frame`` are colours; a transparent frame is not drawn.

    The frame is the shape itself, with the filled one inside it.
    """

    fill = ColorProperty(t.CLEAR)
    frame = ColorProperty(t.CLEAR)
    frame_width = NumericProperty(t.HAIR)
    radius = NumericProperty(t.R_CARD)

    def __init__(self, **kwargs):
        self._ground = InstructionGroup()
        self._outer, self._inner = Rounded(self._ground), Rounded(self._ground)
        self._square_colour, self._square = Color(*t.CLEAR), Rectangle(size=(0, 0))
        self._ground.add(self._square_colour)
        self._ground.add(self._square)
        super().__init__(**kwargs)
        self.canvas.before.add(self._ground)
        self.redraw(self._draw_plate, "pos", "size", "radius", "frame_width", "fill", "frame")

    def _draw_plate(self, *_):
        # Whole pixels, so that the frame is as thick at each side. Not from right and top: Kivy
        # remembers them, and may not have looked again yet.
        x, y = round(self.x), round(self.y)
        w, h = round(self.x + self.width) - x, round(self.y + self.height) - y
        fill, frame = tuple(self.fill), tuple(self.frame)
        edge = max(1, round(self.frame_width)) if frame[3] else 0
        if not self.radius:
            self._outer.hide()
            self._inner.hide()
            self._square_colour.rgba = fill
            self._square.pos, self._square.size = (x, y), (w, h)
            return
        self._square.size = (0, 0)
        if edge:
            self._outer.draw(frame, x, y, w, h, self.radius)
        else:
            self._outer.hide()
        if fill[3]:
            inner = (x + edge, y + edge, w - 2 * edge, h - 2 * edge, self.radius - edge)
            self._inner.draw(fill, *inner)
        else:
            self._inner.hide()


@usual(size_hint_y=None, height=t.S8, radius=t.S4)
class Bar(Plate):
    """``permille``: how far something is. Below 0 nothing is drawn, and the room stays."""

    permille = NumericProperty(-1)

    def __init__(self, **kwargs):
        self._done = Plate(fill=t.PRIMARY, radius=t.S4, size_hint=(None, None))
        super().__init__(**kwargs)
        self.add_widget(self._done)
        self.redraw(self._place, "permille", "pos", "size")

    def _place(self, *_):
        shown = self.permille >= 0
        self.fill = t.SUNKEN if shown else t.CLEAR
        self._done.opacity = 1 if shown and self.permille else 0
        self._done.pos = self.pos
        width = self.width * min(1000, max(0, self.permille)) / 1000
        # Round at both ends from the first step on.
        self._done.size = (max(width, 2 * self.radius), self.height)
