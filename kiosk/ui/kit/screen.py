"""The base of all screens."""

from __future__ import annotations

from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.ui import tokens as t
from kiosk.ui.kit.plate import Plate


class PultScreen(Plate, BoxLayout):
    """Draws ``state`` (the presenter's frozen view-state) and reports intents by :meth:`act`.

    ``wide``: which of the two layouts is asked for. ``nav`` is the navigator (language, staff,
    devices); a screen only reads from it. ``aside``: how much at the right a toast must leave free,
    where the buttons of money are.

    ``rebind`` is what makes kv evaluate ``root.state.x`` anew for each new state.
    """

    state = ObjectProperty(None, rebind=True)
    wide = BooleanProperty(True)
    nav = ObjectProperty(None)
    aside = NumericProperty(0)

    def __init__(self, **kwargs):
        kwargs.setdefault("orientation", "vertical")
        kwargs.setdefault("fill", t.BG)
        kwargs.setdefault("radius", 0)
        self._spent = []
        super().__init__(**kwargs)
        self.fbind("state", self._rearm)

    def act(self, intent: str, *args) -> None:
        """An intent of the presenter: the name of its method and its arguments. Nothing from a
        screen that has gone: a finger may still be down when a card brings up another one."""
        if self.parent is not None:
            self.nav.act(intent, *args)

    def shown(self) -> None:
        """The screen has just come up (also when it was there before)."""
        self._rearm()

    def spend(self, tap) -> None:
        """A money button was used: out of use until the state changes, or for a second if it
        does not because the payment was refused."""
        self._spent.append(tap)
        Clock.schedule_once(self._rearm, t.MONEY_REARM)

    def _rearm(self, *_):
        while self._spent:
            self._spent.pop().spent = False
