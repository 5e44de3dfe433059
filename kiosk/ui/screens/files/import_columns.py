"""Draws ``kiosk.presenters.files.import_columns``."""

from kiosk.ui.kit import DrawnScreen, arrange, place


class ImportColumnsScreen(DrawnScreen):
    """The columns, or what one of them may be."""

    def draw(self, state) -> None:
        parts = self.parts
        choosing = bool(state.chosen)
        arrange(parts.body, [parts.fields] if choosing else [parts.told, parts.list])
        place(parts.sheet.bar, parts.done, not choosing)
