"""Bills of visits: begun with the booked services, and following what becomes of the visit."""

from __future__ import annotations

from collections import Counter

from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.goods.scanned import ONE_PIECE
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till import bill as rules
from kiosk.salon.domain.till.bill import Bill, BillLine, Discount
from kiosk.salon.services.context import Context
from kiosk.salon.services.till.open_bills import OpenBills, seller, work_line
from kiosk.salon.store.till import bills


class VisitBills:
    """Opens and changes the bill of a visit."""

    def __init__(self, context: Context, open_bills: OpenBills) -> None:
        self._context = context
        self._bills = open_bills

    def preview(self, appointment_id: Id) -> Bill:
        """The visit's open bill, or the one :meth:`open` would make, with an empty id.

        Writes nothing: looking at a visit must not leave an open bill behind.
        """
        found = bills.open_of_visit(self._context.store, appointment_id)
        if found is not None:
            return self._bills.get(found)
        visit = self._visit(appointment_id)
        terms = self._context.terms()
        lines = rules.at_rates_after(self._visit_lines(visit), terms.vat_changes)
        return Bill(
            id=b"",
            lines=lines,
            totals=rules.price_bill(lines, Discount(), terms.cash_rounding),
            currency=terms.currency,
            cash_rounding=terms.cash_rounding,
            opened_at=self._context.now(),
            client_id=visit.client_id,
            client_name=visit.client_name,
            appointment_id=appointment_id,
        )

    def open(self, appointment_id: Id, staff_id: Id) -> Bill:
        """The visit's open bill, made with the booked services on first call.

        Refused when the visit is cancelled or already paid; NotFound as for
        :meth:`OpenBills.open_retail`.
        """
        context = self._context
        store = context.store
        with store.transaction():
            seller(context, staff_id)
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
            return self._bills.get(found)

    def follow_visit(self, before: Appointment, after: Appointment) -> None:
        """Inside the transaction that changed a visit: its open bill gets the services that came,
        loses those that went, and what the stylist before would have done is the new one's. Refused
        when that would change a sum that is asked for at a terminal, or was paid there."""
        store = self._context.store
        bill_id, visit = bills.open_of_visit(store, after.id), bills.visit(store, after.id)
        if bill_id is None or visit is None:
            return
        had = Counter(service.service_id for service in before.services)
        has = Counter(service.service_id for service in after.services)
        went, came = had - has, has - had
        if not (went or came):
            self._hand_over(bill_id, before, after)
            return
        with self._bills.changing(bill_id):
            self._hand_over(bill_id, before, after)
            self._exchange(bill_id, visit, went, came)

    def _hand_over(self, bill_id: Id, before: Appointment, after: Appointment) -> None:
        """To another stylist."""
        store = self._context.store
        for line in tuple(bills.lines_of(store, bill_id)):
            if line.kind == "service" and line.staff_id == before.staff_id != after.staff_id:
                bills.change_line(store, line.id, staff_id=after.staff_id)
        bills.touch(store, bill_id, self._context.now())

    def _exchange(
        self, bill_id: Id, visit: bills.VisitToBill, went: Counter[Id], came: Counter[Id]
    ) -> None:
        """The services that are not booked any more for those that are now."""
        store = self._context.store
        for line in tuple(bills.lines_of(store, bill_id)):
            if line.service_id is not None and went[line.service_id]:
                went[line.service_id] -= 1
                bills.remove_line(store, line.id)
        added = []
        for line in self._visit_lines(visit):
            if line.service_id is not None and came[line.service_id]:
                came[line.service_id] -= 1
                added.append(line)
        bills.add_lines(store, bill_id, added)

    def drop_of_visit(self, visit: Appointment, by: Id | None) -> None:
        """Inside the transaction in which a visit falls through: its open bill is discarded.
        Refused when the bill holds anything but the visit's services as they were booked."""
        bill_id = bills.open_of_visit(self._context.store, visit.id)
        if bill_id is None:
            return
        bill = self._bills.get(bill_id)
        booked = Counter((service.service_id, service.price_minor) for service in visit.services)
        untouched = bill.discount == Discount() and all(map(_as_booked, bill.lines))
        on_bill = Counter((line.service_id, line.price_minor) for line in bill.lines)
        if bill.lines and not (untouched and on_bill == booked):
            raise Refused(
                T(
                    "There are goods on this visit's bill, or it was changed. "
                    "Pay it or discard it first."
                )
            )
        self._bills.discard(bill_id, by)

    def _visit(self, appointment_id: Id) -> bills.VisitToBill:
        found = bills.visit(self._context.store, appointment_id)
        visit = existing(found, T("This visit does not exist any more."))
        if visit.state == "paid":
            raise Refused(T("This visit is paid already."))
        if visit.state in ("cancelled", "no_show"):
            raise Refused(T("This visit did not take place."))
        return visit

    def _visit_lines(self, visit: bills.VisitToBill) -> tuple[BillLine, ...]:
        return tuple(
            work_line(self._context.new_id(), work, visit.staff_id, visit.staff_first_name)
            for work in visit.services
        )


def _as_booked(line: BillLine) -> bool:
    """Whether nobody has touched a line since it came from its visit."""
    return (
        line.kind == "service"
        and line.quantity_milli == ONE_PIECE
        and line.price_minor == line.list_price_minor
        and line.discount == Discount()
    )
