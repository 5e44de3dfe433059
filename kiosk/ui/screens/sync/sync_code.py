"""Draws ``presenters.sync_code``."""

from kiosk.ui.kit import FormScreen


class SyncCodeScreen(FormScreen):
    """All of it comes from the form."""
