"""What people said of the headings of files that they import."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(15)
def headings(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE import_mapping (
            headings BLOB PRIMARY KEY CHECK (length(headings) = 32), fields TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
    )
