"""Open bills."""

from __future__ import annotations

from kiosk.ui.kit import PultScreen


class BillsScreen(PultScreen):
    """A list; a tap takes the bill up again."""
