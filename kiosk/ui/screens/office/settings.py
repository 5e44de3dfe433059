"""Draws ``kiosk.presenters.office.settings``."""

from kiosk.ui.kit import DrawnScreen, refill
from kiosk.ui.screens.office.more import MenuTile


class SettingsScreen(DrawnScreen):
    """The tiles of the menu, one a page."""

    def draw(self, state) -> None:
        refill(self.parts.tiles, state.items, lambda: self.keyed(MenuTile(), "pick"))
