"""Invoices: written once, never changed. What is still open of one is what was due when it was
issued less what was paid of it since (see :mod:`kiosk.salon.store.invoices.payments`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.content import content_of, digest, invoice_from
from kiosk.salon.domain.invoices.invoice import Invoice
from kiosk.salon.domain.invoices.listing import InvoiceRow
from kiosk.salon.store.database import Store, marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What is stored with an invoice beside what it says. ``corrects``: the invoice that a credit
    note takes back. ``email``: where it may be sent; it is no part of the paper."""

    sale_id: Id | None = None
    corrects: Id | None = None
    buyer_id: Id | None = None
    client_id: Id | None = None
    email: str = ""
    business_day: str
    desk: str
    staff_id: Id | None


def add(store: Store, invoice: Invoice, filing: Filing) -> str:
    """Writes it inside the running transaction; returns the digest of its content."""
    content = content_of(invoice)
    sha256 = digest(content)
    store.insert(
        "invoice",
        id=invoice.id,
        number=invoice.number,
        kind=invoice.kind,
        sale_id=filing.sale_id,
        order_ref=invoice.order_ref,
        corrects=filing.corrects,
        buyer_id=filing.buyer_id,
        client_id=filing.client_id,
        buyer_name=invoice.buyer.name,
        buyer_email=filing.email,
        currency=invoice.currency,
        total_minor=invoice.total_minor,
        due_minor=invoice.due_minor,
        reference=invoice.reference,
        issued_on=invoice.issued_on.isoformat(),
        supplied_on=invoice.supplied_on.isoformat(),
        due_on=invoice.due_on.isoformat() if invoice.due_on else "",
        issued_at=invoice.issued_at,
        business_day=filing.business_day,
        desk=filing.desk,
        staff_id=filing.staff_id,
        content=content,
        hash=sha256,
    )
    return sha256


def by_id(store: Store, invoice_id: Id) -> Invoice | None:
    content = store.value("SELECT content FROM invoice WHERE id = ?", (invoice_id,))
    return None if content is None else invoice_from(content)


def of_sale(store: Store, sale_id: Id) -> Id | None:
    """The invoice of a sale, or the credit note of a void or a return."""
    return store.value("SELECT id FROM invoice WHERE sale_id = ?", (sale_id,))


class Numbered(NamedTuple):
    """``reference``: what the payer writes."""

    number: str
    reference: str


def of_sale_numbers(store: Store, numbers: Collection[str]) -> dict[str, Numbered]:
    """Numbers and references of invoices by the numbers of their sales."""
    found = store.rows(
        "SELECT s.number, i.number, i.reference FROM sale s JOIN invoice i ON i.sale_id = s.id "
        f"WHERE s.number IN ({marks(numbers)})",
        list(numbers),
    )
    return {sale: Numbered(number, reference) for sale, number, reference in found}


def hash_of(store: Store, invoice_id: Id) -> str:
    """SHA-256 of the content, as hex."""
    return str(store.value("SELECT hash FROM invoice WHERE id = ?", (invoice_id,)))


def of_order(store: Store, order_ref: str) -> Id | None:
    return store.value(
        "SELECT id FROM invoice WHERE order_ref = ? AND order_ref <> '' AND kind = 'invoice'",
        (order_ref,),
    )


def of_number(store: Store, number: str) -> Id | None:
    return store.value("SELECT id FROM invoice WHERE number = ?", (number,))


def corrections(store: Store, invoice_id: Id) -> tuple[Id, ...]:
    """The credit notes of an invoice, oldest first."""
    return tuple(
        store.column(
            "SELECT id FROM invoice WHERE corrects = ? AND corrects IS NOT NULL ORDER BY id",
            (invoice_id,),
        )
    )


def filing(store: Store, invoice_id: Id) -> Filing | None:
    found = store.row(
        "SELECT sale_id, corrects, buyer_id, client_id, buyer_email, business_day, desk, staff_id "
        "FROM invoice WHERE id = ?",
        (invoice_id,),
    )
    if found is None:
        return None
    sale_id, corrects, buyer_id, client_id, email, day, desk, staff_id = found
    return Filing(
        sale_id=sale_id, corrects=corrects, buyer_id=buyer_id, client_id=client_id, email=email,
        business_day=day, desk=desk, staff_id=staff_id,
    )  # fmt: skip


