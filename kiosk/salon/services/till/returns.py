"""Returns: some lines of a sale of any day come back, with a document of its own."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused, Stale, existing
from kiosk.salon.domain.goods.scanned import ONE_PIECE
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.advances import OpenAdvance
from kiosk.salon.domain.till.means import Method
from kiosk.salon.domain.till.returning import CREDIT, Piece, Purse, Returnable
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.domain.till.sold import Part, sold_lines
from kiosk.salon.services.context import Context
from kiosk.salon.services.fiscal import fiscalising
from kiosk.salon.services.rights import permitted
from kiosk.salon.services.till import documents, sessions
from kiosk.salon.services.till.open_bills import seller
from kiosk.salon.services.till.posting import STEPS, Posting, Step
from kiosk.salon.store.clients import table as clients
from kiosk.salon.store.till import advances, returned, sales, series

MOST_FOUND = 20


class Returns:
    """Takes lines of sales back. ``steps``: what that writes, as for a sale."""

    def __init__(self, context: Context, steps: Sequence[Step] = STEPS) -> None:
        self._context = context
        self._steps = steps

    def of_number(self, number: str) -> Id | None:
        """The document with this number, as it stands on paper and in its QR code; by the fiscal
        office's number and the sixty digits of its code too."""
        if (found := fiscalising.document_of(self._context, number)) is not None:
            return found
        if not series.of_number(number).name:
            return None
        return returned.of_number(self._context.store, number)

    def search(self, typed: str) -> tuple[Sale, ...]:
        """Documents by the number that somebody typed, newest first: the whole of it, or its end
        without the noughts, of every desk and year."""
        store, typed = self._context.store, typed.strip()
        whole = self.of_number(typed)
        if whole is not None:
            return sales.by_ids(store, [whole])
        count = typed.rpartition("-")[2]
        if not (count.isascii() and count.isdecimal() and len(count) <= 9):
            return ()
        return sales.by_ids(store, returned.of_count(store, int(count))[:MOST_FOUND])

    def returnable(self, sale_id: Id) -> Returnable:
        """A sale with what is left of it. NotFound for an unknown one; Refused for a void or a
        return itself, for a sale that is void, and for one of which everything came back."""
        store = self._context.store
        sale = existing(sales.by_id(store, sale_id), T("This sale does not exist."))
        if sale.kind != "sale":
            raise Refused(T("Only a sale can be returned."))
        if sale.voided_by_number:
            raise Refused(T("This sale is void already."))
        gone = returned.lines(store, sale_id)
        used = {one.line_id: one for one in advances.of_sale(store, sale_id)}
        lines = sold_lines(
            sale,
            [one.line_id for one in gone],
            [_gone(one, used.get(one.line_id)) for one in gone],
        )
        payments = returned.payments(store, sale_id)
        purse = Purse(sale, payments, returned.taken_back(store, sale_id))
        salon = self._context.salon
        if not any(sold.left_milli > 0 for sold in lines):
            raise Refused(T("All of this sale came back already."))
        return Returnable(sale, lines, purse, salon.cash_rounding(self._context.today()))

    def possible(self, sale: Sale) -> bool:
        """Whether anything of a document can still come back."""
        if sale.kind != "sale" or sale.voided_by_number:
            return False
        untouched = not sale.returned_by and all(line.is_sold for line in sale.lines)
        return untouched or returned.is_left(self._context.store, sale.id)

    def ways(self, found: Returnable) -> tuple[Method, ...]:
        """By which means the money can go back: those it was paid by, and where the salon keeps
        accounts, that of the client while there is one."""
        ways = dict.fromkeys(found.purse.choices)
        if self._credited(found.sale):
            ways[CREDIT] = None
        return tuple(ways)

    def _credited(self, sale: Sale) -> bool:
        """Whether a credit can be kept for who bought it."""
        store, client_id = self._context.store, sale.client_id
        if client_id is None or clients.erased(store, client_id):
            return False
        return returned.means_active(store, CREDIT)

    def take_back(
        self,
        sale_id: Id,
        pieces: Sequence[Piece],
        expected_minor: int,
        reason: str,
        staff_id: Id,
        approved_by: Id | None = None,
        *,
        first: Method = "",
    ) -> Sale:
        """Writes the return; returns it. Goods come back into stock or are written off, turnover is
        taken away where it was given, a visit stays paid. ``first``: by which means the money goes
        back as far as it was paid by it; the sale's own otherwise. What goes back at a terminal is
        asked for (see :class:`kiosk.salon.services.till.asking.Asking`).

        Stale when not ``expected_minor`` goes back; Refused: no reason, more than is left, no
        credit possible, and what :meth:`returnable` refuses;
        :class:`~kiosk.salon.domain.errors.NeedsApproval` when who does it may not and nobody
        approved it.
        """
        context = self._context
        store, now = context.store, context.now()
        why = entering.line(reason)
        if not why:
            raise Refused(T("Please give a reason."))
        approved_by = permitted(context, "return", staff_id, approved_by) or staff_id
        with store.transaction():
            found = self.returnable(sale_id)
            sale = found.sale
            lines = found.taken_back(pieces)
            paid = found.settle(lines, first)
            credit = -sum(part.amount_minor for part in paid.payments if part.method == CREDIT)
            if credit > found.purse.credit_left_minor and not self._credited(sale):
                raise Refused(T("No credit can be kept for this sale."))
            if -sum(part.amount_minor for part in paid.payments) != expected_minor:
                raise Stale(T("Something of this sale came back meanwhile. Please look again."))
            by = seller(context, staff_id)
            document = documents.return_of(
                sale,
                lines,
                paid,
                sale_id=context.new_id(),
                number=documents.next_number(context, now),
                at=now,
                staff_name=by.first_name,
                reason=why,
            )
            day = context.salon.business_day(now).isoformat()
            filing = sales.Filing(
                *(document.id, staff_id, day),
                approved_by=approved_by,
                returns=sale.id,
                session=sessions.current(context, now, staff_id),
            )
            client = clients.standing(store, sale.client_id) if sale.client_id else None
            approver = seller(context, approved_by)
            posting = Posting(
                document,
                filing,
                client,
                by.pseudonym,
                approver.pseudonym,
                tuple(sold.id for sold in found.lines),
            )
            for step in self._steps:
                step(context, posting)
        return document


def _gone(one: returned.LineGone, advance: OpenAdvance | None) -> Part:
    """What of a line cannot come back any more. An advance is one piece while any of it is left;
    what bills have deducted of it is gone."""
    if advance is None:
        return one.gone
    return Part(
        0 if advance.left_minor else ONE_PIECE,
        total_minor=advance.total_minor - advance.left_minor,
        vat_minor=advance.vat_minor - advance.left_vat_minor,
    )
