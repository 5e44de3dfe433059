"""How many price labels to print, of one product or of several that are scanned one after the
other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.goods.args import LabelArgs, LabelPicked, LabelSheetArgs, SheetConfirmed
from kiosk.presenters.goods.words import size_of
from kiosk.salon.domain.devices import LabelPicture
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, N, T, Text

MOST_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelState:
    """``quantity``: as typed; ``fresh``: the next digit replaces it. ``picture``: a PNG of the
    label, empty until it is drawn; ``size``: the label's. ``remark``: what is to be known before it
    is printed. ``why``: why nothing can be printed, or empty. ``sheet``: what else is on the
    sheet."""

    product: str = ""
    price: Text = ""
    quantity: str = "1"
    fresh: bool = True
    button: Text = ""
    why: Text = ""
    picture: bytes = b""
    size: Text = ""
    remark: Text = ""
    sheet: Text = ""


class LabelPage(Presenter[LabelState, LabelArgs]):
    """The sheet holds each product once, with how many labels of it; one of them is worked on."""

    name = "label"
    blank = LabelState()

    def forget(self) -> None:
        self._products: dict[Id, Product] = {}
        self._many: dict[Id, int] = {}
        self._wrong: set[Id] = set()
        self._id: Id = b""

    def enter(self, args: LabelArgs) -> None:
        self._put(self.services.catalogue.product(args.product_id), 1)

    def resume(self, result: Result | None = None) -> None:
        if isinstance(result, SheetConfirmed):
            self.print()
        elif isinstance(result, LabelPicked):
            product_id = result.product_id
            self._put(self._products[product_id], self._many[product_id])

    def _put(self, product: Product, many: int) -> None:
        """Makes a product the one that is worked on."""
        self._products[product.id] = product
        self._id = product.id
        currency = self.services.context.salon.currency.code
        self.show(
            LabelState(
                product=product.name,
                price=Amount(product.price_minor, currency),
                size=self.state.size,
            )
        )
        self._set(str(many), fresh=True)
        self.hardware.draw_labels((product,), self._drawn)

    def _set(self, quantity: str, *, fresh: bool = False) -> None:
        self._many[self._id] = int(quantity or "0")
        whole = sum(self._many.values())
        others = len(self._products) - 1
        self.show(
            replace(
                self.state,
                quantity=quantity,
                fresh=fresh,
                button=N("Print {n} label", "Print {n} labels", whole),
                why="" if whole else T("Please enter how many."),
                sheet=N("and {n} more product", "and {n} more products", others) if others else "",
            )
        )

    def key(self, key: str) -> None:
        """A key of the keypad: a digit, ``back`` or ``clear``."""
        before = "" if self.state.fresh else self.state.quantity
        if key == "clear":
            self._set("")
        elif key == "back":
            self._set(before[:-1])
        elif len(before) < MOST_DIGITS:
            self._set((before + key).lstrip("0"))

    def choose(self, many: str) -> None:
        """One of the usual numbers."""
        self._set(many, fresh=True)

    def scan(self, code: str) -> bool:
        """One label more of what was scanned; another product joins the sheet."""
        product = self.services.catalogue.by_barcode(code)
        self.hardware.sound("ok")
        self._put(product, self._many.get(product.id, 0) + 1)
        return True

    def _drawn(self, picture: LabelPicture) -> None:
        if not picture.png:
            self._wrong.add(picture.product_id)
        if picture.product_id == self._id:
            size = size_of(picture) if picture.png else self.state.size
            remark = picture.remark
            self.show(replace(self.state, picture=picture.png, size=size, remark=remark))

    def sheet(self) -> None:
        """All labels as they will come out."""
        wanted = [one for one in self._products.values() if self._many[one.id]]
        if not wanted:
            return
        lines = tuple((product, self._many[product.id]) for product in wanted)
        self.host.go(LabelSheetArgs(lines))

    def print(self) -> None:
        wanted = {key: many for key, many in self._many.items() if many} or {self._id: 0}
        for product_id in self._wrong & set(wanted):
            name = self._products[product_id].name
            raise Refused(T("{name}: this label cannot be made.", name=name))
        # The largest first: when that is too many, nothing has been queued yet.
        for product_id in sorted(wanted, key=lambda one: wanted[one], reverse=True):
            self.services.printing.label(product_id, wanted[product_id])
        whole = sum(wanted.values())
        self.hardware.print_soon()
        self.host.say(Toast(N("{n} label is printing.", "{n} labels are printing.", whole)))
        self.host.back()
