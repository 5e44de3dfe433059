"""Catalogue: services, products, their codes, and the stock ledger.

``product.number`` exists for the full-text index alone: it needs a row id that VACUUM keeps.
Words up to six letters have prefix indexes: three long words among 100,000 products take 1.5 ms
with them and 11 ms with the first three letters alone.
"""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(3)
def catalogue(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE service (
            id BLOB PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
            category TEXT NOT NULL, minutes INTEGER NOT NULL, price_minor INTEGER NOT NULL,
            vat_bp INTEGER NOT NULL, active INTEGER NOT NULL, sort INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX service_code ON service (code) WHERE code <> '';
        CREATE TABLE product (
            number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, code TEXT NOT NULL,
            name TEXT NOT NULL, folded TEXT NOT NULL,
            category TEXT NOT NULL, unit TEXT NOT NULL, price_minor INTEGER NOT NULL,
            vat_bp INTEGER NOT NULL, stock_milli INTEGER NOT NULL, active INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX product_code ON product (code) WHERE code <> '';
        CREATE INDEX product_folded ON product (folded);
        CREATE VIRTUAL TABLE product_fts USING fts5 (
            folded, content='product', content_rowid='number', prefix='1 2 3 4 5 6', detail=none
        );
        CREATE TRIGGER product_added AFTER INSERT ON product BEGIN
            INSERT INTO product_fts (rowid, folded) VALUES (new.number, new.folded); END;
        CREATE TRIGGER product_renamed AFTER UPDATE OF folded ON product BEGIN
            INSERT INTO product_fts (product_fts, rowid, folded)
                VALUES ('delete', old.number, old.folded); INSERT INTO product_fts (rowid, folded)
                VALUES (new.number, new.folded); END;
        CREATE TABLE barcode (
            code TEXT PRIMARY KEY, product_id BLOB NOT NULL REFERENCES product (id)
        ) STRICT;
        CREATE INDEX barcode_product ON barcode (product_id);
        CREATE TABLE stock_movement (
            id BLOB PRIMARY KEY, product_id BLOB NOT NULL REFERENCES product (id),
            quantity_milli INTEGER NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL,
            sale_id BLOB, staff_id BLOB, at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX stock_movement_product ON stock_movement (product_id, at);
        """,
    )
