"""What was paid of invoices: the rows of the ledger, and which invoices money may be for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.payments import Paid
from kiosk.salon.domain.invoices.statements.matching import Payable
from kiosk.salon.store.database import Store, marks

_SELECT = (
    "SELECT p.id, p.invoice_id, p.amount_minor, p.paid_on, p.how, p.reference, p.at, p.undoes, "
    "EXISTS (SELECT 1 FROM invoice_payment u WHERE u.undoes = p.id), p.means "
    "FROM invoice_payment p "
)


def _paid(row: Sequence[Any]) -> Paid:
    paid_id, invoice_id, amount, on, how, reference, at, undoes, undone, means = row
    day = date.fromisoformat(on)
    return Paid(paid_id, invoice_id, amount, day, how, reference, at, undoes, bool(undone), means)


def of_invoice(store: Store, invoice_id: Id) -> tuple[Paid, ...]:
    """In the order they were written."""
    rows = store.rows(f"{_SELECT} WHERE p.invoice_id = ? ORDER BY p.id", (invoice_id,))
    return tuple(map(_paid, rows))


def by_id(store: Store, payment_id: Id) -> Paid | None:
    found = store.row(f"{_SELECT} WHERE p.id = ?", (payment_id,))
    return _paid(found) if found else None


def line_key(store: Store, payment_id: Id) -> str:
    """Of the line of a statement that a payment stands on; empty for none."""
    return store.value("SELECT line_key FROM invoice_payment WHERE id = ?", (payment_id,)) or ""


_OF_LINE = (
    "FROM invoice_payment p WHERE p.line_key <> '' AND p.undoes IS NULL "
    "AND p.line_key >= ?1 AND p.line_key < ?1 || '$' "
)
"""Rows that stand on a line: what is booked again after it was taken back has ``#2`` behind it."""


def booked(store: Store, keys: Iterable[str]) -> frozenset[str]:
    """Those of these lines that an invoice is paid by, what was taken back left out."""
    standing = (
        f"SELECT 1 {_OF_LINE} AND NOT EXISTS "
        "(SELECT 1 FROM invoice_payment u WHERE u.undoes = p.id) LIMIT 1"
    )
    return frozenset(key for key in keys if store.row(standing, (key,)))


def times(store: Store, key: str, invoice_id: Id) -> int:
    """How often a line was booked for an invoice, taken back or not."""
    return store.number(f"SELECT count(*) {_OF_LINE} AND p.invoice_id = ?2", (key, invoice_id))


_OPEN = (
    "i.due_minor - coalesce((SELECT sum(p.amount_minor) FROM invoice_payment p "
    "WHERE p.invoice_id = i.id), 0)"
)
_PAYABLE = (
    f"SELECT i.id, i.number, i.reference, i.currency, {_OPEN} AS open, i.buyer_name "
    "FROM invoice i WHERE i.kind <> 'credit_note' "
)


def payable(store: Store, references: Collection[str]) -> tuple[Payable, ...]:
    """Every invoice that is unpaid or more than paid, oldest due first, and those with one of these
    ``references`` (digits) though they are paid."""
    rows = store.rows(f"{_PAYABLE} AND i.due_minor <> 0 AND {_OPEN} <> 0 ORDER BY i.due_on, i.id")
    found = {row[0]: Payable(*row) for row in rows}
    every = sorted(references)
    for start in range(0, len(every), 500):
        part = every[start : start + 500]
        for row in store.rows(f"{_PAYABLE} AND i.reference IN ({marks(part)})", part):
            found.setdefault(row[0], Payable(*row))
    return tuple(found.values())
