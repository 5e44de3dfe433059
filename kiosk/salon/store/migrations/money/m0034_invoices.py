"""Invoices as documents of their own, what was paid of them, and who they are written to."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(34)
def invoices(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE buyer (
            id BLOB PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('person', 'company')),
            name TEXT NOT NULL, folded TEXT NOT NULL, street TEXT NOT NULL, city TEXT NOT NULL,
            postcode TEXT NOT NULL, country TEXT NOT NULL,
            company_id TEXT NOT NULL, vat_id TEXT NOT NULL, email TEXT NOT NULL,
            client_id BLOB REFERENCES client (id),
            source TEXT NOT NULL, active INTEGER NOT NULL,
            created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX buyer_company ON buyer (company_id) WHERE company_id <> '';
        CREATE INDEX buyer_vat ON buyer (vat_id) WHERE vat_id <> '';
        CREATE INDEX buyer_client ON buyer (client_id) WHERE client_id IS NOT NULL;
        CREATE TABLE buyer_lookup (
            id BLOB PRIMARY KEY, country TEXT NOT NULL, number TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('company_id', 'vat_id')),
            state TEXT NOT NULL CHECK (state IN ('asked', 'found', 'nobody', 'failed')),
            name TEXT NOT NULL DEFAULT '', street TEXT NOT NULL DEFAULT '',
            city TEXT NOT NULL DEFAULT '', postcode TEXT NOT NULL DEFAULT '',
            company_id TEXT NOT NULL DEFAULT '', vat_id TEXT NOT NULL DEFAULT '',
            pays_vat INTEGER, source TEXT NOT NULL DEFAULT '', error TEXT NOT NULL DEFAULT '',
            asked_at INTEGER NOT NULL, answered_at INTEGER,
            tries INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX buyer_lookup_asked ON buyer_lookup (next_at) WHERE state = 'asked';
        CREATE INDEX buyer_lookup_of ON buyer_lookup (country, number, asked_at);
        CREATE TABLE invoice (
            id BLOB PRIMARY KEY, number TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit_note', 'advance')),
            sale_id BLOB REFERENCES sale (id), order_ref TEXT NOT NULL,
            corrects BLOB REFERENCES invoice (id),
            buyer_id BLOB REFERENCES buyer (id), client_id BLOB REFERENCES client (id),
            buyer_name TEXT NOT NULL, buyer_email TEXT NOT NULL,
            currency TEXT NOT NULL, total_minor INTEGER NOT NULL, due_minor INTEGER NOT NULL,
            reference TEXT NOT NULL,
            issued_on TEXT NOT NULL, supplied_on TEXT NOT NULL, due_on TEXT NOT NULL,
            issued_at INTEGER NOT NULL, business_day TEXT NOT NULL, desk TEXT NOT NULL,
            staff_id BLOB REFERENCES staff (id),
            content BLOB NOT NULL, hash TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX invoice_sale ON invoice (sale_id) WHERE sale_id IS NOT NULL;
        CREATE UNIQUE INDEX invoice_order ON invoice (order_ref)
            WHERE order_ref <> '' AND kind = 'invoice';
        CREATE INDEX invoice_day ON invoice (issued_on, issued_at);
        CREATE INDEX invoice_client ON invoice (client_id) WHERE client_id IS NOT NULL;
        CREATE INDEX invoice_corrects ON invoice (corrects) WHERE corrects IS NOT NULL;
        CREATE INDEX invoice_reference ON invoice (reference);
        CREATE INDEX invoice_due ON invoice (due_on) WHERE due_minor <> 0;
        CREATE TABLE invoice_file (
            invoice_id BLOB NOT NULL REFERENCES invoice (id), kind TEXT NOT NULL,
            name TEXT NOT NULL, media_type TEXT NOT NULL, hash TEXT NOT NULL,
            bytes BLOB NOT NULL, made_at INTEGER NOT NULL,
            PRIMARY KEY (invoice_id, kind)
        ) STRICT;
        CREATE TABLE invoice_payment (
            id BLOB PRIMARY KEY, invoice_id BLOB NOT NULL REFERENCES invoice (id),
            amount_minor INTEGER NOT NULL, paid_on TEXT NOT NULL,
            how TEXT NOT NULL CHECK (how IN ('hand', 'statement', 'credit_note', 'undone')),
            reference TEXT NOT NULL, line_key TEXT NOT NULL, undoes BLOB UNIQUE
                REFERENCES invoice_payment (id),
            means TEXT NOT NULL DEFAULT 'bank' CHECK (means IN ('bank', 'cash', 'card')),
            at INTEGER NOT NULL, by_id BLOB REFERENCES staff (id)
        ) STRICT;
        CREATE INDEX invoice_payment_of ON invoice_payment (invoice_id);
        CREATE UNIQUE INDEX invoice_payment_line ON invoice_payment (line_key, invoice_id)
            WHERE line_key <> '' AND undoes IS NULL;
        CREATE TABLE invoice_reminder (
            id BLOB PRIMARY KEY, invoice_id BLOB NOT NULL REFERENCES invoice (id),
            level INTEGER NOT NULL, at INTEGER NOT NULL, by_id BLOB REFERENCES staff (id),
            open_minor INTEGER NOT NULL, content BLOB NOT NULL, hash TEXT NOT NULL, pdf BLOB,
            pdf_hash TEXT NOT NULL DEFAULT '',
            UNIQUE (invoice_id, level)
        ) STRICT;
        ALTER TABLE salon ADD COLUMN iban TEXT NOT NULL DEFAULT '';
        ALTER TABLE salon ADD COLUMN bic TEXT NOT NULL DEFAULT '';
        ALTER TABLE salon ADD COLUMN register TEXT NOT NULL DEFAULT '';
        ALTER TABLE salon ADD COLUMN email TEXT NOT NULL DEFAULT '';
        ALTER TABLE salon ADD COLUMN due_days INTEGER NOT NULL DEFAULT 14;
        INSERT INTO means (key, kind, name, active, sort, opens_drawer, needs_client,
            needs_reference, fiscal_cash) VALUES ('invoice', 'invoice', '', 0, 9, 0, 0, 0, 0);
        """,
    )
