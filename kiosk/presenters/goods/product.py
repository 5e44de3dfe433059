"""A product's sheet: price, barcodes, VAT, stock with its movements, labels."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.forms import require_manager
from kiosk.presenters.goods.args import (
    LabelArgs,
    ProductArgs,
    ProductFormArgs,
    ProductSaved,
    StockFormArgs,
)
from kiosk.presenters.goods.products import show_scanned
from kiosk.presenters.goods.words import MOVED, moved, quantity, vat
from kiosk.presenters.rows import Row
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, Day, T, Text, TimeOfDay


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductState:
    name: str = ""
    category: str = ""
    code: str = ""
    price: Text = ""
    vat: Text = ""
    stock: Text = ""
    stock_tone: str = ""
    barcodes: tuple[str, ...] = ()
    movements: tuple[Row, ...] = ()
    active: bool = True


class ProductSheet(Presenter[ProductState, ProductArgs]):
    name = "product"
    blank = ProductState()

    def forget(self) -> None:
        self._id: Id = b""

    def enter(self, args: ProductArgs) -> None:
        self._id = args.product_id
        self._load()

    reenter = enter

    def resume(self, result: Result | None = None) -> None:
        if isinstance(result, ProductSaved):
            self._id = result.product_id
        self._load()

    def _load(self) -> None:
        catalogue, salon = self.services.catalogue, self.services.context.salon
        product = catalogue.product(self._id)
        movements = tuple(
            Row(
                str(place),
                MOVED.get(movement.kind, movement.kind),
                T(
                    "{day}, {time} · {reason}",
                    day=Day(salon.local(movement.at).date()),
                    time=TimeOfDay(movement.at),
                    reason=movement.reason,
                )
                if movement.reason
                else T(
                    "{day}, {time}",
                    day=Day(salon.local(movement.at).date()),
                    time=TimeOfDay(movement.at),
                ),
                moved(movement, product.unit),
            )
            for place, movement in enumerate(catalogue.movements(self._id))
        )
        self.show(
            ProductState(
                name=product.name,
                category=product.category,
                code=product.code,
                price=Amount(product.price_minor, salon.currency.code),
                vat=vat(product.vat_bp) if self.services.context.pays_vat() else "",
                stock=quantity(product.stock_milli, product.unit),
                stock_tone="bad" if product.stock_milli < 0 else "",
                barcodes=product.barcodes,
                movements=movements,
                active=product.active,
            )
        )

    def label(self) -> None:
        self.host.go(LabelArgs(self._id))

    def stock(self) -> None:
        self.host.go(StockFormArgs(self._id))

    def edit(self) -> None:
        require_manager(self)
        self.host.go(ProductFormArgs(product_id=self._id))

    def scan(self, code: str) -> bool:
        show_scanned(self, code)
        return True
