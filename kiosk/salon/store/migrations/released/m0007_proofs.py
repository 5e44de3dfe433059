"""What a card has proven, how often it has signed its address, and copies of it that came."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(7)
def proofs(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        ALTER TABLE card ADD COLUMN assurance TEXT NOT NULL DEFAULT 'uid'
            CHECK (assurance IN ('uid', 'aes'));
        ALTER TABLE card ADD COLUMN counter INTEGER;
        ALTER TABLE card ADD COLUMN refused_at INTEGER;
        """,
    )
