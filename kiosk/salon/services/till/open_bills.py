"""Open bills: beginning and reading them, what concerns a whole bill, throwing one away.

What is on them is the matter of ``visit_bills`` and ``bill_lines``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.goods.scanned import ONE_PIECE
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Party
from kiosk.salon.domain.money import Currency
from kiosk.salon.domain.text import Amount, T
from kiosk.salon.domain.till import bill as rules
from kiosk.salon.domain.till.asked import Asked
from kiosk.salon.domain.till.bill import Bill, BillLine, Discount
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.invoices import ordered
from kiosk.salon.services.rights import require_approver
from kiosk.salon.services.till.admitting import answered_for
from kiosk.salon.services.till.approving import approved, check_bill, off_of
from kiosk.salon.store import staff
from kiosk.salon.store.till import asked as requests
from kiosk.salon.store.till import bills, sales


class OpenBills(Area):
    """What every open bill has, whatever is on it. ``staff_id`` is always who is at the desk."""

    def open_retail(self, staff_id: Id, client_id: Id | None = None) -> Bill:
        """A new empty bill. NotFound when who opens it has left the team meanwhile."""
        context = self._context
        bill_id = context.new_id()
        with context.store.transaction():
            seller(context, staff_id)
            bills.add(context.store, bill_id, context.now(), staff_id, client_id=client_id)
            return self.get(bill_id)

    def get(self, bill_id: Id) -> Bill:
        """NotFound when it is not open any more."""
        found = bills.load(self._context.store, bill_id, self._context.terms())
        if found is None:
            raise NotFound(T("This bill is not open any more."))
        return found

    def all(self) -> tuple[Bill, ...]:
        """All open bills, oldest first (empty retail bills left behind are not listed)."""
        store = self._context.store
        return tuple(self.get(bill_id) for bill_id in bills.open_ids(store))

    def count(self) -> int:
        """How many :meth:`all` are, without reading them."""
        return bills.count_open(self._context.store)

    def discount_bill(
        self,
        bill_id: Id,
        discount: Discount,
        approved_by: Id | None = None,
        given_by: Id | None = None,
    ) -> Bill:
        """Refused above 100 % or above what the lines come to; above the salon's limit without a
        reason, and :class:`~kiosk.salon.domain.errors.NeedsApproval` above the limit of who gives
        it (``given_by``) when nobody approved it (``approved_by``, who has the right to)."""
        context = self._context
        if approved_by is not None:
            require_approver(context, "discount", approved_by, given_by)
        with self.changing(bill_id, approving=True):
            before = self.get(bill_id)
            rules.check_discount(discount, before.totals.sold_minor)
            totals = rules.price_bill(before.lines, discount, before.cash_rounding)
            off = off_of(context, totals) if discount.value else 0
            total = totals.total_minor
            by = approved(context, off, discount.reason, approved_by, given_by, total=total)
            bills.change(context.store, bill_id, **columns_of(discount), approved_by=by)
            return self.get(bill_id)

    def wants_reason(self, bill: Bill, discount: Discount) -> bool:
        """Whether somebody has to say why, if that were the discount of the bill."""
        totals = rules.price_bill(bill.lines, discount, bill.cash_rounding)
        return bool(discount.value) and self._context.wants_reason(off_of(self._context, totals))

    def check_discounts(self, bill: Bill, by: Id) -> None:
        """:class:`~kiosk.salon.domain.errors.NeedsApproval` when more is taken off than may be paid
        like this. ``by``: who wants it paid."""
        check_bill(self._context, bill, by)

    def set_client(self, bill_id: Id, client_id: Id | None) -> Bill:
        """Whose purchase it is. Refused while a part is taken that its client answers for, such as
        one on account: another would owe it, or nobody."""
        with self.changing(bill_id):
            bill = self.get(bill_id)
            theirs = answered_for(self._context, bill) if client_id != bill.client_id else 0
            if theirs:
                raise self._paid(theirs)
            bills.change(self._context.store, bill_id, client_id=client_id)
            return self.get(bill_id)

    def set_buyer(self, bill_id: Id, buyer: Party | None) -> Bill:
        """Whom the invoice is for that is written when the bill is paid, by whatever means; None
        for nobody who was named. Refused, naming the field, where it could not be written."""
        with self.changing(bill_id):
            bill = self.get(bill_id)
            chosen = None if buyer is None else ordered.choose(self._context, bill, buyer)
            bills.change(self._context.store, bill_id, buyer_id=chosen)
            return self.get(bill_id)

    def discard(self, bill_id: Id, by: Id | None) -> None:
        """Closes an open bill without a sale. Journalled if it had lines: who threw it away, and
        who had opened it. ``by`` None: nobody of the salon, its visit was called off elsewhere."""
        context = self._context
        with self.changing(bill_id):
            bill = self.get(bill_id)
            bills.change(context.store, bill_id, state="discarded")
            if bill.lines:
                goods = [[line.name, line.quantity_milli, line.price_minor] for line in bill.lines]
                opener = bills.opened_by(context.store, bill_id)
                pseudonym = staff.pseudonym(context.store, opener) if opener else ""
                total = bill.totals.total_minor
                context.note("bill-discarded", by, lines=goods, total=total, staff=pseudonym)

    @contextmanager
    def changing(self, bill_id: Id, *, approving: bool = False) -> Iterator[None]:
        """A transaction on a bill that is open when it begins. Refused while a question about it
        waits for its answer, and when it would come to less than was paid of it already.

        What a manager allowed to be taken off covers no more than that: an amount off a bill whose
        lines go one after the other has to be allowed anew, unless the change is such an approval
        (``approving``)."""
        context = self._context
        store = context.store
        with store.transaction():
            if not bills.touch(store, bill_id, context.now()):
                raise NotFound(T("This bill is not open any more."))
            asked = requests.of_bill(store, bill_id)
            if asked is not None:
                raise unanswered(asked, context.salon.currency)
            allowed = None if approving else bills.approved_by(store, bill_id)
            before = self._taken_off(bill_id) if allowed else 0
            yield
            if allowed and self._taken_off(bill_id) > before:
                bills.change(store, bill_id, approved_by=None)
            taken = sum(part.amount_minor for part in requests.taken(store, bill_id).parts)
            if taken:
                left = bills.load(store, bill_id, context.terms())
                if left is None or left.due_minor < 0:
                    raise self._paid(taken)

    def _paid(self, minor: int) -> Refused:
        """Why what is taken already stands against a change."""
        paid = Amount(minor, self._context.salon.currency.code)
        return Refused(T("{amount} of this bill is paid. Give it back first.", amount=paid))

    def _taken_off(self, bill_id: Id) -> int:
        """Thousandths of a percent; 0 of a bill that was closed just now."""
        found = bills.load(self._context.store, bill_id, self._context.terms())
        return off_of(self._context, found.totals) if found else 0


def unanswered(asked: Asked, currency: Currency) -> Refused:
    """Why nothing may be done to a bill now."""
    amount = Amount(asked.amount_minor, currency.code)
    if asked.direction == "give":
        return Refused(T("First say whether {amount} was given back.", amount=amount))
    return Refused(T("First say whether {amount} was paid on the terminal.", amount=amount))


def seller(context: Context, staff_id: Id) -> sales.Seller:
    """Who is at the desk. NotFound when they have left the team meanwhile."""
    found = sales.seller(context.store, staff_id)
    if found is None:
        raise NotFound(T("This person is no longer in the team."))
    return found


def work_line(
    line_id: Id, work: bills.Work, staff_id: Id | None, staff_first_name: str = ""
) -> BillLine:
    """A service once, at the price of the list or of its booking. ``staff_id``: who did it."""
    return BillLine(
        id=line_id,
        kind="service",
        name=work.name,
        quantity_milli=ONE_PIECE,
        price_minor=work.price_minor,
        list_price_minor=work.price_minor,
        vat_bp=work.vat_bp,
        service_id=work.service_id,
        open_price=work.open_price,
        staff_id=staff_id,
        staff_first_name=staff_first_name,
    )


def columns_of(discount: Discount) -> dict[str, object]:
    """A discount as the store keeps it: percent and amount of zero mean none at all."""
    kind = discount.kind if discount.value else "none"
    return {
        "discount_kind": kind,
        "discount_value": discount.value if kind != "none" else 0,
        "discount_reason": entering.line(discount.reason) if kind != "none" else "",
    }
