"""Cards with their past, what their writings can mean, and which key is in use."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(6)
def cards(db: peewee.SqliteDatabase) -> None:
    # An empty format: the meanings of these cards are written when the key is at hand.
    script(
        db,
        """
        CREATE TABLE card_before AS SELECT * FROM card;
        DROP TABLE card;
        CREATE TABLE card (
            id BLOB PRIMARY KEY, token BLOB NOT NULL,
            kind TEXT NOT NULL,
            client_id BLOB REFERENCES client (id), staff_id BLOB REFERENCES staff (id),
            state TEXT NOT NULL CHECK (state IN ('active', 'lost', 'blocked', 'replaced')),
            format TEXT NOT NULL, technology TEXT NOT NULL,
            created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
            CHECK ((client_id IS NULL) <> (staff_id IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX card_in_use ON card (token) WHERE state IN ('active', 'blocked');
        CREATE INDEX card_client ON card (client_id);
        CREATE INDEX card_staff ON card (staff_id);
        CREATE TABLE card_meaning (
            token BLOB NOT NULL, card_id BLOB NOT NULL REFERENCES card (id),
            own INTEGER NOT NULL,
            PRIMARY KEY (token, card_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX card_meaning_of ON card_meaning (card_id);
        INSERT INTO card SELECT randomblob(16), token, kind, client_id, staff_id,
            CASE state WHEN 'active' THEN 'active' ELSE 'lost' END,
            '', '', created_at, created_at FROM card_before;
        DROP TABLE card_before;
        CREATE TABLE salon_key (
            key_id INTEGER PRIMARY KEY, state TEXT NOT NULL, wrapped BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX salon_key_current ON salon_key (state) WHERE state = 'current';
        INSERT INTO salon_key SELECT 1, 'current', x'' WHERE EXISTS (SELECT 1 FROM journal);
        """,
    )
