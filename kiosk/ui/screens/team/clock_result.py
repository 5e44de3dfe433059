"""Clocked in or out."""

from __future__ import annotations

from kiosk.ui.i18n import tr
from kiosk.ui.kit import CustomerBtn, DrawnScreen, arrange, refill


class ClockResultScreen(DrawnScreen):
    """Who and when, hours, and what else it may have been meant as."""

    def draw(self, state) -> None:
        refill(self.parts.offers, state.offers, self._make, self._fill)
        undo, manager = self.parts.undo, self.parts.manager
        arrange(self.parts.second, [undo, manager] if state.undo else [manager])

    def _make(self):
        return self.keyed(CustomerBtn(), "choose")

    def _fill(self, button, offer):
        button.key = offer.kind
        button.text, button.icon = tr._(offer.text), offer.icon
