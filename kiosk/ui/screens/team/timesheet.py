"""A person's month and one day of it."""

from __future__ import annotations

from kiosk.ui import tokens as t
from kiosk.ui.kit import DrawnScreen, arrange


class TimesheetScreen(DrawnScreen):
    """Wide: month and day beside each other. Compact: one or the other."""

    def draw(self, state) -> None:
        listed, day = self.parts.listed, self.parts.day
        wanted = [listed, day] if self.wide else [day if state.chosen else listed]
        arrange(self.parts.body, wanted)
        day.size_hint_x = None if self.wide else 1
        if self.wide:
            day.width = t.W_PANEL
