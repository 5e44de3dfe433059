"""In which session a terminal took a part of a bill, or gave it back: until the bill is paid the
part is on no document.

``payment_request.session_id`` is NULL for what was not taken, for what goes back for a void (its
document says when) and for what was taken for an open bill before this was kept.
"""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(32)
def terminal(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        ALTER TABLE payment_request ADD COLUMN session_id BLOB REFERENCES till_session (id);
        UPDATE payment_request SET session_id = (SELECT s.session_id FROM sale s
            WHERE s.bill_id = payment_request.bill_id AND s.kind = 'sale')
            WHERE state = 'done' AND bill_id IS NOT NULL;
        CREATE INDEX payment_request_session ON payment_request (session_id)
            WHERE session_id IS NOT NULL;
        """,
    )
