"""What every thing that can be tapped stands on. Nothing else touches Kivy's button."""

from __future__ import annotations

from time import monotonic

from kivy.properties import BooleanProperty
from kivy.uix.behaviors import ButtonBehavior

from kiosk.ui import tokens as t
from kiosk.ui.kit.plate import Plate
from kiosk.ui.kit.rounded import Rounded


class Tap(ButtonBehavior, Plate):
    """Reports ``on_tap``. A second tap within 250 ms is dropped.

    ``money``: the first tap puts it out of use until the screen's state changes, so that nothing
    is paid twice; and the second touch of a double tap, whose first brought its page up, is not
    for it.
    """

    money = BooleanProperty(False)
    spent = BooleanProperty(False)

    __events__ = ("on_tap",)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._last_tap = float("-inf")
        self._shade = Rounded(self.canvas.after)

    def on_tap(self) -> None:
        """Somebody tapped it."""

    def on_touch_down(self, touch):
        beside = self.spent or (self.money and touch.is_double_tap)
        if beside and self.collide_point(*touch.pos):
            return True
        return super().on_touch_down(touch)

    def on_state(self, _widget, value):
        if value == "down":
            self._shade.draw(t.PRESSED, *self.pos, *self.size, self.radius)
        else:
            self._shade.hide()

    def on_release(self) -> None:
        now = monotonic()
        if now - self._last_tap < t.DEBOUNCE or self.disabled:
            return
        self._last_tap = now
        if self.money:
            self._spend()
        self.dispatch("on_tap")

    def _spend(self) -> None:
        screen = self.parent
        while screen is not None and not hasattr(screen, "spend"):
            screen = screen.parent if screen.parent is not screen else None
        if screen is not None:
            self.spent = True
            screen.spend(self)
