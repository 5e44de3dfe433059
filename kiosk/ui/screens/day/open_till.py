"""What was counted in the morning, or why it is not what was left."""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen, arrange


class OpenTillScreen(DrawnScreen):
    """While the difference has to be explained, that stands where the money is counted."""

    def draw(self, state) -> None:
        parts = self.parts
        arrange(parts.halves, [parts.why if state.question else parts.faces, parts.pad])
