"""Ground: the salon, number series, the change feed, the journal."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(1)
def ground(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE salon (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            name TEXT NOT NULL, street TEXT NOT NULL, city TEXT NOT NULL,
            postcode TEXT NOT NULL, country TEXT NOT NULL, phone TEXT NOT NULL,
            company_id TEXT NOT NULL, vat_id TEXT NOT NULL, language TEXT NOT NULL,
            timezone TEXT NOT NULL, receipt_footer TEXT NOT NULL, vat_bp TEXT NOT NULL,
            opens INTEGER NOT NULL, closes INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE series (
            name TEXT PRIMARY KEY, last INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE change (
            entity TEXT NOT NULL, entity_id BLOB NOT NULL, seq INTEGER NOT NULL,
            gone INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (entity, entity_id)
        ) STRICT;
        CREATE UNIQUE INDEX change_seq ON change (seq);
        CREATE TABLE journal (
            seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL,
            formula INTEGER NOT NULL, body TEXT NOT NULL, mac BLOB NOT NULL
        ) STRICT;
        CREATE TABLE journal_head (
            id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, mac BLOB NOT NULL,
            seal BLOB NOT NULL
        ) STRICT;
        """,
    )
