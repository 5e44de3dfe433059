"""Writing several rows of a table in one statement."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.salon.store.database import Store, marks

MOST_ROWS = 50
"""SQLite takes 32,766 values in a statement; this keeps the text short enough to be cached."""


def insert(store: Store, table: str, columns: str, rows: Sequence[Sequence[object]]) -> None:
    """Inserts ``rows`` in the order of ``columns`` (comma separated), inside a transaction."""
    for start in range(0, len(rows), MOST_ROWS):
        part = rows[start : start + MOST_ROWS]
        places = ", ".join([f"({marks(part[0])})"] * len(part))
        store.run(
            f"INSERT INTO {table} ({columns}) VALUES {places}",
            [value for row in part for value in row],
        )
