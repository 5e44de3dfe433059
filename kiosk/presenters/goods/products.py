"""Products: found by name, code or by scanning them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.forms import require_manager
from kiosk.presenters.goods.args import ProductArgs, ProductFormArgs
from kiosk.presenters.goods.words import quantity
from kiosk.presenters.rows import Row
from kiosk.salon.domain.errors import NotFound
from kiosk.salon.domain.text import Amount, T, Text

MOST = 50


@dataclass(frozen=True, slots=True)
class ProductsState:
    query: str = ""
    rows: tuple[Row, ...] = ()


class Products(Presenter[ProductsState, None]):
    name = "products"
    blank = ProductsState()

    def enter(self, _: None = None) -> None:
        self.search("")

    def resume(self, _: Result | None = None) -> None:
        self.search(self.state.query)

    def search(self, query: str) -> None:
        currency = self.services.context.salon.currency.code
        rows = tuple(
            Row(
                product.id.hex(),
                product.name,
                _subtitle(product.category, quantity(product.stock_milli, product.unit)),
                Amount(product.price_minor, currency),
                icon="package",
                tone="bad" if product.stock_milli < 0 and product.active else "",
                chip="" if product.active else T("Inactive"),
                dim=not product.active,
            )
            for product in self.services.catalogue.search_products(query, MOST, inactive=True)
        )
        self.show(ProductsState(query, rows))

    def pick(self, key: str) -> None:
        self.host.go(ProductArgs(bytes.fromhex(key)))

    def new(self) -> None:
        require_manager(self)
        self.host.go(ProductFormArgs())

    def scan(self, code: str) -> bool:
        show_scanned(self, code)
        return True


def show_scanned(presenter: Presenter[Any, Any], code: str) -> None:
    """Opens the product that carries ``code``; an unknown code can become a new product."""
    try:
        product = presenter.services.catalogue.by_barcode(code)
    except NotFound as error:
        presenter.hardware.sound("refuse")

        def add() -> None:
            require_manager(presenter)
            known_as = presenter.services.catalogue.barcode_of(code)
            presenter.host.go(ProductFormArgs(barcode=known_as))

        presenter.host.say(Toast(error.message, "warn", T("Add product"), add))
        return
    presenter.hardware.sound("ok")
    presenter.host.go(ProductArgs(product.id))


def _subtitle(category: str, stock: Text) -> Text:
    return T("{category} · {stock}", category=category, stock=stock) if category else stock
