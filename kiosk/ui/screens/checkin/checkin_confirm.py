"""Is this you?"""

from __future__ import annotations

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import CustomerBtn, DrawnScreen, arrange, place, refill


class CheckinConfirmScreen(DrawnScreen):
    """One visit with a question, or several to choose from."""

    def draw(self, state) -> None:
        parts, several = self.parts, state.only is None
        if several:
            refill(parts.choice, state.visits, self._make, self._fill)
        arrange(parts.middle, [parts.choice if several else parts.card, parts.answers])
        place(parts.answers, parts.yes, not several)

    def _make(self):
        return self.keyed(CustomerBtn(look="soft", height=t.u(13), data=True), "confirm")

    def _fill(self, button, offered):
        button.key = offered.key
        button.text = f"{offered.name}\n{tr._(offered.when)}"
