"""Letters that wait for a mail server, with what goes with them, as the desk sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.mail import Letter, LetterState, Part
from kiosk.salon.store.database import Store, marks

# Spelled as in the partial index, or SQLite would not use it.
OPEN = "state IN ('new', 'sent', 'refused', 'unknown')"
READY = (
    "NOT EXISTS (SELECT 1 FROM mail_part p WHERE p.mail_id = mail.id AND p.bytes IS NULL "
    "AND CASE p.file_kind "
    "WHEN 'reminder' THEN NOT EXISTS (SELECT 1 FROM invoice_reminder r "
    "WHERE r.id = mail.subject_id AND r.pdf IS NOT NULL) "
    "ELSE NOT EXISTS (SELECT 1 FROM invoice_file f "
    "WHERE f.invoice_id = p.invoice_id AND f.kind = p.file_kind) END)"
)
"""All that goes with a letter is there."""
_KEPT = tuple(one.name for one in fields(Letter) if one.name != "ready")
SELECT = f"SELECT {', '.join(_KEPT)}, {READY} FROM mail"


def letter_of(row: Sequence[Any]) -> Letter:
    """From what :data:`SELECT` finds."""
    *values, ready = row
    return Letter(**dict(zip(_KEPT, values, strict=True)), ready=bool(ready))


def add(store: Store, letter: Letter, parts: Sequence[Part], by: Id | None) -> None:
    """Puts a letter into the outbox, inside the running transaction."""
    values = {name: getattr(letter, name) for name in _KEPT}
    store.insert("mail", **values, created_by=by)
    add_parts(store, letter.id, parts)


def add_parts(store: Store, letter_id: Id, parts: Sequence[Part], first: int = 0) -> None:
    for position, part in enumerate(parts, first):
        store.insert(
            "mail_part",
            mail_id=letter_id,
            position=position,
            name=part.name,
            media_type=part.media_type,
            invoice_id=part.invoice_id,
            file_kind=part.file_kind,
            bytes=part.data,
        )


def get(store: Store, letter_id: Id) -> Letter | None:
    row = store.row(f"{SELECT} WHERE id = ?", (letter_id,))
    return letter_of(row) if row else None


def of_subject(store: Store, subject_id: Id) -> tuple[Letter, ...]:
    """Newest first."""
    rows = store.rows(
        f"{SELECT} WHERE subject_id = ? ORDER BY created_at DESC, id DESC", (subject_id,)
    )
    return tuple(map(letter_of, rows))


def open_letters(store: Store, most: int) -> tuple[Letter, ...]:
    """The oldest ones, oldest first."""
    rows = store.rows(f"{SELECT} WHERE {OPEN} ORDER BY created_at, id LIMIT ?", (most,))
    return tuple(map(letter_of, rows))


def latest_sent(store: Store, most: int) -> tuple[Letter, ...]:
    """The last that are settled, newest first, among the last letters written."""
    rows = store.rows(
        f"{SELECT} WHERE id IN (SELECT id FROM mail ORDER BY id DESC LIMIT ?) "
        "AND state = 'accepted' ORDER BY id DESC",
        (most,),
    )
    return tuple(map(letter_of, rows))


def count_open(store: Store) -> int:
    return store.number(f"SELECT count(*) FROM mail WHERE {OPEN}")


def count_stuck(store: Store, before: int) -> int:
    """Open ones that a person must look at, or written before a time (UTC ms)."""
    return store.number(
        f"SELECT count(*) FROM mail WHERE {OPEN} "
        "AND (created_at < ? OR state IN ('refused', 'unknown'))",
        (before,),
    )


def change(
    store: Store, letter_id: Id, before: Sequence[LetterState], state: LetterState, at: int | None
) -> bool:
    """What a person decides; False when it is in none of those states any more. ``at``: when it
    was settled, None for one that goes on."""
    return bool(
        store.run(
            "UPDATE mail SET state = ?, error = '', next_at = 0, settled_at = ? "
            f"WHERE id = ? AND state IN ({marks(before)})",
            (state, at, letter_id, *before),
        )
    )


def hurry(store: Store) -> int:
    """What waits for its next try is tried at once."""
    return store.run("UPDATE mail SET next_at = 0 WHERE state IN ('new', 'sent') AND next_at > 0")


def write_anew(store: Store) -> None:
    """Another sender: what has not left is put together again, and tried at once."""
    store.run(
        f"UPDATE mail SET bytes = NULL, next_at = 0 WHERE {OPEN} AND state IN ('new', 'refused')"
    )


# -- receipts, which the desk draws after the sale -------------------------------------------------


def unwritten(store: Store, most: int) -> tuple[Letter, ...]:
    """Receipts whose text has not been drawn yet."""
    rows = store.rows(
        f"{SELECT} WHERE state IN ('new', 'sent') AND state = 'new' AND kind = 'receipt' "
        "AND EXISTS (SELECT 1 FROM mail_part p WHERE p.mail_id = mail.id "
        "AND p.file_kind = 'text' AND p.bytes IS NULL) "
        "ORDER BY created_at, id LIMIT ?",
        (most,),
    )
    return tuple(map(letter_of, rows))


def fill_text(store: Store, letter_id: Id, text: bytes) -> bool:
    """Keeps it once; False when it was there already."""
    return bool(
        store.run(
            "UPDATE mail_part SET bytes = ? WHERE mail_id = ? AND file_kind = 'text' "
            "AND bytes IS NULL",
            (text, letter_id),
        )
    )


# -- what letters are about ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AboutInvoice:
    number: str
    kind: str
    currency: str
    total_minor: int
    due_minor: int
    due_on: str
    client_id: Id | None
    language: str


def about_invoice(store: Store, invoice_id: Id) -> AboutInvoice | None:
    row = store.row(
        "SELECT number, kind, currency, total_minor, due_minor, due_on, client_id, "
        "coalesce(CASE WHEN json_valid(content) THEN json_extract(content, '$.language') END, '') "
        "FROM invoice WHERE id = ?",
        (invoice_id,),
    )
    return AboutInvoice(*row) if row else None


@dataclass(frozen=True, slots=True)
class AboutReminder:
    invoice_id: Id
    level: int
    open_minor: int


def about_reminder(store: Store, reminder_id: Id) -> AboutReminder | None:
    row = store.row(
        "SELECT invoice_id, level, open_minor FROM invoice_reminder WHERE id = ?", (reminder_id,)
    )
    return AboutReminder(*row) if row else None


@dataclass(frozen=True, slots=True)
class AboutSale:
    """``language``: of the client, empty for the salon's."""

    number: str
    client_id: Id | None
    email: str
    receipt_by: str
    language: str


