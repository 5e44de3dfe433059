"""What is there already, a row at a time through an index, how far an import has come, and what
people said of headings.

``digest``: of the file's table, 32 bytes. ``headings``: of a kind's set of headings, 32 bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.salon.domain.entry import phones
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client
from kiosk.salon.store.clients import table as clients
from kiosk.salon.store.database import Store

_MANY = 200
"""Namesakes who are looked at."""


def clients_like(store: Store, row: Client) -> list[Client]:
    """Who shares the name (in either order), a number or the e-mail (lower case) with somebody of
    a file; active ones first, then the newest. Erased people are nobody."""
    numbers = [number for number in (row.phone, row.other_phone) if number]
    ways = ["SELECT number FROM client WHERE sort_name IN (?, ?)"]
    values: list[object] = [
        fold(f"{row.last_name} {row.first_name}"),
        fold(f"{row.first_name} {row.last_name}"),
    ]
    if row.email:
        # The second condition is what lets SQLite use the index, which has no empty ones.
        ways.append("SELECT number FROM client WHERE email = ? AND email <> ''")
        values.append(row.email)
    for number in numbers:
        for column in ("phone", "other_phone"):
            ways.append(
                f"SELECT number FROM client WHERE {column}_tail = ? AND {column}_tail <> '' "
                f"AND {column} = ?"
            )
            values += [phones.tail(number), number]
    found = store.rows(
        f"SELECT {clients.COLUMNS} FROM client c WHERE c.number IN ({' UNION '.join(ways)}) "
        "AND c.erased_at IS NULL ORDER BY c.active DESC, c.number DESC LIMIT ?",
        (*values, _MANY),
    )
    return [clients.of_row(line) for line in found]


def product_with_name(store: Store, name: str) -> Id | None:
    """``name``: folded. One without a code and without a barcode, which only its name can tell
    apart."""
    return store.value(
        "SELECT id FROM product p WHERE (folded = ? OR folded >= ? AND folded < ?) AND code = '' "
        "AND NOT EXISTS (SELECT 1 FROM barcode b WHERE b.product_id = p.id) ORDER BY number DESC",
        (name, f"{name}  ", f"{name}  \U0010ffff"),
    )


def edition(store: Store) -> int:
    """Another number when anybody but this connection has written (sqlite.org/pragma.html,
    data_version)."""
    return store.number("PRAGMA data_version")


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


def mapping(store: Store, headings: bytes) -> Mapping[str, str]:
    """Heading to field (empty: left out), as somebody said the last time; else empty."""
    found = store.value("SELECT fields FROM import_mapping WHERE headings = ?", (headings,))
    return dict(json.loads(found)) if found else {}


def remember(store: Store, headings: bytes, mapping: Mapping[str, str]) -> None:
    """An empty one is forgotten."""
    store.run("DELETE FROM import_mapping WHERE headings = ?", (headings,))
    if mapping:
        store.run(
            "INSERT INTO import_mapping (headings, fields) VALUES (?, ?)",
            (headings, json.dumps(dict(mapping), ensure_ascii=False)),
        )
