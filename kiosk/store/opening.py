"""Opening the database with every table's model bound to it."""

from __future__ import annotations

from pathlib import Path

from kiosk.store.base import Table
from kiosk.store.database import Store
from kiosk.store.staff import Staff

MODELS: tuple[type[Table], ...] = (Staff,)
"""Every model of the house, one line an area."""


def open_store(path: Path) -> Store:
    """See :meth:`Store.open` for what it raises."""
    store = Store.open(path)
    store.db.bind(MODELS)
    return store
