"""Pictures of figures: bars beside each other, and a whole in two parts.

Nothing in them can be tapped, and what they show stands as words beside them too.
"""

from __future__ import annotations

from kivy.graphics import Color, Rectangle
from kivy.properties import BoundedNumericProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.base import KitWidget, usual
from kiosk.ui.kit.box import HBox, Stack
from kiosk.ui.kit.plate import Plate
from kiosk.ui.kit.rounded import Rounded
from kiosk.ui.kit.table import figure
from kiosk.ui.kit.text import Txt

WIDEST = t.u(10)
"""The room for a bar, where there are few."""
PART, PALE_PART = 0.5, 0.8
"""Of the room there is for a bar, what it takes itself, and what the pale one behind it takes."""


@usual(size_hint_y=None, height=t.u(20))
class BarChart(KitWidget, Widget):
    """``bars``: ``BarView``; the highest of all values is as high as there is room, and ``peak``
    is written above it. Labels that would touch the one before are left out."""

    bars = ObjectProperty(())
    peak = ObjectProperty("")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._draw, "bars", "peak", "pos", "size", words=True)

    def _draw(self, *_):
        self.canvas.clear()
        if not self.bars or self.width <= 1:
            return
        values = [value for bar in self.bars for value in (bar.value, bar.before or 0)]
        highest, lowest = max(0, *values), min(0, *values)
        words = figure(tr.bare(self.peak), t.font("caption"))
        line = t.font("caption") * t.LINE_OF_TYPE
        high = max(1.0, self.height - 2 * (line + t.S4))
        scale = high / max(1, highest - lowest)
        ground = self.y + line + t.S4 - lowest * scale
        self._words(words, self.x, self.y + self.height - line, t.INK2)
        self._rule(self.y + line + t.S4 + high, t.LINE)
        room = self.width / len(self.bars)
        each = min(room, WIDEST)
        free = self.x
        for place, bar in enumerate(self.bars):
            middle = self.x + room * (place + 0.5)
            if bar.before is not None:
                self._bar(middle, each * PALE_PART, ground, bar.before * scale, t.LINE)
            colour = t.PRIMARY if bar.strong else t.PRIMARY_LINE
            self._bar(middle, each * PART, ground, bar.value * scale, colour)
            free = self._label(tr._(bar.label), middle, free, bar.strong)
        self._rule(ground, t.LINE_STRONG)

    def _bar(self, middle, wide, ground, high, colour):
        shape = Rounded(self.canvas)
        bottom = ground + min(0, high)
        shape.draw(colour, middle - wide / 2, bottom, wide, abs(high), t.S4)

    def _label(self, text, middle, free, strong):
        """Returns from where on the next one may stand."""
        words = figure(text, t.font("caption"))
        if words is None:
            return free
        left = min(max(self.x, middle - words.size[0] / 2), self.x + self.width - words.size[0])
        if left < free:
            return free
        self._words(words, left, self.y, t.INK if strong else t.INK2)
        return left + words.size[0] + t.S8

    def _words(self, words, x, y, colour):
        if words is not None:
            self.canvas.add(Color(*colour))
            pos = (round(x), round(y))
            self.canvas.add(Rectangle(texture=words, pos=pos, size=words.size))

    def _rule(self, y, colour):
        self.canvas.add(Color(*colour))
        self.canvas.add(Rectangle(pos=(self.x, round(y)), size=(self.width, t.HAIR)))


@usual(size_hint=(None, None), size=(t.S16, t.S16), radius=t.S4, pos_hint={"center_y": 0.5})
class Sample(Plate):
    """Shows which colour stands for what."""


@usual(spacing=t.S8)
class ShareBar(Stack):
    """A whole in two parts: ``permille`` is what the first takes. Below it ``first`` and
    ``second`` say what they are."""

    permille = BoundedNumericProperty(0, min=0, max=1000, errorhandler=lambda n: 1000 * (n > 0))
    first = StringProperty("")
    second = StringProperty("")

    def __init__(self, **kwargs):
        self._whole = Plate(size_hint_y=None, height=t.S16, radius=t.S4, fill=t.STAFF[1][0])
        self._part = Plate(radius=t.S4, fill=t.PRIMARY, size_hint=(None, None))
        self._whole.add_widget(self._part)
        self._words = (Txt(kind="caption"), Txt(kind="caption"))
        super().__init__(**kwargs)
        legend = HBox(spacing=t.S8)
        for colour, words in zip((t.PRIMARY, t.STAFF[1][0]), self._words, strict=True):
            legend.add(Sample(fill=colour), words)
        self.add(self._whole, legend)
        self.redraw(self._show, "permille", "first", "second")
        self._whole.fbind("pos", self._place)
        self._whole.fbind("size", self._place)

    def _show(self, *_):
        self._words[0].text, self._words[1].text = self.first, self.second
        self._place()

    def _place(self, *_):
        self._part.opacity = 1 if self.permille else 0
        self._part.pos = self._whole.pos
        self._part.size = (self._whole.width * self.permille / 1000, self._whole.height)
