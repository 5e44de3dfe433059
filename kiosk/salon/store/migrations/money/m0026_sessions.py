"""Tills, their sessions between two closings, and the closings.

A session of a till is open, ended (nothing is sold into it any more, nobody has counted) or closed.
``sale.session_id`` is NULL for a document from before there were sessions, that of an event for
what happened between two of them until the next one begins. ``till_session.since``: what moved in
cash, by currency, from its end until somebody began to count it. ``closing.last_session``: number
of the till's newest session when it was made. ``closing_count.moved_by``, ``taken_by``: the
movements that the closing itself made of its difference and of what was taken out.
"""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(26)
def sessions(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE TABLE till (
            id BLOB PRIMARY KEY, name TEXT NOT NULL, desk TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('drawer', 'safe', 'cashless')),
            active INTEGER NOT NULL, sort INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX till_of_desk ON till (desk) WHERE desk <> '' AND active;
        CREATE TABLE till_session (
            id BLOB PRIMARY KEY, till_id BLOB NOT NULL REFERENCES till (id),
            number INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'ended', 'closed')),
            business_day TEXT NOT NULL, opened_at INTEGER NOT NULL,
            opened_by BLOB REFERENCES staff (id), counted INTEGER NOT NULL,
            ended_at INTEGER, ended_by BLOB REFERENCES staff (id),
            since TEXT NOT NULL DEFAULT '{}',
            UNIQUE (till_id, number)
        ) STRICT;
        CREATE UNIQUE INDEX till_session_open ON till_session (till_id) WHERE state = 'open';
        CREATE TABLE session_opening (
            session_id BLOB NOT NULL REFERENCES till_session (id), currency TEXT NOT NULL,
            expected_minor INTEGER NOT NULL, counted_minor INTEGER, pieces TEXT NOT NULL,
            PRIMARY KEY (session_id, currency)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE count_attempt (
            session_id BLOB NOT NULL REFERENCES till_session (id), number INTEGER NOT NULL,
            at INTEGER NOT NULL, staff_id BLOB REFERENCES staff (id), counts TEXT NOT NULL,
            PRIMARY KEY (session_id, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE closing (
            id BLOB PRIMARY KEY, till_id BLOB NOT NULL REFERENCES till (id),
            number INTEGER NOT NULL, session_id BLOB NOT NULL REFERENCES till_session (id),
            last_session INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('count', 'carried', 'correction')),
            corrects BLOB UNIQUE REFERENCES closing (id),
            business_day TEXT NOT NULL, closed_at INTEGER NOT NULL,
            counted_by BLOB REFERENCES staff (id), approved_by BLOB REFERENCES staff (id),
            reason TEXT NOT NULL, blind INTEGER NOT NULL, attempts INTEGER NOT NULL,
            card_expected_minor INTEGER NOT NULL, card_terminal_minor INTEGER,
            card_reason TEXT NOT NULL,
            sales_before INTEGER NOT NULL, sales_after INTEGER NOT NULL,
            returns_before INTEGER NOT NULL, returns_after INTEGER NOT NULL,
            journal_seq INTEGER NOT NULL, journal_mac BLOB NOT NULL, figures TEXT NOT NULL,
            UNIQUE (till_id, number)
        ) STRICT;
        CREATE INDEX closing_of ON closing (session_id);
        CREATE INDEX closing_day ON closing (business_day);
        CREATE TABLE closing_count (
            closing_id BLOB NOT NULL REFERENCES closing (id), currency TEXT NOT NULL,
            expected_minor INTEGER NOT NULL, since_minor INTEGER NOT NULL, counted_minor INTEGER,
            difference_minor INTEGER NOT NULL, reason TEXT NOT NULL,
            taken_minor INTEGER NOT NULL, left_minor INTEGER NOT NULL, pieces TEXT NOT NULL,
            moved_by BLOB REFERENCES cash_movement (id),
            taken_by BLOB REFERENCES cash_movement (id),
            PRIMARY KEY (closing_id, currency)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE till_event (
            id BLOB PRIMARY KEY, till_id BLOB NOT NULL REFERENCES till (id),
            session_id BLOB REFERENCES till_session (id),
            kind TEXT NOT NULL CHECK (kind IN ('drawer', 'copy')), at INTEGER NOT NULL,
            staff_id BLOB REFERENCES staff (id), ref BLOB, reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX till_event_of ON till_event (session_id);
        CREATE INDEX till_event_free ON till_event (till_id) WHERE session_id IS NULL;
        ALTER TABLE sale ADD COLUMN session_id BLOB REFERENCES till_session (id);
        CREATE INDEX sale_session ON sale (session_id) WHERE session_id IS NOT NULL;
        """,
    )
