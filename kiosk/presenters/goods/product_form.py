"""Adding a product, or editing one. Scanning while the form is open adds the code."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import (
    FormButton,
    FormField,
    FormPresenter,
    require_manager,
    shown_money,
    switch,
)
from kiosk.presenters.goods.args import ProductArgs, ProductFormArgs, ProductSaved
from kiosk.presenters.goods.words import price_and_vat
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods import written
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.rights import may
from kiosk.salon.domain.text import T


class ProductForm(FormPresenter[ProductFormArgs]):
    name = "product_form"

    def forget(self) -> None:
        super().forget()
        self._product = Product(b"", "", 0, 0)
        self._told: set[str] = set()

    def begin(self, args: ProductFormArgs) -> None:
        codes = (args.barcode,) if args.barcode else ()
        self._product = (
            self.services.catalogue.product(args.product_id)
            if args.product_id
            else self._new(codes)
        )
        title = T("Edit product") if args.product_id else T("New product")
        make = FormButton("make_barcode", T("Make a barcode"))
        self.open(title, self._fields(self._product), extra=(make,))

    def _new(self, codes: tuple[str, ...]) -> Product:
        context = self.services.context
        piece = context.salon.rules.piece
        return Product(b"", "", 0, context.usual_vat("product"), unit=piece, barcodes=codes)

    def _fields(self, product: Product) -> tuple[FormField, ...]:
        salon = self.services.context.salon
        price = shown_money(product.price_minor, salon.currency.exponent) if product.id else ""
        codes = written.listed(product.barcodes)
        fields = (
            FormField("name", T("Name"), value=product.name),
            *price_and_vat(self.services.context, price, product.vat_bp),
            *self._cost(product),
            FormField(
                "barcodes",
                T("Barcodes"),
                "codes",
                codes,
                hint=T("Scan the product to add its code"),
            ),
            FormField("category", T("Category"), value=product.category),
            FormField("unit", T("Unit"), value=product.unit),
            FormField("code", T("Code"), value=product.code, hint=T("Your own or the supplier's")),
        )
        if not product.id:
            return (*fields, FormField("stock", T("In stock now"), "number"))
        return (*fields, switch("active", T("Active"), product.active))

    def _cost(self, product: Product) -> tuple[FormField, ...]:
        """What it is bought for, for whom that concerns."""
        if not may(self.host.staff, "see_cost"):
            return ()
        exponent = self.services.context.salon.currency.exponent
        known = product.cost_minor is not None
        cost = shown_money(product.cost_minor or 0, exponent) if known else ""
        hint = T("Empty while it is unknown. Each sale keeps what it was then.")
        return (FormField("cost", T("Purchase price without VAT"), "money", cost, hint=hint),)

    def submit(self) -> None:
        by = require_manager(self)
        price = self.money("price")
        known = self.has("cost") and self.value("cost")
        cost = self.money("cost") if known else None
        none: tuple[str, ...] = ()
        codes = self.read("barcodes", self._codes, none)
        counted = self.read("stock", self._counted, 0) if self.has("stock") else 0
        self.require_right()
        product = replace(
            self._product,
            **self.values("name", "category", "unit", "code"),
            price_minor=price,
            vat_bp=int(self.value("vat")) if self.has("vat") else self._product.vat_bp,
            barcodes=codes,
            active=self.on("active"),
            cost_minor=cost if self.has("cost") else self._product.cost_minor,
        )
        saved = self.services.catalogue.save_product(product, by.id)
        if counted:
            self.services.catalogue.count_stock(saved.id, counted, "", by.id)
        self.host.say(self._doubt() or Toast(T("{name} is saved.", name=saved.name)))
        if self._product.id:
            self.host.back(ProductSaved(saved.id))
        else:
            self.host.swap(ProductArgs(saved.id))

    def make_barcode(self) -> None:
        """A code of the salon's own, for goods that came without one."""
        require_manager(self)
        self._add(self.services.catalogue.make_barcode())

    def scan(self, code: str) -> bool:
        try:
            kept = self.services.catalogue.barcode_of(code)
        except Refused as error:
            self.refused(error)
            return True
        self._add(kept)
        self.hardware.sound("ok")
        if told := written.may_be_another(code):
            self._told.add(kept)
            self.host.say(Toast(told, "info"))
        return True

    def _add(self, code: str) -> None:
        codes = _split(self.value("barcodes"))
        if code not in codes:
            self.edit("barcodes", written.listed((*codes, code)))

    def _doubt(self) -> Toast | None:
        """About the first code that was typed and may be two."""
        for code in _split(self.value("barcodes")):
            told = written.may_be_another(code)
            if told is not None and code not in (*self._product.barcodes, *self._told):
                return Toast(told, "info")
        return None

    def _counted(self, text: str) -> int:
        return parsed_input.quantity(text, self.value("unit")) if text else 0

    def _codes(self, text: str) -> tuple[str, ...]:
        having, kept_as = self._product.barcodes, self.services.catalogue.barcode_of
        return tuple(code if code in having else kept_as(code) for code in _split(text))


def _split(text: str) -> tuple[str, ...]:
    return written.divided(text, blanks=False)
