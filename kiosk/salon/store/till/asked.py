"""Sums asked for outside the till, and what came of it. Rows stay, whatever the answer.

``state``: asked, then done, declined or withdrawn. A bill has one question at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.asked import Answer, Asked, Why
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.means import Method
from kiosk.salon.store.database import Store

_COLUMNS = (
    "id, bill_id, sale_id, direction, method, amount_minor, asked_at, tip_minor, title, reference"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken for an open bill so far, less what was given back. ``tips``: of the tips that
    a terminal took with it, by means."""

    parts: tuple[Payment, ...]
    tips: tuple[tuple[Method, int], ...]


def _asked(row: Sequence[Any]) -> Asked:
    return Asked(*row)


def add(store: Store, asked: Asked, desk: str, asked_by: Id, state: str = "asked") -> None:
    """Writes the question. ``desk``: whose terminal it is. ``state``: ``done`` for what needs no
    answer."""
    store.run(
        f"INSERT INTO payment_request ({_COLUMNS}, desk, asked_by, state) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            asked.id, asked.bill_id, asked.sale_id, asked.direction, asked.method,
            asked.amount_minor, asked.asked_at, asked.tip_minor, asked.title, asked.reference,
            desk, asked_by, state,
        ),
    )  # fmt: skip


def answer(store: Store, asked_id: Id, answer: Answer, at: int, by: Id) -> bool:
    """False when it was answered already."""
    sql = (
        "UPDATE payment_request SET state = ?, answered_at = ?, answered_by = ? "
        "WHERE id = ? AND state = 'asked'"
    )
    return store.run(sql, (answer, at, by, asked_id)) == 1


def taken_in(store: Store, asked_id: Id, session_id: Id) -> None:
    """The session in which the terminal took a part of an open bill, or gave it back."""
    store.update("payment_request", asked_id, session_id=session_id)


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


def taken(store: Store, bill_id: Id) -> Taken:
    """A payment for each means, and for each voucher or transfer, oldest first."""
    found = store.rows(
        "SELECT method, title, reference, sum(iif(direction = 'take', 1, -1) * amount_minor), "
        "sum(iif(direction = 'take', 1, -1) * tip_minor) FROM payment_request "
        "WHERE bill_id = ? AND state = 'done' GROUP BY method, title, reference ORDER BY min(id)",
        (bill_id,),
    )
    return Taken(
        tuple(
            Payment(method, amount, title=title, reference=reference)
            for method, title, reference, amount, _ in found
            if amount
        ),
        tuple((method, tip) for method, _, _, _, tip in found if tip),
    )
