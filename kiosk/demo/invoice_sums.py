"""The invoices of a played day against their sales, and their files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.salon_services import Services


def faults(services: Services, sales: Sequence[Sale], played: int) -> Iterator[str]:
    """``played``: how many were written on the screen."""
    made = 0
    for sale in sales:
        invoice_id = services.invoices.of_sale(sale.id)
        if invoice_id is None:
            continue
        made += 1
        invoice = services.invoices.get(invoice_id)
        if (invoice.total_minor, invoice.vat) != (sale.total_minor, sale.vat):
            yield f"{invoice.number}: its sums are not those of {sale.number}"
        file = services.invoice_files.file(invoice_id)
        if file is None or not file.data.startswith(b"%PDF"):
            yield f"{invoice.number}: its page was not drawn"
    if made != played:
        yield f"invoices: {made} recorded, {played} played"
