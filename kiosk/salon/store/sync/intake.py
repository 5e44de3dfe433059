"""What taking in asks the database: what was refused so far, and whose visit a booking may be."""

from __future__ import annotations

import json
from dataclasses import dataclass

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync.book import Detail


@dataclass(frozen=True, slots=True)
class Refusal:
    """A link that was refused. ``base``: see ``sync_agent.engine.links.Link``, as text. ``open``:
    people are told of it and did not answer."""

    key: str
    local_id: Id | None
    base: str
    open: bool


def refusals(store: Store, remote: str, account: str) -> list[Refusal]:
    """In the order in which they were heard of."""
    found = store.rows(
        "SELECT key, local_id, base, EXISTS (SELECT 1 FROM sync_case c WHERE c.remote = l.remote "
        "AND c.kind = 'refused' AND c.answer = '' AND c.settled_at IS NULL AND c.key = l.key) "
        "FROM sync_link l WHERE remote = ? AND account = ? AND state = 'rejected' ORDER BY number",
        (remote, account),
    )
    return [Refusal(key, local_id, base, bool(told)) for key, local_id, base, told in found]


@dataclass(frozen=True, slots=True)
class ToldRefusal:
    """What people were told of a refusal, and whom of ours it is about."""

    local_id: Id | None
    detail: Detail


def told(store: Store, remote: str, key: str) -> ToldRefusal | None:
    """By the case that tells people of this refusal and waits for them."""
    found = store.row(
        "SELECT local_id, detail FROM sync_case WHERE remote = ? AND kind = 'refused' "
        "AND answer = '' AND settled_at IS NULL AND key = ? ORDER BY number DESC LIMIT 1",
        (remote, key),
    )
    if found is None:
        return None
    local_id, detail = found
    return ToldRefusal(local_id, json.loads(detail) if detail else {})


def told_numbers(store: Store, remote: str, key: str = "") -> list[int]:
    """Cases of refusals that are not settled: all about ``key``, else all that were answered."""
    about = "key = ?" if key else "answer <> ?"
    return store.column(
        "SELECT number FROM sync_case WHERE remote = ? AND kind = 'refused' "
        f"AND settled_at IS NULL AND {about} ORDER BY number",
        (remote, key),
    )


@dataclass(frozen=True, slots=True)
class VisitThen:
    """A visit by who comes. ``phones``: E.164. ``name``: a guest's, "" for a client."""

    id: Id
    staff_id: Id
    email: str
    phones: tuple[str, ...]
    name: str
    created_at: int


def visits_between(store: Store, start: int, end: int) -> list[VisitThen]:
    """Those that begin in ``[start, end)`` (UTC ms) and for which nobody came yet, in the order in
    which they were made."""
    found = store.rows(
        "SELECT a.id, a.staff_id, coalesce(c.email, ''), coalesce(c.phone, ''), "
        "coalesce(c.other_phone, ''), a.guest_name, a.created_at FROM appointment a "
        "LEFT JOIN client c ON c.id = a.client_id "
        "WHERE a.starts_at >= ? AND a.starts_at < ? AND a.state = 'booked' "
        "ORDER BY a.created_at, a.id",
        (start, end),
    )
    return [
        VisitThen(visit_id, staff_id, email, tuple(filter(None, (phone, other))), name, created_at)
        for visit_id, staff_id, email, phone, other, name, created_at in found
    ]
