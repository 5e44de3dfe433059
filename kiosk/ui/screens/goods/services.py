"""Draws presenters.services."""

from kiosk.ui.kit import PultScreen


class ServicesScreen(PultScreen):
    """See the rule in services.kv."""
