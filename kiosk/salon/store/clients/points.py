"""The ledger of bonus points: append-only movements, the balance in ``client.points``.

``why`` is emptied when the client is erased; nothing else ever changes.
"""

from __future__ import annotations

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store


def balance(store: Store, client_id: Id) -> int | None:
    """None for somebody unknown."""
    return store.value("SELECT points FROM client WHERE id = ?", (client_id,))


def add(
    store: Store,
    movement_id: Id,
    client_id: Id,
    points: int,
    why: str,
    at: int,
    staff_id: Id | None,
) -> None:
    """Writes a movement and moves the balance with it, inside the running transaction. ``at``:
    UTC ms."""
    store.run(
        "INSERT INTO points_movement (id, client_id, points, why, at, staff_id) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (movement_id, client_id, points, why, at, staff_id),
    )
    store.run(
        "UPDATE client SET points = points + ?, updated_at = ? WHERE id = ?",
        (points, at, client_id),
    )


def wrong(store: Store) -> list[Id]:
    """Clients whose balance is not the sum of their movements."""
    return store.column(
        "SELECT c.id FROM client c LEFT JOIN (SELECT client_id, sum(points) AS points "
        "FROM points_movement GROUP BY client_id) m ON m.client_id = c.id "
        "WHERE c.points <> coalesce(m.points, 0)"
    )
