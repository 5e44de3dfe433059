"""Taking a sale back."""

from __future__ import annotations

from kiosk.ui.kit import PultScreen


class VoidScreen(PultScreen):
    """The reason at the left, the manager's approval at the right."""
