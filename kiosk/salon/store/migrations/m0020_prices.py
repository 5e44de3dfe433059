"""Services whose price is said at the till."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(20)
def prices(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        ALTER TABLE service ADD COLUMN open_price INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE appointment_service ADD COLUMN open_price INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE bill_line ADD COLUMN open_price INTEGER NOT NULL DEFAULT 0;
        """,
    )
