"""When did you leave?"""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen, arrange


class ClockLeftScreen(DrawnScreen):
    """The answer, and that there is another one while the shift may still run."""

    def draw(self, state) -> None:
        now, save = self.parts.leaves_now, self.parts.save
        arrange(self.parts.foot, [now, save] if state.leaves_now else [save])
