"""Services, products, barcodes and stock."""

from __future__ import annotations

from kiosk.domain.catalogue import Product, Service, StockMovement
from kiosk.domain.ids import Id
from kiosk.services.context import Context


class Catalogue:
    def __init__(self, context: Context) -> None:
        self._context = context

    def services(self, *, inactive: bool = False) -> tuple[Service, ...]:
        """By category and sort order."""
        raise NotImplementedError

    def service(self, service_id: Id) -> Service:
        raise NotImplementedError

    def save_service(self, service: Service, staff_id: Id | None) -> Service:
        """New when ``service.id`` is empty bytes. Refused: no name, negative price, minutes not in
        5-720, VAT rate not offered, code already used."""
        raise NotImplementedError

    def search_services(self, query: str, limit: int = 50) -> tuple[Service, ...]:
        raise NotImplementedError

    def search_products(self, query: str, limit: int = 50) -> tuple[Product, ...]:
        """By folded words of the name, code or barcode; empty query: first by name."""
        raise NotImplementedError

    def product(self, product_id: Id) -> Product:
        """With all its barcodes."""
        raise NotImplementedError

    def by_barcode(self, code: str) -> Product:
        """NotFound for an unknown code."""
        raise NotImplementedError

    def save_product(self, product: Product, staff_id: Id | None) -> Product:
        """New when ``product.id`` is empty bytes; barcodes are replaced by ``product.barcodes``.
        Refused: no name, negative price, VAT rate not offered, code or barcode used by another
        product, EAN with a wrong check digit. ``stock_milli`` is ignored here."""
        raise NotImplementedError

    def correct_stock(
        self, product_id: Id, quantity_milli: int, kind: str, reason: str, staff_id: Id
    ) -> Product:
        """Adds a movement (``receipt`` or ``correction``); returns the product with its balance."""
        raise NotImplementedError

    def movements(self, product_id: Id, limit: int = 20) -> tuple[StockMovement, ...]:
        """Newest first."""
        raise NotImplementedError

    def check_stock(self) -> tuple[Id, ...]:
        """Products whose stored balance is not the sum of their movements (should be none)."""
        raise NotImplementedError
