"""Which key of the salon is in use, and the older ones, wrapped with it.

``state``: current, old or stolen.
"""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.salon.domain.keys.salon_keys import WrappedKey
from kiosk.salon.store.database import Store


def current(store: Store) -> int | None:
    """Id of the key that this database is written with; None before its first opening."""
    return store.value("SELECT key_id FROM salon_key WHERE state = 'current'")


def older(store: Store) -> list[WrappedKey]:
    """Oldest first."""
    found = store.rows(
        "SELECT key_id, wrapped, state FROM salon_key WHERE state <> 'current' ORDER BY key_id"
    )
    return [WrappedKey(key_id, wrapped, state == "stolen") for key_id, wrapped, state in found]


def put(store: Store, key_id: int, older: Iterable[WrappedKey] = ()) -> None:
    """Makes a key the one in use, with the :func:`older` ones as they are wrapped now."""
    store.run("DELETE FROM salon_key")
    store.insert("salon_key", key_id=key_id, state="current", wrapped=b"")
    for key in older:
        state = "stolen" if key.stolen else "old"
        store.insert("salon_key", key_id=key.key_id, state=state, wrapped=key.wrapped)
