"""The first screen."""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen, arrange


class AttractScreen(DrawnScreen):
    """Clock and reader at the left; the customers' door at the right, where the box has one."""

    def draw(self, state) -> None:
        parts = self.parts
        arrange(parts.halves, [parts.clock, *([parts.welcome] if state.check_in else [])])
        wanted = [parts.forgot] if state.forgot else []
        arrange(parts.foot, [*wanted, parts.room, *([parts.desk] if state.desk else [])])