OPEN = (
    "iif(i.kind = 'credit_note', 0, i.due_minor - coalesce((SELECT sum(p.amount_minor) "
    "FROM invoice_payment p WHERE p.invoice_id = i.id), 0))"
)
_CREDITED = (
    "coalesce((SELECT sum(c.total_minor) FROM invoice c "
    "WHERE c.corrects = i.id AND c.corrects IS NOT NULL), 0)"
)
SELECT = (
    "SELECT i.id, i.number, i.kind, i.buyer_name, i.buyer_email, i.currency, i.total_minor, "
    f"i.due_minor, {OPEN}, {_CREDITED}, i.reference, i.issued_on, i.due_on, i.issued_at, "
    "i.sale_id, coalesce(o.number, ''), i.order_ref FROM invoice i "
    "LEFT JOIN invoice o ON o.id = i.corrects "
)


def row_of(values: Sequence[Any]) -> InvoiceRow:
    *head, issued_on, due_on, issued_at, sale_id, corrects, order_ref = values
    days = date.fromisoformat(issued_on), date.fromisoformat(due_on) if due_on else None
    return InvoiceRow(*(*head, *days, issued_at, sale_id, corrects, order_ref))


def row(store: Store, invoice_id: Id) -> InvoiceRow | None:
    """An invoice as it stands in lists."""
    found = store.row(f"{SELECT} WHERE i.id = ?", (invoice_id,))
    return row_of(found) if found else None


def open_minor(store: Store, invoice_id: Id) -> int:
    """What is still to pay; below zero for what the salon owes, nothing for a credit note."""
    return store.number(f"SELECT {OPEN} FROM invoice i WHERE i.id = ?", (invoice_id,))


def rows(store: Store, ids: Sequence[Id]) -> tuple[InvoiceRow, ...]:
    """In the order they were issued."""
    if not ids:
        return ()
    found = store.rows(f"{SELECT} WHERE i.id IN ({marks(ids)}) ORDER BY i.id", ids)
    return tuple(map(row_of, found))


def files(store: Store, invoice_id: Id) -> tuple[str, ...]:
    """Which kinds of files are kept of it."""
    return tuple(
        store.column(
            "SELECT kind FROM invoice_file WHERE invoice_id = ? ORDER BY kind", (invoice_id,)
        )
    )


def of_days(store: Store, first: str, last: str) -> Iterator[Invoice]:
    """Those issued from ``first`` to ``last`` (ISO), in the order of their issue."""
    for (content,) in store.each_named(
        "SELECT content FROM invoice WHERE issued_on BETWEEN :first AND :last "
        "ORDER BY issued_on, issued_at, id",
        {"first": first, "last": last},
    ):
        yield invoice_from(content)


def unpaid_until(store: Store, last: str) -> tuple[InvoiceRow, ...]:
    """What was issued until a day (ISO) and is not paid now, by the day it is due."""
    found = store.rows(
        f"{SELECT} WHERE i.due_minor <> 0 AND i.kind <> 'credit_note' AND i.issued_on <= ? "
        f"AND {OPEN} <> 0 ORDER BY i.due_on, i.id",
        (last,),
    )
    return tuple(map(row_of, found))


def issued_between(store: Store, first: date, last: date) -> tuple[Invoice, ...]:
    """All documents of these days, as they were issued."""
    return _read(
        store,
        "issued_on BETWEEN ? AND ? ORDER BY issued_on, issued_at",
        (first.isoformat(), last.isoformat()),
    )


def numbered_between(store: Store, first: str, last: str) -> tuple[Invoice, ...]:
    """All whose numbers lie between these two, both of one series."""
    return _read(store, "number BETWEEN ? AND ? ORDER BY number", (first, last))


def _read(store: Store, where: str, params: tuple[str, str]) -> tuple[Invoice, ...]:
    contents = store.column(f"SELECT content FROM invoice WHERE {where}", params)
    return tuple(map(invoice_from, contents))
