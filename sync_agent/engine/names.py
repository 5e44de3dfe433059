"""Tells people what became of the name of the place where our things stand at a remote."""

from __future__ import annotations

from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync import links as sync_links
from sync_agent.engine.ports import Scope


def tell_names(store: Store, remote: str, scope: Scope, now: int) -> None:
    """Each name once. Inside a transaction."""
    for kind, name in (("renamed", scope.renamed), ("name_taken", scope.taken)):
        if name and not sync_links.told(store, remote, kind, name):
            sync_book.open_case(store, remote, kind, None, name, {"name": name}, now)
