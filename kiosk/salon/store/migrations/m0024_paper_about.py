"""What of its subject a paper is about, such as the month of a timesheet."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(24)
def paper_about(db: peewee.SqliteDatabase) -> None:
    script(db, "ALTER TABLE print_job ADD COLUMN about TEXT NOT NULL DEFAULT '';")
