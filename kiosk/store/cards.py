"""Cards: tokens and whose they are."""

from __future__ import annotations

from typing import Literal

import peewee

from kiosk.domain.ids import Id
from kiosk.store.base import Table
from kiosk.store.database import Store

Kind = Literal["client", "staff"]


class Card(Table):
    """``token``: see :mod:`kiosk.domain.cards`. ``state``: ``active`` or ``blocked``."""

    token = peewee.BlobField(primary_key=True)
    kind = peewee.TextField()
    client_id = peewee.BlobField(null=True)
    staff_id = peewee.BlobField(null=True)
    state = peewee.TextField()
    created_at = peewee.IntegerField()


def holder(store: Store, token: bytes) -> tuple[Kind, Id] | None:
    """Kind and id of the active person whose active card this is."""
    found = store.row(
        "SELECT card.kind, coalesce(staff.id, client.id) FROM card "
        "LEFT JOIN staff ON staff.id = card.staff_id AND staff.active "
        "LEFT JOIN client ON client.id = card.client_id AND client.active "
        "WHERE card.token = ? AND card.state = 'active'",
        (token,),
    )
    return None if found is None or found[1] is None else (found[0], bytes(found[1]))


def in_use(store: Store, token: bytes) -> bool:
    """Whether somebody has this card, active person or not."""
    found = store.row("SELECT 1 FROM card WHERE token = ? AND state = 'active'", (token,))
    return found is not None


def give(store: Store, token: bytes, kind: Kind, person_id: Id, at: int) -> None:
    """A new card, or a blocked one that was found again. ``at``: UTC ms."""
    store.run(
        "INSERT OR REPLACE INTO card (token, kind, client_id, staff_id, state, created_at) "
        "VALUES (?, ?, ?, ?, 'active', ?)",
        (
            token,
            kind,
            person_id if kind == "client" else None,
            person_id if kind == "staff" else None,
            at,
        ),
    )


def count(store: Store, kind: Kind, person_id: Id) -> int:
    """Active cards of a person."""
    found = store.row(
        f"SELECT count(*) FROM card WHERE {_column(kind)} = ? AND state = 'active'", (person_id,)
    )
    return int(found[0]) if found else 0


def block(store: Store, kind: Kind, person_id: Id) -> int:
    """Makes a person's cards invalid; returns how many."""
    return store.run(
        f"UPDATE card SET state = 'blocked' WHERE {_column(kind)} = ? AND state = 'active'",
        (person_id,),
    )


def _column(kind: Kind) -> str:
    return "client_id" if kind == "client" else "staff_id"
