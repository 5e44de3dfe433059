"""Cash: banknote buttons, or a keypad for any other sum."""

from __future__ import annotations

from kiosk.ui.kit import BanknoteScreen, place


class PayCashScreen(BanknoteScreen):
    """Something else than cash may be taken after all."""

    def offer(self, state) -> None:
        place(self.parts.sheet.bar, self.parts.other, state.others, 1)
