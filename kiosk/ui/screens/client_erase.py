"""Draws ``presenters.client_erase``."""

from kiosk.ui.kit import PultScreen
from kiosk.ui.kit.sections import Columns, Facts, Optional

__all__ = ["ClientEraseScreen", "Columns", "Facts", "Optional"]


class ClientEraseScreen(PultScreen):
    """Two lists, a field and a red button."""
