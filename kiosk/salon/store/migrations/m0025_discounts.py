"""How much each of the team may take off alone, and why a terminal did not take a sum."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(25)
def discounts(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        ALTER TABLE staff ADD COLUMN discount_limit INTEGER;
        ALTER TABLE payment_request ADD COLUMN why TEXT NOT NULL DEFAULT '';
        """,
    )
