"""Certificates of fiscal offices: what they say, and their keys, sealed. One of each office is in
use; of those before only what they said is kept."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store


@dataclass(frozen=True, slots=True)
class Certificate:
    """``valid_until``: UTC ms. ``test``: good for the office's place for trying out only."""

    id: Id
    subject: str
    issuer: str
    serial: str
    tax_number: str
    valid_from: int
    valid_until: int
    imported_at: int


@dataclass(frozen=True, slots=True)
class Sealed:
    id: Id
    key_id: int
    sealed: bytes


_COLUMNS = ", ".join(Certificate.__dataclass_fields__)


def active(store: Store, provider: str) -> Certificate | None:
    """The one in use."""
    row = store.row(
        f"SELECT {_COLUMNS} FROM fiscal_certificate WHERE provider = ? AND active = 1", (provider,)
    )
    return Certificate(*row) if row else None


def sealed(store: Store, provider: str) -> Sealed | None:
    row = store.row(
        "SELECT id, key_id, sealed FROM fiscal_certificate WHERE provider = ? AND active = 1",
        (provider,),
    )
    return Sealed(*row) if row else None


def add(store: Store, provider: str, made: Certificate, key_id: int, secret: bytes) -> None:
    """Takes the place of the one in use, whose key is forgotten."""
    store.run(
        "UPDATE fiscal_certificate SET active = 0, sealed = x'' WHERE provider = ? AND active = 1",
        (provider,),
    )
    store.insert(
        "fiscal_certificate",
        provider=provider,
        key_id=key_id,
        sealed=secret,
        active=1,
        **{name: getattr(made, name) for name in Certificate.__dataclass_fields__},
    )


def seal_anew(store: Store, certificate_id: Id, key_id: int, secret: bytes) -> None:
    """Under another key of the salon."""
    store.run(
        "UPDATE fiscal_certificate SET key_id = ?, sealed = ? WHERE id = ? AND active = 1",
        (key_id, secret, certificate_id),
    )
