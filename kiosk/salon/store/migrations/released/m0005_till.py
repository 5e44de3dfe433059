"""Till: open bills, sales with everything that was true at the time, and print jobs."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(5)
def till(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE bill (
            id BLOB PRIMARY KEY, state TEXT NOT NULL,
            client_id BLOB REFERENCES client (id),
            appointment_id BLOB REFERENCES appointment (id),
            discount_kind TEXT NOT NULL, discount_value INTEGER NOT NULL,
            discount_reason TEXT NOT NULL,
            opened_by BLOB REFERENCES staff (id),
            opened_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX bill_open ON bill (opened_at) WHERE state = 'open';
        CREATE UNIQUE INDEX bill_appointment ON bill (appointment_id)
            WHERE state = 'open' AND appointment_id IS NOT NULL;
        CREATE TABLE bill_line (
            id BLOB PRIMARY KEY, bill_id BLOB NOT NULL REFERENCES bill (id),
            position INTEGER NOT NULL, kind TEXT NOT NULL,
            product_id BLOB REFERENCES product (id), service_id BLOB REFERENCES service (id),
            staff_id BLOB REFERENCES staff (id),
            name TEXT NOT NULL, unit TEXT NOT NULL, quantity_milli INTEGER NOT NULL,
            list_price_minor INTEGER NOT NULL, price_minor INTEGER NOT NULL,
            price_reason TEXT NOT NULL, vat_bp INTEGER NOT NULL,
            discount_kind TEXT NOT NULL, discount_value INTEGER NOT NULL,
            discount_reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX bill_line_of ON bill_line (bill_id, position);
        CREATE TABLE sale (
            id BLOB PRIMARY KEY, number TEXT NOT NULL UNIQUE, bill_id BLOB NOT NULL UNIQUE,
            kind TEXT NOT NULL, voids BLOB UNIQUE REFERENCES sale (id), reason TEXT NOT NULL,
            currency TEXT NOT NULL, client_id BLOB REFERENCES client (id),
            appointment_id BLOB REFERENCES appointment (id),
            staff_id BLOB REFERENCES staff (id), staff_name TEXT NOT NULL,
            approved_by BLOB REFERENCES staff (id),
            goods_minor INTEGER NOT NULL, discount_minor INTEGER NOT NULL,
            discount_text TEXT NOT NULL,
            total_minor INTEGER NOT NULL, rounding_minor INTEGER NOT NULL,
            paid_minor INTEGER NOT NULL, sold_at INTEGER NOT NULL, business_day TEXT NOT NULL
        ) STRICT;
        CREATE INDEX sale_day ON sale (business_day, sold_at);
        CREATE INDEX sale_client ON sale (client_id, sold_at);
        CREATE TABLE sale_line (
            id BLOB PRIMARY KEY, sale_id BLOB NOT NULL REFERENCES sale (id),
            position INTEGER NOT NULL, kind TEXT NOT NULL,
            product_id BLOB REFERENCES product (id), service_id BLOB REFERENCES service (id),
            staff_id BLOB REFERENCES staff (id), staff_name TEXT NOT NULL,
            name TEXT NOT NULL, unit TEXT NOT NULL, quantity_milli INTEGER NOT NULL,
            list_price_minor INTEGER NOT NULL, price_minor INTEGER NOT NULL,
            price_reason TEXT NOT NULL, vat_bp INTEGER NOT NULL,
            discount_minor INTEGER NOT NULL, discount_text TEXT NOT NULL,
            bill_discount_minor INTEGER NOT NULL, total_minor INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX sale_line_of ON sale_line (sale_id, position);
        CREATE TABLE payment (
            id BLOB PRIMARY KEY, sale_id BLOB NOT NULL REFERENCES sale (id),
            position INTEGER NOT NULL, method TEXT NOT NULL, amount_minor INTEGER NOT NULL,
            tendered_minor INTEGER NOT NULL, change_minor INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX payment_of ON payment (sale_id, position);
        CREATE TABLE print_job (
            id BLOB PRIMARY KEY, kind TEXT NOT NULL, subject_id BLOB NOT NULL,
            copies INTEGER NOT NULL, is_copy INTEGER NOT NULL, open_drawer INTEGER NOT NULL,
            state TEXT NOT NULL, attempts INTEGER NOT NULL, error TEXT NOT NULL,
            created_at INTEGER NOT NULL, finished_at INTEGER
        ) STRICT;
        CREATE INDEX print_job_open ON print_job (created_at)
            WHERE state IN ('waiting', 'sending', 'unsure');
        """,
    )
