"""Invoices: of past sales, and all that there are."""

from __future__ import annotations

from datetime import date

from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Invoice, Party
from kiosk.salon.domain.invoices.listing import (
    Cursor,
    InvoicePage,
    InvoiceRow,
    InvoiceSheet,
    Wanted,
)
from kiosk.salon.domain.invoices.making import InvoiceOrder, OrderDocument
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.context import Area
from kiosk.salon.services.invoices import issuing, orders
from kiosk.salon.services.invoices.issuing import UNKNOWN
from kiosk.salon.store.invoices import invoices, listing
from kiosk.salon.store.till import returned, sales


class Invoices(Area):
    def get(self, invoice_id: Id) -> Invoice:
        """NotFound for an unknown one."""
        return existing(invoices.by_id(self._context.store, invoice_id), UNKNOWN)

    def row(self, invoice_id: Id) -> InvoiceRow:
        """As it stands in lists: what is open of it, and where it may be sent. NotFound for an
        unknown one."""
        return existing(invoices.row(self._context.store, invoice_id), UNKNOWN)

    def of_sale(self, sale_id: Id) -> Id | None:
        """The invoice of a sale, or the credit note of a void or a return."""
        return invoices.of_sale(self._context.store, sale_id)

    def of_number(self, number: str) -> Id | None:
        """The invoice with this number, as it stands on paper."""
        return invoices.of_number(self._context.store, number.strip())

    def corrections(self, invoice_id: Id) -> tuple[Id, ...]:
        """The credit notes of an invoice, oldest first."""
        return invoices.corrections(self._context.store, invoice_id)

    def open_minor(self, invoice_id: Id) -> int:
        """What is still to pay; below zero for what the salon owes, nothing for a credit note."""
        return invoices.open_minor(self._context.store, invoice_id)

    def page(
        self,
        wanted: Wanted = "all",
        search: str = "",
        before: Cursor | None = None,
        limit: int = 50,
    ) -> InvoicePage:
        """All of them newest first, or those to be paid by the day they are due. ``search``: words
        of the buyer, or a number. ``before``: where a page before said to go on."""
        context = self._context
        today = context.law_day().isoformat()
        return listing.page(context.store, wanted, search, before, limit, today)

    def sheet(self, invoice_id: Id) -> InvoiceSheet:
        """One with what became of it. NotFound for an unknown one."""
        store = self._context.store
        invoice, row = self.get(invoice_id), self.row(invoice_id)
        corrected = invoice.corrects and invoices.of_number(store, invoice.corrects.number)
        return InvoiceSheet(
            invoice,
            row,
            invoices.row(store, corrected) if corrected else None,
            invoices.rows(store, invoices.corrections(store, invoice_id)),
            invoices.files(store, invoice_id),
        )

    def why_not(self, sale: Sale) -> Msg | None:
        """Why there can be no invoice of this document, None when there can."""
        store = self._context.store
        known = invoices.of_sale(store, sale.id)
        if known is not None:
            return T("This sale has invoice {number} already.", number=self.get(known).number)
        if sale.kind != "sale":
            return T("Only a sale can have an invoice.")
        if sale.voided_by_number:
            return T("This sale is void already.")
        if sale.returned_by and not returned.is_left(store, sale.id):
            return T("All of this sale came back already.")
        return None

    def issue_of_sale(
        self,
        sale_id: Id,
        buyer: Party,
        by: Id,
        *,
        due_on: date | None = None,
        note: str = "",
        client_id: Id | None = None,
    ) -> Invoice:
        """The invoice of a past sale, once. What came back of the sale before gets its credit notes
        with it. ``due_on``: where something is still to pay, None for what the salon allows.

        Refused: there is one (its number is told), for a void or a return, a sale that is void or
        came back as a whole, and where the buyer lacks what an invoice says (``field``)."""
        context = self._context
        with context.store.transaction():
            sale = existing(sales.by_id(context.store, sale_id), T("This sale does not exist."))
            if why_not := self.why_not(sale):
                raise Refused(why_not)
            order = InvoiceOrder(buyer=buyer, due_on=due_on, note=note, client_id=client_id)
            invoice = issuing.of_document(context, sale, order, by)
            for number in sale.returned_by:
                back = returned.of_number(context.store, number)
                assert back is not None
                self.credit(invoice.id, existing(sales.by_id(context.store, back), UNKNOWN), by)
        return invoice

    def credit(self, invoice_id: Id, document: Sale, by: Id) -> Invoice:
        """The credit note for a void or a return of the sale of an invoice."""
        with self._context.store.transaction():
            return issuing.credit_of(self._context, invoice_id, document, by)

    def issue_of_order(self, order: OrderDocument, buyer: Party, by: Id | None) -> Invoice:
        """The invoice of an order; the same again when the order has one. ``by``: None for what
        nobody at the desk does. Refused: the order does not add up, or the buyer lacks what an
        invoice says (``field``)."""
        with self._context.store.transaction():
            return orders.issue(self._context, order, buyer, by)

    def credit_order(
        self, invoice_id: Id, order: OrderDocument, reason: str, by: Id | None
    ) -> Invoice:
        """The credit note of what is taken back of an order, all sums of ``order`` below zero and
        its ``order_ref`` that of the taking back; the same again for the same one. Refused for more
        than there is left."""
        with self._context.store.transaction():
            return orders.credit(self._context, invoice_id, order, reason, by)
