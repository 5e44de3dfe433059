"""Open bills: what is on them, and everything that may change before they are paid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.domain import bill as rules
from kiosk.domain.appointment import Appointment
from kiosk.domain.barcode import normalise
from kiosk.domain.bill import Bill, BillLine, Discount
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.ids import Id
from kiosk.domain.scanned import ONE_PIECE, Scanned
from kiosk.domain.text import T
from kiosk.services.context import Context
from kiosk.services.scanning import understood_here
from kiosk.store import bills, sales, staff

BY_HAND = Scanned("")
"""Goods that were picked from the list: one piece at the price of the list."""


class OpenBills:
    """The part of the till before the money. ``staff_id`` is always who is at the desk."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- opening ------------------------------------------------------------------------------

    def open_retail(self, staff_id: Id, client_id: Id | None = None) -> Bill:
        """A new empty bill. NotFound when who opens it has left the team meanwhile."""
        context = self._context
        bill_id = context.new_id()
        with context.store.transaction():
            self._seller(staff_id)
            bills.add(context.store, bill_id, context.now(), staff_id, client_id=client_id)
            return self.bill(bill_id)

    def preview_visit(self, appointment_id: Id) -> Bill:
        """The visit's open bill, or the one :meth:`open_for_visit` would make, with an empty id.

        Writes nothing: looking at a visit must not leave an open bill behind.
        """
        found = bills.open_of_visit(self._context.store, appointment_id)
        if found is not None:
            return self.bill(found)
        visit = self._visit(appointment_id)
        lines = self._visit_lines(visit)
        currency = self._context.salon.currency
        return Bill(
            id=b"",
            lines=lines,
            totals=rules.price_bill(lines, Discount(), currency),
            currency=currency,
            opened_at=self._context.now(),
            client_id=visit.client_id,
            client_name=visit.client_name,
            appointment_id=appointment_id,
        )

    def open_for_visit(self, appointment_id: Id, staff_id: Id) -> Bill:
        """The visit's open bill, made with the booked services on first call.

        Refused when the visit is cancelled or already paid; NotFound as for :meth:`open_retail`.
        """
        context = self._context
        store = context.store
        with store.transaction():
            self._seller(staff_id)
            found = bills.open_of_visit(store, appointment_id)
            if found is None:
                visit = self._visit(appointment_id)
                found = context.new_id()
                bills.add(
                    store,
                    found,
                    context.now(),
                    staff_id,
                    client_id=visit.client_id,
                    appointment_id=appointment_id,
                )
                bills.add_lines(store, found, self._visit_lines(visit))
            return self.bill(found)

    def follow_visit(self, before: Appointment, after: Appointment) -> None:
        """Inside the transaction that changed a visit: its open bill gets the services that came,
        loses those that went, and what the stylist before would have done is the new one's."""
        store = self._context.store
        bill_id, visit = bills.open_of_visit(store, after.id), bills.visit(store, after.id)
        if bill_id is None or visit is None:
            return
        had = Counter(service.service_id for service in before.services)
        has = Counter(service.service_id for service in after.services)
        went, came = had - has, has - had
        for line in tuple(bills.lines_of(store, bill_id)):
            if line.kind != "service":
                continue
            if line.service_id is not None and went[line.service_id]:
                went[line.service_id] -= 1
                bills.remove_line(store, line.id)
            elif line.staff_id == before.staff_id != after.staff_id:
                bills.change_line(store, line.id, staff_id=after.staff_id)
        added = []
        for line in self._visit_lines(visit):
            if line.service_id is not None and came[line.service_id]:
                came[line.service_id] -= 1
                added.append(line)
        bills.add_lines(store, bill_id, added)
        bills.touch(store, bill_id, self._context.now())

    def drop_of_visit(self, visit: Appointment) -> None:
        """Inside the transaction in which a visit falls through: its open bill is discarded.
        Refused when the bill holds anything but the visit's services as they were booked."""
        bill_id = bills.open_of_visit(self._context.store, visit.id)
        if bill_id is None:
            return
        bill = self.bill(bill_id)
        booked = Counter((service.service_id, service.price_minor) for service in visit.services)
        untouched = bill.discount == Discount() and all(map(_as_booked, bill.lines))
        on_bill = Counter((line.service_id, line.price_minor) for line in bill.lines)
        if bill.lines and not (untouched and on_bill == booked):
            raise Refused(
                T(
                    "There are goods on this visit's bill, or it was changed. "
                    "Pay it or throw it away first."
                )
            )
        self.discard(bill_id)

    def _visit(self, appointment_id: Id) -> bills.Visit:
        visit = bills.visit(self._context.store, appointment_id)
        if visit is None:
            raise NotFound(T("This visit does not exist any more."))
        if visit.state == "paid":
            raise Refused(T("This visit is paid already."))
        if visit.state in ("cancelled", "no_show"):
            raise Refused(T("This visit did not take place."))
        return visit

    def _visit_lines(self, visit: bills.Visit) -> tuple[BillLine, ...]:
        return tuple(
            BillLine(
                id=self._context.new_id(),
                kind="service",
                name=name,
                quantity_milli=ONE_PIECE,
                price_minor=price,
                list_price_minor=price,
                vat_bp=vat_bp,
                service_id=service_id,
                staff_id=visit.staff_id,
                staff_first_name=visit.staff_first_name,
            )
            for service_id, name, price, vat_bp in visit.services
        )

    def bill(self, bill_id: Id) -> Bill:
        """NotFound when it is not open any more."""
        found = bills.load(self._context.store, bill_id, self._context.salon.currency)
        if found is None:
            raise NotFound(T("This bill is not open any more."))
        return found

    def open_bills(self) -> tuple[Bill, ...]:
        """All open bills, oldest first (empty retail bills left behind are not listed)."""
        store = self._context.store
        return tuple(self.bill(bill_id) for bill_id in bills.open_ids(store))

    # -- lines --------------------------------------------------------------------------------

    def add_barcode(self, bill_id: Id, code: str) -> Bill:
        """Adds one piece, or one more of the same product at the same price; of what was weighed
        or priced when it was packed, a line with its weight or price.

        NotFound for an unknown code (message names the code); Refused for an inactive product and
        for a code that is torn.
        """
        context = self._context
        scanned = Scanned(normalise(code))
        found = bills.goods_by_barcode(context.store, scanned.code)
        if found is None:
            scanned = understood_here(context, code)
            found = bills.goods_by_barcode(context.store, scanned.code)
        if found is None:
            raise NotFound(T("No product has the barcode {code}.", code=scanned.code))
        return self._add_goods(bill_id, found, scanned)

    def sell_barcode(self, code: str, staff_id: Id) -> Bill:
        """A new bill with one piece of what was scanned; an unknown code leaves no bill behind."""
        with self._context.store.transaction():
            return self.add_barcode(self.open_retail(staff_id).id, code)

    def add_product(self, bill_id: Id, product_id: Id) -> Bill:
        """Like :meth:`add_barcode`, for a product picked by hand."""
        found = bills.goods(self._context.store, product_id)
        if found is None:
            raise NotFound(T("This product does not exist any more."))
        return self._add_goods(bill_id, found)

    def _add_goods(self, bill_id: Id, goods: bills.Goods, scanned: Scanned = BY_HAND) -> Bill:
        if not goods.active:
            raise Refused(T("{name} is not sold any more.", name=goods.name))
        store = self._context.store
        quantity = scanned.quantity_milli(goods.name, goods.unit)
        price = goods.price_minor if scanned.price_minor is None else scanned.price_minor
        with self._changing(bill_id):
            same = None
            if not scanned.packed_here:
                same = bills.line_to_count_up(store, bill_id, goods.id, price)
            if same is not None:
                rules.check_quantity(same[1] + quantity)
                rules.check_gross(price, same[1] + quantity)
                bills.change_line(store, same[0], quantity_milli=same[1] + quantity)
            else:
                rules.check_quantity(quantity)
                line = BillLine(
                    id=self._context.new_id(),
                    kind="product",
                    name=goods.name,
                    quantity_milli=quantity,
                    price_minor=price,
                    list_price_minor=price,
                    vat_bp=goods.vat_bp,
                    unit=goods.unit,
                    product_id=goods.id,
                    staff_id=bills.opened_by(store, bill_id),
                )
                bills.add_lines(store, bill_id, (line,))
            return self.bill(bill_id)

    def add_service(self, bill_id: Id, service_id: Id, staff_id: Id | None) -> Bill:
        """``staff_id``: who did it."""
        store = self._context.store
        found = bills.service(store, service_id)
        if found is None:
            raise NotFound(T("This service is not offered any more."))
        name, price, vat_bp = found
        with self._changing(bill_id):
            line = BillLine(
                id=self._context.new_id(),
                kind="service",
                name=name,
                quantity_milli=ONE_PIECE,
                price_minor=price,
                list_price_minor=price,
                vat_bp=vat_bp,
                service_id=service_id,
                staff_id=staff_id,
            )
            bills.add_lines(store, bill_id, (line,))
            return self.bill(bill_id)

    @contextmanager
    def _changing(self, bill_id: Id) -> Iterator[None]:
        """A transaction on a bill that is open when it begins."""
        context = self._context
        with context.store.transaction():
            if not bills.touch(context.store, bill_id, context.now()):
                raise NotFound(T("This bill is not open any more."))
            yield

    def _line(self, bill_id: Id, line_id: Id) -> BillLine:
        for line in bills.lines_of(self._context.store, bill_id):
            if line.id == line_id:
                return line
        raise NotFound(T("This line is not on the bill any more."))

    def set_quantity(self, bill_id: Id, line_id: Id, quantity_milli: int) -> Bill:
        """Refused unless above zero and at most 9,999, or when the line's sum gets too high."""
        rules.check_quantity(quantity_milli)
        with self._changing(bill_id):
            rules.check_gross(self._line(bill_id, line_id).price_minor, quantity_milli)
            bills.change_line(self._context.store, line_id, quantity_milli=quantity_milli)
            return self.bill(bill_id)

    def set_price(self, bill_id: Id, line_id: Id, price_minor: int, reason: str) -> Bill:
        """Refused without a reason, below zero or too high. Journalled when the bill is paid.

        Back to the list price needs no reason and clears the one there was.
        """
        with self._changing(bill_id):
            line = self._line(bill_id, line_id)
            why = _reason(line, price_minor, reason)
            rules.check_gross(price_minor, line.quantity_milli)
            bills.change_line(
                self._context.store, line_id, price_minor=price_minor, price_reason=why
            )
            return self.bill(bill_id)

    def discount_line(self, bill_id: Id, line_id: Id, discount: Discount) -> Bill:
        """Refused above 100 % or above the line's sum."""
        with self._changing(bill_id):
            line = self._line(bill_id, line_id)
            rules.check_discount(discount, rules.gross_of(line))
            bills.change_line(self._context.store, line_id, **_columns(discount))
            return self.bill(bill_id)

    def edit_line(
        self,
        bill_id: Id,
        line_id: Id,
        *,
        quantity_milli: int,
        price_minor: int,
        price_reason: str,
        discount: Discount,
        staff_id: Id | None,
    ) -> Bill:
        """Everything about a line at once: quantity, price, discount, who did it. All or nothing,
        refused as the single changes are."""
        rules.check_quantity(quantity_milli)
        rules.check_gross(price_minor, quantity_milli)
        with self._changing(bill_id):
            why = _reason(self._line(bill_id, line_id), price_minor, price_reason)
            bills.change_line(
                self._context.store,
                line_id,
                quantity_milli=quantity_milli,
                price_minor=price_minor,
                price_reason=why,
                staff_id=staff_id,
            )
            return self.discount_line(bill_id, line_id, discount)

    def discount_bill(self, bill_id: Id, discount: Discount) -> Bill:
        """Refused above 100 % or above what the lines come to."""
        with self._changing(bill_id):
            rules.check_discount(discount, self.bill(bill_id).totals.goods_minor)
            bills.change(self._context.store, bill_id, **_columns(discount))
            return self.bill(bill_id)

    def remove_line(self, bill_id: Id, line_id: Id) -> Bill:
        """Takes a line off the bill; a line that is gone already is no error."""
        with self._changing(bill_id):
            bills.remove_line(self._context.store, line_id)
            return self.bill(bill_id)

    def set_client(self, bill_id: Id, client_id: Id | None) -> Bill:
        """Whose purchase it is."""
        with self._changing(bill_id):
            bills.change(self._context.store, bill_id, client_id=client_id)
            return self.bill(bill_id)

    def discard(self, bill_id: Id) -> None:
        """Closes an open bill without a sale; journalled if it had lines."""
        context = self._context
        with self._changing(bill_id):
            bill = self.bill(bill_id)
            bills.change(context.store, bill_id, state="discarded")
            if bill.lines:
                goods = [[line.name, line.quantity_milli, line.price_minor] for line in bill.lines]
                opener = bills.opened_by(context.store, bill_id)
                context.journal.append(
                    "bill-discarded",
                    context.now(),
                    {
                        "lines": goods,
                        "total": bill.totals.total_minor,
                        "staff": staff.pseudonym(context.store, opener) if opener else "",
                    },
                )

    def _seller(self, staff_id: Id) -> tuple[str, str]:
        """First name and pseudonym of who is at the desk. NotFound when they have left the team
        meanwhile."""
        found = sales.seller(self._context.store, staff_id)
        if found is None:
            raise NotFound(T("This person is no longer in the team."))
        return found


def _reason(line: BillLine, price_minor: int, reason: str) -> str:
    """What is kept as the reason of a price: none for that of the list. Refused without one for
    any other, or when the price cannot be."""
    if price_minor == line.list_price_minor:
        return ""
    rules.check_price(price_minor, reason)
    return reason.strip()


def _as_booked(line: BillLine) -> bool:
    """Whether nobody has touched a line since it came from its visit."""
    return (
        line.kind == "service"
        and line.quantity_milli == ONE_PIECE
        and line.price_minor == line.list_price_minor
        and line.discount == Discount()
    )


def _columns(discount: Discount) -> dict[str, object]:
    """Percent and amount of zero mean no discount at all."""
    kind = discount.kind if discount.value else "none"
    return {
        "discount_kind": kind,
        "discount_value": discount.value if kind != "none" else 0,
        "discount_reason": discount.reason.strip() if kind != "none" else "",
    }
