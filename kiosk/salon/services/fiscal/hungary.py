"""How a Hungarian salon gives receipts, where that is more than words on paper."""

from __future__ import annotations

from kiosk.salon.domain.fiscal import nav
from kiosk.salon.domain.invoices.invoice import Party
from kiosk.salon.domain.invoices.making import InvoiceOrder
from kiosk.salon.domain.till.bill import Bill
from kiosk.salon.services.context import Context

NOBODY = "Magánszemély"
"""Who is called nothing else: the law wants a name [M]."""


def every_sale(context: Context, bill: Bill) -> InvoiceOrder | None:
    """The invoice of a sale for which nobody wanted one, where every sale is an invoice; None where
    it is not, and where nothing was to pay."""
    wanted = context.salon.country == nav.COUNTRY and context.salon.hungary == "invoice"
    if not wanted or not bill.totals.total_minor:
        return None
    buyer = Party(kind="person", name=bill.client_name or NOBODY, country=nav.COUNTRY)
    return InvoiceOrder(buyer=buyer)
