"""What is paid of invoices after they were issued: by hand here, by statements beside."""

from __future__ import annotations

from datetime import date

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.listing import InvoiceRow
from kiosk.salon.domain.invoices.payments import How, Paid
from kiosk.salon.domain.text import Amount, T
from kiosk.salon.services.context import Area, Context
from kiosk.salon.store.invoices import invoices, paid, payments

PAID, UNDONE = "invoice.paid", "invoice.unpaid"
"""Kinds of the journal's entries."""


class Paying(Area):
    def payments_of(self, invoice_id: Id) -> tuple[Paid, ...]:
        """In the order they were written, what credit notes took off it among them."""
        return paid.of_invoice(self._context.store, invoice_id)

    def pay_by_hand(
        self, invoice_id: Id, amount_minor: int, on: date, by: Id, reference: str = ""
    ) -> Id:
        """Somebody saw the money, ``on`` that day. Returns the payment. Refused: a credit note,
        nothing or more than is open, a day that is still to come."""
        context = self._context
        reference = entering.line(reference)
        with context.store.transaction():
            row = payable(context, invoice_id)
            code = row.currency
            if amount_minor <= 0:
                raise Refused(T("The sum must be above zero."), field="amount")
            if amount_minor > row.open_minor:
                if row.open_minor <= 0:
                    raise Refused(T("This invoice is paid already."), field="amount")
                left = Amount(row.open_minor, code)
                raise Refused(T("Only {left} of it is still to pay.", left=left), field="amount")
            if on > context.law_day():
                raise Refused(T("This day is still to come."), field="on")
            return book(context, row, amount_minor, on, "hand", by, reference)

    def undo(self, payment_id: Id, by: Id) -> Id:
        """Takes a payment back by a row against it; what it stood on in a statement may be booked
        again. Refused for what was taken back already, and for what is no payment."""
        context = self._context
        with context.store.transaction():
            old = existing(paid.by_id(context.store, payment_id), T("This payment does not exist."))
            if old.undone:
                raise Refused(T("This payment was taken back already."))
            if not old.may_be_undone:
                raise Refused(T("This is no payment that can be taken back."))
            row = payable(context, old.invoice_id)
            return book(
                *(context, row, -old.amount_minor, context.law_day(), "undone", by),
                old.reference,
                undoes=old,
            )


def payable(context: Context, invoice_id: Id) -> InvoiceRow:
    """NotFound for an unknown invoice, Refused for a credit note."""
    row = existing(invoices.row(context.store, invoice_id), T("This invoice does not exist."))
    if row.kind == "credit_note":
        raise Refused(T("A credit note is not paid."))
    return row


def check_owed(row: InvoiceRow, amount_minor: int) -> None:
    """Refused for more than is owed to the buyer."""
    if row.open_minor >= 0:
        raise Refused(T("Nothing of this invoice is owed to the buyer."), field="amount")
    if amount_minor > -row.open_minor:
        left = Amount(-row.open_minor, row.currency)
        raise Refused(T("Only {left} is owed to the buyer.", left=left), field="amount")


def book(
    context: Context,
    row: InvoiceRow,
    amount_minor: int,
    on: date,
    how: How,
    by: Id,
    reference: str = "",
    *,
    line_key: str = "",
    undoes: Paid | None = None,
) -> Id:
    """Writes a payment, inside the running transaction."""
    payment_id, now = context.new_id(), context.now()
    if undoes is not None:
        line_key = paid.line_key(context.store, undoes.id)
    elif line_key and (before := paid.times(context.store, line_key, row.id)):
        line_key = f"{line_key}#{before + 1}"
    payments.add(
        context.store,
        payment_id,
        row.id,
        amount_minor,
        on=on,
        how=how,
        at=now,
        by=by,
        reference=reference,
        line_key=line_key,
        undoes=undoes.id if undoes is not None else None,
    )
    context.changed("invoice", row.id)
    context.note(
        UNDONE if undoes is not None else PAID,
        by,
        now,
        number=row.number,
        amount=amount_minor,
        currency=row.currency,
        on=on.isoformat(),
        how=how,
        reference=context.mark(reference),
        line=line_key,
    )
    return payment_id
