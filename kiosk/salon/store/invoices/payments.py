"""What was paid of an invoice after it was issued, and what credit notes took off it: a ledger."""

from __future__ import annotations

from datetime import date

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.payments import By, How
from kiosk.salon.store.database import Store


def add(
    store: Store,
    payment_id: Id,
    invoice_id: Id,
    amount_minor: int,
    *,
    on: date,
    how: How,
    at: int,
    by: Id | None,
    reference: str = "",
    line_key: str = "",
    undoes: Id | None = None,
    means: By = "bank",
) -> None:
    """Writes a row inside the running transaction. ``line_key``: the line of a statement that it
    stands on; ``undoes``: the row that this one takes back."""
    store.insert(
        "invoice_payment",
        id=payment_id,
        invoice_id=invoice_id,
        amount_minor=amount_minor,
        paid_on=on.isoformat(),
        how=how,
        reference=reference,
        line_key=line_key,
        undoes=undoes,
        means=means,
        at=at,
        by_id=by,
    )
