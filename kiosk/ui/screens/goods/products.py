"""Draws presenters.products."""

from kiosk.ui.kit import PultScreen


class ProductsScreen(PultScreen):
    """See the rule in products.kv."""
