"""Files of invoices and the letters of reminders: written once beside what they were drawn from,
and never replaced."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store

FIRST = bytes(16)
"""Before every id: they grow with time."""


@dataclass(frozen=True, slots=True)
class InvoiceFile:
    """``kind``: pdf, isdoc, eslog. ``hash``: SHA-256 of ``data``, as hex."""

    kind: str
    name: str
    media_type: str
    hash: str
    data: bytes


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def get(store: Store, invoice_id: Id, kind: str) -> InvoiceFile | None:
    found = store.row(
        "SELECT kind, name, media_type, hash, bytes FROM invoice_file "
        "WHERE invoice_id = ? AND kind = ?",
        (invoice_id, kind),
    )
    return InvoiceFile(*found) if found else None


def kinds(store: Store, invoice_id: Id) -> tuple[str, ...]:
    """Which files there are."""
    return tuple(
        store.column(
            "SELECT kind FROM invoice_file WHERE invoice_id = ? ORDER BY kind", (invoice_id,)
        )
    )


def add(store: Store, invoice_id: Id, file: InvoiceFile, at: int) -> None:
    """Inside the running transaction."""
    store.insert(
        "invoice_file",
        invoice_id=invoice_id,
        kind=file.kind,
        name=file.name,
        media_type=file.media_type,
        hash=file.hash,
        bytes=file.data,
        made_at=at,
    )


def number(store: Store, invoice_id: Id) -> str:
    return store.value("SELECT number FROM invoice WHERE id = ?", (invoice_id,)) or ""


def content(store: Store, invoice_id: Id) -> bytes | None:
    """What the invoice says, as it was frozen."""
    return store.value("SELECT content FROM invoice WHERE id = ?", (invoice_id,))


def undrawn(store: Store, after: Id, limit: int) -> tuple[Id, ...]:
    """Invoices issued after another one that have no PDF yet, oldest first."""
    return tuple(
        store.column(
            "SELECT i.id FROM invoice i WHERE i.id > ? AND NOT EXISTS "
            "(SELECT 1 FROM invoice_file f WHERE f.invoice_id = i.id AND f.kind = 'pdf') "
            "ORDER BY i.id LIMIT ?",
            (after, limit),
        )
    )


# -- letters ----------------------------------------------------------------------------------


def unwritten(store: Store, after: Id, limit: int) -> tuple[Id, ...]:
    """Reminders after another one whose letter is not drawn yet, oldest first."""
    return tuple(
        store.column(
            "SELECT id FROM invoice_reminder WHERE id > ? AND pdf IS NULL ORDER BY id LIMIT ?",
            (after, limit),
        )
    )


def letter_content(store: Store, reminder_id: Id) -> bytes | None:
    return store.value("SELECT content FROM invoice_reminder WHERE id = ?", (reminder_id,))


def letter(store: Store, reminder_id: Id) -> bytes | None:
    return store.value("SELECT pdf FROM invoice_reminder WHERE id = ?", (reminder_id,))


def keep_letter(store: Store, reminder_id: Id, data: bytes) -> bool:
    """Inside the running transaction; whether it had none yet."""
    return bool(
        store.run(
            "UPDATE invoice_reminder SET pdf = ? WHERE id = ? AND pdf IS NULL", (data, reminder_id)
        )
    )
