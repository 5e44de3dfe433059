"""Invoices made of what was sold: the rows of VAT are those of the sale, to the last minor unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import (
    Corrected,
    Invoice,
    InvoiceKind,
    InvoiceLine,
    InvoicePayment,
    Party,
    Receipt,
)
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.till.sale import Sale, SaleLine
from kiosk.salon.domain.vat import VatRow, vat_table

LATER = "invoice"
"""The means of payment that says: on the invoice, and paid later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceOrder:
    """What is wanted of an invoice when a bill is paid. ``due_on``: None for what the salon allows
    usually. ``client_id``: whose it is, None for that of the bill."""

    buyer: Party
    due_on: date | None = None
    note: str = ""
    client_id: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDocument:
    """Something ordered elsewhere, such as in an e-shop, as far as an invoice says it.
    ``order_ref``: what the order is called, unique to it. ``paid_minor``: of the total, by
    ``payments``. ``supplied_on``: None for today. Of an order that is taken back, whole or in part,
    all sums and quantities are below zero."""

    order_ref: str
    lines: tuple[InvoiceLine, ...]
    currency: str
    paid_minor: int = 0
    payments: tuple[InvoicePayment, ...] = ()
    rounding_minor: int = 0
    supplied_on: date | None = None
    due_on: date | None = None
    note: str = ""

    @property
    def total_minor(self) -> int:
        return sum(line.total_minor for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What an invoice says beside what was sold."""

    id: Id
    number: str
    kind: InvoiceKind
    reference: str
    seller: Party
    buyer: Party
    country: str
    language: str
    issued_on: date
    issued_at: int
    staff_name: str
    note: str = ""
    training: bool = False


def seller_of(salon: Salon) -> Party:
    return Party(
        name=salon.name,
        street=salon.street,
        city=salon.city,
        postcode=salon.postcode,
        country=salon.country,
        company_id=salon.company_id,
        vat_id=salon.vat_id,
        phone=salon.phone,
        email=salon.email,
        register=salon.register,
        iban=salon.iban,
        bic=salon.bic,
    )


def kind_of(sale: Sale) -> InvoiceKind:
    """Of the invoice for a document of the till: ``advance`` where only advances were taken."""
    if sale.kind != "sale":
        return "credit_note"
    return "advance" if all(line.advance for line in sale.lines) else "invoice"


def vat_of(lines: Sequence[InvoiceLine]) -> tuple[VatRow, ...]:
    """Rows by rate, highest first. Lines with a VAT of their own bear exactly that; of the others
    it follows from their sum."""
    usual = vat_table((line.vat_bp, line.total_minor) for line in lines if line.vat_minor is None)
    rows = {row.rate_bp: row for row in usual}
    for line in lines:
        if line.vat_minor is not None:
            row = rows.get(line.vat_bp, VatRow(line.vat_bp, 0, 0, 0))
            rows[line.vat_bp] = VatRow(
                row.rate_bp,
                row.base_minor + line.total_minor - line.vat_minor,
                row.vat_minor + line.vat_minor,
                row.gross_minor + line.total_minor,
            )
    return tuple(rows[rate] for rate in sorted(rows, reverse=True))


def of_sale(
    paper: Paper,
    sale: Sale,
    *,
    supplied_on: date,
    due_on: date,
    clause: str,
    receipt: Receipt | None = None,
    corrects: Corrected | None = None,
    invoiced: Mapping[str, tuple[str, str]] | None = None,
) -> Invoice:
    """The invoice of a sale, or the credit note of its void or return. ``due_on``: where something
    is still to pay. ``invoiced``: number and reference of the invoices of sales that took
    advances, by the sale's number."""
    payments = tuple(
        InvoicePayment(part.method, part.amount_minor, part.title)
        for part in sale.payments
        if part.method != LATER
    )
    paid = sum(part.amount_minor for part in payments)
    due = sale.total_minor + sale.rounding_minor - paid
    return Invoice(
        **_head(paper),
        currency=sale.currency,
        lines=_lines(sale, invoiced or {}),
        vat=sale.vat,
        pays_vat=sale.pays_vat,
        clause="" if sale.pays_vat else clause,
        discount_minor=sale.discount_minor,
        discount_text=sale.discount_text,
        total_minor=sale.total_minor,
        rounding_minor=sale.rounding_minor,
        paid_minor=paid,
        due_minor=due,
        payments=payments,
        supplied_on=supplied_on,
        due_on=due_on if due > 0 else None,
        receipt=receipt,
        corrects=corrects,
    )


def of_order(
    paper: Paper,
    order: OrderDocument,
    *,
    due_on: date,
    pays_vat: bool,
    clause: str,
    corrects: Corrected | None = None,
) -> Invoice:
    """The invoice of an order, or the credit note of what is taken back of one."""
    lines = order.lines if pays_vat else tuple(replace(line, vat_bp=0) for line in order.lines)
    due = order.total_minor + order.rounding_minor - order.paid_minor
    return Invoice(
        **_head(paper),
        currency=order.currency,
        lines=lines,
        vat=vat_of(lines) if pays_vat else (),
        pays_vat=pays_vat,
        clause="" if pays_vat else clause,
        discount_minor=sum(line.bill_discount_minor for line in lines),
        total_minor=order.total_minor,
        rounding_minor=order.rounding_minor,
        paid_minor=order.paid_minor,
        due_minor=due,
        payments=order.payments,
        supplied_on=order.supplied_on or paper.issued_on,
        due_on=due_on if due > 0 else None,
        corrects=corrects,
        order_ref=order.order_ref,
    )


def _head(paper: Paper) -> dict[str, Any]:
    return {name: getattr(paper, name) for name in Paper.__dataclass_fields__}


def _lines(sale: Sale, invoiced: Mapping[str, tuple[str, str]]) -> tuple[InvoiceLine, ...]:
    def taken(line: SaleLine) -> tuple[str, str]:
        """Number and reference of the document whose advance it deducts; a receipt has no
        reference."""
        if line.source is None:
            return "", ""
        return invoiced.get(line.source.number, (line.source.number, ""))

    return tuple(
        InvoiceLine(
            name=line.name,
            kind=line.kind,
            quantity_milli=line.quantity_milli,
            unit=line.unit,
            price_minor=line.price_minor,
            vat_bp=line.vat_bp,
            discount_minor=line.discount_minor,
            discount_text=line.discount_text,
            bill_discount_minor=line.bill_discount_minor,
            total_minor=line.total_minor,
            advance=line.advance,
            deducts=taken(line)[0],
            deducts_reference=taken(line)[1],
            vat_minor=line.vat_minor,
        )
        for line in sale.lines
    )
