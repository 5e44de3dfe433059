"""The waiting list: people without a booking."""

from __future__ import annotations

from kiosk.salon.domain.appointment import WaitingEntry
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store


def open_between(store: Store, start: int, end: int) -> tuple[WaitingEntry, ...]:
    """Who still waits of those who came in ``[start, end)``, oldest first."""
    return tuple(
        WaitingEntry(bytes(row[0]), row[1], row[2], bytes(row[3]) if row[3] else None, row[4])
        for row in store.rows(
            "SELECT id, first_name, at, client_id, note FROM waiting "
            "WHERE state = 'waiting' AND at >= ? AND at < ? ORDER BY at, id",
            (start, end),
        )
    )


def insert(store: Store, entry: WaitingEntry) -> None:
    store.run(
        "INSERT INTO waiting (id, first_name, client_id, note, state, at, settled_at) "
        "VALUES (?, ?, ?, ?, 'waiting', ?, NULL)",
        (entry.id, entry.first_name, entry.client_id, entry.note, entry.at),
    )


def settle(store: Store, waiting_id: Id, outcome: str, now: int) -> bool:
    """False when the entry is not waiting any more."""
    return (
        store.run(
            "UPDATE waiting SET state = ?, settled_at = ? WHERE id = ? AND state = 'waiting'",
            (outcome, now, waiting_id),
        )
        == 1
    )
