"""When did you leave?"""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen, place


class ClockLeftScreen(DrawnScreen):
    """The answer, and that there is another one while the shift may still run."""

    def draw(self, state) -> None:
        place(self.parts.foot, self.parts.leaves_now, state.leaves_now)
