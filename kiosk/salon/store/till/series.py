"""Document numbers: named series without gaps, taken inside the document's own transaction."""

from __future__ import annotations

from kiosk.salon.store.database import Store


def take(store: Store, name: str) -> int:
    """The next number of a series, starting at 1. Rolls back with the transaction, so no gap."""
    return store.number(
        "INSERT INTO series (name, last) VALUES (?, 1) "
        "ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last",
        (name,),
    )
