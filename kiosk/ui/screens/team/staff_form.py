"""Draws presenters.staff_form."""

from kiosk.ui.kit import FormScreen


class StaffFormScreen(FormScreen):
    """A form like all others."""
