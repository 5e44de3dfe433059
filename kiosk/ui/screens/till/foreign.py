"""Money of another currency: banknote buttons, or a keypad for any other sum."""

from __future__ import annotations

from kiosk.ui.kit import BanknoteScreen, place


class ForeignScreen(BanknoteScreen):
    """What is not enough may be followed by cash or card."""

    def offer(self, state) -> None:
        place(self.parts.sheet.bar, self.parts.cash, state.part, 1)
        place(self.parts.sheet.bar, self.parts.card, state.part, 1)
