"""What was spent in a month: the items, and what was spent on one of them."""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen, arrange


class ExpensesScreen(DrawnScreen):
    """Wide: items and expenses beside each other. Compact: one or the other."""

    def draw(self, state) -> None:
        parts = self.parts
        chosen = parts.document if state.chosen else parts.listed
        arrange(parts.body, [parts.listed, parts.document] if self.wide else [chosen])
