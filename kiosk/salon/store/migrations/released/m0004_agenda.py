"""Agenda: appointments with their services, and the waiting list."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(4)
def agenda(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE appointment (
            id BLOB PRIMARY KEY, code TEXT NOT NULL UNIQUE,
            client_id BLOB REFERENCES client (id), guest_name TEXT NOT NULL,
            staff_id BLOB NOT NULL REFERENCES staff (id),
            starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,
            state TEXT NOT NULL, note TEXT NOT NULL,
            arrived_at INTEGER, arrived_via TEXT NOT NULL,
            created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX appointment_starts ON appointment (starts_at);
        CREATE INDEX appointment_client ON appointment (client_id, starts_at);
        CREATE INDEX appointment_staff ON appointment (staff_id, starts_at);
        CREATE TABLE appointment_service (
            id BLOB PRIMARY KEY, appointment_id BLOB NOT NULL REFERENCES appointment (id),
            position INTEGER NOT NULL, service_id BLOB NOT NULL REFERENCES service (id),
            name TEXT NOT NULL, minutes INTEGER NOT NULL, price_minor INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX appointment_service_of ON appointment_service (appointment_id, position);
        CREATE TABLE waiting (
            id BLOB PRIMARY KEY, first_name TEXT NOT NULL, client_id BLOB REFERENCES client (id),
            note TEXT NOT NULL, state TEXT NOT NULL, at INTEGER NOT NULL, settled_at INTEGER
        ) STRICT;
        CREATE INDEX waiting_open ON waiting (at) WHERE state = 'waiting';
        """,
    )
