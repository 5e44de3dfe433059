"""Where a remote stands is remembered for each account that was ever used."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(10)
def remote_accounts(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        ALTER TABLE sync_remote RENAME TO sync_remote_before;
        CREATE TABLE sync_remote (
            remote TEXT NOT NULL, account TEXT NOT NULL, in_use INTEGER NOT NULL,
            scope TEXT NOT NULL, epoch INTEGER NOT NULL, token TEXT NOT NULL, form TEXT NOT NULL,
            whole_at INTEGER NOT NULL, readings INTEGER NOT NULL, seq INTEGER NOT NULL,
            PRIMARY KEY (remote, account)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX sync_remote_in_use ON sync_remote (remote) WHERE in_use;
        INSERT INTO sync_remote
            SELECT remote, account, 1, scope, epoch, token, form, whole_at, readings, seq
            FROM sync_remote_before;
        DROP TABLE sync_remote_before;
        """,
    )
