"""Numbers by finger: the keypad on screens, and the same docked at the bottom for fields."""

from __future__ import annotations

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.gridlayout import GridLayout

from kiosk.salon.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.base import KitWidget, usual
from kiosk.ui.kit.buttons import WordTap


@usual(radius=t.R_FIELD, pad=t.S4)
class Key(WordTap):
    """One key: a single label on a plate."""

    key = StringProperty("")
    quiet = BooleanProperty(False)

    def __init__(self, **kwargs):
        kwargs.setdefault("color", t.PRIMARY if kwargs.get("quiet") else t.INK)
        kwargs.setdefault("fill", t.BG if kwargs.get("quiet") else t.SURFACE)
        kwargs.setdefault("frame", t.LINE_STRONG)
        super().__init__(**kwargs)

    def on_release(self) -> None:
        """Keys may be tapped as fast as fingers go: no debounce."""
        if not self.disabled:
            self.dispatch("on_tap")


@usual(cols=3, spacing=t.S12)
class Keypad(KitWidget, GridLayout):
    """Digits, clear and back. ``extra``: one more character in place of *clear* (``,``).

    ``on_key(key)``: "0".."9", "back", "clear", or the extra character.
    """

    extra = StringProperty("")
    kind = StringProperty("ckey")

    __events__ = ("on_key",)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._keys: dict[str, Key] = {}
        for digit in "123456789":
            self._add(digit, text=digit)
        self._corner = self._add("clear", quiet=True)
        self._add("0", text="0")
        self._add("back", icon="backspace", icon_side=t.ICON_CUSTOMER, quiet=True)
        self.redraw(self._label, "extra", "kind", words=True)

    def on_key(self, key: str) -> None:
        """A key was tapped."""

    def _add(self, name: str, **look) -> Key:
        key = Key(key=name, **look)
        key.radius = t.R_BIG
        key.bind(on_tap=lambda source: self.dispatch("on_key", source.key))
        self._keys[name] = key
        self.add_widget(key)
        return key

    def _label(self, *_):
        for key in self._keys.values():
            key.ask(t.font(self.kind))
        corner = self._corner
        if self.extra:
            corner.key, corner.text, corner.icon = self.extra, self.extra, ""
            corner.fill, corner.color = t.SURFACE, t.INK
        else:
            corner.key, corner.text, corner.icon = "clear", tr._(T("Clear")), ""
            corner.ask(t.font("title"))
            corner.fill, corner.color = t.BG, t.PRIMARY
