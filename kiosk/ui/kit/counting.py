"""Counting money: a tile for each banknote and coin, and what they come to."""

from __future__ import annotations

from kivy.properties import ObjectProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.gridlayout import GridLayout

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.base import KitWidget, usual
from kiosk.ui.kit.box import Stack, VBox, place, refill
from kiosk.ui.kit.choice import Choice
from kiosk.ui.kit.tap import Tap
from kiosk.ui.kit.text import Money, Txt

ACROSS = 3
"""Money goes by one, two and five, so a row is a power of ten."""


@usual(padding=(t.S12, t.S4, t.S12, t.S4), spacing=t.S8)
class FaceTap(Tap, BoxLayout):
    """A banknote or a coin: what it is worth and what all of it comes to at the left, how many
    there are at the right. Coins have rounder corners."""

    def __init__(self, **kwargs):
        self.key = ""
        self._label = Txt(kind="title", bold=True)
        self._sum = Money(kind="caption", tone="ink2", bare=True, halign="left")
        self._pieces = Txt(kind="h2", bold=True, fit=True, pos_hint={"center_y": 0.5})
        self._words = Stack(spacing=0, pos_hint={"center_y": 0.5})
        self._words.add_widget(self._label)
        super().__init__(**kwargs)
        self.add(self._words, self._pieces)

    def show(self, face) -> None:
        self.key = face.key
        self.radius = t.R_BIG if face.coin else t.R_FIELD
        self._label.text = tr._(face.label)
        self._sum.amount = face.sum
        place(self._words, self._sum, face.sum)
        self._pieces.text = face.pieces
        self._pieces.tone = "primary" if face.active else "ink"
        self.fill = t.PRIMARY_SOFT if face.active else t.SURFACE
        self.frame = t.PRIMARY if face.active else t.LINE_STRONG
        self.frame_width = t.FRAME_FOCUS if face.active else t.HAIR


@usual(cols=ACROSS, spacing=t.S8)
class Faces(KitWidget, GridLayout):
    """The tiles, as high as there is room."""


@usual(spacing=t.S12)
class FaceGrid(VBox):
    """A tab for each currency where there are several, and its banknotes and coins. ``count``: a
    ``CountView``. Events: ``on_turn(currency)``, ``on_face(key)``."""

    count = ObjectProperty(None, allownone=True)

    __events__ = ("on_turn", "on_face")

    def __init__(self, **kwargs):
        self._tabs = Choice()
        self._tabs.bind(on_choose=lambda _source, code: self.dispatch("on_turn", code))
        self._faces = Faces()
        super().__init__(**kwargs)
        self.add_widget(self._faces)
        self.redraw(self._show, "count", words=True)

    def on_turn(self, code: str) -> None:
        """Another currency."""

    def on_face(self, key: str) -> None:
        """A banknote or coin was touched."""

    def _show(self, *_):
        count = self.count
        if count is None:
            return
        self._tabs.options, self._tabs.value = count.tabs, count.currency
        place(self, self._tabs, count.tabs, len(self.children))
        refill(self._faces, count.faces, self._make)

    def _make(self):
        tile = FaceTap()
        tile.bind(on_tap=lambda source: self.dispatch("on_face", source.key))
        return tile
