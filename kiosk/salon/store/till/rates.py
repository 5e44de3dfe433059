"""Rates of other currencies: what the salon counts with, and what the agent read of a bank."""

from __future__ import annotations

from datetime import date

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.rates import OfficialRate, Rate
from kiosk.salon.store.database import Store


def latest(store: Store, currency: str) -> Rate | None:
    """The one that holds: which was set last, whatever the clock said then."""
    found = store.row(
        "SELECT currency, rate_micro, at, by_id, source FROM exchange_rate "
        "WHERE currency = ? ORDER BY rowid DESC LIMIT 1",
        (currency,),
    )
    return Rate(*found) if found else None


def add(store: Store, rate_id: Id, rate: Rate) -> None:
    """From now on it holds; those before stay."""
    store.insert(
        "exchange_rate",
        id=rate_id,
        currency=rate.currency,
        rate_micro=rate.rate_micro,
        at=rate.at,
        by_id=rate.by_id,
        source=rate.source,
    )


def official(store: Store, currency: str) -> OfficialRate | None:
    """The newest that was read."""
    found = store.row(
        "SELECT currency, day, rate_micro FROM official_rate "
        "WHERE currency = ? ORDER BY day DESC LIMIT 1",
        (currency,),
    )
    return OfficialRate(found[0], date.fromisoformat(found[1]), found[2]) if found else None


def put_official(store: Store, rate: OfficialRate, at: int) -> None:
    """What was read again is as it was read last. ``at``: UTC ms."""
    store.run(
        "INSERT INTO official_rate (currency, day, rate_micro, fetched_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (currency, day) DO UPDATE SET rate_micro = excluded.rate_micro, "
        "fetched_at = excluded.fetched_at",
        (rate.currency, rate.day.isoformat(), rate.rate_micro, at),
    )


def fetched_at(store: Store, currency: str) -> int:
    """When one was read last, UTC ms; 0 for never."""
    return store.number("SELECT max(fetched_at) FROM official_rate WHERE currency = ?", (currency,))
