"""Cash in and out of a day, one of it in full."""

from __future__ import annotations

from kiosk.ui.i18n import tr
from kiosk.ui.kit import DrawnScreen, Txt, arrange, refill
from kiosk.ui.kit.till import SumRow


class CashListScreen(DrawnScreen):
    """Wide: list and movement beside each other. Compact: one or the other."""

    def draw(self, state) -> None:
        parts, one = self.parts, state.movement
        facts = one.facts if one else ()
        refill(parts.facts.column, facts, lambda: Txt(lines=0, data=True), self._say)
        refill(parts.sums, one.vat if one else (), SumRow)
        chosen = parts.document if one else parts.listed
        arrange(parts.body, [parts.listed, parts.document] if self.wide else [chosen])
        parts.document.size_hint_x = None if self.wide else 1

    @staticmethod
    def _say(label, text) -> None:
        label.text = tr._(text)
