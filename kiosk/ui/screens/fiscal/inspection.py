"""Draws ``kiosk.presenters.fiscal.inspection``."""

from kiosk.ui.kit import DrawnScreen, arrange


class InspectionScreen(DrawnScreen):
    """What to write, or what was written."""

    def draw(self, state) -> None:
        parts = self.parts
        middle = parts.result if state.files else parts.form
        arrange(parts.body, [parts.told, parts.sticks, middle, parts.remark])
