"""Premises and devices that a fiscal office knows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kiosk.salon.domain.fiscal.premises import NewPremise, Premise
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store

_COLUMNS = "id, code, device, desk, facts, state, since, closed_at"


def _premise(row: Sequence[Any]) -> Premise:
    premise_id, code, device, desk, text, state, since, closed_at = row
    facts = json.loads(text)
    test = facts.pop("test")
    what = NewPremise(code=code, device=device, **facts)
    return Premise(premise_id, desk, what, state, since, closed_at, test)


def every(store: Store, provider: str) -> tuple[Premise, ...]:
    """Open ones first."""
    found = store.rows(
        f"SELECT {_COLUMNS} FROM fiscal_premise WHERE provider = ? "
        "ORDER BY state DESC, code, device",
        (provider,),
    )
    return tuple(map(_premise, found))


def by_id(store: Store, premise_id: Id) -> Premise | None:
    row = store.row(f"SELECT {_COLUMNS} FROM fiscal_premise WHERE id = ?", (premise_id,))
    return _premise(row) if row else None


def named(store: Store, provider: str, code: str, device: str) -> Premise | None:
    row = store.row(
        f"SELECT {_COLUMNS} FROM fiscal_premise WHERE provider = ? AND code = ? AND device = ?",
        (provider, code, device),
    )
    return _premise(row) if row else None


def of_desk(store: Store, provider: str, desk: str) -> Premise | None:
    """The one that is open at a desk; there are a handful of rows at most."""
    row = store.row(
        f"SELECT {_COLUMNS} FROM fiscal_premise WHERE provider = ? AND desk = ? "
        "AND state = 'open' ORDER BY since DESC, id DESC LIMIT 1",
        (provider, desk),
    )
    return _premise(row) if row else None


def put(store: Store, provider: str, premise: Premise) -> None:
    """Adds it, or changes the one with its id."""
    what = premise.what
    store.replace(
        "fiscal_premise",
        id=premise.id,
        provider=provider,
        code=what.code,
        desk=premise.desk,
        device=what.device,
        facts=json.dumps({**what.facts(), "test": premise.test}, sort_keys=True),
        state=premise.state,
        since=premise.since,
        closed_at=premise.closed_at,
    )
