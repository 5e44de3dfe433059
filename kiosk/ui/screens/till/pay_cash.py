"""Cash: banknote buttons, or a keypad for any other sum."""

from __future__ import annotations

from kiosk.salon.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Btn, DrawnScreen, place, refill

EXACTLY = T("Exactly")


class PayCashScreen(DrawnScreen):
    """A button per banknote that makes sense; the keypad at the right."""

    def draw(self, state) -> None:
        refill(self.parts.notes, state.notes, self._make, self._show)
        self.offer(state)

    def offer(self, state) -> None:
        """What else can be done than to take cash."""
        place(self.parts.sheet.bar, self.parts.other, state.others, 1)

    def _make(self):
        return self.keyed(Btn(look="soft", height=t.H_PRIMARY, money=True), "note")

    def _show(self, button, note):
        button.key = note.key
        button.height = t.u(14) if self.wide else t.u(9)
        button.look = "primary" if note.exact else "soft"
        words = tr._(note.amount)
        button.text = f"{tr._(EXACTLY)}\n{words}" if note.exact else words
