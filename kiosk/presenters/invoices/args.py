"""What the screens of invoices take and hand back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.presenters.args import Args, Result
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Party


@dataclass(frozen=True, slots=True)
class InvoiceFormArgs(Args):
    """``sale_id``: a past sale; else ``bill_id``: an open bill, which the invoice pays."""

    sale_id: Id | None = None
    bill_id: Id | None = None


@dataclass(frozen=True, slots=True)
class InvoiceIssued(Result):
    invoice_id: Id


@dataclass(frozen=True, slots=True)
class BuyersArgs(Args):
    """Somebody of the book of buyers is wanted."""


@dataclass(frozen=True, slots=True)
class BuyerPicked(Result):
    buyer: Party
    client_id: Id | None = None


@dataclass(frozen=True, slots=True)
class InvoiceArgs(Args):
    invoice_id: Id


class InvoiceMailArgs(InvoiceArgs): ...


class InvoicePayArgs(InvoiceArgs): ...


class ReminderFormArgs(InvoiceArgs): ...


@dataclass(frozen=True, slots=True)
class StatementArgs(Args):
    """The file on a stick."""

    path: Path
