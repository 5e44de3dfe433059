"""Sums of finished days, kept so that nobody adds up years of documents for a page."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(31)
def sums(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE day_sum (day TEXT PRIMARY KEY, figures TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """,
    )
