"""Every scanned code is looked up among the cards that anybody has or had."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(22)
def card_tokens(db: peewee.SqliteDatabase) -> None:
    script(db, "CREATE INDEX card_token ON card (token);")
