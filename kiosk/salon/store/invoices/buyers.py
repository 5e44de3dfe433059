"""The book of buyers: whom invoices were written to, to be chosen again. What stands on an invoice
is in the invoice; this may be changed and forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kiosk.salon.domain.folding import fold, words
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.buyers import Buyer
from kiosk.salon.domain.invoices.invoice import Party
from kiosk.salon.store.database import Store

_SELECT = (
    "SELECT id, kind, name, street, city, postcode, country, company_id, vat_id, email, "
    "client_id, active FROM buyer"
)


def _buyer(row: Sequence[Any]) -> Buyer:
    buyer_id, kind, name, street, city, postcode, country, company_id, vat_id, email, *rest = row
    party = Party(
        kind=kind, name=name, street=street, city=city, postcode=postcode, country=country,
        company_id=company_id, vat_id=vat_id, email=email,
    )  # fmt: skip
    return Buyer(buyer_id, party, rest[0], bool(rest[1]))


def by_id(store: Store, buyer_id: Id) -> Buyer | None:
    row = store.row(f"{_SELECT} WHERE id = ?", (buyer_id,))
    return _buyer(row) if row else None


def of_number(store: Store, number: str) -> Buyer | None:
    """By either number of a company."""
    row = store.row(
        f"{_SELECT} WHERE company_id = ?1 AND company_id <> '' AND active "
        f"UNION ALL {_SELECT} WHERE vat_id = ?1 AND vat_id <> '' AND active LIMIT 1",
        (number,),
    )
    return _buyer(row) if row else None


def of_client(store: Store, client_id: Id) -> Buyer | None:
    """The one that an invoice of theirs was written to last."""
    row = store.row(
        f"{_SELECT} WHERE client_id = ? AND client_id IS NOT NULL AND active "
        "ORDER BY updated_at DESC LIMIT 1",
        (client_id,),
    )
    return _buyer(row) if row else None


def person_of_client(store: Store, client_id: Id) -> Buyer | None:
    """As whom a client bought for themselves last."""
    row = store.row(
        f"{_SELECT} WHERE client_id = ? AND client_id IS NOT NULL AND active AND kind = 'person' "
        "ORDER BY updated_at DESC LIMIT 1",
        (client_id,),
    )
    return _buyer(row) if row else None


def search(store: Store, typed: str, limit: int) -> tuple[Buyer, ...]:
    """Whose name, place or number holds every word; those used last first."""
    wanted = words(typed)
    tests = "".join(
        " AND (' ' || folded LIKE ? OR company_id LIKE ? OR vat_id LIKE ?)" for _ in wanted
    )
    params = [
        value for word in wanted for value in (f"% {word}%", f"{word.upper()}%", f"{word.upper()}%")
    ]
    rows = store.rows(
        f"{_SELECT} WHERE active{tests} ORDER BY updated_at DESC, id LIMIT ?", (*params, limit)
    )
    return tuple(map(_buyer, rows))


def known(store: Store, party: Party, client_id: Id | None) -> Id | None:
    """Who it is of the book: by a number, else by the name, a person as the same client too."""
    for column in ("company_id", "vat_id"):
        number = getattr(party, column)
        if number:
            found = store.value(
                f"SELECT id FROM buyer WHERE {column} = ? AND {column} <> '' AND country = ? "
                "AND active",
                (number, party.country),
            )
            if found is not None:
                return bytes(found)
    if party.company_id or party.vat_id:
        return None
    return store.value(
        "SELECT id FROM buyer WHERE kind = ? AND name = ? AND country = ? AND client_id IS ? "
        "AND company_id = '' AND vat_id = '' AND active",
        (party.kind, party.name, party.country, client_id),
    )


def write(store: Store, buyer: Buyer, at: int, *, new: bool, source: str = "typed") -> None:
    """Adds it, or puts it in the place of the one with its id."""
    party = buyer.party
    values: dict[str, object] = {
        "kind": party.kind, "name": party.name, "folded": fold(f"{party.name} {party.city}"),
        "street": party.street, "city": party.city, "postcode": party.postcode,
        "country": party.country, "company_id": party.company_id, "vat_id": party.vat_id,
        "email": party.email, "client_id": buyer.client_id, "source": source,
        "active": int(buyer.active), "updated_at": at,
    }  # fmt: skip
    if new:
        store.insert("buyer", id=buyer.id, created_at=at, **values)
    else:
        store.update("buyer", buyer.id, **values)
