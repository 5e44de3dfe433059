"""A bill paid partly by card and partly in cash; only the part in cash is rounded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from kiosk.domain.bill import Bill, Payment
from kiosk.domain.errors import Stale
from kiosk.domain.money import round_cash
from kiosk.domain.text import Amount, Text
from kiosk.presenters import typed
from kiosk.presenters.base import Presenter

Part = Literal["cash", "card"]


@dataclass(frozen=True, slots=True)
class PaySplitState:
    """``active``: the part that the keypad fills; the other is the rest. ``cash`` is rounded,
    ``rounding`` (or None) is by how much. ``over``: more was typed than there is to pay."""

    total: Text = ""
    card: Text = ""
    cash: Text = ""
    rounding: Amount | None = None
    active: Part = "cash"
    over: bool = False
    can_pay: bool = False
    comma: bool = False


class PaySplit(Presenter[PaySplitState]):
    name: ClassVar[str] = "pay_split"

    _bill: Bill | None = None
    _typed = ""
    _active: Part = "cash"

    def blank(self) -> PaySplitState:
        return PaySplitState()

    def enter(self, **args: Any) -> None:
        self._bill = self.services.checkout.bill(args["bill_id"])
        self._typed, self._active = "", "cash"
        self._look()

    def leave(self) -> None:
        self._bill, self._typed = None, ""
        super().leave()

    def choose(self, part: Part) -> None:
        """Which part is typed."""
        self._active, self._typed = part, ""
        self._look()

    def key(self, key: str) -> None:
        """A key of the keypad."""
        if self._bill is not None:
            self._typed = typed.press(self._typed, key, self._bill.currency.exponent)
            self._look()

    def half(self) -> None:
        """Half and half: the half in cash is a sum that can be paid in cash."""
        if self._bill is not None:
            currency = self._bill.currency
            cash = round_cash(self._bill.totals.total_minor // 2, currency)
            self._active = "cash"
            self._typed = typed.as_text(cash, currency.exponent)
            self._look()

    def _parts(self, bill: Bill) -> tuple[int, int]:
        """Exact parts: by card, in cash."""
        total = bill.totals.total_minor
        given = typed.value(self._typed, bill.currency.exponent)
        return (given, total - given) if self._active == "card" else (total - given, given)

    def _look(self) -> None:
        bill = self._bill
        if bill is None:
            return
        code = bill.currency.code
        card, cash = self._parts(bill)
        due = round_cash(cash, bill.currency)
        over = card < 0 or cash < 0
        self.show(
            PaySplitState(
                total=Amount(bill.totals.total_minor, code),
                card=Amount(max(card, 0), code),
                cash=Amount(max(due, 0), code),
                rounding=Amount(due - cash, code) if due != cash and not over else None,
                active=self._active,
                over=over,
                can_pay=card > 0 and cash > 0,
                comma=bill.currency.exponent > 0,
            )
        )

    def pay(self) -> None:
        """Both parts were paid: the terminal took the card, the cash is in the drawer."""
        bill, staff = self._bill, self.host.staff
        if bill is None or staff is None or not self.state.can_pay:
            return
        card, cash = self._parts(bill)
        try:
            sale = self.services.checkout.pay(
                bill.id,
                [Payment("card", card), Payment("cash", cash)],
                bill.totals.total_minor,
                staff.id,
            )
        except Stale:
            self._bill, self._typed = self.services.checkout.bill(bill.id), ""
            self._look()
            raise
        self.host.sound("ok")
        self.host.print_soon()
        self.host.swap("paid", sale_id=sale.id)

    def close(self) -> None:
        """Back to the bill, nothing paid."""
        self.host.back()

    def scan(self, code: str) -> bool:
        """Not while a payment is being put together."""
        self.host.sound("refuse")
        return True
