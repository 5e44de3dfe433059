"""Choosing one of a few, and yes or no."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.base import KitWidget, usual
from kiosk.ui.kit.box import refill
from kiosk.ui.kit.buttons import WordTap
from kiosk.ui.kit.plate import Plate
from kiosk.ui.kit.tap import Tap
from kiosk.ui.kit.text import Txt


@usual(size_hint_y=None, height=t.H_FLOOR, font_size=t.Typed("body"), pad=t.S12)
class Segment(WordTap):
    """One of the answers of a :class:`Choice`."""

    key = StringProperty("")
    chosen = BooleanProperty(False)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._style, "chosen")

    def _style(self, *_):
        self.bold = self.chosen
        self.fill = t.PRIMARY_SOFT if self.chosen else t.SURFACE
        self.frame = t.PRIMARY if self.chosen else t.LINE_STRONG
        self.color = t.PRIMARY if self.chosen else t.INK


@usual(orientation="vertical", spacing=t.S8, size_hint_y=None, height=0)
class Choice(KitWidget, BoxLayout):
    """``options``: pairs of key and Text; ``value``: the chosen key. Event ``on_choose(key)``.

    ``across``: how many beside each other (0 = all in one row); the rest goes to further rows.
    """

    options = ObjectProperty(())
    value = StringProperty("")
    across = NumericProperty(0)
    fit = BooleanProperty(False)

    __events__ = ("on_choose",)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        for name in ("options", "value", "across", "fit"):
            self.fbind(name, self._show)
        self.fbind("minimum_height", self.setter("height"))
        tr.hear(self._show)
        self._show()

    def on_choose(self, key: str) -> None:
        """An answer was tapped (also the one already chosen)."""

    def _show(self, *_):
        options = tuple(self.options)
        across = int(self.across) or max(1, len(options))
        rows = [options[i : i + across] for i in range(0, len(options), across)]
        refill(self, rows, self._make_row, lambda box, row: self._show_row(box, row, across))
        self._measure()

    def _measure(self, *_):
        """``fit``: as wide as its words, also when they come later in another language."""
        if self.fit:
            self.size_hint_x = None
            rows = [[child.width for child in box.children] for box in self.children]
            self.width = max((sum(row) + t.S8 * (len(row) - 1) for row in rows), default=0)

    def _make_row(self):
        return BoxLayout(spacing=t.S8, size_hint_y=None, height=t.H_FLOOR)

    def _show_row(self, box, row, across):
        cells = [*row, *[None] * (across - len(row) if len(self.options) > across else 0)]
        refill(box, cells, self._make_segment, self._show_segment)

    def _make_segment(self):
        segment = Segment()
        segment.bind(on_tap=lambda source: self.dispatch("on_choose", source.key))
        segment.fbind("width", self._measure)
        return segment

    def _show_segment(self, segment, option):
        segment.opacity = 0 if option is None else 1
        segment.disabled = option is None or self.disabled
        segment.key, text = ("", "") if option is None else option
        segment.fit = self.fit
        segment.size_hint_x = None if self.fit else 1
        segment.text = tr._(text)
        segment.chosen = option is not None and option[0] == self.value


@usual(size_hint_y=None, height=t.H_FIELD, spacing=t.S16)
class Toggle(Tap, BoxLayout):
    """Yes or no, with its words before it. Event ``on_switch(value)``: what the person wants."""

    text = StringProperty("")
    active = BooleanProperty(False)

    __events__ = ("on_switch",)

    def __init__(self, **kwargs):
        self._words = Txt(kind="body", lines=2, size_hint_y=1)
        self._track = Plate(
            size_hint=(None, None), size=(t.u(7), t.u(4)), radius=t.u(2), pos_hint={"center_y": 0.5}
        )
        self._knob = Plate(
            size_hint=(None, None), size=(t.u(3), t.u(3)), radius=t.u(1.5), fill=t.SURFACE
        )
        super().__init__(**kwargs)
        self._track.add_widget(self._knob)
        self.add(self._words, self._track)
        for name in ("text", "active", "disabled"):
            self.fbind(name, self._style)
        self._track.fbind("pos", self._style)
        self._style()

    def collide_point(self, x, y):
        """Only the switch and its words: the room around belongs to whatever is beside it."""
        high = min(self.height, t.H_FLOOR) / 2
        middle = self.y + self.height / 2
        return self.x <= x <= self.right and middle - high <= y <= middle + high

    def on_switch(self, value: bool) -> None:
        """It was tapped; ``value`` is the opposite of what it showed."""

    def on_tap(self) -> None:
        self.dispatch("on_switch", not self.active)

    def _style(self, *_):
        self._words.text = self.text
        self._track.fill = t.PRIMARY if self.active else t.LINE_STRONG
        x = self._track.x + (self._track.width - t.u(3.5) if self.active else t.u(0.5))
        self._knob.pos = (x, self._track.y + t.u(0.5))
