"""By which edition of the rules words were folded: at start, an index of another is made anew."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(17)
def folding(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE folding (
            id INTEGER PRIMARY KEY CHECK (id = 1), edition INTEGER NOT NULL
        ) STRICT;
        INSERT INTO folding VALUES (1, 1);
        """,
    )
