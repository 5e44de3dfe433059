"""Synchronisation: what both sides last agreed on, what waits, what people have to look at."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(9)
def sync(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE sync_remote (
            remote TEXT PRIMARY KEY, account TEXT NOT NULL, scope TEXT NOT NULL,
            epoch INTEGER NOT NULL, token TEXT NOT NULL, form TEXT NOT NULL,
            whole_at INTEGER NOT NULL, readings INTEGER NOT NULL, seq INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE sync_link (
            number INTEGER PRIMARY KEY, remote TEXT NOT NULL, account TEXT NOT NULL,
            local_id BLOB, key TEXT NOT NULL, stable TEXT NOT NULL, version TEXT NOT NULL,
            ordering TEXT NOT NULL, base TEXT NOT NULL, raw TEXT NOT NULL, epoch INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (
                state IN ('creating', 'linked', 'suppressed', 'rejected', 'asked', 'gone')
            ),
            intent TEXT NOT NULL CHECK (intent IN ('', 'create', 'update', 'attach', 'delete')),
            tried INTEGER NOT NULL, tried_at INTEGER NOT NULL, sent TEXT NOT NULL,
            attempts INTEGER NOT NULL, written_at INTEGER NOT NULL, why TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX sync_link_local ON sync_link (local_id, remote, account)
            WHERE local_id IS NOT NULL;
        CREATE UNIQUE INDEX sync_link_key ON sync_link (remote, account, key) WHERE key <> '';
        CREATE INDEX sync_link_stable ON sync_link (remote, account, stable) WHERE stable <> '';
        CREATE INDEX sync_link_intent ON sync_link (remote, account, intent) WHERE intent <> '';
        CREATE INDEX sync_link_state ON sync_link (remote, account, state, epoch, local_id);
        CREATE TABLE sync_seen (
            remote TEXT NOT NULL, account TEXT NOT NULL, key TEXT NOT NULL, item TEXT NOT NULL,
            seq INTEGER NOT NULL, reading INTEGER NOT NULL,
            PRIMARY KEY (remote, account, key)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sync_pending (
            remote TEXT NOT NULL, local_id BLOB NOT NULL, seq INTEGER NOT NULL,
            PRIMARY KEY (remote, local_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sync_case (
            number INTEGER PRIMARY KEY, remote TEXT NOT NULL, kind TEXT NOT NULL,
            local_id BLOB, key TEXT NOT NULL, detail TEXT NOT NULL, at INTEGER NOT NULL,
            answer TEXT NOT NULL, answered_at INTEGER, settled_at INTEGER
        ) STRICT;
        CREATE INDEX sync_case_open ON sync_case (remote, kind, answer, settled_at)
            WHERE settled_at IS NULL;
        CREATE INDEX sync_case_local ON sync_case (local_id) WHERE local_id IS NOT NULL;
        CREATE TABLE sync_run (
            number INTEGER PRIMARY KEY, remote TEXT NOT NULL, started_at INTEGER NOT NULL,
            ended_at INTEGER, outcome TEXT NOT NULL, why TEXT NOT NULL,
            sent INTEGER NOT NULL, received INTEGER NOT NULL, conflicts INTEGER NOT NULL,
            waiting INTEGER NOT NULL, requests INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX sync_run_remote ON sync_run (remote, number);
        CREATE TABLE sync_progress (
            remote TEXT PRIMARY KEY, phase TEXT NOT NULL, done INTEGER NOT NULL,
            total INTEGER NOT NULL, began_at INTEGER NOT NULL, at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE sync_request (
            kind TEXT PRIMARY KEY, at INTEGER NOT NULL, detail TEXT NOT NULL
        ) STRICT;
        CREATE TABLE sync_account (
            provider TEXT PRIMARY KEY, account TEXT NOT NULL, title TEXT NOT NULL,
            key_id INTEGER NOT NULL, sealed BLOB NOT NULL, signed_in_at INTEGER NOT NULL,
            ok_at INTEGER NOT NULL, problem TEXT NOT NULL
        ) STRICT;
        CREATE TABLE sync_fed (
            remote TEXT NOT NULL, account TEXT NOT NULL, local_id BLOB NOT NULL,
            key TEXT NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (remote, account, local_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sync_fed_at ON sync_fed (remote, account, at);
        """,
    )
