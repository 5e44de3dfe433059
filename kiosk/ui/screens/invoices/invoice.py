"""An invoice: its lines and sums."""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen, place, refill
from kiosk.ui.kit.till import LineTap, SumRow


class InvoiceScreen(DrawnScreen):
    def draw(self, state) -> None:
        place(self.parts.sheet.bar, self.parts.print, state.can_pay or state.can_send, 1)
        refill(self.parts.lines, state.lines, lambda: LineTap(still=True))
        refill(self.parts.sums, state.sums, SumRow)
