"""A month for the accountant."""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen, arrange


class AccountsScreen(DrawnScreen):
    """What to write, or what was written."""

    def draw(self, state) -> None:
        parts = self.parts
        middle = parts.result if state.files else parts.form
        wrong = [parts.wrong] if state.wrong else []
        arrange(parts.body, [parts.months, parts.told, *wrong, parts.sticks, middle, parts.remark])
