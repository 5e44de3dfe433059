"""Draws presenters.client_form."""

from kiosk.ui.kit import FormScreen


class ClientFormScreen(FormScreen):
    """A form like all others."""
