"""Draws ``kiosk.presenters.goods.product``."""

from kivy.properties import ObjectProperty

from kiosk.salon.domain.text import T
from kiosk.ui.kit import PultScreen


class ProductScreen(PultScreen):
    """``facts``: what is known of the product, for the card at the left."""

    facts = ObjectProperty(())

    def on_state(self, _screen, state) -> None:
        self.facts = (
            *([(T("VAT rate"), state.vat)] if state.vat else ()),
            (T("Category"), state.category),
            (T("Code"), state.code),
            (T("Barcodes"), "\n".join(state.barcodes)),
        )
