"""Draws presenters.product_form."""

from kiosk.ui.kit import FormScreen


class ProductFormScreen(FormScreen):
    """A form like all others."""
