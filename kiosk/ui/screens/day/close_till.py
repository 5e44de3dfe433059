"""What was counted, what is taken out, and what the terminal says."""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen, arrange, refill
from kiosk.ui.kit.till import SumRow


class CloseTillScreen(DrawnScreen):
    """Only what has to be said stands in it: a correction leaves the money where it is, a desk
    without a drawer counts none."""

    def draw(self, state) -> None:
        parts = self.parts
        refill(parts.sums, state.sums, SumRow)
        wanted = [
            (parts.tabs, state.tabs),
            (parts.counted, state.sums),
            (parts.why, state.question),
            (parts.rest, state.asks_rest),
            (parts.cards, state.asks_terminal),
        ]
        arrange(parts.parts.column, [part for part, there in wanted if there])
