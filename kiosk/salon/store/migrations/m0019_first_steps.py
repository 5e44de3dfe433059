"""What a new salon has seen to: whose key is on paper, and which first steps it does not need."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(19)
def first_steps(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE key_kept (
            key_id INTEGER PRIMARY KEY, kept_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE step_not_needed (step TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        """,
    )
