"""Whom a bill's invoice is for before it is paid, and what an office is asked to do with a
message."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(38)
def ordered_invoices(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        ALTER TABLE bill ADD COLUMN buyer_id BLOB REFERENCES buyer (id);
        ALTER TABLE fiscal_item ADD COLUMN operation TEXT NOT NULL DEFAULT '';
        UPDATE fiscal_item SET operation = local_text, local_text = '' WHERE provider = 'nav';
        CREATE INDEX fiscal_item_tried ON fiscal_item (provider, subject_id) WHERE test = 1;
        CREATE INDEX bill_buyer ON bill (buyer_id) WHERE buyer_id IS NOT NULL;
        """,
    )
