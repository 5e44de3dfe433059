"""Money of another currency: banknote buttons, or a keypad for any other sum."""

from __future__ import annotations

from kiosk.ui.kit import place
from kiosk.ui.screens.till.pay_cash import PayCashScreen


class ForeignScreen(PayCashScreen):
    """As cash is taken; what is not enough may be followed by cash or card."""

    def offer(self, state) -> None:
        place(self.parts.sheet.bar, self.parts.cash, state.part, 1)
        place(self.parts.sheet.bar, self.parts.card, state.part, 1)
