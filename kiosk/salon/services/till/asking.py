"""Sums that are asked for at a terminal, and the answers to them."""

from __future__ import annotations

from dataclasses import replace

from kiosk.salon.domain.errors import Refused, Stale, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.making import LATER
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.asked import Answer, Asked, Why
from kiosk.salon.domain.till.bill import Bill, Payment, check_deductions, check_priced
from kiosk.salon.domain.till.means import MEANS, Method
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.context import Context
from kiosk.salon.services.fiscal.fiscalising import require_clock
from kiosk.salon.services.invoices import ordered
from kiosk.salon.services.till import sessions
from kiosk.salon.services.till.admitting import admitted
from kiosk.salon.services.till.approving import check_bill
from kiosk.salon.services.till.checkout import Checkout
from kiosk.salon.services.till.open_bills import OpenBills, seller, unanswered
from kiosk.salon.store.till import asked as requests
from kiosk.salon.store.till import bills


class Asking:
    """Asks and is answered. ``staff_id``: who stands at the terminal."""

    def __init__(self, context: Context, open_bills: OpenBills, checkout: Checkout) -> None:
        self._context = context
        self._bills = open_bills
        self._checkout = checkout

    def take(
        self,
        bill_id: Id,
        method: Method,
        amount_minor: int,
        expected_total_minor: int,
        staff_id: Id,
    ) -> Asked:
        """Asks for a sum of an open bill; what is asked already is returned as it is. With what is
        left to pay goes the tip. Stale when
        the bill's total is not ``expected_total_minor``; Refused for more than there is to pay;
        :class:`~kiosk.salon.domain.errors.NeedsApproval` when too much is taken off. Whatever would
        refuse the sale is found here: afterwards the money is taken."""
        assert MEANS[method].asked, "what is handed over here needs no question"
        with self._context.store.transaction():
            bill = self._bills.get(bill_id)
            if bill.asked is not None:
                return bill.asked
            self._check(bill, amount_minor, expected_total_minor, staff_id)
            tip = bill.tip_due_minor if amount_minor == bill.due_minor else 0
            return self._ask(Asked(
                self._context.new_id(), bill_id, None, "take", method, amount_minor,
                self._context.now(), tip,
            ), staff_id)  # fmt: skip

    def keep(self, bill_id: Id, part: Payment, expected_total_minor: int, staff_id: Id) -> Bill:
        """A part that is paid by something else than cash and asked for nowhere, such as a voucher:
        it is kept until the rest is paid, also over a power cut. Raises as :meth:`take`, and
        Refused where the means is not in use or lacks what it needs, or when it is no mere part.
        Journalled."""
        context = self._context
        with context.store.transaction():
            bill = self._bills.get(bill_id)
            if bill.asked is not None:
                raise unanswered(bill.asked, bill.currency)
            self._check(bill, part.amount_minor, expected_total_minor, staff_id)
            if part.method == LATER:
                raise Refused(T("What is paid on an invoice comes last, when the rest is paid."))
            (admit,) = admitted(context, bill, [part])
            if admit.means.is_cash or admit.means.asked or part.amount_minor == bill.due_minor:
                raise Refused(T("The payments do not add up to the total."))
            kept = Asked(
                context.new_id(), bill_id, None, "take", admit.method, admit.amount_minor,
                context.now(), 0, admit.title, admit.reference,
            )  # fmt: skip
            seller(context, staff_id)
            requests.add(context.store, kept, context.desk, staff_id, "done")
            self._note("payment.taken", kept, staff_id)
            return self._bills.get(bill_id)

    def _check(
        self, bill: Bill, amount_minor: int, expected_total_minor: int, staff_id: Id
    ) -> None:
        require_clock(self._context)
        if bill.totals.total_minor != expected_total_minor:
            raise Stale(T("The bill has changed. Please look at it again."))
        if not bill.lines:
            raise Refused(T("There is nothing on this bill."))
        check_priced(bill.lines)
        check_deductions(bill.totals)
        check_bill(self._context, bill, staff_id)
        ordered.check(self._context, bill)
        if not 0 < amount_minor <= bill.due_minor:
            raise Refused(T("The payments do not add up to the total."))

    def give_back(self, bill_id: Id, staff_id: Id) -> Asked:
        """Asks to give back what was taken for a bill that is not paid in the end; of several means
        the first. Refused when nothing was taken."""
        with self._context.store.transaction():
            bill = self._bills.get(bill_id)
            if bill.asked is not None:
                return bill.asked
            if not bill.taken:
                raise Refused(T("Nothing has been paid for this bill."))
            part = bill.taken[0]
            tip = dict(bill.tips_taken).get(part.method, 0)
            return self._ask(Asked(
                self._context.new_id(), bill_id, None, "give", part.method, part.amount_minor,
                self._context.now(), tip, part.title, part.reference,
            ), staff_id)  # fmt: skip

    def _ask(self, asked: Asked, staff_id: Id) -> Asked:
        requests.add(self._context.store, asked, self._context.desk, staff_id)
        return replace(asked, new=True)

    def done(self, asked_id: Id, staff_id: Id) -> Sale | None:
        """The terminal took the sum, or gave it back. A bill that is paid with it becomes a sale;
        None otherwise. Idempotent.

        The answer is a transaction of its own: money that was taken stays known even when the sale
        is refused, because the visit fell through meanwhile.
        """
        context = self._context
        with context.store.transaction():
            asked = self._find(asked_id)
            new = self._answer(asked, "done", staff_id)
            if asked.bill_id is None:
                return None
            bill = bills.load(context.store, asked.bill_id, context.terms())
            covered = bill is not None and bool(bill.lines) and bill.due_minor == 0
            if new and asked.direction == "take" and not covered:
                self._note("payment.taken", asked, staff_id)
        if bill is None:
            return self._checkout.of_bill(asked.bill_id)
        if asked.direction == "give" or not covered:
            return None
        return self._checkout.pay(bill.id, (), bill.totals.total_minor, staff_id, agreed=True)

    def declined(self, asked_id: Id, staff_id: Id) -> None:
        """The terminal did not take it: the bill is open as it was. Journalled."""
        self._end(asked_id, "declined", staff_id)

    def explain(self, asked_id: Id, why: Why, staff_id: Id) -> None:
        """Why it was declined, as the terminal said; journalled. Refused for anything else."""
        with self._context.store.transaction():
            asked = self._find(asked_id)
            if not requests.explain(self._context.store, asked_id, why):
                raise Refused(T("This was not declined."))
            self._note("payment.declined_why", asked, staff_id, why=why)

    def withdraw(self, asked_id: Id, staff_id: Id) -> None:
        """It was not asked for at the terminal after all. Journalled."""
        self._end(asked_id, "withdrawn", staff_id)

    def _end(self, asked_id: Id, how: Answer, staff_id: Id) -> None:
        with self._context.store.transaction():
            asked = self._find(asked_id)
            if asked.sale_id is not None:
                raise Refused(T("What is voided must be given back."))
            if not self._answer(asked, how, staff_id):
                raise Stale(T("This has been answered already."))

    def _answer(self, asked: Asked, how: Answer, staff_id: Id) -> bool:
        """False when it was answered before. What a terminal took or gave back of a bill belongs
        to the session of now. What did not simply go well stands in the journal."""
        context = self._context
        seller(context, staff_id)
        if not requests.answer(context.store, asked.id, how, context.now(), staff_id):
            return False
        if how == "done" and asked.bill_id is not None:
            session = sessions.current(context, context.now(), staff_id)
            requests.taken_in(context.store, asked.id, session.id)
        if how != "done":
            self._note(f"payment.{how}", asked, staff_id)
        elif asked.direction == "give":
            self._note("payment.given_back", asked, staff_id)
        return True

    def _note(self, kind: str, asked: Asked, staff_id: Id, **more: object) -> None:
        facts = {"means": asked.method, "amount": asked.amount_minor, **more}
        if asked.tip_minor:
            facts["tip"] = asked.tip_minor
        self._context.note(kind, staff_id, **facts)

    def _find(self, asked_id: Id) -> Asked:
        found = requests.by_id(self._context.store, asked_id)
        return existing(found, T("This has been answered already."))

    def unanswered(self) -> tuple[Asked, ...]:
        """Every question there is, oldest first."""
        return requests.unanswered(self._context.store)

    def of_void(self, sale_id: Id) -> tuple[Asked, ...]:
        """What a void still has to give back at a terminal."""
        return requests.of_sale(self._context.store, sale_id)
