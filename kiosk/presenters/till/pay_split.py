"""A bill paid partly by card and partly in cash; only the part in cash is rounded, and banknotes
may be handed over for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, assert_never

from kiosk.presenters.base import Presenter
from kiosk.presenters.till import paying, typed
from kiosk.presenters.till.args import PaySplitArgs
from kiosk.salon.domain.bill import Bill, Payment
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.means import Method
from kiosk.salon.domain.money import round_cash
from kiosk.salon.domain.text import Amount, T, Text

Place = Method | Literal["given"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaySplitState:
    """``active``: what the keypad fills, one of the parts (the other is the rest) or ``given``.
    ``cash`` is rounded, ``rounding`` (or None) is by how much. ``over``: more was typed than there
    is to pay. ``given``: what was handed over for the part in cash, None for the exact sum;
    ``change`` goes back for it, ``missing`` is still lacking (or None). ``may_give``: there is a
    part in cash that is not rounded to nothing."""

    total: Text = ""
    card: Text = ""
    cash: Text = ""
    rounding: Amount | None = None
    active: Place = "cash"
    over: bool = False
    can_pay: bool = False
    comma: bool = False
    given: Amount | None = None
    change: Amount | None = None
    missing: Amount | None = None
    may_give: bool = False


class PaySplit(Presenter[PaySplitState, PaySplitArgs]):
    name = "pay_split"
    blank = PaySplitState()

    def forget(self) -> None:
        self._bill: Bill | None = None
        self._typed = ""
        self._part: Method = "cash"
        self._given = ""
        self._giving = False

    def enter(self, args: PaySplitArgs) -> None:
        self._load(args.bill_id)

    def _load(self, bill_id: Id) -> None:
        bill = self._bill = self.services.bills.get(bill_id)
        total = Amount(bill.totals.total_minor, bill.currency.code)
        self.hardware.tell_customer(T("Total"), total)
        self._begin("cash")
        self._look()

    def _begin(self, part: Method, text: str = "") -> None:
        """Other parts: what was handed over for the old ones does not hold any more."""
        self._part, self._typed = part, text
        self._giving, self._given = False, ""

    def choose(self, place: Place) -> None:
        """What is typed next: a part, or what was handed over for the one in cash."""
        if place != "given":
            self._begin(place)
        elif self.state.may_give:
            self._giving, self._given = True, ""
        self._look()

    def key(self, key: str) -> None:
        """A key of the keypad."""
        if self._bill is None:
            return
        currency = self._bill.currency
        if self._giving:
            self._given = typed.press(self._given, key, typed.cash_decimals(currency))
        else:
            self._typed = typed.press(self._typed, key, currency.exponent)
        self._look()

    def half(self) -> None:
        """Half and half: the half in cash is a sum that can be paid in cash."""
        if self._bill is not None:
            currency = self._bill.currency
            cash = round_cash(self._bill.totals.total_minor // 2, currency)
            self._begin("cash", typed.as_text(cash, currency.exponent))
            self._look()

    def _parts(self, bill: Bill) -> tuple[int, int]:
        """Exact parts: by card, in cash."""
        total = bill.totals.total_minor
        part = typed.value(self._typed, bill.currency.exponent)
        match self._part:
            case "card":
                return part, total - part
            case "cash":
                return total - part, part
            case other:
                assert_never(other)

    def _look(self) -> None:
        bill = self._bill
        if bill is None:
            return
        code = bill.currency.code
        card, cash = self._parts(bill)
        due = round_cash(cash, bill.currency)
        over = card < 0 or cash < 0
        given = typed.cash_value(self._given, bill.currency) if self._given else None
        enough = given is None or given >= due
        decimals = typed.cash_decimals(bill.currency) if self._giving else bill.currency.exponent
        self.show(
            PaySplitState(
                total=Amount(bill.totals.total_minor, code),
                card=Amount(max(card, 0), code),
                cash=Amount(max(due, 0), code),
                rounding=Amount(due - cash, code) if due != cash and not over else None,
                active="given" if self._giving else self._part,
                over=over,
                can_pay=card > 0 and due > 0 and enough,
                comma=decimals > 0,
                given=None if given is None else Amount(given, code),
                change=Amount(given - due, code) if given is not None and enough else None,
                missing=Amount(due - given, code) if given is not None and not enough else None,
                may_give=card > 0 and due > 0,
            )
        )

    def pay(self) -> None:
        """Both parts were paid: the terminal took the card, the cash is in the drawer."""
        bill = self._bill
        if bill is None or not self.state.can_pay:
            return
        card, cash = self._parts(bill)
        handed_over = typed.cash_value(self._given, bill.currency)
        parts = [Payment("card", card), Payment("cash", cash, handed_over)]
        paid = paying.pay(self.services, self.host, bill, parts, lambda: self._load(bill.id))
        if paid is not None:
            self.host.swap(paid)

    def scan(self, code: str) -> bool:
        """Not while a payment is being put together."""
        self.hardware.sound("refuse")
        return True
