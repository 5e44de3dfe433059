"""Payment and void, one transaction each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kiosk.salon.domain.agenda.appointment import VisitState, may_follow
from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused, Stale, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.making import LATER, InvoiceOrder
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.domain.till import bill as rules
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.domain.till.settling import settle
from kiosk.salon.services.context import Context
from kiosk.salon.services.invoices import ordered
from kiosk.salon.services.rights import permitted
from kiosk.salon.services.till import documents, sessions
from kiosk.salon.services.till.admitting import admitted
from kiosk.salon.services.till.approving import check_bill
from kiosk.salon.services.till.open_bills import seller, unanswered
from kiosk.salon.services.till.posting import STEPS, Posting, Step
from kiosk.salon.store import staff
from kiosk.salon.store.clients import table as clients
from kiosk.salon.store.till import advances, bills, returned, sales


class Checkout:
    """Makes sales of bills, and voids of sales. ``steps``: what either writes."""

    def __init__(self, context: Context, steps: Sequence[Step] = STEPS) -> None:
        self._context = context
        self._steps = steps

    def _post(self, posting: Posting) -> None:
        """Inside the transaction of a sale or a void."""
        for step in self._steps:
            step(self._context, posting)

    def pay(
        self,
        bill_id: Id,
        payments: Sequence[Payment],
        expected_total_minor: int,
        staff_id: Id,
        *,
        agreed: bool = False,
        invoice_to: InvoiceOrder | None = None,
    ) -> Sale:
        """All steps in one transaction. Idempotent: paying a paid bill returns its sale.

        ``payments``: ``amount_minor`` of each part of what is still to pay of the *exact* total;
        what was taken before joins them, and the tip that no terminal took is in what was handed
        over. The part in cash is rounded here as the country wants it and checked against
        ``tendered_minor`` (0 = exact sum handed over). ``invoice_to``: the invoice that is written
        with the sale, None for that which is wanted of the bill; what is paid on an invoice needs
        one. Stale when the bill's total is not
        ``expected_total_minor``, its visit is paid or did not take place or the rate of a foreign
        currency is another; Refused when the bill is empty, a line has no price, parts do not add
        up or cash is not enough, a means is not in use or lacks what it needs, or while a
        terminal's answer is awaited; :class:`~kiosk.salon.domain.errors.NeedsApproval` when too
        much is taken off, which is not asked again where it was ``agreed`` before the terminal took
        the money.
        """
        context = self._context
        store, now = context.store, context.now()
        day, law_day = context.salon.business_day(now), context.salon.law_day(now)
        terms = context.salon.terms(law_day)
        with store.transaction():
            bill = bills.load(store, bill_id, terms)
            if bill is None:
                return existing(self.of_bill(bill_id), T("This bill is not open any more."))
            if not bill.lines:
                raise Refused(T("There is nothing on this bill."))
            if bill.totals.total_minor != expected_total_minor:
                raise Stale(T("The bill has changed. Please look at it again."))
            if bill.asked is not None:
                raise unanswered(bill.asked, terms.currency)
            rules.check_priced(bill.lines)
            rules.check_deductions(bill.totals)
            if not agreed:
                check_bill(context, bill, staff_id)
            parts = (*bill.taken, *admitted(context, bill, payments))
            paid = settle(
                parts,
                expected_total_minor,
                terms.currency,
                terms.cash_rounding,
                bill.tip_due_minor,
            )
            if invoice_to is None and any(part.method == LATER for part in paid.payments):
                raise Refused(T("Whom is the invoice for?"), field="buyer")
            invoice_to = invoice_to or ordered.of_bill(context, bill)
            by = seller(context, staff_id)
            if bill.tip_minor and bill.tip_staff_id is None:
                name = staff.called(store, staff_id)
                bill = replace(bill, tip_staff_id=staff_id, tip_staff_name=name)
            payer = sales.payer(store, bill_id)
            if payer.visit_state is not None:
                _check_visit(payer.visit_state)
            sale = documents.sale_of(
                bill,
                paid,
                sale_id=context.new_id(),
                number=documents.next_number(context, now),
                at=now,
                staff_name=by.first_name,
                pays_vat=context.salon.pays_vat(law_day),
            )
            filing = sales.Filing(
                *(bill_id, staff_id, day.isoformat()),
                session=sessions.current(context, now, staff_id),
            )
            self._post(Posting(sale, filing, payer.client, by.pseudonym, invoice_to=invoice_to))
        return sale

    def of_bill(self, bill_id: Id) -> Sale | None:
        """The sale that a bill became."""
        return sales.of_bill(self._context.store, bill_id)

    def sale(self, sale_id: Id) -> Sale:
        """NotFound for an unknown one."""
        found = sales.by_id(self._context.store, sale_id)
        return existing(found, T("This sale does not exist."))

    def todays_sales(self) -> tuple[Sale, ...]:
        """Of this business day, newest first (lines included). Those made today while the clock
        ran ahead are among them."""
        context = self._context
        of_day = sales.of_day(context.store, context.today().isoformat())
        known = {sale.id for sale in of_day}
        return (*(sale for sale in self._ahead() if sale.id not in known), *of_day)

    def _ahead(self) -> tuple[Sale, ...]:
        """Made today while the clock ran ahead."""
        context = self._context
        began, _ = context.salon.day_bounds(context.today())
        return sales.ahead(context.store, began, context.now())

    def _is_of_today(self, sale_id: Id) -> bool:
        """Without reading the whole day while the lock is held."""
        day = sales.business_day(self._context.store, sale_id)
        return day == self._context.today().isoformat() or any(
            one.id == sale_id for one in self._ahead()
        )

    def day_of(self, sale_id: Id) -> date:
        """The business day of a document. NotFound for an unknown one."""
        self.sale(sale_id)
        return date.fromisoformat(sales.business_day(self._context.store, sale_id))

    def sales_of(self, day: date) -> tuple[Sale, ...]:
        """Of a business day, newest first (lines included)."""
        if day == self._context.today():
            return self.todays_sales()
        return sales.of_day(self._context.store, day.isoformat())

    def why_not_void(self, sale: Sale) -> Msg | None:
        """Why this document cannot be voided, whoever wants it; None when it can."""
        if sale.kind == "void":
            return T("This document is a void itself.")
        if sale.kind == "return":
            return T("This document is a return itself.")
        if sale.voided_by_number:
            return T("This sale is void already.")
        if number := advances.deducted_by(self._context.store, sale.id):
            return T("Its advance is deducted by {number}. Take that back first.", number=number)
        if sale.returned_by:
            return T("Something of this sale came back. Take the rest back too.")
        if not self._is_of_today(sale.id):
            return T("Only a sale of today can be voided. Take it back instead.")
        if returned.is_closed(self._context.store, sale.id):
            return T("The till was closed since. Take the sale back instead.")
        return None

    def void(self, sale_id: Id, reason: str, staff_id: Id, approved_by: Id | None = None) -> Sale:
        """A counter-document for a sale of today; returns it. Stock comes back, and the
        visit is *done* again. What goes back at a terminal is asked for (see
        :class:`kiosk.salon.services.till.asking.Asking`). Refused: no reason, not today's, its
        session closed, already voided, something of it came back, itself a void or a return;
        :class:`~kiosk.salon.domain.errors.NeedsApproval` when who does it may not and nobody
        approved it."""
        context = self._context
        store, now = context.store, context.now()
        why = entering.line(reason)
        if not why:
            raise Refused(T("Please give a reason."))
        approved_by = permitted(context, "void", staff_id, approved_by) or staff_id
        with store.transaction():
            sale = self.sale(sale_id)
            today = context.salon.business_day(now).isoformat()
            if why_not := self.why_not_void(sale):
                raise Refused(why_not)
            by = seller(context, staff_id)
            void = documents.void_of(
                sale,
                sale_id=context.new_id(),
                number=documents.next_number(context, now),
                at=now,
                staff_name=by.first_name,
                reason=why,
            )
            filing = sales.Filing(
                *(void.id, staff_id, today, sale.id, approved_by),
                session=sessions.current(context, now, staff_id),
            )
            client = clients.standing(store, sale.client_id) if sale.client_id else None
            approver = seller(context, approved_by)
            self._post(Posting(void, filing, client, by.pseudonym, approver.pseudonym))
        return void


def _check_visit(state: VisitState) -> None:
    """Stale unless a visit in this state may become *paid*."""
    if state == "paid":
        raise Stale(T("This visit is paid already."))
    if not may_follow(state, "paid"):
        raise Stale(T("This visit did not take place."), state=state)
