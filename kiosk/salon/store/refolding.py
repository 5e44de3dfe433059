"""Makes what is searched anew after the rules of folding have changed.

Nothing else of a row changes, so nobody is told of it: an address book has no such words.
"""

from __future__ import annotations

from kiosk.salon.domain.folding import EDITION
from kiosk.salon.store import catalogue
from kiosk.salon.store.clients import table as clients
from kiosk.salon.store.database import Store

PORTION = 500
"""Clients a transaction: the other process need not wait for all of them."""


def renew(store: Store) -> None:
    """Nothing when it is up to date. After a crash in between it is begun again."""
    if store.number("SELECT edition FROM folding") == EDITION:
        return
    after: int | None = 0
    while after is not None:
        with store.transaction():
            after = clients.reindex(store, after, PORTION)
    with store.transaction():
        catalogue.refold(store)
        store.run("UPDATE folding SET edition = ?", (EDITION,))
