"""Receipts found by the number that the fiscal office knows, and how often each was copied."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(37)
def fiscal_numbers(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        CREATE INDEX fiscal_item_number ON fiscal_item (number) WHERE number <> '';
        CREATE INDEX till_event_copies ON till_event (ref) WHERE kind = 'copy';
        """,
    )
