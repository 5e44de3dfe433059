"""The sales of a day, one of them in full."""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen, arrange, refill
from kiosk.ui.kit.till import LineTap, SumRow


class SalesScreen(DrawnScreen):
    """Wide: list and document beside each other. Compact: one or the other."""

    def draw(self, state) -> None:
        parts, sale = self.parts, state.sale
        refill(parts.lines.column, sale.lines if sale else (), lambda: LineTap(still=True))
        refill(parts.sums, sale.sums if sale else (), SumRow)
        chosen = parts.document if sale else parts.listed
        arrange(parts.body, [parts.listed, parts.document] if self.wide else [chosen])
        parts.document.size_hint_x = None if self.wide else 1
