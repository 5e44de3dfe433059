"""Sums asked for outside the till, and what came of it. Rows stay, whatever the answer.

``state``: asked, then done, declined or withdrawn. A bill has one question at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.asked import Answer, Asked, Why
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.means import MEANS
from kiosk.salon.store.database import Store

_COLUMNS = "id, bill_id, sale_id, direction, method, amount_minor, asked_at"


def _asked(row: Sequence[Any]) -> Asked:
    return Asked(*row)


def add(store: Store, asked: Asked, desk: str, asked_by: Id) -> None:
    """Writes the question. ``desk``: whose terminal it is."""
    store.run(
        f"INSERT INTO payment_request ({_COLUMNS}, desk, asked_by, state) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'asked')",
        (
            asked.id, asked.bill_id, asked.sale_id, asked.direction, asked.method,
            asked.amount_minor, asked.asked_at, desk, asked_by,
        ),
    )  # fmt: skip


def answer(store: Store, asked_id: Id, answer: Answer, at: int, by: Id) -> bool:
    """False when it was answered already."""
    sql = (
        "UPDATE payment_request SET state = ?, answered_at = ?, answered_by = ? "
        "WHERE id = ? AND state = 'asked'"
    )
    return store.run(sql, (answer, at, by, asked_id)) == 1


def explain(store: Store, asked_id: Id, why: Why) -> bool:
    """False for what was not declined."""
    sql = "UPDATE payment_request SET why = ? WHERE id = ? AND state = 'declined'"
    return store.run(sql, (why, asked_id)) == 1


def by_id(store: Store, asked_id: Id) -> Asked | None:
    """Whether it was answered or not."""
    found = store.row(f"SELECT {_COLUMNS} FROM payment_request WHERE id = ?", (asked_id,))
    return _asked(found) if found else None


def unanswered(store: Store) -> tuple[Asked, ...]:
    """Oldest first."""
    sql = f"SELECT {_COLUMNS} FROM payment_request WHERE state = 'asked' ORDER BY asked_at"
    return tuple(map(_asked, store.rows(sql)))


def of_bill(store: Store, bill_id: Id) -> Asked | None:
    """What is asked for an open bill and not answered."""
    sql = f"SELECT {_COLUMNS} FROM payment_request WHERE bill_id = ? AND state = 'asked'"
    found = store.row(sql, (bill_id,))
    return _asked(found) if found else None


def of_sale(store: Store, sale_id: Id) -> tuple[Asked, ...]:
    """What a void still has to give back."""
    sql = (
        f"SELECT {_COLUMNS} FROM payment_request WHERE state = 'asked' AND sale_id = ? ORDER BY id"
    )
    return tuple(map(_asked, store.rows(sql, (sale_id,))))


def taken(store: Store, bill_id: Id) -> tuple[Payment, ...]:
    """What was taken for an open bill so far, less what was given back, by means."""
    found = store.rows(
        "SELECT method, sum(CASE direction WHEN 'take' THEN amount_minor ELSE -amount_minor END) "
        "FROM payment_request WHERE bill_id = ? AND state = 'done' GROUP BY method",
        (bill_id,),
    )
    sums = dict(found)
    return tuple(Payment(method, sums[method]) for method in MEANS if sums.get(method))
