"""Draws ``kiosk.presenters.files.import_row``."""

from kiosk.ui.i18n import tr
from kiosk.ui.kit import DrawnScreen, Txt, refill


def _show(line, text) -> None:
    line.text = tr._(text)


class ImportRowScreen(DrawnScreen):
    def draw(self, state) -> None:
        refill(self.parts.remarks, state.remarks, lambda: Txt(lines=0), _show)
