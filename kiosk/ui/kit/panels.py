"""What a page is divided into: cards, halves, hairlines."""

from __future__ import annotations

from kivy.properties import StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.ui import tokens as t
from kiosk.ui.kit.base import usual
from kiosk.ui.kit.box import HBox, VBox
from kiosk.ui.kit.plate import Plate


@usual(orientation="vertical", padding=t.S16, spacing=t.S8)
class Card(Plate, BoxLayout):
    """Things that belong together, on white with a hairline. ``tone`` gives a soft ground
    instead."""

    tone = StringProperty("surface")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._style, "tone")

    def _style(self, *_):
        if self.tone == "surface":
            self.fill, self.frame = t.SURFACE, t.LINE
        else:
            self.fill, self.frame = t.soft(self.tone), t.CLEAR


@usual(size_hint_y=None)
class Slip(Card):
    """A card as high as its content, which must have heights of its own."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._measure, "minimum_height")

    def _measure(self, *_):
        self.height = self.minimum_height


class SidePanel(Card):
    """What is added up beside what is worked on. Its main button is its last part."""


@usual(size_hint_y=None, height=t.HAIR, fill=t.LINE, radius=0)
class Hair(Plate):
    """A hairline across."""


@usual(size_hint_y=1, spacing=t.S24)
class Beside(HBox):
    """Two halves, as high as there is room."""


@usual(size_hint_x=None, width=t.W_KEYPAD, spacing=t.S12)
class KeypadSide(VBox):
    """The half of a page that holds the keypad."""
