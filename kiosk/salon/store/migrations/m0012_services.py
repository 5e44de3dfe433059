"""Services are rows, told by the agent; what is asked of it and done for it names the account.

Until now there was only one account. What waits without one is not kept, nor is an import: the
stick that it was to be taken from may be gone.
"""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(12)
def services(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE sync_service (
            name TEXT PRIMARY KEY, place INTEGER NOT NULL, title TEXT NOT NULL,
            about TEXT NOT NULL, files INTEGER NOT NULL, needs TEXT NOT NULL,
            promises TEXT NOT NULL
        ) STRICT;
        CREATE TABLE sync_channel (
            remote TEXT PRIMARY KEY, service TEXT NOT NULL, place INTEGER NOT NULL,
            title TEXT NOT NULL,
            about TEXT NOT NULL CHECK (about IN ('clients', 'visits', 'other')),
            direction TEXT NOT NULL CHECK (direction IN ('both', 'in', 'out'))
        ) STRICT;
        ALTER TABLE sync_account RENAME COLUMN provider TO name;
        ALTER TABLE sync_request RENAME TO sync_request_before;
        CREATE TABLE sync_request (
            kind TEXT NOT NULL, service TEXT NOT NULL, at INTEGER NOT NULL, detail TEXT NOT NULL,
            PRIMARY KEY (kind, service)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO sync_request SELECT kind, '', at, detail FROM sync_request_before
            WHERE kind IN ('run', 'stop');
        INSERT INTO sync_request SELECT kind, name, at, detail
            FROM sync_request_before JOIN sync_account WHERE kind IN ('sign_in', 'sign_out');
        DROP TABLE sync_request_before;
        ALTER TABLE sync_run ADD COLUMN service TEXT NOT NULL DEFAULT '';
        ALTER TABLE sync_run ADD COLUMN asked TEXT NOT NULL DEFAULT '';
        UPDATE sync_run SET asked = substr(remote, instr(remote, '.') + 1),
            service = substr(remote, 1, instr(remote, '.') - 1)
            WHERE remote LIKE '%.sign_in' OR remote LIKE '%.sign_out' OR remote LIKE '%.import';
        """,
    )
