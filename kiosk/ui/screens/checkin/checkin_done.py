"""Thank you."""

from __future__ import annotations

from kiosk.ui.kit import PultScreen


class CheckinDoneScreen(PultScreen):
    """An icon, two sentences, and a button for those in a hurry."""
