"""Letters that wait for a mail server, and whether somebody wants receipts by e-mail."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(35)
def mail(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE mail (
            id BLOB PRIMARY KEY, message_id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('invoice', 'receipt', 'reminder', 'test')),
            subject_id BLOB NOT NULL, client_id BLOB REFERENCES client (id),
            address TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN
                ('new', 'sent', 'accepted', 'refused', 'unknown', 'dropped')),
            bytes BLOB, error TEXT NOT NULL DEFAULT '', tries INTEGER NOT NULL DEFAULT 0,
            next_at INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL,
            created_by BLOB REFERENCES staff (id), sent_at INTEGER, settled_at INTEGER
        ) STRICT;
        CREATE INDEX mail_waiting ON mail (next_at) WHERE state IN ('new', 'sent');
        CREATE INDEX mail_open ON mail (created_at)
            WHERE state IN ('new', 'sent', 'refused', 'unknown');
        CREATE INDEX mail_of ON mail (subject_id);
        CREATE INDEX mail_client ON mail (client_id) WHERE client_id IS NOT NULL;
        CREATE TABLE mail_part (
            mail_id BLOB NOT NULL REFERENCES mail (id), position INTEGER NOT NULL,
            name TEXT NOT NULL, media_type TEXT NOT NULL,
            invoice_id BLOB REFERENCES invoice (id), file_kind TEXT NOT NULL,
            bytes BLOB, PRIMARY KEY (mail_id, position)
        ) STRICT;
        ALTER TABLE client ADD COLUMN receipt_by TEXT NOT NULL DEFAULT '';
        """,
    )
