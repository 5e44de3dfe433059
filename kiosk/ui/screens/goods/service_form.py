"""Draws presenters.service_form."""

from kiosk.ui.kit import FormScreen


class ServiceFormScreen(FormScreen):
    """A form like all others."""
