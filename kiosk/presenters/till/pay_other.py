"""Anything that is taken besides cash and card: what, how much of the bill, and what proves it.

What does not cover the bill is kept with it; the rest is paid like any bill.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.clients.args import ClientPicked, ClientsArgs
from kiosk.presenters.invoices.args import InvoiceFormArgs
from kiosk.presenters.till import paying, typed
from kiosk.presenters.till.args import ForeignArgs, PayOtherArgs
from kiosk.presenters.till.bill_view import due_label
from kiosk.salon.domain.errors import PultError, Refused, Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.making import LATER
from kiosk.salon.domain.money import round_cash
from kiosk.salon.domain.text import Amount, T, Text
from kiosk.salon.domain.till.bill import Bill, Payment
from kiosk.salon.domain.till.means import Method, SalonMeans


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOtherState:
    """``means``: keys and names to choose from, ``chosen`` is. ``amount``: what of ``due`` is paid
    by it; ``rest`` is left then, or empty; ``tip``: what is taken in cash besides. ``reference``:
    what was typed of it, asked for where ``asks_reference``. ``client``: whose bill it is, asked
    for where ``asks_client``. ``wrong``: the field with an ``error``, or empty for the whole.
    ``why``: what has to be done first."""

    due: Text = ""
    due_label: Text = ""
    means: tuple[tuple[str, Text], ...] = ()
    chosen: str = ""
    amount: Text = ""
    rest: Text = ""
    tip: Text = ""
    reference: str = ""
    asks_reference: bool = False
    client: str = ""
    asks_client: bool = False
    wrong: str = ""
    error: Text = ""
    why: Text = ""
    comma: bool = False


class PayOther(Presenter[PayOtherState, PayOtherArgs]):
    name = "pay_other"
    blank = PayOtherState()

    def forget(self) -> None:
        self._bill: Bill | None = None
        self._means: tuple[SalonMeans, ...] = ()
        self._key: Method = ""
        self._typed: str | None = None
        self._reference = ""

    def enter(self, args: PayOtherArgs) -> None:
        self._means = self.services.means.further()
        self._load(args.bill_id)
        if len(self._means) == 1:
            self.choose(self._means[0].key)

    def resume(self, result: Result | None = None) -> None:
        bill = self._bill
        if bill is not None:
            if isinstance(result, ClientPicked):
                self.services.bills.set_client(bill.id, result.client_id)
            self._load(bill.id)

    def _load(self, bill_id: Id) -> None:
        self._bill = self.services.bills.get(bill_id)
        self._look()

    @property
    def _chosen(self) -> SalonMeans | None:
        return next((one for one in self._means if one.key == self._key), None)

    def _amount(self, bill: Bill) -> int:
        """All that is left until something is typed."""
        if self._typed is None:
            return bill.due_minor
        return typed.value(self._typed, bill.currency.exponent)

    def _look(self) -> None:
        bill, one = self._bill, self._chosen
        if bill is None:
            return
        code, amount = bill.currency.code, self._amount(bill)
        left = bill.due_minor - amount
        self.show(
            PayOtherState(
                due=Amount(bill.due_minor, code),
                due_label=due_label(bill),
                means=tuple((each.key, each.means.title) for each in self._means),
                chosen=self._key,
                amount=Amount(amount, code),
                rest=Amount(left, code) if left > 0 else "",
                tip=self._tip(bill) if left == 0 else "",
                reference=self._reference,
                asks_reference=one is not None,
                client=bill.client_name,
                asks_client=one is not None and one.needs_client and bill.client_id is None,
                why=self._lacking(bill, one, amount),
                comma=bill.currency.exponent > 0,
            )
        )

    def _tip(self, bill: Bill) -> Text:
        """No voucher pays a tip."""
        tip = round_cash(bill.tip_due_minor, bill.cash_rounding)
        amount = Amount(tip, bill.currency.code)
        return T("Take the tip in cash: {amount}", amount=amount) if tip else ""

    def _lacking(self, bill: Bill, one: SalonMeans | None, amount: int) -> Text:
        if one is None:
            return T("Choose how it is paid")
        if amount > bill.due_minor:
            return T("More than the total")
        if one.needs_client and bill.client_id is None:
            return T("Choose the client")
        if one.needs_reference and not self._reference.strip():
            return T("Type the number")
        return "" if amount > 0 or not bill.due_minor else T("Type the amount")

    def choose(self, key: Method) -> None:
        """By what it is paid. Money of another currency and an invoice have pages of their own."""
        self._key = key
        one, bill = self._chosen, self._bill
        if one is not None and bill is not None and one.means.foreign:
            self.host.swap(ForeignArgs(bill.id))
        elif one is not None and bill is not None and one.key == LATER:
            self.host.swap(InvoiceFormArgs(bill_id=bill.id))
        else:
            self._look()

    def key(self, key: str) -> None:
        """A key of the keypad."""
        if self._bill is not None:
            self._typed = typed.press(self._typed or "", key, self._bill.currency.exponent)
            self._look()

    def whole(self) -> None:
        """All that is left after all."""
        self._typed = None
        self._look()

    def reference(self, text: str) -> None:
        """The number of the voucher or transfer, or what else proves it."""
        self._reference = text
        self._look()

    def client(self) -> None:
        """Whose bill it is."""
        if self._bill is not None and self._bill.appointment_id is None:
            self.host.go(ClientsArgs(pick=True, chosen=self._bill.client_id is not None))

    def scan(self, code: str) -> bool:
        """The number of a voucher is read as well as typed."""
        if self._chosen is None:
            self.hardware.sound("refuse")
        else:
            self.reference(code)
            self.hardware.sound("ok")
        return True

    def pay(self) -> None:
        """All of it, and the bill is a sale; or a part, and the rest is paid at the bill."""
        bill, one, staff = self._bill, self._chosen, self.host.staff
        if bill is None or one is None or staff is None or self.state.why:
            return
        part = Payment(one.key, self._amount(bill), reference=self._reference)
        if part.amount_minor == bill.due_minor:
            page = paying.pay(self.services, self.host, bill, [part], lambda: self._load(bill.id))
            if page is not None:
                self.host.swap(page)
            return
        try:
            left = self.services.asking.keep(bill.id, part, bill.totals.total_minor, staff.id)
        except Stale:
            self._load(bill.id)
            raise
        self.hardware.sound("ok")
        self.host.back()
        words = T("{amount} is left to pay.", amount=Amount(left.due_minor, bill.currency.code))
        self.host.say(Toast(words, "info"))

    def refused(self, error: PultError) -> None:
        """Said at the field that is meant."""
        self.hardware.sound("refuse")
        field = error.field if isinstance(error, Refused) else ""
        self.show(replace(self.state, wrong=field, error=error.message))