def about_sale(store: Store, sale_id: Id) -> AboutSale | None:
    row = store.row(
        "SELECT s.number, s.client_id, coalesce(c.email, ''), coalesce(c.receipt_by, ''), "
        "coalesce(c.language, '') FROM sale s LEFT JOIN client c ON c.id = s.client_id "
        "WHERE s.id = ?",
        (sale_id,),
    )
    return AboutSale(*row) if row else None


class Wish(NamedTuple):
    """``receipt_by``: ``email``, ``paper``, or empty where nobody has asked."""

    receipt_by: str
    address: str


def wish(store: Store, client_id: Id) -> Wish | None:
    """How a client wants receipts, and the address; None for somebody unknown."""
    row = store.row("SELECT receipt_by, email FROM client WHERE id = ?", (client_id,))
    return Wish(*row) if row else None


def set_wish(store: Store, client_id: Id, receipt_by: str, at: int) -> bool:
    """False when it stood so already."""
    return bool(
        store.run(
            "UPDATE client SET receipt_by = ?, updated_at = ? WHERE id = ? AND receipt_by <> ?",
            (receipt_by, at, client_id, receipt_by),
        )
    )


def part_name(store: Store, letter_id: Id) -> str:
    """Name of the first part; empty when there is none."""
    found = store.value(
        "SELECT name FROM mail_part WHERE mail_id = ? ORDER BY position LIMIT 1", (letter_id,)
    )
    return found or ""
