"""Money put into and taken out of a till, expenses, and the ledger of everything in cash.

``cash_ledger`` is the only definition of what lies in a drawer: a row for each sum that moved, in
its currency. Money of another currency comes in as it is, its change goes out in the salon's.
``safe_ledger`` says the same of the safe: what was put into it or taken out there, and what the
drawers dropped, which is one movement that both read.
"""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(29)
def cash(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE expense_item (
            id BLOB PRIMARY KEY, name TEXT NOT NULL, active INTEGER NOT NULL,
            sort INTEGER NOT NULL, goods INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE cash_movement (
            id BLOB PRIMARY KEY, number TEXT NOT NULL, session_id BLOB REFERENCES till_session (id),
            till_id BLOB NOT NULL REFERENCES till (id), kind TEXT NOT NULL, currency TEXT NOT NULL,
            amount_minor INTEGER NOT NULL, at INTEGER NOT NULL, business_day TEXT NOT NULL,
            staff_id BLOB REFERENCES staff (id), approved_by BLOB REFERENCES staff (id),
            staff_name TEXT NOT NULL DEFAULT '', approver_name TEXT NOT NULL DEFAULT '',
            party TEXT NOT NULL DEFAULT '', person_id BLOB REFERENCES staff (id),
            purpose TEXT NOT NULL DEFAULT '',
            item_id BLOB REFERENCES expense_item (id), supplier TEXT NOT NULL DEFAULT '',
            company_id TEXT NOT NULL DEFAULT '', document_number TEXT NOT NULL DEFAULT '',
            vat TEXT NOT NULL DEFAULT '[]',
            transfer_id BLOB, reverses BLOB UNIQUE REFERENCES cash_movement (id)
        ) STRICT;
        CREATE UNIQUE INDEX cash_movement_number ON cash_movement (number) WHERE number <> '';
        CREATE INDEX cash_movement_of ON cash_movement (session_id);
        CREATE INDEX cash_movement_till ON cash_movement (till_id, at);
        CREATE INDEX cash_movement_day ON cash_movement (business_day);
        CREATE TABLE expense (
            id BLOB PRIMARY KEY, item_id BLOB REFERENCES expense_item (id), day TEXT NOT NULL,
            at INTEGER NOT NULL, amount_minor INTEGER NOT NULL, currency TEXT NOT NULL,
            paid TEXT NOT NULL CHECK (paid IN ('cash', 'bank')),
            supplier TEXT NOT NULL DEFAULT '', company_id TEXT NOT NULL DEFAULT '',
            document_number TEXT NOT NULL DEFAULT '',
            vat TEXT NOT NULL DEFAULT '[]', note TEXT NOT NULL DEFAULT '',
            movement_id BLOB REFERENCES cash_movement (id), staff_id BLOB REFERENCES staff (id),
            reverses BLOB UNIQUE REFERENCES expense (id)
        ) STRICT;
        CREATE INDEX expense_day ON expense (day);
        CREATE VIEW cash_ledger AS
            SELECT s.session_id AS session_id, s.currency AS currency,
                iif(p.method = 'cash', p.amount_minor, -p.change_minor) AS amount_minor,
                s.kind AS kind, s.sold_at AS at, s.business_day AS business_day, s.id AS ref_id,
                'payment' AS source
            FROM sale s JOIN payment p ON p.sale_id = s.id WHERE p.method IN ('cash', 'foreign')
            UNION ALL
            SELECT s.session_id, p.currency, p.foreign_minor, s.kind, s.sold_at, s.business_day,
                s.id, 'payment'
            FROM sale s JOIN payment p ON p.sale_id = s.id WHERE p.method = 'foreign'
            UNION ALL
            SELECT s.session_id, s.currency, t.amount_minor, 'tip', s.sold_at, s.business_day,
                s.id, 'tip'
            FROM sale s JOIN tip t ON t.sale_id = s.id WHERE t.method = 'cash'
            UNION ALL
            SELECT session_id, currency, amount_minor, kind, at, business_day, id, 'movement'
            FROM cash_movement;
        CREATE VIEW safe_ledger AS
            SELECT currency, amount_minor, kind, at, business_day, id AS ref_id
            FROM cash_movement WHERE session_id IS NULL
            UNION ALL
            SELECT currency, -amount_minor, kind, at, business_day, id
            FROM cash_movement WHERE session_id IS NOT NULL AND kind = 'drop';
        """,
    )
