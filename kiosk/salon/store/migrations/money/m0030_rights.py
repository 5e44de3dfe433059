"""What each of the team may do: only what differs from what is usual has a row."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(30)
def rights(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE staff_right (
            staff_id BLOB NOT NULL REFERENCES staff (id), name TEXT NOT NULL,
            granted INTEGER NOT NULL, PRIMARY KEY (staff_id, name)
        ) STRICT, WITHOUT ROWID;
        """,
    )
