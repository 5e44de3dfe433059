"""People: staff, their PINs and punches; clients; cards of both."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(2)
def people(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE staff (
            id BLOB PRIMARY KEY, pseudonym BLOB NOT NULL UNIQUE,
            first_name TEXT NOT NULL, last_name TEXT NOT NULL, position TEXT NOT NULL,
            phone TEXT NOT NULL, email TEXT NOT NULL, role TEXT NOT NULL,
            language TEXT NOT NULL, colour INTEGER NOT NULL, bookable INTEGER NOT NULL,
            active INTEGER NOT NULL, sort INTEGER NOT NULL,
            pin_hash TEXT NOT NULL, pin_misses INTEGER NOT NULL, pin_wait_until INTEGER NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE punch (
            number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
            staff_id BLOB NOT NULL REFERENCES staff (id),
            kind TEXT NOT NULL, at INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
            source TEXT NOT NULL, undoes BLOB REFERENCES punch (id), flag TEXT NOT NULL
        ) STRICT;
        CREATE INDEX punch_staff ON punch (staff_id, number);
        CREATE UNIQUE INDEX punch_undone_once ON punch (undoes) WHERE undoes IS NOT NULL;
        CREATE TABLE client (
            number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
            pseudonym BLOB NOT NULL UNIQUE,
            first_name TEXT NOT NULL, last_name TEXT NOT NULL,
            sort_name TEXT NOT NULL, folded TEXT NOT NULL,
            phone TEXT NOT NULL, phone_tail TEXT NOT NULL, email TEXT NOT NULL,
            gender TEXT NOT NULL, birth_date TEXT NOT NULL,
            street TEXT NOT NULL, city TEXT NOT NULL, postcode TEXT NOT NULL,
            note TEXT NOT NULL, warning TEXT NOT NULL, language TEXT NOT NULL,
            status TEXT NOT NULL, marketing INTEGER NOT NULL, marketing_origin TEXT NOT NULL,
            visits INTEGER NOT NULL, active INTEGER NOT NULL,
            created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX client_email ON client (email) WHERE email <> '';
        CREATE INDEX client_phone_tail ON client (phone_tail) WHERE phone_tail <> '';
        CREATE INDEX client_sort ON client (sort_name) WHERE active;
        CREATE INDEX client_inactive ON client (sort_name) WHERE NOT active;
        CREATE TABLE client_word (
            word TEXT NOT NULL, client INTEGER NOT NULL REFERENCES client (number),
            PRIMARY KEY (word, client)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX client_word_of ON client_word (client);
        CREATE TABLE card (
            token BLOB PRIMARY KEY, kind TEXT NOT NULL,
            client_id BLOB REFERENCES client (id), staff_id BLOB REFERENCES staff (id),
            state TEXT NOT NULL, created_at INTEGER NOT NULL,
            CHECK ((client_id IS NULL) <> (staff_id IS NULL))
        ) STRICT;
        CREATE INDEX card_client ON card (client_id);
        CREATE INDEX card_staff ON card (staff_id);
        """,
    )
