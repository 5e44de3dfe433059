"""What the office was told, one message of it in full."""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen, arrange, place


class FiscalScreen(DrawnScreen):
    """Wide: list and message beside each other. Compact: one or the other."""

    def draw(self, state) -> None:
        parts = self.parts
        bar = parts.sheet.bar
        place(bar, parts.step, state.step)
        last = 1 if state.step else 0
        place(bar, parts.inspect, state.hungarian, last)
        place(bar, parts.book, state.slovenian and not state.step, last)
        place(bar, parts.premise, state.slovenian and not state.step, last)
        place(parts.ways, parts.correct, state.item and state.item.can_correct, 1)
        chosen = parts.document if state.item else parts.listed
        arrange(parts.body, [parts.listed, parts.document] if self.wide else [chosen])
        parts.document.size_hint_x = None if self.wide else 1
