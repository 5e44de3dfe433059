"""Clients as address books see them: read in portions, with card and visits, and found by what
stands in a contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.salon.domain.entry import phones
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client
from kiosk.salon.store.clients import table as clients
from kiosk.salon.store.database import Store, marks


@dataclass(frozen=True, slots=True)
class Person:
    """``token``: of the newest active card, empty without one."""

    client: Client
    erased: bool
    token: bytes


def active_after(store: Store, after: Id, limit: int) -> list[Id]:
    """Ids of active clients in order, those greater than ``after``."""
    return store.column(
        "SELECT id FROM client WHERE active AND id > ? ORDER BY id LIMIT ?", (after, limit)
    )


def people(store: Store, ids: Sequence[Id]) -> list[Person]:
    """Those of ``ids`` that exist, inactive and erased ones too."""
    found = store.rows(
        f"SELECT {clients.COLUMNS}, c.erased_at IS NOT NULL, coalesce((SELECT token FROM card "
        "WHERE client_id = c.id AND state = 'active' ORDER BY created_at DESC, rowid DESC "
        f"LIMIT 1), x'') FROM client c WHERE c.id IN ({marks(ids)})",
        tuple(ids),
    )
    return [Person(clients.of_row(row[:-2]), bool(row[-2]), row[-1]) for row in found]


def with_phone(store: Store, phone: str) -> list[Client]:
    """Clients who have this number (E.164), as mobile or besides; active ones first."""
    tail = phones.tail(phone)
    return _found(
        store,
        "c.number IN (SELECT number FROM client WHERE phone_tail = ? AND phone_tail <> '' "
        "AND phone = ? UNION SELECT number FROM client WHERE other_phone_tail = ? "
        "AND other_phone_tail <> '' AND other_phone = ?)",
        (tail, phone, tail, phone),
    )


def with_email(store: Store, email: str) -> list[Client]:
    """Clients who have this address (lower case), active ones first."""
    return _found(store, "c.email = ? AND c.email <> ''", (email,))


def _found(store: Store, where: str, values: Sequence[object]) -> list[Client]:
    found = store.rows(
        f"SELECT {clients.COLUMNS} FROM client c WHERE {where} ORDER BY c.active DESC LIMIT 50",
        values,
    )
    return [clients.of_row(row) for row in found]
