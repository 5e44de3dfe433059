"""Files of invoices and the letters of reminders: written once beside what they were drawn from,
and never replaced."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store


@dataclass(frozen=True, slots=True)
class Place:
    """How far a table was looked through, in the order in which its rows were written: ids follow
    the clock, which may be set back."""

    row: int = 0
    id: Id = b""


START = Place()


class Portion(NamedTuple):
    """``until``: how far the table was looked through."""

    ids: tuple[Id, ...]
    until: Place


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


def undrawn(store: Store, after: Place, limit: int) -> Portion:
    """Invoices without a PDF among the next ones after a place, in the order in which they were
    written, and how far that reached: nothing was left when it is where it began."""
    return _next(
        store,
        after,
        "SELECT rowid, id, NOT EXISTS (SELECT 1 FROM invoice_file f WHERE f.invoice_id = i.id "
        "AND f.kind = 'pdf') FROM invoice i WHERE rowid > ? ORDER BY rowid LIMIT ?",
        "SELECT id FROM invoice WHERE rowid = ?",
        limit,
    )


def _next(store: Store, after: Place, sql: str, same: str, limit: int) -> Portion:
    if after.row and store.value(same, (after.row,)) != after.id:
        # The rows were numbered anew, as when the database was made smaller.
        after = START
    rows = store.rows(sql, (after.row, limit))
    found = tuple(id for _, id, wanting in rows if wanting)
    return Portion(found, Place(*rows[-1][:2]) if rows else after)


# -- letters ----------------------------------------------------------------------------------


def unwritten(store: Store, after: Place, limit: int) -> Portion:
    """The same of reminders whose letter is not drawn yet."""
    return _next(
        store,
        after,
        "SELECT rowid, id, pdf IS NULL FROM invoice_reminder WHERE rowid > ? "
        "ORDER BY rowid LIMIT ?",
        "SELECT id FROM invoice_reminder WHERE rowid = ?",
        limit,
    )


def letter_content(store: Store, reminder_id: Id) -> bytes | None:
    return store.value("SELECT content FROM invoice_reminder WHERE id = ?", (reminder_id,))


def letter(store: Store, reminder_id: Id) -> bytes | None:
    return store.value("SELECT pdf FROM invoice_reminder WHERE id = ?", (reminder_id,))


def letter_name(store: Store, reminder_id: Id) -> str:
    return (
        store.value(
            "SELECT i.number || '-' || r.level FROM invoice_reminder r "
            "JOIN invoice i ON i.id = r.invoice_id WHERE r.id = ?",
            (reminder_id,),
        )
        or ""
    )


def keep_letter(store: Store, reminder_id: Id, data: bytes) -> bool:
    """With its digest, inside the running transaction; whether it had none yet."""
    return bool(
        store.run(
            "UPDATE invoice_reminder SET pdf = ?, pdf_hash = ? WHERE id = ? AND pdf IS NULL",
            (data, digest(data), reminder_id),
        )
    )


class Reminded(NamedTuple):
    number: str
    level: int


def reminder(store: Store, reminder_id: Id) -> Reminded:
    """Of which invoice, and the how manieth."""
    found = store.row(
        "SELECT i.number, r.level FROM invoice_reminder r JOIN invoice i ON i.id = r.invoice_id "
        "WHERE r.id = ?",
        (reminder_id,),
    )
    return Reminded(*found) if found else Reminded("", 0)
