"""Money taken before what it is for: taken by a line of a bill, deducted by a line of another."""

from __future__ import annotations

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.goods.catalogue import LineKind
from kiosk.salon.domain.goods.scanned import ONE_PIECE
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, T
from kiosk.salon.domain.till import bill as rules
from kiosk.salon.domain.till.advances import OpenAdvance
from kiosk.salon.domain.till.bill import Bill, BillLine
from kiosk.salon.services.context import Context
from kiosk.salon.services.till.open_bills import OpenBills
from kiosk.salon.store.till import advances, bills, returned


class Advances:
    """An advance is paid like anything else that is sold, and may come back like that."""

    def __init__(self, context: Context, open_bills: OpenBills) -> None:
        self._context = context
        self._bills = open_bills

    def open_of(self, client_id: Id) -> tuple[OpenAdvance, ...]:
        """Of which something is left, oldest first."""
        found = advances.of_client(self._context.store, client_id)
        return tuple(one for one in found if one.left_minor)

    def of_number(self, number: str) -> tuple[OpenAdvance, ...]:
        """The same of the document with this number, whoever paid it."""
        store = self._context.store
        sale_id = returned.of_number(store, number.strip())
        found = advances.of_sale(store, sale_id) if sale_id is not None else ()
        return tuple(one for one in found if one.left_minor)

    def of_sale(self, sale_id: Id) -> tuple[OpenAdvance, ...]:
        """Those that a document took, used ones too."""
        return advances.of_sale(self._context.store, sale_id)

    def add(
        self,
        bill_id: Id,
        name: str,
        amount_minor: int,
        vat_bp: int,
        *,
        kind: LineKind = "service",
        staff_id: Id | None = None,
    ) -> Bill:
        """Takes an advance with a bill. ``name``: what it is for; ``vat_bp``: the rate of that.
        Discounts do not touch it. Refused without a name, for nothing, and for a sum that is too
        high."""
        context = self._context
        name = entering.line(name)
        if not name:
            raise Refused(T("Type what the advance is for."), field="name")
        if amount_minor <= 0:
            raise Refused(T("The sum must be above zero."), field="amount")
        rules.check_gross(amount_minor, ONE_PIECE)
        line = BillLine(
            id=context.new_id(),
            kind=kind,
            name=name,
            quantity_milli=ONE_PIECE,
            price_minor=amount_minor,
            list_price_minor=amount_minor,
            vat_bp=vat_bp,
            staff_id=staff_id,
            advance=True,
        )
        return self._add(bill_id, line)

    def deduct(self, bill_id: Id, advance_line_id: Id, amount_minor: int | None = None) -> Bill:
        """Takes an advance off a bill: ``amount_minor`` of it, or as much as is left. It follows
        the bill: never more than what the bill holds at its rate, and never more than is left of it
        when the bill is paid, whoever was quicker at another desk.

        NotFound for what is no advance; Refused when nothing or not so much is left, when it is on
        the bill already, and when nothing of the bill is at its rate: that advance was for
        something else and has to be given back.
        """
        context = self._context
        store = context.store
        with self._bills.changing(bill_id):
            found = advances.by_ids(store, [advance_line_id]).get(advance_line_id)
            one = existing(found, T("There is no such advance."))
            code = context.salon.currency.code
            if not one.left_minor or one.currency != code:
                raise Refused(T("Nothing is left of this advance."))
            wanted = one.left_minor if amount_minor is None else amount_minor
            if wanted <= 0:
                raise Refused(T("The sum must be above zero."), field="amount")
            if wanted > one.left_minor:
                left = Amount(one.left_minor, code)
                raise Refused(T("Only {left} of this advance is left.", left=left), field="amount")
            before = self._bills.get(bill_id)
            if any(line.deducts == advance_line_id for line in before.lines):
                raise Refused(T("This advance is deducted from this bill already."))
            line = BillLine(
                id=context.new_id(),
                kind=one.kind,
                name=one.name,
                quantity_milli=ONE_PIECE,
                price_minor=-wanted,
                list_price_minor=-wanted,
                vat_bp=one.vat_bp if one.pays_vat else 0,
                staff_id=one.staff_id,
                deducts=advance_line_id,
            )
            bills.add_lines(store, bill_id, (line,))
            bill = self._bills.get(bill_id)
            if not bill.totals.lines[-1].total_minor:
                raise Refused(
                    T(
                        "Nothing on this bill is what this advance was for. Add that first, or give"
                        " the advance back."
                    )
                )
            return bill

    def _add(self, bill_id: Id, line: BillLine) -> Bill:
        with self._bills.changing(bill_id):
            bills.add_lines(self._context.store, bill_id, (line,))
            return self._bills.get(bill_id)
