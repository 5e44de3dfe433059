"""How many price labels to print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kiosk.domain.ids import Id
from kiosk.domain.text import Amount, N, Text
from kiosk.presenters.base import Presenter, Toast

MOST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class LabelState:
    """``quantity``: as typed; ``fresh``: the next digit replaces it."""

    product: str = ""
    price: Text = ""
    quantity: str = "1"
    fresh: bool = True
    button: Text = ""
    possible: bool = True


class Label(Presenter[LabelState]):
    name = "label"

    def blank(self) -> LabelState:
        self._id: Id = b""
        return LabelState()

    def enter(self, product_id: Id = b"", **args: Any) -> None:
        self._id = product_id
        product = self.services.catalogue.product(product_id)
        currency = self.services.context.salon.currency.code
        self.show(LabelState(product.name, Amount(product.price_minor, currency)))
        self._set("1", fresh=True)

    def _set(self, quantity: str, *, fresh: bool = False) -> None:
        many = int(quantity or "0")
        self.show(
            replace(
                self.state,
                quantity=quantity,
                fresh=fresh,
                button=N("Print {n} label", "Print {n} labels", many),
                possible=many > 0,
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

    def print(self) -> None:
        many = int(self.state.quantity or "0")
        self.services.printing.label(self._id, many)
        self.host.print_soon()
        self.host.say(Toast(N("{n} label is printing.", "{n} labels are printing.", many)))
        self.host.back()

    def close(self) -> None:
        self.host.back()
