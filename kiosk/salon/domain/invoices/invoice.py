"""An invoice as it was issued: everything that stands on it, whatever the lists say today.

It is written once and never changed; a credit note names the invoice that it takes back. PDF,
electronic forms and what an office is told are all made from this.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.vat import VatRow

InvoiceKind = Literal["invoice", "credit_note", "advance"]
"""``advance``: of money taken before what it is for."""
PartyKind = Literal["person", "company"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who sells or buys. ``country``: ISO 3166 alpha-2. ``company_id``, ``vat_id``: as they stand
    on paper. ``register``: where a company is registered, of the seller; ``iban``, ``bic``: where
    the seller wants the money."""

    kind: PartyKind = "company"
    name: str
    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""
    company_id: str = ""
    vat_id: str = ""
    phone: str = ""
    email: str = ""
    register: str = ""
    iban: str = ""
    bic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """``price_minor``: of one, VAT included, before discounts; ``total_minor``: of the whole line,
    VAT included, after its own discount and its share of the invoice's. ``deducts``: number of the
    document whose advance this line (below zero) takes off; its VAT is ``vat_minor`` exactly, that
    of all other lines follows from their sum by rate. ``deducts_reference``: of that
    document, empty for a receipt."""

    name: str
    kind: str = "service"
    quantity_milli: int = 1000
    unit: str = ""
    price_minor: int
    vat_bp: int
    discount_minor: int = 0
    discount_text: str = ""
    bill_discount_minor: int = 0
    total_minor: int
    advance: bool = False
    deducts: str = ""
    deducts_reference: str = ""
    vat_minor: int | None = None


@dataclass(frozen=True, slots=True)
class InvoicePayment:
    """What was paid when it was issued. ``method``: key of the means, ``title``: what the salon
    called it then, empty for its usual name."""

    method: str
    amount_minor: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receipt that an invoice was made of. ``number``: as the fiscal office knows it, or ours;
    ``code``, ``local_code``: of the office and of the salon (FURS: EOR and ZOI). ``is_tax``: the
    receipt is the tax document and the invoice does not take the tax again."""

    number: str
    issued_at: int
    code: str = ""
    local_code: str = ""
    is_tax: bool = False


@dataclass(frozen=True, slots=True)
class Corrected:
    """The invoice that a credit note takes back, whole or in part."""

    number: str
    issued_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """All sums include VAT and are minor units; those of a credit note are below zero.
    ``total_minor``: of the lines; ``paid_minor``: of it when it was issued; ``due_minor = total +
    rounding - paid``: what is still to pay. ``vat``: rows by rate, empty where the seller pays no
    VAT, ``clause`` says why then. ``discount_minor``: of the whole bill, already in the lines.
    ``reference``: digits that the payer writes (variable symbol), at most ten. ``issued_on``,
    ``supplied_on``, ``due_on``: days of the law. ``issued_at``: UTC ms. ``language``: of the
    paper. ``order_ref``: the order it was made of, unique to that order."""

    id: Id
    number: str
    kind: InvoiceKind
    currency: str
    country: str
    language: str
    seller: Party
    buyer: Party
    lines: tuple[InvoiceLine, ...]
    vat: tuple[VatRow, ...]
    pays_vat: bool
    clause: str = ""
    discount_minor: int = 0
    discount_text: str = ""
    total_minor: int
    rounding_minor: int = 0
    paid_minor: int = 0
    due_minor: int
    payments: tuple[InvoicePayment, ...] = ()
    issued_on: date
    supplied_on: date
    due_on: date | None = None
    issued_at: int
    reference: str = ""
    receipt: Receipt | None = None
    corrects: Corrected | None = None
    order_ref: str = ""
    note: str = ""
    staff_name: str = ""
    training: bool = False
