"""Which key of the salon is in use, and the older ones, wrapped with it."""

from __future__ import annotations

from collections.abc import Iterable

import peewee

from kiosk.store.base import Table
from kiosk.store.database import Store


class SalonKey(Table):
    """``state``: ``current`` or ``old``. ``wrapped``: an old key, see ``SalonKeys.wrap``."""

    key_id = peewee.IntegerField(primary_key=True)
    state = peewee.TextField()
    wrapped = peewee.BlobField()


def current(store: Store) -> int | None:
    """Id of the key that this database is written with; None before its first opening."""
    found = store.row("SELECT key_id FROM salon_key WHERE state = 'current'")
    return None if found is None else int(found[0])


def older(store: Store) -> list[tuple[int, bytes]]:
    """Ids of older keys and what they are wrapped to, oldest first."""
    found = store.rows("SELECT key_id, wrapped FROM salon_key WHERE state = 'old' ORDER BY key_id")
    return [(int(key_id), bytes(wrapped)) for key_id, wrapped in found]


def put(store: Store, key_id: int, older: Iterable[tuple[int, bytes]] = ()) -> None:
    """Makes a key the one in use, with the older ones as they are wrapped now."""
    store.run("DELETE FROM salon_key")
    store.run(
        "INSERT INTO salon_key (key_id, state, wrapped) VALUES (?, 'current', x'')", (key_id,)
    )
    for old_id, wrapped in older:
        store.run(
            "INSERT INTO salon_key (key_id, state, wrapped) VALUES (?, 'old', ?)",
            (old_id, wrapped),
        )
