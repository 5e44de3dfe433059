"""Cash movements: rows that only grow, and what they say of the safe."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.cash import CashMovement, Paper
from kiosk.salon.domain.till.session import Sum
from kiosk.salon.domain.vat import VatRow
from kiosk.salon.store.database import Store

_SELECT = (
    "SELECT m.id, m.kind, m.currency, m.amount_minor, m.at, m.business_day, m.till_id, "
    "iif(t.name <> '', t.name, t.desk), m.session_id, m.number, m.staff_id, m.staff_name, "
    "m.approved_by, m.approver_name, m.party, m.person_id, m.purpose, m.item_id, "
    "coalesce(i.name, ''), m.supplier, m.document_number, m.vat, m.company_id, m.transfer_id, "
    "m.reverses, coalesce(o.number, ''), b.id, coalesce(b.number, '') "
    "FROM cash_movement m JOIN till t ON t.id = m.till_id "
    "LEFT JOIN expense_item i ON i.id = m.item_id "
    "LEFT JOIN cash_movement o ON o.id = m.reverses "
    "LEFT JOIN cash_movement b ON b.reverses = m.id "
)


def vat_json(rows: Sequence[VatRow]) -> str:
    """Rows of a supplier's paper as they are kept."""
    figures = [[row.rate_bp, row.base_minor, row.vat_minor] for row in rows]
    return json.dumps(figures, separators=(",", ":"))


def vat_rows(text: str) -> tuple[VatRow, ...]:
    """The opposite of :func:`vat_json`."""
    return tuple(VatRow(rate, base, vat, base + vat) for rate, base, vat in json.loads(text))


def _movement(row: Sequence[Any]) -> CashMovement:
    *head, supplier, number, vat, company_id = row[:23]
    paper = Paper(supplier, number, vat_rows(vat), company_id)
    return CashMovement(*(*head, paper, *row[23:]))


def add_movement(store: Store, movement: CashMovement) -> None:
    """Inside the running transaction. The names of the till, of the item and of what it takes back
    are looked up when it is read."""
    one, paper = movement, movement.paper
    store.insert(
        "cash_movement",
        id=one.id,
        number=one.number,
        session_id=one.session_id,
        till_id=one.till_id,
        kind=one.kind,
        currency=one.currency,
        amount_minor=one.amount_minor,
        at=one.at,
        business_day=one.day,
        staff_id=one.staff_id,
        staff_name=one.staff_name,
        approved_by=one.approved_by,
        approver_name=one.approver_name,
        party=one.party,
        person_id=one.person_id,
        purpose=one.purpose,
        item_id=one.item_id,
        supplier=paper.supplier,
        company_id=paper.company_id,
        document_number=paper.number,
        vat=vat_json(paper.vat),
        transfer_id=one.transfer_id,
        reverses=one.reverses,
    )


def by_id(store: Store, movement_id: Id) -> CashMovement | None:
    row = store.row(f"{_SELECT} WHERE m.id = ?", (movement_id,))
    return _movement(row) if row else None


def of_days(store: Store, first: str, last: str) -> tuple[CashMovement, ...]:
    """Of the business days from ``first`` to ``last`` (ISO), newest first."""
    found = store.rows(
        f"{_SELECT} WHERE m.business_day BETWEEN ? AND ? ORDER BY m.at DESC, m.id DESC",
        (first, last),
    )
    return tuple(map(_movement, found))


def of_transfer(store: Store, transfer_id: Id) -> tuple[CashMovement, ...]:
    """Its two movements, and what took them back."""
    found = store.rows(f"{_SELECT} WHERE m.transfer_id = ? ORDER BY m.at, m.id", (transfer_id,))
    return tuple(map(_movement, found))


@dataclass(frozen=True, slots=True)
class Where:
    """What the journal calls a till, by its desk, and the number of the session; 0 for the safe."""

    till: str
    session: int


def where(store: Store, till_id: Id, session_id: Id | None) -> Where:
    row = store.row(
        "SELECT iif(t.kind = 'safe', 'safe', t.desk), coalesce(s.number, 0) FROM till t "
        "LEFT JOIN till_session s ON s.id = ? WHERE t.id = ?",
        (session_id, till_id),
    )
    assert row is not None, "a movement in no till"
    return Where(*row)


def in_safe(store: Store) -> tuple[Sum, ...]:
    """What should lie in the safe, by currency; nothing of those of which nothing ever did."""
    found = store.rows(
        "SELECT currency, sum(amount_minor) FROM safe_ledger GROUP BY currency ORDER BY currency"
    )
    return tuple(Sum(*row) for row in found)
