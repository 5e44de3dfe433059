"""What is paid of invoices after they were issued: by hand here, by statements beside."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.listing import InvoiceRow
from kiosk.salon.domain.invoices.payments import By, How, Paid
from kiosk.salon.domain.text import Amount, T
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.fiscal import fiscalising
from kiosk.salon.store.invoices import invoices, paid, payments

PAID, UNDONE = "invoice.paid", "invoice.unpaid"
"""Kinds of the journal's entries."""


NOT_CONFIRMED = T(
    "Whoever pays in cash or by card gets a receipt that the tax office confirms, and this invoice "
    "has none. Void its sale, sell the same again, let it be paid so there, and write the invoice "
    "of that. A bank transfer needs no receipt."
)


class Drawer(Protocol):
    """Where cash for invoices lies."""

    def approver(self, minor: int, currency: str, by: Id, approved_by: Id | None) -> Id | None:
        """Who approved it; NeedsApproval where somebody has to. Outside of a transaction."""

    def move(
        self, payment_id: Id, row: InvoiceRow, minor: int, by: Id, approved_by: Id | None
    ) -> None:
        """Into the drawer, or out of it below zero, inside the running transaction."""

    def take_back(self, payment_id: Id, by_payment: Id, by: Id, approved_by: Id | None) -> None:
        """What a payment moved, while it was not counted."""


class Paying(Area):
    def __init__(self, context: Context, drawer: Drawer) -> None:
        super().__init__(context)
        self._drawer = drawer

    def payments_of(self, invoice_id: Id) -> tuple[Paid, ...]:
        """In the order they were written, what credit notes took off it among them."""
        return paid.of_invoice(self._context.store, invoice_id)

    def pay_by_hand(
        self,
        invoice_id: Id,
        amount_minor: int,
        on: date,
        by: Id,
        reference: str = "",
        *,
        means: By = "bank",
    ) -> Id:
        """Somebody saw the money, ``on`` that day. Returns the payment. Cash goes into the drawer
        of this desk with a voucher; a card was taken at the terminal, and is only noted. Refused: a
        credit note, nothing or more than is open, a day that is still to come, cash of another day
        than today; cash and cards where an office confirms the receipts of them."""
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
            return self._book(row, amount_minor, on, by, reference, means, None)

    def pay_back(
        self,
        invoice_id: Id,
        amount_minor: int,
        on: date,
        by: Id,
        reference: str = "",
        *,
        means: By = "bank",
        approved_by: Id | None = None,
    ) -> Id:
        """Money went back to the buyer, who is owed something: too much was paid, or something came
        back after it was. ``amount_minor``: above zero. Refused as for :meth:`pay_by_hand`;
        :class:`~kiosk.salon.domain.errors.NeedsApproval` as for whatever leaves the drawer."""
        context = self._context
        reference = entering.line(reference)
        code = payable(context, invoice_id).currency
        approver = None
        if means == "cash":
            approver = self._drawer.approver(-amount_minor, code, by, approved_by)
        with context.store.transaction():
            row = payable(context, invoice_id)
            if amount_minor <= 0:
                raise Refused(T("The sum must be above zero."), field="amount")
            check_owed(row, amount_minor)
            return self._book(row, -amount_minor, on, by, reference, means, approver)

    def _book(
        self, row: InvoiceRow, minor: int, on: date, by: Id, reference: str, means: By,
        approver: Id | None,
    ) -> Id:  # fmt: skip
        context, today = self._context, self._context.law_day()
        if on > today:
            raise Refused(T("This day is still to come."), field="on")
        if means != "bank" and fiscalising.applies(context):
            raise Refused(NOT_CONFIRMED, field="means")
        if means == "cash" and on < today:
            raise Refused(T("Cash counts on the day on which it is taken."), field="on")
        payment_id = book(context, row, minor, on, "hand", by, reference, means=means)
        if means == "cash":
            self._drawer.move(payment_id, row, minor, by, approver)
        return payment_id

    def undo(self, payment_id: Id, by: Id, approved_by: Id | None = None) -> Id:
        """Takes a payment back by a row against it; what it stood on in a statement may be booked
        again, and cash leaves the drawer while it was not counted there. Refused for what was taken
        back already, and for what is no payment."""
        context = self._context
        before = existing(paid.by_id(context.store, payment_id), T("This payment does not exist."))
        approver = None
        if before.means == "cash" and before.may_be_undone:
            code = payable(context, before.invoice_id).currency
            approver = self._drawer.approver(-before.amount_minor, code, by, approved_by)
        with context.store.transaction():
            old = existing(paid.by_id(context.store, payment_id), T("This payment does not exist."))
            if old.undone:
                raise Refused(T("This payment was taken back already."))
            if not old.may_be_undone:
                raise Refused(T("This is no payment that can be taken back."))
            row = payable(context, old.invoice_id)
            undone = book(
                *(context, row, -old.amount_minor, context.law_day(), "undone", by),
                old.reference,
                undoes=old,
                means=old.means,
            )
            if old.means == "cash":
                self._drawer.take_back(payment_id, undone, by, approver)
            return undone


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
    means: By = "bank",
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
        means=means,
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
        means=means,
    )
    return payment_id
