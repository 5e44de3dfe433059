"""Hours of the salon and of its people, time off, rooms and devices, and what a service takes
besides its length.

The one opening time there was becomes that of all seven days, from the beginning of time.
"""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(18)
def hours(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE hours_plan (
            id BLOB PRIMARY KEY, staff_id BLOB REFERENCES staff (id), valid_from TEXT NOT NULL,
            weeks INTEGER NOT NULL CHECK (weeks BETWEEN 0 AND 2)
        ) STRICT;
        CREATE UNIQUE INDEX hours_plan_of ON hours_plan (coalesce(staff_id, x''), valid_from);
        CREATE TABLE hours_plan_span (
            plan_id BLOB NOT NULL REFERENCES hours_plan (id), week INTEGER NOT NULL,
            weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
            starts INTEGER NOT NULL, ends INTEGER NOT NULL CHECK (ends > starts),
            PRIMARY KEY (plan_id, week, weekday, starts)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE hours_exception (
            id BLOB PRIMARY KEY, staff_id BLOB REFERENCES staff (id),
            first TEXT NOT NULL, last TEXT NOT NULL, reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX hours_exception_last ON hours_exception (last);
        CREATE TABLE hours_exception_span (
            exception_id BLOB NOT NULL REFERENCES hours_exception (id),
            starts INTEGER NOT NULL, ends INTEGER NOT NULL CHECK (ends > starts),
            PRIMARY KEY (exception_id, starts)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE time_off (
            id BLOB PRIMARY KEY, staff_id BLOB NOT NULL REFERENCES staff (id),
            kind TEXT NOT NULL CHECK (
                kind IN ('holiday', 'sick', 'training', 'other', 'break', 'delivery', 'private')
            ),
            first TEXT NOT NULL, last TEXT NOT NULL, starts INTEGER, ends INTEGER,
            note TEXT NOT NULL
        ) STRICT;
        CREATE INDEX time_off_last ON time_off (last);
        CREATE TABLE resource (
            id BLOB PRIMARY KEY, name TEXT NOT NULL, units INTEGER NOT NULL CHECK (units > 0),
            active INTEGER NOT NULL, sort INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE service_resource (
            service_id BLOB NOT NULL REFERENCES service (id),
            resource_id BLOB NOT NULL REFERENCES resource (id),
            PRIMARY KEY (service_id, resource_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE appointment_service_resource (
            appointment_service_id BLOB NOT NULL REFERENCES appointment_service (id),
            resource_id BLOB NOT NULL REFERENCES resource (id),
            PRIMARY KEY (appointment_service_id, resource_id)
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE service ADD COLUMN gap_from INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE service ADD COLUMN gap_minutes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE service ADD COLUMN before_minutes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE service ADD COLUMN after_minutes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE appointment_service ADD COLUMN gap_from INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE appointment_service ADD COLUMN gap_minutes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE appointment_service ADD COLUMN before_minutes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE appointment_service ADD COLUMN after_minutes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE staff ADD COLUMN overbooks INTEGER NOT NULL DEFAULT 0;
        INSERT INTO hours_plan SELECT zeroblob(16), NULL, '0001-01-01', 1 FROM salon;
        INSERT INTO hours_plan_span
            SELECT zeroblob(16), 0, value, max(opens, 240), max(closes, 300)
            FROM salon, (
                SELECT 0 AS value UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4
                UNION SELECT 5 UNION SELECT 6
            );
        ALTER TABLE salon DROP COLUMN opens;
        ALTER TABLE salon DROP COLUMN closes;
        """,
    )
