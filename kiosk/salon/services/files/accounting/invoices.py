"""Sheets of invoices: all of a month by the day they were issued, and what is not paid."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.salon.domain.invoices.invoice import Invoice
from kiosk.salon.domain.invoices.listing import InvoiceRow
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.files.accounting.pen import Pen
from kiosk.salon.services.files.accounting.sheets import Column, Sheet, Value

KINDS: dict[str, Msg] = {
    "invoice": T("Invoice"),
    "credit_note": T("Credit note"),
    "advance": T("Invoice for an advance"),
}


def issued(found: Sequence[Invoice], pen: Pen) -> Sheet:
    """A row for each rate of an invoice; one where no VAT is paid. Where the receipt is the tax
    document it stands beside: its tax must not be counted again."""
    columns = (
        Column(T("Number"), width=18),
        Column(T("Kind"), width=14),
        Column(T("Corrects"), width=18),
        Column(T("Issued on"), "day", 11),
        Column(T("Supplied on"), "day", 11),
        Column(T("Due on"), "day", 11),
        Column(T("Buyer"), width=26),
        Column(pen.buyer_id, width=14),
        Column(pen.buyer_vat_id, width=16),
        Column(T("VAT rate"), "percent", 9),
        Column(T("Base"), "money", 12, adds=True),
        Column(T("VAT"), "money", 12, adds=True),
        Column(T("Sum"), "money", 12, adds=True),
        Column(T("Receipt"), width=18),
        Column(T("Taxed on the receipt"), width=12),
        Column(T("Order"), width=18),
    )
    rows: list[tuple[Value, ...]] = []
    for one in found:
        head: tuple[Value, ...] = (
            *(one.number, pen.said(KINDS[one.kind]), one.corrects.number if one.corrects else ""),
            *(one.issued_on, one.supplied_on, one.due_on),
            *(one.buyer.name, one.buyer.company_id, one.buyer.vat_id),
        )
        tail = (
            one.receipt.number if one.receipt else "",
            pen.said(T("Yes")) if one.receipt and one.receipt.is_tax else "",
            one.order_ref,
        )
        sums: list[tuple[int | None, int, int, int]] = [
            (row.rate_bp, row.base_minor, row.vat_minor, row.gross_minor) for row in one.vat
        ]
        for rate, *minors in sums or [(None, one.total_minor, 0, one.total_minor)]:
            money = (pen.money(minor, one.currency) for minor in minors if minor is not None)
            rows.append((*head, rate, *money, *tail))
    return Sheet("invoices", T("Invoices"), columns, rows)


def unpaid(found: Sequence[InvoiceRow], pen: Pen) -> Sheet:
    """Of all invoices until the end of the month, as it stands when this is written."""
    columns = (
        Column(T("Number"), width=18),
        Column(T("Issued on"), "day", 11),
        Column(T("Due on"), "day", 11),
        Column(T("Buyer"), width=26),
        Column(T("Reference"), width=14),
        Column(T("Sum"), "money", 12, adds=True),
        Column(T("Unpaid"), "money", 12, adds=True),
    )
    rows: list[tuple[Value, ...]] = [
        (
            *(one.number, one.issued_on, one.due_on, one.buyer_name, one.reference),
            pen.money(one.total_minor, one.currency),
            pen.money(one.open_minor, one.currency),
        )
        for one in found
    ]
    return Sheet("unpaid-invoices", T("Unpaid invoices"), columns, rows)
