"""Questions to public registers: a row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.lookups import Company, Lookup
from kiosk.salon.store.database import Store

_COMPANY = tuple(one.name for one in fields(Company))
_KEPT = tuple(one.name for one in fields(Lookup) if one.name != "company")
_SELECT = f"SELECT {', '.join(_KEPT)}, {', '.join(_COMPANY)} FROM buyer_lookup"


def _lookup(row: Sequence[Any]) -> Lookup:
    kept = dict(zip(_KEPT, row[: len(_KEPT)], strict=True))
    told = dict(zip(_COMPANY, row[len(_KEPT) :], strict=True))
    if told["pays_vat"] is not None:
        told["pays_vat"] = bool(told["pays_vat"])
    return Lookup(**kept, company=Company(**told) if kept["state"] == "found" else None)


def ask(store: Store, lookup_id: Id, country: str, kind: str, number: str, at: int) -> None:
    store.insert(
        "buyer_lookup",
        id=lookup_id,
        country=country,
        number=number,
        kind=kind,
        state="asked",
        asked_at=at,
    )


def get(store: Store, lookup_id: Id) -> Lookup | None:
    row = store.row(f"{_SELECT} WHERE id = ?", (lookup_id,))
    return _lookup(row) if row else None


def latest(store: Store, country: str, kind: str, number: str) -> Lookup | None:
    """The newest question about a number."""
    row = store.row(
        f"{_SELECT} WHERE country = ? AND number = ? AND kind = ? "
        "ORDER BY asked_at DESC, id DESC LIMIT 1",
        (country, number, kind),
    )
    return _lookup(row) if row else None


def next_asked(store: Store, now: int, longest: int) -> Lookup | None:
    """The newest one that may be asked now: somebody still looks at it. ``longest``: nothing waits
    longer, ms; what is due later was written by a clock that ran ahead."""
    row = store.row(
        f"{_SELECT} WHERE state = 'asked' AND (next_at <= ? OR next_at > ?) "
        "ORDER BY asked_at DESC, id DESC LIMIT 1",
        (now, now + longest),
    )
    return _lookup(row) if row else None


def next_at(store: Store) -> int | None:
    found = store.value("SELECT min(next_at) FROM buyer_lookup WHERE state = 'asked'")
    return None if found is None else int(found)


def found(store: Store, lookup_id: Id, company: Company, source: str, at: int) -> None:
    values = {name: getattr(company, name) for name in _COMPANY}
    if company.pays_vat is not None:
        values["pays_vat"] = int(company.pays_vat)
    store.update(
        "buyer_lookup",
        lookup_id,
        state="found",
        source=source,
        error="",
        answered_at=at,
        **values,
    )


def ended(store: Store, lookup_id: Id, state: str, source: str, error: str, at: int) -> None:
    """Nobody was found, or it could not be asked."""
    store.update("buyer_lookup", lookup_id, state=state, source=source, error=error, answered_at=at)


def again(store: Store, lookup_id: Id, error: str, next_at: int) -> None:
    store.run(
        "UPDATE buyer_lookup SET tries = tries + 1, error = ?, next_at = ? WHERE id = ?",
        (error, next_at, lookup_id),
    )


def forget(store: Store, before: int) -> int:
    """Those asked before a time (UTC ms): what is needed of them stands in the book of buyers."""
    return store.run("DELETE FROM buyer_lookup WHERE asked_at < ?", (before,))
