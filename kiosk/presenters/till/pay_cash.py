"""Cash: a banknote button is the whole payment; a keypad for any other sum."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.till import law_words, paying, typed
from kiosk.presenters.till.args import PayCashArgs, PayOtherArgs
from kiosk.presenters.till.bill_view import all_label
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import round_cash
from kiosk.salon.domain.text import Amount, T, Text
from kiosk.salon.domain.till.bill import Bill, Payment
from kiosk.salon.domain.till.settling import handy_notes

BUTTONS = 6


@dataclass(frozen=True, slots=True)
class Note:
    """A button for a sum handed over; ``key`` is what :meth:`PayCash.note` takes."""

    key: str
    amount: Amount
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PayCashState:
    """``due``: the rounded sum. ``entered``: what was typed, ``change`` what goes back for it,
    ``missing`` what is still lacking (each None while nothing is typed). ``why``: why the typed sum
    is not enough, or empty. ``comma``: whether the currency's cash has decimals. ``warn``: that so
    much may not be paid in cash, or empty. ``others``: something is taken besides cash and card."""

    due: Text = ""
    notes: tuple[Note, ...] = ()
    entered: Amount | None = None
    change: Amount | None = None
    missing: Amount | None = None
    why: Text = ""
    comma: bool = False
    warn: Text = ""
    others: bool = False


class PayCash(Presenter[PayCashState, PayCashArgs]):
    name = "pay_cash"
    blank = PayCashState()

    def forget(self) -> None:
        self._bill: Bill | None = None
        self._beside: tuple[Payment, ...] = ()
        self._typed = ""

    def enter(self, args: PayCashArgs) -> None:
        self._beside = args.beside
        self._load(args.bill_id)

    def resume(self, _: Result | None = None) -> None:
        if self._bill is not None:
            self._load(self._bill.id)

    def _load(self, bill_id: Id) -> None:
        bill = self._bill = self.services.bills.get(bill_id)
        self._typed = ""
        code, due = bill.currency.code, self._due(bill)
        self.hardware.tell_customer(all_label(bill), Amount(due, code))
        self.show(
            PayCashState(
                due=Amount(due, code),
                notes=tuple(
                    Note(str(sum_), Amount(sum_, code), sum_ == due)
                    for sum_ in handy_notes(due, bill.currency, BUTTONS)
                ),
                comma=typed.cash_decimals(bill.currency, bill.cash_rounding) > 0,
                why=self._lacking(due),
                warn=law_words.of_cash(self.services.context, bill.cash_due_minor),
                others=not self._beside and bool(self.services.means.further()),
            )
        )

    def _exact(self, bill: Bill) -> int:
        """What is left beside what was handed over in another currency."""
        return bill.due_minor - sum(part.amount_minor for part in self._beside)

    def _due(self, bill: Bill) -> int:
        """In coins that there are, with the tip."""
        return round_cash(self._exact(bill) + bill.tip_due_minor, bill.cash_rounding)

    def _lacking(self, missing_minor: int) -> Text:
        if self._bill is None or missing_minor <= 0:
            return ""
        return T("{amount} still missing", amount=Amount(missing_minor, self._bill.currency.code))

    def other(self) -> None:
        """By something else after all."""
        if self._bill is not None and self.state.others:
            self.host.swap(PayOtherArgs(self._bill.id))

    def note(self, key: str) -> None:
        """This much was handed over: paid."""
        self._pay(int(key))

    def key(self, key: str) -> None:
        """A key of the keypad."""
        bill = self._bill
        if bill is None:
            return
        self._typed = typed.press(
            self._typed, key, typed.cash_decimals(bill.currency, bill.cash_rounding)
        )
        code, due = bill.currency.code, self._due(bill)
        given = self._given()
        self.show(
            replace(
                self.state,
                entered=Amount(given, code) if self._typed else None,
                change=Amount(given - due, code) if self._typed and given >= due else None,
                missing=Amount(due - given, code) if self._typed and given < due else None,
                why=self._lacking(due - given),
            )
        )

    def _given(self) -> int:
        bill = self._bill
        assert bill is not None
        return typed.cash_value(self._typed, bill.currency, bill.cash_rounding)

    def pay(self) -> None:
        """The typed sum was handed over: paid."""
        if self._bill is not None and not self.state.why:
            self._pay(self._given())

    def _pay(self, given_minor: int) -> None:
        if (bill := self._bill) is not None:
            parts = [*self._beside, Payment("cash", self._exact(bill), given_minor)]
            paid = paying.pay(self.services, self.host, bill, parts, lambda: self._load(bill.id))
            if paid is not None:
                self.host.swap(paid)

    def scan(self, code: str) -> bool:
        """A bottle scanned during payment belongs to the bill being paid."""
        bill = self._bill
        if bill is not None:
            self.services.bill_lines.add_barcode(bill.id, code)
            self._load(bill.id)
            self.hardware.sound("ok")
        return True
