"""What fiscal offices are told: certificates, premises, messages in their order, and the book of
receipts by hand for when there is no power."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(33)
def fiscal(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE fiscal_certificate (
            id BLOB PRIMARY KEY, provider TEXT NOT NULL, subject TEXT NOT NULL,
            issuer TEXT NOT NULL, serial TEXT NOT NULL, tax_number TEXT NOT NULL,
            valid_from INTEGER NOT NULL, valid_until INTEGER NOT NULL,
            key_id INTEGER NOT NULL, sealed BLOB NOT NULL,
            imported_at INTEGER NOT NULL, active INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX fiscal_certificate_active ON fiscal_certificate (provider)
            WHERE active = 1;
        CREATE TABLE fiscal_premise (
            id BLOB PRIMARY KEY, provider TEXT NOT NULL, code TEXT NOT NULL, desk TEXT NOT NULL,
            device TEXT NOT NULL, facts TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
            since INTEGER NOT NULL, closed_at INTEGER,
            UNIQUE (provider, code, device)
        ) STRICT;
        CREATE TABLE fiscal_item (
            id BLOB PRIMARY KEY, provider TEXT NOT NULL, queue TEXT NOT NULL,
            seq INTEGER NOT NULL, desk TEXT NOT NULL,
            kind TEXT NOT NULL, subject_id BLOB NOT NULL, number TEXT NOT NULL,
            payload BLOB NOT NULL, local_text TEXT NOT NULL, local_code TEXT NOT NULL,
            qr TEXT NOT NULL, message_id TEXT NOT NULL, test INTEGER NOT NULL,
            made_at INTEGER NOT NULL, deadline INTEGER NOT NULL,
            printed_without INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL CHECK (state IN
                ('new', 'sent', 'accepted', 'refused', 'unknown', 'set_aside')),
            code TEXT NOT NULL DEFAULT '', answer TEXT NOT NULL DEFAULT '',
            error_code TEXT NOT NULL DEFAULT '', error_text TEXT NOT NULL DEFAULT '',
            late INTEGER NOT NULL DEFAULT 0, envelope BLOB,
            tries INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL DEFAULT 0,
            sent_at INTEGER, settled_at INTEGER,
            UNIQUE (provider, queue, seq), UNIQUE (provider, message_id)
        ) STRICT;
        CREATE INDEX fiscal_item_of ON fiscal_item (subject_id);
        CREATE INDEX fiscal_item_waiting ON fiscal_item (provider, queue, seq)
            WHERE state IN ('new', 'sent', 'refused', 'unknown');
        CREATE INDEX fiscal_item_code ON fiscal_item (local_code) WHERE local_code <> '';
        CREATE TABLE fiscal_attempt (
            id BLOB PRIMARY KEY, item_id BLOB NOT NULL REFERENCES fiscal_item (id),
            at INTEGER NOT NULL, took_ms INTEGER NOT NULL, outcome TEXT NOT NULL,
            code TEXT NOT NULL, text TEXT NOT NULL
        ) STRICT;
        CREATE INDEX fiscal_attempt_of ON fiscal_attempt (item_id, at);
        CREATE TABLE fiscal_book_receipt (
            id BLOB PRIMARY KEY, provider TEXT NOT NULL, premise TEXT NOT NULL,
            set_number TEXT NOT NULL, serial_number TEXT NOT NULL, number TEXT NOT NULL,
            issued_on TEXT NOT NULL, total_minor INTEGER NOT NULL, vat TEXT NOT NULL,
            sale_id BLOB REFERENCES sale (id), note TEXT NOT NULL,
            entered_at INTEGER NOT NULL, entered_by BLOB REFERENCES staff (id),
            UNIQUE (provider, set_number, serial_number)
        ) STRICT;
        ALTER TABLE print_job ADD COLUMN copy_number INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sale ADD COLUMN clock_doubtful INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE staff ADD COLUMN tax_number TEXT NOT NULL DEFAULT '';
        """,
    )
