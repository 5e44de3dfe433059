"""Money of another currency: a banknote button is the whole payment, the change is the salon's."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.till import paying, typed
from kiosk.presenters.till.args import ForeignArgs, PayCashArgs
from kiosk.presenters.till.bill_view import all_label
from kiosk.presenters.till.pay_cash import BUTTONS, Note
from kiosk.salon.domain.errors import Refused, Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import CURRENCIES, CashRounding, Currency, round_cash
from kiosk.salon.domain.text import Amount, Day, ExchangeRate, N, T, Text
from kiosk.salon.domain.till.bill import Bill, Payment
from kiosk.salon.domain.till.rates import MICRO, Rate, due_in, worth
from kiosk.salon.domain.till.settling import handy_notes


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignState:
    """``due``: in the foreign currency, ``own_due`` in the salon's. ``rate``: what one unit is
    counted with; ``old``: that somebody should look at it; ``official``: another one that a bank
    published, to be accepted. ``entered``: what was typed, its ``value`` (None while nothing is),
    ``change`` that goes back for it, ``missing`` what is lacking, both in the salon's currency.
    ``part``: what was typed may be followed by cash or card. ``why``: why it is not enough."""

    due: Text = ""
    own_due: Text = ""
    rate: Text = ""
    old: Text = ""
    official: Text = ""
    notes: tuple[Note, ...] = ()
    entered: Text = ""
    value: Amount | None = None
    change: Amount | None = None
    missing: Amount | None = None
    part: bool = False
    comma: bool = False
    why: Text = ""


class Foreign(Presenter[ForeignState, ForeignArgs]):
    name = "foreign"
    blank = ForeignState()

    def forget(self) -> None:
        self._bill: Bill | None = None
        self._rate: Rate | None = None
        self._typed = ""

    def enter(self, args: ForeignArgs) -> None:
        self._load(args.bill_id)

    def resume(self, _: Result | None = None) -> None:
        if self._bill is not None:
            self._load(self._bill.id)

    def _load(self, bill_id: Id) -> None:
        self._bill, self._typed = self.services.bills.get(bill_id), ""
        self._rate = self.services.rates.current()
        if self._rate is None:
            self.show(ForeignState(why=T("Set the rate first.")))
            return
        code = self._rate.currency
        self.hardware.tell_customer(all_label(self._bill), Amount(self._due(), code))
        self._look()

    @property
    def _currency(self) -> Currency:
        assert self._rate is not None
        return CURRENCIES[self._rate.currency]

    def _due(self) -> int:
        """In the foreign currency, with the tip."""
        bill, rate = self._bill, self._rate
        assert bill is not None
        assert rate is not None
        return due_in(rate.currency, bill.with_tip_minor, rate.rate_micro, bill.currency)

    def _value(self, foreign_minor: int) -> int:
        bill, rate = self._bill, self._rate
        assert bill is not None
        assert rate is not None
        return worth(foreign_minor, rate.currency, rate.rate_micro, bill.currency)

    def _look(self) -> None:
        bill, rate = self._bill, self._rate
        if bill is None or rate is None:
            return
        own, code = bill.currency.code, rate.currency
        due, given = self._due(), typed.value(self._typed, self._currency.exponent)
        value = self._value(given)
        left = bill.with_tip_minor - value
        enough = given >= due
        days = self.services.rates.days_old()
        self.show(
            ForeignState(
                due=Amount(due, code),
                own_due=Amount(bill.with_tip_minor, own),
                rate=_rate_words(rate.rate_micro, code, own),
                old=N("The rate is {n} day old.", "The rate is {n} days old.", days)
                if days
                else "",
                official=self._official(own),
                notes=tuple(
                    Note(str(sum_), Amount(sum_, code), sum_ == due)
                    for sum_ in handy_notes(due, self._currency, BUTTONS)
                ),
                entered=Amount(given, code) if self._typed else "",
                value=Amount(value, own) if self._typed else None,
                change=Amount(self._change(given), own) if self._typed and enough else None,
                missing=Amount(left, own) if self._typed and not enough else None,
                part=0 < given < due and value < bill.due_minor,
                comma=self._currency.exponent > 0,
                why="" if enough else T("{amount} still missing", amount=Amount(due - given, code)),
            )
        )

    def _change(self, given_minor: int) -> int:
        bill = self._bill
        assert bill is not None
        if given_minor == self._due():
            return 0
        over = self._value(given_minor) - bill.with_tip_minor
        return round_cash(over, CashRounding(bill.cash_rounding.step))

    def _official(self, own: str) -> Text:
        found = self.services.rates.official()
        if found is None:
            return ""
        words = _rate_words(found.rate_micro, found.currency, own)
        return T("Bank, {day}: {rate}", day=Day(found.day, "short"), rate=words)

    def accept(self) -> None:
        """The bank's rate from now on; only a manager may."""
        bill = self._bill
        if bill is not None and self.by is not None:
            self.services.rates.accept(self.by)
            self._load(bill.id)
            self.host.say(Toast(T("The new rate holds."), "ok"))

    def note(self, key: str) -> None:
        """This much was handed over: paid."""
        self._pay(int(key))

    def key(self, key: str) -> None:
        """A key of the keypad."""
        if self._rate is not None:
            self._typed = typed.press(self._typed, key, self._currency.exponent)
            self._look()

    def pay(self) -> None:
        """The typed sum was handed over: paid."""
        if not self.state.why:
            self._pay(typed.value(self._typed, self._currency.exponent))

    def _part(self, amount_minor: int, given_minor: int) -> Payment:
        rate = self._rate
        assert rate is not None
        return Payment(
            "foreign",
            amount_minor,
            currency=rate.currency,
            foreign_minor=given_minor,
            rate_micro=rate.rate_micro,
        )

    def _pay(self, given_minor: int) -> None:
        bill = self._bill
        if bill is None or self._rate is None:
            return
        parts = [self._part(bill.due_minor, given_minor)]
        page = paying.pay(self.services, self.host, bill, parts, lambda: self._load(bill.id))
        if page is not None:
            self.host.swap(page)

    def rest_in_cash(self) -> None:
        """What was typed is all there is of it; the rest is handed over in the salon's money."""
        bill = self._bill
        if bill is not None and self.state.part:
            given = typed.value(self._typed, self._currency.exponent)
            part = self._part(self._value(given), given)
            self.host.swap(PayCashArgs(bill.id, (part,)))

    def rest_by_card(self) -> None:
        """The rest is asked for at the terminal first; then the bill comes to what was typed."""
        bill = self._bill
        if bill is None or not self.state.part:
            return
        rest = bill.due_minor - self._value(typed.value(self._typed, self._currency.exponent))
        try:
            page = paying.ask_card(self.services, self.host, bill, rest)
        except Stale:
            self._load(bill.id)
            raise
        if page is not None:
            self.host.swap(page)

    def scan(self, code: str) -> bool:
        """A bottle scanned during payment belongs to the bill being paid."""
        bill = self._bill
        if bill is None:
            return True
        try:
            self.services.bill_lines.add_barcode(bill.id, code)
        except Refused:
            self._load(bill.id)
            raise
        self._load(bill.id)
        self.hardware.sound("ok")
        return True


def _rate_words(rate_micro: int, code: str, own: str) -> Text:
    """``1 EUR = 25,15 CZK``; of a hundred where one is less than a unit."""
    many = 1 if rate_micro >= 10**MICRO else 100
    value = ExchangeRate(rate_micro * many)
    return T("{many} {foreign} = {value} {own}", many=many, foreign=code, value=value, own=own)
