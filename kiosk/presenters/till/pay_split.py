"""A bill paid partly by card and partly in cash: the card first, at the terminal, then the cash,
for which banknotes may be handed over. Only the part in cash is rounded."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.base import Presenter
from kiosk.presenters.till import paying, typed
from kiosk.presenters.till.args import PaySplitArgs
from kiosk.presenters.till.bill_view import due_label
from kiosk.salon.domain.errors import Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import round_cash
from kiosk.salon.domain.text import Amount, T, Text
from kiosk.salon.domain.till.bill import Bill
from kiosk.salon.domain.till.means import Method


@dataclass(frozen=True, slots=True, kw_only=True)
class PaySplitState:
    """``active``: the part that the keypad fills (the other is the rest). ``cash`` is rounded,
    ``rounding`` (or None) is by how much. ``over``: more was typed than there is to pay.
    ``why``: why it cannot be paid like this, or empty."""

    total: Text = ""
    total_label: Text = ""
    card: Text = ""
    cash: Text = ""
    rounding: Amount | None = None
    active: Method = "cash"
    over: bool = False
    why: Text = ""
    comma: bool = False


class PaySplit(Presenter[PaySplitState, PaySplitArgs]):
    name = "pay_split"
    blank = PaySplitState()

    def forget(self) -> None:
        self._bill: Bill | None = None
        self._typed = ""
        self._part: Method = "cash"

    def enter(self, args: PaySplitArgs) -> None:
        self._load(args.bill_id)

    def _load(self, bill_id: Id) -> None:
        bill = self._bill = self.services.bills.get(bill_id)
        self.hardware.tell_customer(due_label(bill), Amount(bill.due_minor, bill.currency.code))
        self._begin("cash")
        self._look()

    def _begin(self, part: Method, text: str = "") -> None:
        self._part, self._typed = part, text

    def choose(self, part: Method) -> None:
        """Which part is typed next."""
        self._begin(part)
        self._look()

    def key(self, key: str) -> None:
        """A key of the keypad."""
        if self._bill is not None:
            self._typed = typed.press(self._typed, key, self._bill.currency.exponent)
            self._look()

    def half(self) -> None:
        """Half and half: the half in cash is a sum that can be paid in cash."""
        if self._bill is not None:
            cash = round_cash(self._bill.due_minor // 2, self._bill.cash_rounding)
            self._begin("cash", typed.as_text(cash, self._bill.currency.exponent))
            self._look()

    def _parts(self, bill: Bill) -> tuple[int, int]:
        """Exact parts: by card, in cash."""
        total = bill.due_minor
        part = typed.value(self._typed, bill.currency.exponent)
        return (part, total - part) if self._part == "card" else (total - part, part)

    def _look(self) -> None:
        bill = self._bill
        if bill is None:
            return
        code = bill.currency.code
        card, cash = self._parts(bill)
        due = round_cash(cash, bill.cash_rounding)
        over = card < 0 or cash < 0
        self.show(
            PaySplitState(
                total=Amount(bill.due_minor, code),
                total_label=due_label(bill),
                card=Amount(max(card, 0), code),
                cash=Amount(max(due, 0), code),
                rounding=Amount(due - cash, code) if due != cash and not over else None,
                active=self._part,
                over=over,
                why=_unfit(card, due, over),
                comma=bill.currency.exponent > 0,
            )
        )

    def pay(self) -> None:
        """The part by card is asked for at the terminal; the cash follows when it was paid."""
        bill = self._bill
        if bill is None or self.state.why:
            return
        card, _ = self._parts(bill)
        try:
            page = paying.ask_card(self.services, self.host, bill, card)
        except Stale:
            self._load(bill.id)
            raise
        if page is not None:
            self.host.swap(page)

    def scan(self, code: str) -> bool:
        """Not while a payment is being put together."""
        self.hardware.sound("refuse")
        return True


def _unfit(card_minor: int, cash_minor: int, over: bool) -> Text:
    if over:
        return T("More than the total")
    return "" if card_minor > 0 and cash_minor > 0 else T("Type one part")
