"""Open bills, payment, void and copies. Everything at the till is one transaction each."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain.bill import Bill, Discount, Payment
from kiosk.domain.ids import Id
from kiosk.domain.sale import Sale
from kiosk.services.context import Context


class Checkout:
    """The till. ``staff_id`` is always who is at the desk."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def open_retail(self, staff_id: Id, client_id: Id | None = None) -> Bill:
        """A new empty bill."""
        raise NotImplementedError

    def open_for_visit(self, appointment_id: Id, staff_id: Id) -> Bill:
        """The visit's open bill, made with the booked services on first call.

        Refused when the visit is cancelled or already paid.
        """
        raise NotImplementedError

    def bill(self, bill_id: Id) -> Bill:
        """NotFound when it is not open any more."""
        raise NotImplementedError

    def open_bills(self) -> tuple[Bill, ...]:
        """All open bills, oldest first (empty retail bills left behind are not listed)."""
        raise NotImplementedError

    def add_barcode(self, bill_id: Id, code: str) -> Bill:
        """Adds one piece, or one more of the same product at the same price.

        NotFound for an unknown code (message names the code); Refused for an inactive product.
        """
        raise NotImplementedError

    def add_product(self, bill_id: Id, product_id: Id) -> Bill:
        raise NotImplementedError

    def add_service(self, bill_id: Id, service_id: Id, staff_id: Id | None) -> Bill:
        raise NotImplementedError

    def set_quantity(self, bill_id: Id, line_id: Id, quantity_milli: int) -> Bill:
        """Refused unless above zero and at most 9,999."""
        raise NotImplementedError

    def set_price(self, bill_id: Id, line_id: Id, price_minor: int, reason: str) -> Bill:
        """Refused without a reason or below zero. Journalled when the bill is paid."""
        raise NotImplementedError

    def discount_line(self, bill_id: Id, line_id: Id, discount: Discount) -> Bill:
        """Refused above 100 % or above the line's sum."""
        raise NotImplementedError

    def discount_bill(self, bill_id: Id, discount: Discount) -> Bill:
        raise NotImplementedError

    def remove_line(self, bill_id: Id, line_id: Id) -> Bill:
        raise NotImplementedError

    def set_client(self, bill_id: Id, client_id: Id | None) -> Bill:
        raise NotImplementedError

    def discard(self, bill_id: Id) -> None:
        """Closes an open bill without a sale; journalled if it had lines."""
        raise NotImplementedError

    def pay(
        self, bill_id: Id, payments: Sequence[Payment], expected_total_minor: int, staff_id: Id
    ) -> Sale:
        """Sale, lines, payments, stock movements, journal entry, print job, visit state, visit
        count and change feed in one transaction. Idempotent: paying a paid bill returns its sale.

        ``payments``: ``amount_minor`` of each part of the *exact* total; the part in cash is
        rounded here by the currency's rule and checked against ``tendered_minor`` (0 = exact
        sum handed over). Stale when the bill's total is not ``expected_total_minor``; Refused
        when the bill is empty or parts do not add up or cash is not enough.
        """
        raise NotImplementedError

    def sale(self, sale_id: Id) -> Sale:
        raise NotImplementedError

    def todays_sales(self) -> tuple[Sale, ...]:
        """Of this business day, newest first (lines included)."""
        raise NotImplementedError

    def void(self, sale_id: Id, reason: str, staff_id: Id, approved_by: Id) -> Sale:
        """A counter-document for a sale of today; returns it. Stock comes back, the visit is
        *done* again, points of the sale are taken back. Refused: no reason, not today's, already
        voided, itself a void, approver not a manager."""
        raise NotImplementedError
