"""Invoices as they stand in lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Invoice, InvoiceKind

Wanted = Literal["all", "unpaid", "overdue"]
"""``unpaid``: of which something is open, also what the salon owes; ``overdue``: which should have
been paid before today."""
Cursor = tuple[str, Id]
"""Where a list goes on: day and id of the last one shown."""


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """``email``: where it may be sent. ``due_minor``: what was to pay when it was issued,
    ``open_minor``: what still is, below zero for what the salon owes; of a credit note nothing is
    open, for its invoice bears it. ``corrects``: number of the invoice that a credit note takes
    back; ``credited_minor``: what the credit notes of an invoice took back of its total, below
    zero."""

    id: Id
    number: str
    kind: InvoiceKind
    buyer_name: str
    email: str
    currency: str
    total_minor: int
    due_minor: int
    open_minor: int
    credited_minor: int
    reference: str
    issued_on: date
    due_on: date | None
    issued_at: int
    sale_id: Id | None
    corrects: str
    order_ref: str


@dataclass(frozen=True, slots=True)
class InvoicePage:
    """``before``: where the next page goes on, None after the last. ``count``, ``open_minor`` (what
    is still to come, by currency) and ``over_minor`` (what the salon owes) are of all that were
    looked for."""

    rows: tuple[InvoiceRow, ...] = ()
    before: Cursor | None = None
    count: int = 0
    open_minor: Mapping[str, int] = field(default_factory=dict)
    over_minor: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InvoiceSheet:
    """An invoice with what became of it. ``corrects``: the invoice that a credit note takes back;
    ``credited_by``: its credit notes, oldest first; ``files``: which are kept (``pdf``…)."""

    invoice: Invoice
    row: InvoiceRow
    corrects: InvoiceRow | None
    credited_by: tuple[InvoiceRow, ...]
    files: tuple[str, ...]
