"""Which key of the salon is in use, and the older ones, wrapped with it.

``state``: current, old or stolen.
"""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.salon.domain.keys import WrappedKey
from kiosk.salon.store.database import Store


def current(store: Store) -> int | None:
    """Id of the key that this database is written with; None before its first opening."""
    found = store.row("SELECT key_id FROM salon_key WHERE state = 'current'")
    return None if found is None else int(found[0])


def older(store: Store) -> list[WrappedKey]:
    """Oldest first."""
    found = store.rows(
        "SELECT key_id, wrapped, state FROM salon_key WHERE state <> 'current' ORDER BY key_id"
    )
    return [WrappedKey(key_id, wrapped, state == "stolen") for key_id, wrapped, state in found]


def put(store: Store, key_id: int, older: Iterable[WrappedKey] = ()) -> None:
    """Makes a key the one in use, with the :func:`older` ones as they are wrapped now."""
    store.run("DELETE FROM salon_key")
    store.run(
        "INSERT INTO salon_key (key_id, state, wrapped) VALUES (?, 'current', x'')", (key_id,)
    )
    for key in older:
        store.run(
            "INSERT INTO salon_key (key_id, state, wrapped) VALUES (?, ?, ?)",
            (key.key_id, "stolen" if key.stolen else "old", key.wrapped),
        )
