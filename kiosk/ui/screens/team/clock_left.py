"""When did you leave?"""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen, arrange


class ClockLeftScreen(DrawnScreen):
    """The answer, and that there is another one while the shift may still run."""

    def draw(self, state) -> None:
        ask, now, save = self.parts.ask, self.parts.leaves_now, self.parts.save
        arrange(self.parts.foot, [ask, now, save] if state.leaves_now else [ask, save])
