"""Where visits came from that another program had booked, and which of them have to be placed."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(23)
def visit_origins(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE visit_origin (
            name BLOB PRIMARY KEY, series BLOB NOT NULL,
            appointment_id BLOB NOT NULL REFERENCES appointment (id),
            starts_at INTEGER NOT NULL, staff_id BLOB NOT NULL, services BLOB NOT NULL,
            minutes INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX visit_origin_series ON visit_origin (series);
        CREATE INDEX visit_origin_visit ON visit_origin (appointment_id);
        ALTER TABLE appointment ADD COLUMN to_place INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX appointment_to_place ON appointment (starts_at) WHERE to_place = 1;
        """,
    )
