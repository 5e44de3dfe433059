"""Goods received, or counted anew."""

from __future__ import annotations

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormField, FormPresenter, Options
from kiosk.presenters.goods.args import ProductSaved, StockFormArgs
from kiosk.presenters.goods.words import quantity
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.text import T

WHAT: Options = (("receipt", T("Goods came")), ("correction", T("Counted again")))


class StockForm(FormPresenter[StockFormArgs]):
    """*Counted again* takes the number on the shelf and records the
    difference with a reason."""

    name = "stock_form"

    def forget(self) -> None:
        super().forget()
        self._product = Product(b"", "", 0, 0)

    def begin(self, args: StockFormArgs) -> None:
        self._product = self.services.catalogue.product(args.product_id)
        now = quantity(self._product.stock_milli, self._product.unit)
        self.open(
            T("Stock of {name}", name=self._product.name),
            (
                FormField("what", T("What happened"), "choice", "receipt", options=WHAT),
                FormField(
                    "quantity",
                    T("How many came"),
                    "number",
                    hint=T("In stock now: {stock}", stock=now),
                ),
                FormField("reason", T("Reason or delivery note")),
            ),
        )

    def edit(self, name: str, value: str) -> None:
        super().edit(name, value)
        if name == "what":
            counted = value == "correction"
            label = T("How many are there") if counted else T("How many came")
            self._put("quantity", label=label)
            self._put("reason", label=T("Reason") if counted else T("Reason or delivery note"))

    def submit(self) -> None:
        if self.host.staff is None:
            raise Refused(T("Please unlock the desk first."))
        milli = self.read(
            "quantity", lambda text: parsed_input.quantity(text, self._product.unit), 0
        )
        self.require_right()
        catalogue, by = self.services.catalogue, self.host.staff.id
        reason = self.value("reason")
        if self.value("what") == "receipt":
            after = catalogue.correct_stock(self._product.id, milli, "receipt", reason, by)
        else:
            after = catalogue.count_stock(self._product.id, milli, reason, by)
        stock = quantity(after.stock_milli, after.unit)
        self.host.say(Toast(T("In stock now: {stock}", stock=stock)))
        self.host.back(ProductSaved(self._product.id))
