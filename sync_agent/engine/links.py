"""What is known of a thing that stands on both sides, and how it is kept.

A link's life: ``creating`` (it is to be made there) → ``linked`` → a tombstone (nothing
but the hash of its key). Aside of it: ``suppressed`` (somebody there took it out; it is not sent
until somebody here says so), ``rejected`` (the remote refuses what stands in it), ``asked`` (a
person decides). ``reason``, of what is suppressed: ``deleted`` there, ``unlabelled`` (taken out),
``merged`` into another one, ``parted`` (given up here as well, so that nobody was asked),
``edited`` there while it was given up here, and people let it stand; of what is asked: ``edited``
as well, ``refused`` by the rules here, ``taken`` out there and that cannot be done here.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any, cast

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.sync.links import (
    AT_ONCE,
    WHEN_SETTLED,
    Intent,
    LinkRow,
    Reason,
    Role,
    State,
)
from sync_agent.engine.ports import Place, Record, Seen

ANYWHERE = -1
"""Epoch of a link whose thing is to be put inside wherever it is, and made again if it is gone."""


PAST = 5
"""So many records that were sent to make a thing are remembered at most."""


@dataclass(frozen=True, slots=True)
class Link:
    """``owner``: whose it is, of a row that is no thing of ours.

    ``base``: the remote's record as last seen or written, all its edits being taken in here;
    None: not known. ``order``, ``version``, ``raw``: of that. ``tried``: records that were sent and
    whose fate is unknown (of a rejected link: what was refused); ``past``: those that were sent to
    make it. ``tried_at``: when the request under way was sent, 0 for none. ``written_at``: when we
    last put it there, linked it or saw it disappear. All by our own clock, UTC ms."""

    local_id: Id | None
    number: int = 0
    role: Role = "thing"
    owner: Id | None = None
    key: str = ""
    stable: str = ""
    version: str = ""
    order: str = ""
    base: Record | None = None
    raw: str = ""
    epoch: int = 0
    state: State = "linked"
    reason: Reason = ""
    intent: Intent = ""
    tried_at: int = 0
    tried: tuple[Record, ...] = ()
    past: tuple[Record, ...] = ()
    attempts: int = 0
    written_at: int = 0


def tombstone(link: Link, now: int) -> Link:
    """What stays of a thing that was deleted: enough to know it again, and whether it is still as
    it was, but not who it was."""
    return aside(
        "tombstone",
        buried(link.key),
        number=link.number,
        version=link.version,
        written_at=now,
    )


def aside(role: Role, key: str, owner: Id | None = None, **more: Any) -> Link:
    """Remembers something there that is not to be sent."""
    return Link(None, role=role, key=key, owner=owner, state="suppressed", **more)


def remembered(*records: Record) -> tuple[Record, ...]:
    """Different records in their order; of many the first and the last few."""
    kept: list[Record] = []
    for record in records:
        if record not in kept:
            kept.append(record)
    return tuple(kept) if len(kept) <= PAST else (kept[0], *kept[1 - PAST :])


def buried(key: str) -> str:
    """The key of a thing's tombstone."""
    return "#" + hashlib.sha256(key.encode()).hexdigest()


def again(link: Link) -> Link:
    """The thing is no more; it is to be made anew."""
    known = () if link.base is None else (link.base,)
    return Link(
        link.local_id,
        link.number,
        state="creating",
        intent="create",
        attempts=link.attempts + 1,
        past=(*link.past, *known, *link.tried)[-4:],
    )


def sent_anew(link: Link) -> Link:
    """What the remote refused is to be sent once more."""
    if link.key:
        return replace(link, state="linked", reason="", intent="update", tried=())
    return replace(link, state="creating", reason="", intent="create", tried=())


def seen_as(link: Link, seen: Seen) -> Link:
    """The link with what identifies the thing as it was just seen."""
    return replace(
        link,
        key=seen.key,
        stable=seen.stable or link.stable,
        version=seen.version,
        order=seen.order or link.order,
        raw=seen.raw,
    )


# -- rows -----------------------------------------------------------------------------------------


def from_row(row: LinkRow) -> Link:
    sent = json.loads(row.sent) if row.sent else {}
    return Link(
        local_id=row.local_id,
        number=row.number,
        role=row.role,
        owner=row.owner,
        key=row.key,
        stable=row.stable,
        version=row.version,
        order=row.ordering,
        base=json.loads(row.base) if row.base else None,
        raw=row.raw,
        epoch=row.epoch,
        state=row.state,
        reason=row.reason,
        intent=row.intent,
        tried_at=row.tried_at,
        tried=tuple(sent.get("tried", ())),
        past=tuple(sent.get("past", ())),
        attempts=row.attempts,
        written_at=row.written_at,
    )


def to_row(link: Link) -> LinkRow:
    sent: dict[str, Any] = {}
    if link.tried:
        sent["tried"] = [dict(record) for record in link.tried]
    if link.past:
        sent["past"] = [dict(record) for record in link.past]
    return LinkRow(
        number=link.number,
        role=link.role,
        local_id=link.local_id,
        owner=link.owner,
        key=link.key,
        stable=link.stable,
        version=link.version,
        ordering=link.order,
        base="" if link.base is None else _json(dict(link.base)),
        raw=link.raw,
        epoch=link.epoch,
        state=link.state,
        reason=link.reason,
        intent=link.intent,
        tried_at=link.tried_at,
        sent=_json(sent) if sent else "",
        attempts=link.attempts,
        written_at=link.written_at,
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def keep_seen(seen: Seen) -> str:
    """The observation as text; its place comes first so that it can be searched for."""
    body = {
        "version": seen.version,
        "record": dict(seen.record),
        "owners": [owner.hex() for owner in seen.owners],
        "foreign": seen.foreign,
        "order": seen.order,
        "stable": seen.stable,
        "former": seen.former,
        "raw": seen.raw,
        "untold": seen.untold,
        "alike": dict(seen.alike),
    }
    return f"{seen.place} {_json(body)}"


def read_seen(key: str, item: str) -> Seen:
    """What :func:`keep_seen` made. ValueError for a mark that it is to be read."""
    if item in (AT_ONCE, WHEN_SETTLED):
        raise ValueError("nothing was observed yet")
    place, _, text = item.partition(" ")
    body = json.loads(text)
    return Seen(
        key=key,
        place=cast(Place, place),
        version=body["version"],
        record=body["record"],
        owners=tuple(bytes.fromhex(owner) for owner in body["owners"]),
        foreign=body["foreign"],
        order=body["order"],
        stable=body["stable"],
        former=tuple(body["former"]),
        raw=body["raw"],
        untold=tuple(body.get("untold", ())),
        alike=body.get("alike", {}),
    )
