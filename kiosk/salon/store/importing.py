"""What is there already, a row at a time through an index, and how far an import has come.

``digest``: of the file's table, 32 bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain import phones
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store


def client_with_email(store: Store, email: str) -> Id | None:
    """``email``: lower case, not empty."""
    # The second condition is what lets SQLite use the index, which has no empty ones.
    return store.value("SELECT id FROM client WHERE email = ? AND email <> ''", (email,))


def client_with_phone_and_name(store: Store, phone: str, name: str) -> Id | None:
    """``phone``: E.164; ``name``: folded ``first last``, since a family may share a number. The one
    who came last, when there are several."""
    found = store.rows(
        "SELECT id, first_name, last_name FROM client "
        "WHERE phone_tail = ? AND phone_tail <> '' AND phone = ? ORDER BY number DESC",
        (phones.tail(phone), phone),
    )
    return next((row[0] for row in found if fold(f"{row[1]} {row[2]}") == name), None)


def product_with_name(store: Store, name: str) -> Id | None:
    """``name``: folded. One without a code and without a barcode, which only its name can tell
    apart."""
    return store.value(
        "SELECT id FROM product p WHERE folded = ? AND code = '' "
        "AND NOT EXISTS (SELECT 1 FROM barcode b WHERE b.product_id = p.id) ORDER BY number DESC",
        (name,),
    )


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """The last line of a file that was written before its import was interrupted, and how many
    rows were."""

    line: int = 0
    rows: int = 0


def progress(store: Store, digest: bytes) -> ImportProgress:
    """Of nothing for a file nobody began or somebody finished."""
    found = store.row("SELECT line, rows FROM import_progress WHERE digest = ?", (digest,))
    return ImportProgress(*found) if found else ImportProgress()


def note(store: Store, digest: bytes, line: int, rows: int) -> None:
    """With the rows themselves, in one transaction: all up to ``line`` are written."""
    store.run(
        "INSERT INTO import_progress (digest, line, rows) VALUES (?, ?, ?) "
        "ON CONFLICT (digest) DO UPDATE SET line = excluded.line, rows = excluded.rows",
        (digest, line, rows),
    )


def finish(store: Store, digest: bytes) -> None:
    store.run("DELETE FROM import_progress WHERE digest = ?", (digest,))
