"""Draws presenters.stock_form."""

from kiosk.ui.kit import FormScreen


class StockFormScreen(FormScreen):
    """A form like all others."""
