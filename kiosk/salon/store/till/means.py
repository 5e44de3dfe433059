"""The means of payment of this salon: those that there always are, and its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from kiosk.salon.domain.till.means import Method, SalonMeans
from kiosk.salon.store.database import Store, marks

_COLUMNS = (
    "key, kind, name, active, sort, opens_drawer, needs_client, needs_reference, fiscal_cash, "
    "currency"
)


def _means(row: Sequence[Any]) -> SalonMeans:
    key, kind, name, active, sort, *flags, currency = row
    return SalonMeans(*(key, kind, name, bool(active), sort, *map(bool, flags), currency))


def every(store: Store) -> tuple[SalonMeans, ...]:
    """In the order that the salon gave them, those out of use too."""
    return tuple(map(_means, store.rows(f"SELECT {_COLUMNS} FROM means ORDER BY sort, key")))


def of_keys(store: Store, keys: Collection[Method]) -> dict[Method, SalonMeans]:
    """Those that there are of them."""
    found = store.rows(f"SELECT {_COLUMNS} FROM means WHERE key IN ({marks(keys)})", list(keys))
    return {one.key: one for one in map(_means, found)}


def write(store: Store, means: SalonMeans) -> None:
    """Adds it, or changes the one with its key."""
    store.replace("means", **asdict(means))
