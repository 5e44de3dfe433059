"""Punches that a manager entered later: who, and why."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(21)
def corrections(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        ALTER TABLE punch ADD COLUMN by_id BLOB REFERENCES staff (id);
        ALTER TABLE punch ADD COLUMN why TEXT NOT NULL DEFAULT '';
        CREATE INDEX punch_at ON punch (staff_id, at);
        """,
    )
