"""The lines of open bills: goods and services added, counted, priced, taken off."""

from __future__ import annotations

from dataclasses import replace

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import NotFound, Refused, existing
from kiosk.salon.domain.goods.scanned import Scanned
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import line_total
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till import bill as rules
from kiosk.salon.domain.till.bill import Bill, BillLine, Discount
from kiosk.salon.services.context import Context
from kiosk.salon.services.rights import require_approver
from kiosk.salon.services.till.approving import approved
from kiosk.salon.services.till.open_bills import OpenBills, columns_of, work_line
from kiosk.salon.services.till.scanning import look_up, unknown
from kiosk.salon.store.till import bills

BY_HAND = Scanned("")
"""Goods that were picked from the list: one piece at the price of the list."""


class BillLines:
    """Each change refuses what cannot be and returns the bill as it is then."""

    def __init__(self, context: Context, open_bills: OpenBills) -> None:
        self._context = context
        self._bills = open_bills

    def add_barcode(self, bill_id: Id, code: str) -> Bill:
        """Adds one piece, or one more of the same product at the same price; of what was weighed
        or priced when it was packed, a line with its weight or price.

        NotFound for an unknown code (message names the code); Refused for an inactive product, for
        a code that is torn or read wrongly and for one that may be of two products.
        """
        found, scanned = look_up(self._context, code, bills.goods_by_barcode)
        if found is None:
            raise unknown(self._context, code, scanned)
        return self._add_goods(bill_id, found, scanned)

    def sell_barcode(self, code: str, staff_id: Id) -> Bill:
        """A new bill with one piece of what was scanned; an unknown code leaves no bill behind."""
        with self._context.store.transaction():
            return self.add_barcode(self._bills.open_retail(staff_id).id, code)

    def add_product(self, bill_id: Id, product_id: Id) -> Bill:
        """Like :meth:`add_barcode`, for a product picked by hand."""
        found = bills.goods(self._context.store, product_id)
        found = existing(found, T("This product does not exist any more."))
        return self._add_goods(bill_id, found)

    def _add_goods(self, bill_id: Id, goods: bills.Goods, scanned: Scanned = BY_HAND) -> Bill:
        if not goods.active:
            raise Refused(T("{name} is not sold any more.", name=goods.name))
        store = self._context.store
        quantity = scanned.quantity_milli(goods.name, goods.unit)
        price = goods.price_minor if scanned.price_minor is None else scanned.price_minor
        with self._bills.changing(bill_id):
            same = None
            if not scanned.packed_here:
                same = bills.line_to_count_up(store, bill_id, goods.id, price)
            if same is not None:
                quantity += same.quantity_milli
                rules.check_quantity(quantity)
                rules.check_gross(price, quantity)
                bills.change_line(store, same.line_id, quantity_milli=quantity)
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
            return self._bills.get(bill_id)

    def add_service(self, bill_id: Id, service_id: Id, staff_id: Id | None) -> Bill:
        """``staff_id``: who did it."""
        store = self._context.store
        work = bills.service(store, service_id)
        work = existing(work, T("This service is not offered any more."))
        with self._bills.changing(bill_id):
            line = work_line(self._context.new_id(), work, staff_id)
            bills.add_lines(store, bill_id, (line,))
            return self._bills.get(bill_id)

    def _line(self, bill_id: Id, line_id: Id) -> BillLine:
        for line in bills.lines_of(self._context.store, bill_id):
            if line.id == line_id:
                return line
        raise NotFound(T("This line is not on the bill any more."))

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
        approved_by: Id | None = None,
        given_by: Id | None = None,
    ) -> Bill:
        """Everything about a line: quantity, price, discount, who did it. All or nothing. Back to
        the list price needs no reason and clears the one there was; a changed price is journalled
        when the bill is paid. The price of a line that has none in the list is that of the list.

        Refused: a quantity not above zero or above 9,999; a price below zero, or not the list's and
        without a reason; a sum of the line that is too high; a discount above 100 % or above it; so
        much off the list that the salon wants a reason.
        :class:`~kiosk.salon.domain.errors.NeedsApproval` when who gives it (``given_by``) may not
        and nobody approved it (``approved_by``, who has the right to); what was approved stays so
        while no more is given away by it.
        """
        if approved_by is not None:
            require_approver(self._context, "discount", approved_by, given_by)
        rules.check_quantity(quantity_milli)
        rules.check_gross(price_minor, quantity_milli)
        with self._bills.changing(bill_id):
            line = self._line(bill_id, line_id)
            if not line.is_sold:
                raise Refused(T("An advance is not changed. Take it off and add it anew."))
            if line.open_price:
                line = replace(line, list_price_minor=price_minor)
            why = _reason(line, price_minor, price_reason)
            rules.check_discount(discount, line_total(price_minor, quantity_milli))
            after = replace(
                line, quantity_milli=quantity_milli, price_minor=price_minor, discount=discount
            )
            off = rules.line_taken_off(after)
            covered = rules.covered(line, after)
            by = None
            # What somebody else gave within their limit is not given again by who changes the rest.
            if not covered or line.approved_by is not None or self._context.wants_reason(off):
                by = approved(
                    self._context,
                    off,
                    why or discount.reason,
                    approved_by,
                    given_by,
                    line.approved_by if covered else None,
                    item=line.name,
                )
            bills.change_line(
                self._context.store,
                line_id,
                quantity_milli=quantity_milli,
                list_price_minor=line.list_price_minor,
                price_minor=price_minor,
                price_reason=why,
                staff_id=staff_id,
                approved_by=by,
                **columns_of(discount),
            )
            return self._bills.get(bill_id)

    def remove_line(self, bill_id: Id, line_id: Id) -> Bill:
        """Takes a line off the bill; a line that is gone already is no error."""
        with self._bills.changing(bill_id):
            bills.remove_line(self._context.store, line_id)
            return self._bills.get(bill_id)


def _reason(line: BillLine, price_minor: int, reason: str) -> str:
    """What is kept as the reason of a price: none for that of the list. Refused without one for
    any other, or when the price cannot be."""
    if price_minor == line.list_price_minor:
        rules.check_price(price_minor, "of the list")
        return ""
    rules.check_price(price_minor, reason)
    return entering.line(reason)
