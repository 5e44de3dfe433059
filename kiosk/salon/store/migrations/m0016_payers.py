"""Whether the salon pays VAT, sums asked for outside the till, and who approved a reduction.

A salon that has a VAT number was a payer, and a sale keeps what its paper said: a table of VAT
where there was a number or any rate.
"""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(16)
def payers(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE vat_period (
            since TEXT PRIMARY KEY, payer INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO vat_period SELECT '0001-01-01', trim(vat_id) <> '' FROM salon;
        ALTER TABLE salon ADD COLUMN trade TEXT NOT NULL DEFAULT 'hair';
        ALTER TABLE salon ADD COLUMN no_vat TEXT NOT NULL DEFAULT '';
        ALTER TABLE sale ADD COLUMN pays_vat INTEGER NOT NULL DEFAULT 1;
        UPDATE sale SET pays_vat = 0
            WHERE NOT EXISTS (SELECT 1 FROM salon WHERE trim(vat_id) <> '')
            AND NOT EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = sale.id AND l.vat_bp > 0);
        ALTER TABLE bill ADD COLUMN approved_by BLOB REFERENCES staff (id);
        ALTER TABLE bill_line ADD COLUMN approved_by BLOB REFERENCES staff (id);
        CREATE TABLE payment_request (
            id BLOB PRIMARY KEY, desk TEXT NOT NULL,
            bill_id BLOB REFERENCES bill (id), sale_id BLOB REFERENCES sale (id),
            direction TEXT NOT NULL CHECK (direction IN ('take', 'give')),
            method TEXT NOT NULL, amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
            state TEXT NOT NULL CHECK (state IN ('asked', 'done', 'declined', 'withdrawn')),
            asked_at INTEGER NOT NULL, asked_by BLOB REFERENCES staff (id),
            answered_at INTEGER, answered_by BLOB REFERENCES staff (id),
            CHECK ((bill_id IS NULL) <> (sale_id IS NULL))
        ) STRICT;
        CREATE INDEX payment_request_bill ON payment_request (bill_id, asked_at);
        CREATE UNIQUE INDEX payment_request_open ON payment_request (bill_id)
            WHERE state = 'asked' AND bill_id IS NOT NULL;
        CREATE INDEX payment_request_asked ON payment_request (asked_at) WHERE state = 'asked';
        """,
    )
