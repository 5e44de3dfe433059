"""A discount on the whole bill: percent or an amount, with what it is for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kiosk.presenters.base import Presenter
from kiosk.presenters.till import paying, typed
from kiosk.presenters.till.args import BillDiscountArgs
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, Percent, T, Text, side_by_side
from kiosk.salon.domain.till.bill import Bill, Discount, check_discount, discount_of

DiscountKind = Literal["percent", "amount"]
QUICK = (5, 10, 15, 20)
PERCENT_DECIMALS = 3
SHOWN_DECIMALS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BillDiscountState:
    """``value``: what was typed, as percent or amount. ``taken`` off ``goods`` leaves ``total``.
    ``quick``: percentages with a button of their own. ``error``: what is wrong with it; ``why``:
    what has to be done before it can be saved."""

    kind: DiscountKind = "percent"
    value: Text = ""
    goods: Text = ""
    taken: Text = ""
    total: Text = ""
    reason: str = ""
    quick: tuple[tuple[str, Text], ...] = ()
    error: Text = ""
    why: Text = ""
    has_discount: bool = False


class BillDiscount(Presenter[BillDiscountState, BillDiscountArgs]):
    name = "bill_discount"
    blank = BillDiscountState()

    def forget(self) -> None:
        self._bill: Bill | None = None
        self._typed = ""
        self._kind: DiscountKind = "percent"
        self._reason = ""

    def enter(self, args: BillDiscountArgs) -> None:
        bill = self._bill = self.services.bills.get(args.bill_id)
        self._kind = "amount" if bill.discount.kind == "amount" else "percent"
        self._reason = bill.discount.reason
        self._typed = ""
        if bill.discount.value:
            self._typed = typed.as_text(bill.discount.value, self._scale())
        self._look()

    def _scale(self) -> int:
        """Decimals of the value as it is stored."""
        assert self._bill is not None
        return PERCENT_DECIMALS if self._kind == "percent" else self._bill.currency.exponent

    def _discount(self) -> Discount:
        value = typed.value(self._typed, self._scale())
        return Discount(self._kind, value, self._reason.strip()) if value else Discount()

    def _look(self) -> None:
        bill = self._bill
        if bill is None:
            return
        code, goods = bill.currency.code, bill.totals.sold_minor
        discount = self._discount()
        error: Text = ""
        why: Text = ""
        try:
            check_discount(discount, goods)
        except PultError as wrong:
            error, why = wrong.message, T("The discount is too high")
        else:
            if self._asks_reason(bill, discount):
                why = T("Please give a reason.")
        taken = discount_of(discount, goods)
        value: Text = Amount(discount.value, code)
        if self._kind == "percent":
            value = Percent(discount.value)
        self.show(
            BillDiscountState(
                kind=self._kind,
                value=value,
                goods=Amount(goods, code),
                taken=Amount(-taken, code),
                total=Amount(goods - taken, code),
                reason=self._reason,
                quick=tuple((str(percent), Percent(percent * 1000)) for percent in QUICK),
                error=error,
                why=why,
                has_discount=bill.discount.kind != "none",
            )
        )

    def _asks_reason(self, bill: Bill, discount: Discount) -> bool:
        """So much is taken off that it needs a reason, and none is given yet."""
        return not discount.reason and self.services.bills.wants_reason(bill, discount)

    def kind(self, kind: DiscountKind) -> None:
        """Percent or amount; what was typed for the other is gone."""
        self._kind, self._typed = kind, ""
        self._look()

    def key(self, key: str) -> None:
        """A key of the keypad."""
        if self._bill is not None:
            decimals = min(self._scale(), SHOWN_DECIMALS if self._kind == "percent" else 2)
            self._typed = typed.press(self._typed, key, decimals)
            self._look()

    def quick(self, percent: str) -> None:
        """One of the usual percentages."""
        self._kind, self._typed = "percent", percent
        self._look()

    def reason(self, text: str) -> None:
        """What it is for; it is printed on the receipt."""
        self._reason = text
        self._look()

    def save(self) -> None:
        """A discount above the limit of who is here asks for an approval."""
        self.with_approval(self._save, self._asked_for())

    def _asked_for(self) -> Text:
        """What whoever approves has to know of it."""
        bill, state = self._bill, self.state
        whose: Text = bill.client_name if bill and bill.client_name else T("Sale")
        sums = T("{price} instead of {list_price}", price=state.total, list_price=state.goods)
        return side_by_side([part for part in (whose, sums, self._reason.strip()) if part])

    def _save(self, approved_by: Id | None) -> None:
        if self._bill is not None:
            self.services.bills.discount_bill(
                self._bill.id, self._discount(), approved_by, paying.who_is_here(self.host)
            )
            self.host.back()

    def refused(self, error: PultError) -> None:
        self.hardware.sound("refuse")
        self.show(replace(self.state, error=error.message))

    def remove(self) -> None:
        """No discount after all."""
        if self._bill is not None:
            self.services.bills.discount_bill(self._bill.id, Discount())
            self.host.back()
