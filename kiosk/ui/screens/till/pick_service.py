"""Adding to a bill by hand."""

from __future__ import annotations

from kiosk.ui.kit import PultScreen


class PickServiceScreen(PultScreen):
    """A search with two lists behind it."""
