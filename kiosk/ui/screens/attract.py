"""The first screen."""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen


class AttractScreen(DrawnScreen):
    """Clock and reader at the left; the customers' door at the right, where the box has one."""

    def draw(self, state) -> None:
        parts = self.parts
        self._arrange(parts.halves, [parts.clock, *([parts.welcome] if state.check_in else [])])
        wanted = [parts.forgot] if state.forgot else []
        self._arrange(parts.foot, [*wanted, parts.room, *([parts.desk] if state.desk else [])])

    def _arrange(self, box, wanted):
        if list(reversed(box.children)) != wanted:
            box.clear_widgets()
            for part in wanted:
                box.add_widget(part)
