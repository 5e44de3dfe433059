"""Money taken before what it is for: lines that take an advance, and lines that deduct one."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(36)
def advances(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        ALTER TABLE bill_line ADD COLUMN advance INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE bill_line ADD COLUMN deducts BLOB REFERENCES sale_line (id);
        ALTER TABLE sale_line ADD COLUMN advance INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sale_line ADD COLUMN deducts BLOB REFERENCES sale_line (id);
        CREATE INDEX sale_line_deducts ON sale_line (deducts) WHERE deducts IS NOT NULL;
        CREATE INDEX sale_line_advance ON sale_line (sale_id) WHERE advance = 1;
        """,
    )
