"""The stock ledger: append-only movements with the balance kept beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.salon.domain.goods.catalogue import StockMovement
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.bulk import MOST_ROWS, insert
from kiosk.salon.store.database import Store, marks


@dataclass(frozen=True, slots=True)
class Moved:
    """What comes (or goes, negative) of a product, in thousandths of its unit; ``id``: of the
    movement."""

    id: Id
    product_id: Id
    quantity_milli: int


def move(
    store: Store,
    goods: Sequence[Moved],
    kind: str,
    at: int,
    *,
    reason: str = "",
    sale_id: Id | None = None,
    staff_id: Id | None = None,
) -> None:
    """Writes movements and moves the balances with them, inside the running transaction.
    ``kind``: opening, receipt, sale, void, return, write_off, correction. ``at``: UTC ms."""
    insert(
        store,
        "stock_movement",
        "id, product_id, quantity_milli, kind, reason, sale_id, staff_id, at",
        [
            (one.id, one.product_id, one.quantity_milli, kind, reason, sale_id, staff_id, at)
            for one in goods
        ],
    )
    moved: Counter[Id] = Counter()
    for one in goods:
        moved[one.product_id] += one.quantity_milli
    for start in range(0, len(moved), MOST_ROWS):
        part = list(moved.items())[start : start + MOST_ROWS]
        cases = "WHEN ? THEN ? " * len(part)
        store.run(
            f"UPDATE product SET stock_milli = stock_milli + CASE id {cases}END "
            f"WHERE id IN ({marks(part)})",
            [*(value for pair in part for value in pair), *(product_id for product_id, _ in part)],
        )


def movements(store: Store, product_id: Id, limit: int) -> tuple[StockMovement, ...]:
    """Newest first."""
    found = store.rows(
        "SELECT at, quantity_milli, kind, reason FROM stock_movement "
        "WHERE product_id = ? ORDER BY at DESC, id DESC LIMIT ?",
        (product_id, limit),
    )
    return tuple(StockMovement(*row) for row in found)


def wrong(store: Store) -> list[Id]:
    """Products whose stored balance is not the sum of their movements."""
    return store.column(
        "SELECT p.id FROM product p LEFT JOIN stock_movement m ON m.product_id = p.id "
        "GROUP BY p.id HAVING p.stock_milli <> coalesce(sum(m.quantity_milli), 0)"
    )
