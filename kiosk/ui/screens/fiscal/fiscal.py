"""What the office was told, one message of it in full."""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen, arrange, place


class FiscalScreen(DrawnScreen):
    """Wide: list and message beside each other. Compact: one or the other."""

    def draw(self, state) -> None:
        parts = self.parts
        for button in (parts.premise, parts.book):
            place(parts.sheet.bar, button, state.slovenian)
        place(parts.sheet.bar, parts.inspect, state.hungarian)
        place(parts.ways, parts.correct, state.item and state.item.can_correct, 1)
        chosen = parts.document if state.item else parts.listed
        arrange(parts.body, [parts.listed, parts.document] if self.wide else [chosen])
        parts.document.size_hint_x = None if self.wide else 1
