"""Draws presenters.salon_form."""

from kiosk.ui.kit import FormScreen


class SalonFormScreen(FormScreen):
    """A form like all others."""
