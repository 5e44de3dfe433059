"""Draws presenters.clients."""

from kiosk.ui.kit import PultScreen
from kiosk.ui.kit.sections import Optional

__all__ = ["ClientsScreen", "Optional"]


class ClientsScreen(PultScreen):
    """See the rule in clients.kv."""
