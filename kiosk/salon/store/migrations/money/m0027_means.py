"""The means of payment that the salon takes, money of another currency, and tips."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(27)
def means(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE means (
            key TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,
            active INTEGER NOT NULL, sort INTEGER NOT NULL, opens_drawer INTEGER NOT NULL,
            needs_client INTEGER NOT NULL, needs_reference INTEGER NOT NULL,
            fiscal_cash INTEGER NOT NULL, currency TEXT NOT NULL DEFAULT ''
        ) STRICT, WITHOUT ROWID;
        INSERT INTO means (key, kind, name, active, sort, opens_drawer, needs_client,
            needs_reference, fiscal_cash) VALUES
            ('cash', 'cash', '', 1, 1, 1, 0, 0, 1),
            ('card', 'card', '', 1, 2, 0, 0, 0, 1),
            ('transfer', 'transfer', '', 0, 3, 0, 0, 1, 0),
            ('voucher', 'voucher', '', 0, 4, 0, 0, 1, 1),
            ('points', 'points', '', 0, 5, 0, 1, 0, 1),
            ('foreign', 'foreign', '', 0, 6, 1, 0, 0, 1),
            ('barter', 'barter', '', 0, 7, 0, 1, 0, 0),
            ('account', 'account', '', 0, 8, 0, 1, 0, 0);
        ALTER TABLE payment ADD COLUMN currency TEXT NOT NULL DEFAULT '';
        ALTER TABLE payment ADD COLUMN foreign_minor INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE payment ADD COLUMN rate_micro INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE payment ADD COLUMN reference TEXT NOT NULL DEFAULT '';
        ALTER TABLE payment ADD COLUMN title TEXT NOT NULL DEFAULT '';
        CREATE TABLE tip (
            id BLOB PRIMARY KEY, sale_id BLOB NOT NULL REFERENCES sale (id),
            position INTEGER NOT NULL, staff_id BLOB REFERENCES staff (id),
            staff_name TEXT NOT NULL, method TEXT NOT NULL, amount_minor INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX tip_of ON tip (sale_id, position);
        ALTER TABLE bill ADD COLUMN tip_minor INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE bill ADD COLUMN tip_staff_id BLOB REFERENCES staff (id);
        ALTER TABLE payment_request ADD COLUMN tip_minor INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE payment_request ADD COLUMN title TEXT NOT NULL DEFAULT '';
        ALTER TABLE payment_request ADD COLUMN reference TEXT NOT NULL DEFAULT '';
        CREATE TABLE exchange_rate (
            id BLOB PRIMARY KEY, currency TEXT NOT NULL,
            rate_micro INTEGER NOT NULL CHECK (rate_micro > 0), at INTEGER NOT NULL,
            by_id BLOB REFERENCES staff (id),
            source TEXT NOT NULL CHECK (source IN ('typed', 'official'))
        ) STRICT;
        CREATE INDEX exchange_rate_of ON exchange_rate (currency, at);
        CREATE TABLE official_rate (
            currency TEXT NOT NULL, day TEXT NOT NULL,
            rate_micro INTEGER NOT NULL CHECK (rate_micro > 0), fetched_at INTEGER NOT NULL,
            PRIMARY KEY (currency, day)
        ) STRICT, WITHOUT ROWID;
        """,
    )
