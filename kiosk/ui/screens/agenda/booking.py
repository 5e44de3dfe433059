"""A booking: one list at a time for who, what and when, and beside it what is chosen so far."""

from __future__ import annotations

from kivy.properties import StringProperty

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Chip, DrawnScreen, place, refill


class BookingScreen(DrawnScreen):
    """Draws a ``BookingState``."""

    stylist_name = StringProperty("")

    def shown(self) -> None:
        super().shown()
        # A new booking begins with somebody's name, so the keyboard comes up by itself.
        self.parts.who.focus = self.state.part == "who" and not self.state.name

    def draw(self, state) -> None:
        parts = self.parts
        names = dict(state.stylists)
        self.stylist_name = tr._(names.get(state.stylist, ""))
        for part, box in (("who", parts.who), ("what", parts.what), ("when", parts.when)):
            place(parts.tools, box, state.part == part)
        if state.part != "who":
            parts.who.focus = False
        # Beside the keyboard of a low panel there is no room for what is chosen so far.
        summary = self.wide or state.part != "who"
        self.aside = (t.W_PANEL if self.wide else t.W_SIDE) if summary else 0
        place(parts.body, parts.summary, summary)
        refill(parts.chips, state.chips, Chip)
