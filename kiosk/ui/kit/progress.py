"""How far something is, as a bar."""

from __future__ import annotations

from kivy.properties import NumericProperty

from kiosk.ui import tokens as t
from kiosk.ui.kit.plate import Plate


class Bar(Plate):
    """``permille``: how far it goes. Below 0 nothing is drawn, and the room stays."""

    permille = NumericProperty(-1)

    def __init__(self, **kwargs):
        kwargs.setdefault("size_hint_y", None)
        kwargs.setdefault("height", t.S8)
        kwargs.setdefault("radius", t.S4)
        self._done = Plate(fill=t.PRIMARY, radius=kwargs["radius"], size_hint=(None, None))
        super().__init__(**kwargs)
        self.add_widget(self._done)
        for name in ("permille", "pos", "size"):
            self.fbind(name, self._place)
        self._place()

    def _place(self, *_):
        shown = self.permille >= 0
        self.fill = t.SUNKEN if shown else t.CLEAR
        self._done.opacity = 1 if shown and self.permille else 0
        self._done.pos = self.pos
        width = self.width * min(1000, max(0, self.permille)) / 1000
        # Round at both ends from the first step on.
        self._done.size = (max(width, 2 * self.radius), self.height)
