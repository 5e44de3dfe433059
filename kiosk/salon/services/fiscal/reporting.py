"""Offices that are told of invoices: what each is told is written with the invoice itself."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.country.rules import Fiscaliser
from kiosk.salon.domain.invoices.invoice import Invoice
from kiosk.salon.services.context import Context
from kiosk.salon.services.fiscal import nav_reports

Reporter = Callable[[Context, Invoice], None]
REPORTERS: dict[Fiscaliser, Reporter] = {"nav": nav_reports.report}
"""By office: writes the message of an invoice inside the invoice's transaction."""


def report_invoice(context: Context, invoice: Invoice) -> None:
    """Leaves the message for the office of the invoice's country, where there is one that wants
    invoices. Nothing of what is practised is told."""
    office = COUNTRIES[invoice.country].fiscaliser_on(invoice.issued_on)
    if office is not None and office in REPORTERS and not invoice.training:
        REPORTERS[office](context, invoice)
