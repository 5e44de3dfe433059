"""The stock ledger: append-only movements with the balance kept beside them."""

from __future__ import annotations

from kiosk.salon.domain.catalogue import StockMovement
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store


def add_movement(
    store: Store,
    movement_id: Id,
    product_id: Id,
    quantity_milli: int,
    kind: str,
    at: int,
    *,
    reason: str = "",
    sale_id: Id | None = None,
    staff_id: Id | None = None,
) -> None:
    """Writes a movement and moves the balance with it, inside the running transaction.

    ``quantity_milli``: thousandths of the product's unit, negative when goods leave. ``kind``:
    opening, receipt, sale, void, correction. ``at``: UTC ms.
    """
    store.run(
        "INSERT INTO stock_movement "
        "(id, product_id, quantity_milli, kind, reason, sale_id, staff_id, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (movement_id, product_id, quantity_milli, kind, reason, sale_id, staff_id, at),
    )
    store.run(
        "UPDATE product SET stock_milli = stock_milli + ? WHERE id = ?",
        (quantity_milli, product_id),
    )


def movements(store: Store, product_id: Id, limit: int) -> tuple[StockMovement, ...]:
    """Newest first."""
    return tuple(
        StockMovement(*row)
        for row in store.rows(
            "SELECT at, quantity_milli, kind, reason FROM stock_movement "
            "WHERE product_id = ? ORDER BY at DESC, id DESC LIMIT ?",
            (product_id, limit),
        )
    )


def wrong(store: Store) -> list[Id]:
    """Products whose stored balance is not the sum of their movements."""
    return [
        bytes(row[0])
        for row in store.rows(
            "SELECT p.id FROM product p LEFT JOIN stock_movement m ON m.product_id = p.id "
            "GROUP BY p.id HAVING p.stock_milli <> coalesce(sum(m.quantity_milli), 0)"
        )
    ]
