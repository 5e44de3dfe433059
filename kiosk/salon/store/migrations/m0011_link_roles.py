"""What each row of ``sync_link`` is, and whose, in columns of their own; news of a thing keeps its
order when it is replaced by a mark that the thing is to be read.

What stood there besides what was agreed is empty where people are asked about an edit: what was
kept of those was the thing with the edit, which would be taken for known. Texts that nobody
foresaw are no reason not to open the salon: such a row is kept as what could not be taken in.
"""

from __future__ import annotations

from contextlib import suppress

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(11)
def link_roles(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE sync_link_with_role (
            number INTEGER PRIMARY KEY, remote TEXT NOT NULL, account TEXT NOT NULL,
            role TEXT NOT NULL CHECK (
                role IN ('thing', 'copy', 'left', 'twin', 'joining', 'refused', 'tombstone')
            ),
            local_id BLOB, owner BLOB, key TEXT NOT NULL, stable TEXT NOT NULL,
            version TEXT NOT NULL, ordering TEXT NOT NULL, base TEXT NOT NULL, raw TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (
                state IN ('creating', 'linked', 'suppressed', 'rejected', 'asked')
            ),
            reason TEXT NOT NULL CHECK (
                reason IN (
                    '', 'deleted', 'unlabelled', 'merged', 'parted', 'edited', 'refused', 'taken'
                )
            ),
            intent TEXT NOT NULL CHECK (intent IN ('', 'create', 'update', 'delete')),
            tried_at INTEGER NOT NULL, sent TEXT NOT NULL, attempts INTEGER NOT NULL,
            written_at INTEGER NOT NULL,
            CHECK (local_id IS NULL OR role = 'thing')
        ) STRICT;
        INSERT INTO sync_link_with_role
            SELECT number, remote, account,
                CASE
                    WHEN state = 'gone' THEN 'tombstone'
                    WHEN local_id IS NOT NULL THEN 'thing'
                    WHEN intent = 'delete' THEN 'copy'
                    WHEN state <> 'suppressed' THEN 'thing'
                    WHEN why = 'one' THEN 'joining'
                    WHEN why = 'not taken in' THEN 'refused'
                    WHEN why IN ('left', 'twin') THEN why
                    WHEN stable LIKE 'left:%' THEN 'left'
                    ELSE 'refused'
                END,
                CASE WHEN state = 'gone' THEN NULL ELSE local_id END, NULL,
                key, CASE WHEN stable LIKE 'left:%' THEN '' ELSE stable END, version, ordering,
                base, CASE WHEN why IN ('edited', 'refused') THEN '' ELSE raw END, epoch,
                CASE WHEN state = 'gone' THEN 'suppressed' ELSE state END,
                CASE WHEN local_id IS NOT NULL AND state IN ('suppressed', 'asked') AND why IN (
                    'deleted', 'unlabelled', 'merged', 'parted', 'edited', 'refused', 'taken'
                ) THEN why ELSE '' END,
                CASE intent WHEN 'attach' THEN '' ELSE intent END, tried_at, sent, attempts,
                written_at
            FROM sync_link;
        """,
    )
    # Until version 3.41 SQLite cannot read hex.
    whose = db.execute_sql(
        "SELECT number, CASE intent WHEN 'delete' THEN why ELSE substr(stable, 6) END "
        "FROM sync_link WHERE local_id IS NULL AND state <> 'gone' "
        "AND (intent = 'delete' AND why <> '' OR stable LIKE 'left:%')"
    ).fetchall()
    for number, owner in whose:
        with suppress(ValueError):
            db.execute_sql(
                "UPDATE sync_link_with_role SET owner = ? WHERE number = ?",
                (bytes.fromhex(owner), number),
            )
    script(
        db,
        """
        DROP TABLE sync_link;
        ALTER TABLE sync_link_with_role RENAME TO sync_link;
        CREATE UNIQUE INDEX sync_link_local ON sync_link (local_id, remote, account)
            WHERE local_id IS NOT NULL;
        CREATE UNIQUE INDEX sync_link_key ON sync_link (remote, account, key) WHERE key <> '';
        CREATE INDEX sync_link_stable ON sync_link (remote, account, stable) WHERE stable <> '';
        CREATE INDEX sync_link_intent ON sync_link (remote, account, intent) WHERE intent <> '';
        CREATE INDEX sync_link_state ON sync_link (remote, account, state, epoch, local_id);
        CREATE INDEX sync_link_role ON sync_link (remote, account, role, owner)
            WHERE role <> 'thing';
        ALTER TABLE sync_seen DROP COLUMN reading;
        ALTER TABLE sync_seen ADD COLUMN ordering TEXT NOT NULL DEFAULT '';
        ALTER TABLE sync_remote DROP COLUMN readings;
        """,
    )
