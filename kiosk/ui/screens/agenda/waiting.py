"""The waiting list."""

from __future__ import annotations

from kiosk.ui.kit import PultScreen


class WaitingScreen(PultScreen):
    """Draws a ``WaitingState``."""
