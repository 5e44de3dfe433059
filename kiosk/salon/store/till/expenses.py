"""What the salon spends: a list of items, and expenses that only grow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.cash import Expense, ExpenseItem, Paper
from kiosk.salon.store.database import Store
from kiosk.salon.store.till.cash import vat_json, vat_rows

_SELECT = (
    "SELECT e.id, e.item_id, i.name, e.day, e.at, e.amount_minor, e.currency, e.paid, e.supplier, "
    "e.document_number, e.vat, e.company_id, e.note, e.movement_id, e.staff_id, e.reverses, b.id "
    "FROM expense e JOIN expense_item i ON i.id = e.item_id "
    "LEFT JOIN expense b ON b.reverses = e.id "
)


def _expense(row: Sequence[Any]) -> Expense:
    supplier, number, vat, company_id = row[8:12]
    paper = Paper(supplier, number, vat_rows(vat), company_id)
    return Expense(*(*row[:8], paper, *row[12:]))


def items(store: Store) -> tuple[ExpenseItem, ...]:
    """In their order; those that are not offered any more last."""
    found = store.rows(
        "SELECT id, name, active, goods FROM expense_item ORDER BY active DESC, sort, id"
    )
    return tuple(
        ExpenseItem(item_id, name, bool(active), bool(goods))
        for item_id, name, active, goods in found
    )


def item(store: Store, item_id: Id) -> ExpenseItem | None:
    return next((one for one in items(store) if one.id == item_id), None)


def put_item(store: Store, item: ExpenseItem) -> None:
    """A new one, at the end of the list, or what one is called from now on."""
    values = {"name": item.name, "active": int(item.active), "goods": int(item.goods)}
    if not store.update("expense_item", item.id, **values):
        sort = store.number("SELECT max(sort) FROM expense_item") + 1
        store.insert("expense_item", id=item.id, sort=sort, **values)


def add(store: Store, one: Expense) -> None:
    """Inside the running transaction."""
    store.insert(
        "expense",
        id=one.id,
        item_id=one.item_id,
        day=one.day,
        at=one.at,
        amount_minor=one.amount_minor,
        currency=one.currency,
        paid=one.paid,
        supplier=one.paper.supplier,
        company_id=one.paper.company_id,
        document_number=one.paper.number,
        vat=vat_json(one.paper.vat),
        note=one.note,
        movement_id=one.movement_id,
        staff_id=one.staff_id,
        reverses=one.reverses,
    )


def by_id(store: Store, expense_id: Id) -> Expense | None:
    row = store.row(f"{_SELECT} WHERE e.id = ?", (expense_id,))
    return _expense(row) if row else None


def of_movement(store: Store, movement_id: Id) -> Expense | None:
    """What a purchase in cash was spent on."""
    row = store.row(f"{_SELECT} WHERE e.movement_id = ?", (movement_id,))
    return _expense(row) if row else None


def of_days(store: Store, first: str, last: str) -> tuple[Expense, ...]:
    """Of papers of the days from ``first`` to ``last`` (ISO), newest first; what was taken back and
    what takes it back are both among them."""
    found = store.rows(
        f"{_SELECT} WHERE e.day BETWEEN ? AND ? ORDER BY e.day DESC, e.at DESC, e.id DESC",
        (first, last),
    )
    return tuple(map(_expense, found))


def same_paper(store: Store, supplier: str, number: str) -> str:
    """The day (ISO) of which this supplier's paper was entered already, empty for none."""
    found = store.value(
        "SELECT e.day FROM expense e LEFT JOIN expense b ON b.reverses = e.id "
        "WHERE e.document_number = ? AND lower(e.supplier) = lower(?) AND e.reverses IS NULL "
        "AND b.id IS NULL LIMIT 1",
        (number, supplier),
    )
    return str(found or "")
