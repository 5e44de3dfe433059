"""A sum at the card terminal: it is asked for there, and somebody says what came of it.

The till does not see the terminal. Until *Paid* is touched nothing is sold; a question that was
left without an answer is found again at its bill.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kiosk.presenters.base import Limits, Presenter
from kiosk.presenters.till import paying
from kiosk.presenters.till.args import PaidArgs, PayCardArgs, PayCashArgs
from kiosk.presenters.till.bill_view import all_label
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, T, Text, TimeOfDay
from kiosk.salon.domain.till.asked import Why
from kiosk.salon.domain.till.bill import Bill

REASONS: tuple[tuple[Why, Text], ...] = (
    ("funds", T("Not enough money")),
    ("pin", T("Wrong PIN")),
    ("card", T("Card not accepted")),
    ("terminal", T("Terminal has no connection")),
)
Step = Literal["asked", "doubt", "declined", "give"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PayCardState:
    """``step``: the sum was ``asked`` for just now; it was asked for before and is in ``doubt``; it
    was ``declined``; it is to be given (``give``) back. ``told``: what to do, or what happened.
    ``amount``: all that is entered there, with the ``tip`` (or empty).
    ``rest``: what is still to pay after this part. ``reasons``: why it may have been declined;
    ``reason``: which was chosen."""

    step: Step = "asked"
    title: Text = ""
    told: Text = ""
    amount: Text = ""
    tip: Text = ""
    rest: Text = ""
    reasons: tuple[tuple[Why, Text], ...] = ()
    reason: str = ""


class PayCard(Presenter[PayCardState, PayCardArgs]):
    name = "pay_card"
    # A terminal may take its time, and its answer must not be asked for behind the lock.
    limits = Limits()
    blank = PayCardState()

    def forget(self) -> None:
        self._bill: Bill | None = None
        self._asked_id: Id = b""
        self._amount_minor = 0
        self._tip_minor = 0

    def enter(self, args: PayCardArgs) -> None:
        bill = self._bill = self.services.bills.get(args.bill_id)
        asked = bill.asked
        if asked is None:
            self.host.back()
            return
        self._asked_id, self._amount_minor = asked.id, asked.amount_minor
        self._tip_minor = asked.tip_minor
        if asked.direction == "give":
            told: Text = asked.means.back()
            self._look("give", told)
        elif args.just_asked:
            whole = asked.amount_minor == bill.due_minor
            label = all_label(bill) if whole else asked.means.title
            self.hardware.tell_customer(label, Amount(asked.together_minor, self._code))
            self._look("asked", T("Enter this sum on the terminal"))
        else:
            words = T("Was this paid on the terminal? It was asked for at {time}.")
            self._look("doubt", words.of(time=TimeOfDay(asked.asked_at)))

    reenter = enter

    @property
    def _code(self) -> str:
        return self._bill.currency.code if self._bill else ""

    def _look(self, step: Step, told: Text) -> None:
        bill = self._bill
        assert bill is not None
        left = bill.due_minor - self._amount_minor if step != "give" else 0
        self.show(
            PayCardState(
                step=step,
                reasons=REASONS if step == "declined" else (),
                title=bill.client_name or T("Sale"),
                told=told,
                amount=Amount(self._amount_minor + self._tip_minor, self._code),
                tip=T("Of it {amount} is the tip", amount=Amount(self._tip_minor, self._code))
                if self._tip_minor
                else "",
                rest=T("Then {amount} more", amount=Amount(left, self._code)) if left > 0 else "",
            )
        )

    def done(self) -> None:
        """*Paid*, or *Given back*: the terminal said so."""
        bill, staff = self._bill, self.host.staff
        if bill is None or staff is None or self.state.step == "declined":
            return
        sale = self.services.asking.done(self._asked_id, staff.id)
        self.hardware.sound("ok")
        if sale is not None:
            self.hardware.print_soon()
            self.host.swap(PaidArgs(sale.id))
        elif self.state.step == "give":
            self.host.back()
        else:
            self.host.swap(PayCashArgs(bill.id))

    def declined(self) -> None:
        """The terminal refused: nothing is paid, and the bill is as it was."""
        if self._bill is not None and self.host.staff is not None:
            self.services.asking.declined(self._asked_id, self.host.staff.id)
            self.hardware.sound("attention")
            self._look("declined", T("Declined. Nothing was paid, the bill is open."))

    def because(self, why: Why) -> None:
        """What the terminal said; nobody need say it."""
        staff = self.host.staff
        if staff is not None and self.state.step == "declined":
            self.services.asking.explain(self._asked_id, why, staff.id)
            self.show(replace(self.state, reason=why))

    def again(self) -> None:
        """The same sum once more, or another card."""
        bill, staff = self._bill, self.host.staff
        if bill is None or staff is None or self.state.step != "declined":
            return
        page = paying.ask_card(self.services, self.host, bill, self._amount_minor)
        if isinstance(page, PayCardArgs):
            self.enter(page)
        elif page is not None:
            self.host.swap(page)

    def cash(self) -> None:
        """In cash instead: what was asked for is not wanted any more."""
        bill, staff = self._bill, self.host.staff
        if bill is None or staff is None:
            return
        if self.state.step != "declined":
            self.services.asking.withdraw(self._asked_id, staff.id)
        self.host.swap(PayCashArgs(bill.id))

    def withdraw(self) -> None:
        """It was not asked for at the terminal: back to the bill, which is as it was."""
        if self._bill is not None and self.host.staff is not None:
            if self.state.step != "declined":
                self.services.asking.withdraw(self._asked_id, self.host.staff.id)
            self.host.back()

    def scan(self, code: str) -> bool:
        """Not while the terminal is busy with a sum."""
        self.hardware.sound("refuse")
        return True
