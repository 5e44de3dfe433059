"""When somebody said last that the clock is right."""

from __future__ import annotations

from kiosk.salon.store.database import Store

NEWEST = 20
"""Entries of the journal that are looked at: the clock is asked about before what it stops."""


def confirmed(store: Store, kind: str) -> int:
    """The time (UTC ms) of the last entry of a kind among the newest ones, 0 without any."""
    found = store.value(
        "SELECT at FROM (SELECT seq, at, kind FROM journal ORDER BY seq DESC LIMIT ?) "
        "WHERE kind = ? ORDER BY seq DESC LIMIT 1",
        (NEWEST, kind),
    )
    return int(found or 0)
