"""One too many of the same thing: what was edited in it goes into the other, then it is deleted.

Everything here happens inside a transaction.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.sync.links import LinkRow
from sync_agent.engine.job import Job
from sync_agent.engine.links import Link, seen_as
from sync_agent.engine.merging import Conflict, fold, made_from, recognised, same
from sync_agent.engine.ports import Record, Seen

Found = Link | Literal["done", "later"]
"""``done``: there is nothing (more) to do about it; ``later``: it stays staged."""


def duplicate(job: Job, seen: Seen, link: Link, seq: int, base: Record | None) -> Found:
    """There twice: what was edited in this one goes into the other, then it is deleted. ``base``:
    what stood in it at first. None: nobody knows, so what differs from ours is a conflict."""
    if job.tally.duplicates >= job.rules.duplicates:
        return "later"
    job.tally.duplicates += 1
    local = job.local(link.local_id)
    if local is not None and local.record is not None:
        _fold_in(job, seen, link, base, local.record, seq)
    elif local is not None and not local.erased:
        _told_only(job, seen, link, base or {})
    return extra(seen, link.local_id)


def _fold_in(job: Job, seen: Seen, link: Link, base: Record | None, here: Record, seq: int) -> None:
    assert link.local_id is not None
    schema = job.side.schema
    newer = job.newer(link.local_id, seq)
    merged = fold(schema, base, here, seen.record, newer)
    try:
        if merged.changes:
            job.side.apply(link.local_id, merged.changes)
    except Refused:
        # Ours stays. A question about the copy would be over as soon as the copy is deleted.
        lost = [
            Conflict(name, here.get(name, ""), text, "here")
            for name, text in merged.changes.items()
            if text
        ]
        lost += [conflict for conflict in merged.conflicts if conflict.kept_side == "here"]
        tell(job, link.local_id, link.key, tuple(lost))
    else:
        tell(job, link.local_id, link.key, merged.conflicts)
    # What waits for somebody to decide would be overwritten with ours, edits there and all.
    waits = link.state in ("asked", "suppressed")
    if not waits and not link.intent and not same(schema, link.base, merged.record):
        job.put(replace(link, intent="update"))


def _told_only(job: Job, seen: Seen, link: Link, base: Record) -> None:
    """It was given up here, nothing is written here any more: what was edited in this one is lost
    with it, and people see it."""
    kept = link.base or {}
    edits = [
        (name, seen.record.get(name, ""), kept.get(name, "")) for name in job.side.schema.shared()
    ]
    tell(
        job,
        link.local_id,
        link.key,
        tuple(
            Conflict(name, mine, text, "here")
            for name, text, mine in edits
            if text and text not in (mine, base.get(name, ""))
        ),
    )


def edited_copy(job: Job, seen: Seen, row: LinkRow, seq: int) -> Found | None:
    """One too many that is about to be deleted was edited before that was done: whatever else
    stands in it was dealt with before."""
    if row.owner is None or not seen.record or seen.version == row.version:
        return None
    owner = job.links.by_local(row.owner)
    if owner is None or not owner.key:
        return None
    found = duplicate(job, seen, job.link(owner), seq, None)
    return replace(found, number=row.number) if isinstance(found, Link) else found


def extra(seen: Seen, owner: Id | None) -> Link:
    """It is to be deleted; nothing of what stands in it is kept."""
    bare = replace(seen, stable="", raw="")
    return seen_as(Link(None, role="copy", owner=owner, intent="delete"), bare)


def first_made(link: Link, seen: Seen) -> Record | None:
    return recognised(made_from(link), (*link.past, *link.tried), seen.record)


def tell(job: Job, local_id: Id | None, key: str, conflicts: tuple[Conflict, ...]) -> None:
    """Every lost value goes to the list that people can look at."""
    for one in conflicts:
        job.tally.conflicts += 1
        detail = {
            "field": one.field,
            "kept": one.kept,
            "lost": one.lost,
            "kept_side": one.kept_side,
        }
        job.case("conflict", local_id, key, **detail)
