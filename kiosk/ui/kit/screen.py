"""The base of all screens."""

from __future__ import annotations

from types import SimpleNamespace

from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.ui import tokens as t
from kiosk.ui.i18n import Listener
from kiosk.ui.kit.base import usual
from kiosk.ui.kit.plate import Plate


@usual(orientation="vertical", fill=t.BG, radius=0)
class PultScreen(Listener, Plate, BoxLayout):
    """Draws ``state`` (the presenter's frozen view-state) and reports intents by :meth:`act`.

    ``wide``: which of the two layouts is asked for. ``nav`` is the navigator (language, staff,
    devices); a screen only reads from it. A toast leaves free what is asked and answered: ``aside``
    pixels at the right, ``foot`` pixels at the bottom.

    ``rebind`` is what makes kv evaluate ``root.state.x`` anew for each new state.
    """

    state = ObjectProperty(None, rebind=True)
    wide = BooleanProperty(True)
    nav = ObjectProperty(None)
    aside = NumericProperty(0)
    foot = NumericProperty(0)

    def __init__(self, **kwargs):
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

    def over(self, before: PultScreen) -> None:
        """The screen is about to take the place of ``before`` in the window."""

    def spend(self, tap) -> None:
        """A money button was used: out of use until the state changes, or for a second if it
        does not because the payment was refused."""
        self._spent.append(tap)
        Clock.schedule_once(self._rearm, t.MONEY_REARM)

    def _rearm(self, *_):
        while self._spent:
            self._spent.pop().spent = False


class Page:
    """What fills a screen: it is ``wide`` when the screen is, and its way back asks for the
    intent ``arrow``; its question mark explains it."""

    wide = BooleanProperty(True)
    arrow = StringProperty("close")

    __events__ = ("on_back", "on_help")

    def on_parent(self, _page, screen):
        if isinstance(screen, PultScreen):
            self.wide = screen.wide
            screen.fbind("wide", self.setter("wide"))

    def on_back(self) -> None:
        """The arrow was tapped."""
        self.parent.act(self.arrow)

    def on_help(self) -> None:
        """The question mark was tapped."""
        self.parent.act("explain")


class DrawnScreen(PultScreen):
    """A screen with parts that Python fills, keeping the widgets.

    ``parts``: what the rule gave an ``id``. They are held here because kv knows them by weak
    references only: one that is out of the tree for a while would be gone.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.parts = SimpleNamespace(**{name: part.__self__ for name, part in self.ids.items()})
        self.redraw(self._draw, "state", "wide", words=True)

    def draw(self, state) -> None:
        """Shows a state: called for each new one, and for another language or layout."""
        raise NotImplementedError

    def keyed(self, part, intent: str):
        """A part that asks for an intent with its ``key`` when it is tapped."""
        part.bind(on_tap=lambda source: self.act(intent, source.key))
        return part

    def _draw(self, *_):
        if self.state is not None:
            self.draw(self.state)
