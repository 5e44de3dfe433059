"""Who was fed one way into a second place at a remote, and who is to be."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain.ids import Id
from kiosk.store.database import Store


def hungry(
    store: Store, remote: str, account: str, linked: str, limit: int
) -> list[tuple[Id, str]]:
    """Active clients with a booking that was not cancelled who stand at the remote ``linked`` and
    were not fed with their present key there: ``(client_id, key)``, the longest known first."""
    found = store.rows(
        "SELECT l.local_id, l.key FROM sync_link l "
        "JOIN client c ON c.id = l.local_id AND c.active "
        "LEFT JOIN sync_fed f ON f.remote = ? AND f.account = l.account "
        "AND f.local_id = l.local_id AND f.key = l.key "
        "WHERE l.remote = ? AND l.account = ? AND l.state = 'linked' AND l.key <> '' "
        "AND f.local_id IS NULL AND EXISTS (SELECT 1 FROM appointment a "
        "WHERE a.client_id = l.local_id AND a.state <> 'cancelled') ORDER BY l.number LIMIT ?",
        (remote, linked, account, limit),
    )
    return [(bytes(row[0]), row[1]) for row in found]


def fed_since(store: Store, remote: str, account: str, at: int) -> int:
    """How many were fed at or after ``at`` (UTC ms)."""
    found = store.row(
        "SELECT count(*) FROM sync_fed WHERE remote = ? AND account = ? AND at >= ?",
        (remote, account, at),
    )
    return int(found[0]) if found else 0


def record(
    store: Store, remote: str, account: str, people: Sequence[tuple[Id, str]], at: int
) -> None:
    with store.transaction():
        for client_id, key in people:
            store.run(
                "INSERT OR REPLACE INTO sync_fed (remote, account, local_id, key, at) "
                "VALUES (?, ?, ?, ?, ?)",
                (remote, account, client_id, key, at),
            )


def forget(store: Store, remote: str, account: str) -> None:
    """What they were fed into is gone."""
    with store.transaction():
        store.run("DELETE FROM sync_fed WHERE remote = ? AND account = ?", (remote, account))
