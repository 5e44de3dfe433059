"""How far something is, as a bar."""

from __future__ import annotations

from kivy.properties import NumericProperty

from kiosk.ui import tokens as t
from kiosk.ui.kit.base import usual
from kiosk.ui.kit.plate import Plate


@usual(size_hint_y=None, height=t.S8, radius=t.S4)
class Bar(Plate):
    """``permille``: how far it goes. Below 0 nothing is drawn, and the room stays."""

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
