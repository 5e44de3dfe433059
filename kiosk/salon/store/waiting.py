"""The waiting list: people without a booking."""

from __future__ import annotations

from dataclasses import asdict

from kiosk.salon.domain.agenda.appointment import WaitingEntry
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store


def open_since(store: Store, start: int) -> tuple[WaitingEntry, ...]:
    """Who still waits of those who came from ``start`` on (UTC ms), oldest first. Whoever came
    while the clock ran ahead is among them."""
    found = store.rows(
        "SELECT id, first_name, at, client_id, note FROM waiting "
        "WHERE state = 'waiting' AND at >= ? ORDER BY at, id",
        (start,),
    )
    return tuple(WaitingEntry(*row) for row in found)


def insert(store: Store, entry: WaitingEntry) -> None:
    store.insert("waiting", **asdict(entry), state="waiting")


def settle(store: Store, waiting_id: Id, outcome: str, now: int) -> bool:
    """False when the entry is not waiting any more."""
    sql = "UPDATE waiting SET state = ?, settled_at = ? WHERE id = ? AND state = 'waiting'"
    return store.run(sql, (outcome, now, waiting_id)) == 1
