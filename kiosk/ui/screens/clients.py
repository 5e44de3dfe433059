"""Draws presenters.clients."""

from kiosk.ui.kit import PultScreen


class ClientsScreen(PultScreen):
    """See the rule in clients.kv."""
