"""A booking: one list at a time for who, what and when, and beside it what is chosen so far."""

from __future__ import annotations

from types import SimpleNamespace

from kivy.properties import StringProperty

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Chip, PultScreen, refill


class BookingScreen(PultScreen):
    """Draws a ``BookingState``."""

    stylist_name = StringProperty("")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        # Kivy's ids do not keep alive what is taken off the screen for a while.
        self._parts = SimpleNamespace(**{key: part.__self__ for key, part in self.ids.items()})
        self.fbind("state", self._arrange)
        self.fbind("wide", self._arrange)
        tr.bind(_=self._arrange)
        self._arrange()

    def shown(self) -> None:
        super().shown()
        # A new booking begins with somebody's name, so the keyboard comes up by itself.
        self._parts.who.focus = self.state.part == "who" and not self.state.name

    def _arrange(self, *_):
        ids, state = self._parts, self.state
        names = dict(state.stylists)
        self.stylist_name = tr._(names.get(state.stylist, ""))
        for part, box in (("who", ids.who), ("what", ids.what), ("when", ids.when)):
            if state.part == part and box.parent is None:
                ids.tools.add_widget(box)
            elif state.part != part and box.parent is not None:
                ids.tools.remove_widget(box)
        if state.part != "who":
            ids.who.focus = False
        # Beside the keyboard of a low panel there is no room for what is chosen so far.
        summary = self.wide or state.part != "who"
        self.aside = (t.W_PANEL if self.wide else t.W_SIDE) if summary else 0
        if summary and ids.summary.parent is None:
            ids.body.add_widget(ids.summary)
        elif not summary and ids.summary.parent is not None:
            ids.body.remove_widget(ids.summary)
        refill(ids.chips, state.chips, Chip, self._fill_chip)

    def _fill_chip(self, chip, view):
        chip.text, chip.icon, chip.tone = tr._(view.text), view.icon, view.tone
