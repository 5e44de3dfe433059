"""Who was fed one way into a second place at a remote, and who is to be.

A row is made before the request and says 0 instead of a time until the answer is there. Whoever
is erased in between takes the row along, and nothing brings it back; after a crash the row says
that nobody knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store

_DUE = (
    "FROM sync_link l JOIN client c ON c.id = l.local_id AND c.active "
    "LEFT JOIN sync_fed f ON f.remote = ?1 AND f.account = l.account "
    "AND f.local_id = l.local_id AND f.key = l.key AND f.at > 0 "
    "WHERE l.remote = ?2 AND l.account = ?3 AND l.state = 'linked' AND l.key <> '' "
    "AND f.local_id IS NULL AND (EXISTS (SELECT 1 FROM appointment a "
    "WHERE a.client_id = l.local_id AND a.state <> 'cancelled') "
    "OR EXISTS (SELECT 1 FROM sync_fed n "
    "WHERE n.remote = ?1 AND n.account = l.account AND n.local_id = l.local_id AND n.at = 0)) "
)


@dataclass(frozen=True, slots=True)
class Contact:
    """A client who stands at a remote under ``key``."""

    client_id: Id
    key: str


def due(store: Store, remote: str, account: str, linked: str, limit: int) -> list[Contact]:
    """Active clients with a booking that was not cancelled, or noted, who stand at the remote
    ``linked`` and of whom it is not sure that they were fed with their present key there, the
    longest known first. Looks at everybody, so never inside a
    transaction."""
    found = store.rows(
        f"SELECT l.local_id, l.key {_DUE} ORDER BY l.number LIMIT ?4",
        (remote, linked, account, limit),
    )
    return [Contact(*row) for row in found]


def count_due(store: Store, remote: str, account: str, linked: str) -> int:
    return store.number(f"SELECT count(*) {_DUE}", (remote, linked, account))


def added_between(store: Store, remote: str, account: str, since: int, until: int) -> int:
    """How many were fed in ``[since, until]`` (UTC ms). Later than now is never: the clock ran
    ahead."""
    return store.number(
        "SELECT count(*) FROM sync_fed WHERE remote = ? AND account = ? AND at BETWEEN ? AND ?",
        (remote, account, max(1, since), until),
    )


def note(store: Store, remote: str, account: str, people: Sequence[Contact]) -> list[Contact]:
    """They are about to be fed. Returns those who are still active; somebody
    may have been erased since they were chosen."""
    with store.transaction():
        return [
            contact
            for contact in people
            if store.run(
                "INSERT OR REPLACE INTO sync_fed (remote, account, local_id, key, at) "
                "SELECT ?, ?, id, ?, 0 FROM client WHERE id = ? AND active",
                (remote, account, contact.key, contact.client_id),
            )
        ]


def want(store: Store, remote: str, linked: str, client_id: Id) -> None:
    """They stood there as another contact, with a booking or without. Inside a transaction."""
    store.run(
        "INSERT OR IGNORE INTO sync_fed (remote, account, local_id, key, at) "
        "SELECT ?, account, local_id, key, 0 FROM sync_link WHERE remote = ? AND local_id = ?",
        (remote, linked, client_id),
    )


def record(store: Store, remote: str, account: str, people: Sequence[Contact], at: int) -> None:
    """They were fed, at ``at`` (UTC ms). Nobody who was not noted comes in."""
    with store.transaction():
        for contact in people:
            store.run(
                "UPDATE sync_fed SET at = ? "
                "WHERE remote = ? AND account = ? AND local_id = ? AND key = ?",
                (max(1, at), remote, account, contact.client_id, contact.key),
            )


def forget(store: Store, remote: str, account: str, limit: int) -> int:
    """What they were fed into is gone. So many at most; returns how many."""
    with store.transaction():
        return store.run(
            "DELETE FROM sync_fed WHERE (remote, account, local_id) IN (SELECT remote, account, "
            "local_id FROM sync_fed WHERE remote = ? AND account = ? LIMIT ?)",
            (remote, account, limit),
        )
