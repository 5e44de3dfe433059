"""Draws ``kiosk.presenters.files.export_files``."""

from kiosk.ui.kit import DrawnScreen, arrange


class ExportFilesScreen(DrawnScreen):
    """The lists to choose from, or what was written."""

    def draw(self, state) -> None:
        parts = self.parts
        middle = parts.result if state.files else parts.form
        arrange(parts.body, [parts.told, parts.sticks, middle, parts.remark])
