"""Carries decisions out on our side: what came from the remote, and what changed here.

Each thing is one unit: what is written here, its link and its staged observation change in one
transaction. Several things share a transaction until it has lasted a few milliseconds, so that the
desk never waits for the write lock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from kiosk.salon.domain import stored_message
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.sync.links import AT_ONCE, WHEN_SETTLED, Observation
from sync_agent.engine import twins
from sync_agent.engine.fold import tell
from sync_agent.engine.job import Job
from sync_agent.engine.links import Link, read_seen, tombstone
from sync_agent.engine.match import match
from sync_agent.engine.ports import Local, Place
from sync_agent.engine.reconcile import Step, look_here, look_there

Key = TypeVar("Key", str, bytes)


def observations(job: Job, *, gone: bool = True) -> None:
    """Everything staged: what is inside first, so that nobody is linked to another copy of theirs
    elsewhere, and what is still there before what is not, so that a thing that only moved is found
    before its old place is missed. ``gone`` False: disappearances are left to the next run."""
    total, done = job.links.count_staged(), 0
    for which in ("inside", "elsewhere", "gone") if gone else ("inside", "elsewhere"):

        def load(after: str, limit: int, which: str = which) -> list[Observation]:
            return job.links.observations(after, limit, which)

        def one(observed: Observation) -> None:
            nonlocal done
            _observed(job, observed)
            done += 1
            if done % job.rules.portion == 0:
                job.on_progress("merging", min(done, total), total)

        _portions(job, load, one, lambda observed: observed.key, "")


def pending(job: Job) -> None:
    """Everything that changed here."""

    def one(row: tuple[Id, Local | None]) -> None:
        _changed(job, *row)

    def load(after: Id, limit: int) -> list[tuple[Id, Local | None]]:
        ids = job.links.pending(after, limit)
        known = job.side.records(ids) if ids else {}
        return [(local_id, known.get(local_id)) for local_id in ids]

    _portions(job, load, one, lambda row: row[0], b"")


Row = TypeVar("Row")


def _portions(
    job: Job,
    load: Callable[[Key, int], list[Row]],
    one: Callable[[Row], None],
    key: Callable[[Row], Key],
    after: Key,
) -> None:
    while True:
        job.timing.sleep(0)
        with job.store.transaction():
            began = job.timing.monotonic()
            rows = load(after, job.rules.portion)
            for row in rows:
                after = key(row)
                one(row)
                if (job.timing.monotonic() - began) * 1000 > job.rules.lock_ms:
                    break
        if not rows:
            return


# -- one thing ------------------------------------------------------------------------------------


def _observed(job: Job, observed: Observation) -> None:
    staged = job.links.staged(observed.key)
    if staged is None or staged.item != observed.item:
        return  # dealt with together with another one
    seen = read_seen(observed.key, observed.item)
    found = match(job, seen, observed.seq)
    if found == "later":
        return
    job.links.unstage(observed.key)
    if not isinstance(found, Link):
        return
    local = job.local(found.local_id)
    newer = job.newer(found.local_id, observed.seq)
    seen = job.followed(found, seen, local)
    at = replace(job.at(), fresh=observed.key in job.confirmed)
    step = look_there(job.side.schema, found, seen, local, at, newer)
    carry_out(job, found, step, seen.place)


def _changed(job: Job, local_id: Id, local: Local | None) -> None:
    if local is not None and local.erased:
        job.delete_left(local_id)
    row = job.links.by_local(local_id)
    if row is not None:
        link = job.link(row)
        carry_out(job, link, look_here(job.side.schema, link, local, job.at()), "inside")
    elif local is not None and local.record is not None and local.begin and not local.erased:
        job.put(Link(local_id, state="creating", intent="create"))
    job.links.looked_at(local_id)


def carry_out(job: Job, before: Link, step: Step, place: Place) -> None:
    """Does what was decided, inside the running transaction."""
    link = step.link
    if step.removed and link is not None:
        link = _removed(job, before, link, place, contested=step.contested)
    if step.mended:
        job.mended(before.local_id, before.key)
    if step.here and link is not None:
        link = _apply(job, before, link, step)
    else:
        tell(job, before.local_id, before.key, step.conflicts)
    if step.ask is not None:
        key = link.key if link is not None else before.key
        job.case(step.ask[0], before.local_id, key, why=step.ask[1])
    if link is None:
        if before.number:
            job.links.drop(before.number)
        return
    if step.read and link.key:
        job.mark(link.key, WHEN_SETTLED if job.at().young(link) else AT_ONCE)
    if before.key and link.state == "creating":
        # Should the old one show itself after all, it was not made by the new one's request.
        job.put(replace(tombstone(before, job.timing.now()), number=0))
    if link != before or not before.number:
        job.put(link)


def _removed(job: Job, before: Link, link: Link, place: Place, *, contested: bool) -> Link:
    assert link.local_id is not None
    job.tally.received += 1
    answer = "suppress" if contested else job.side.removed(link.local_id, place)
    if answer == "applied":
        job.mended(before.local_id, before.key)
        return tombstone(before, job.timing.now())
    twins.may_go_on(job, link.local_id)
    if answer == "ask":
        job.case("taken", link.local_id, link.key, why=link.reason)
        return replace(link, state="asked", reason="taken")
    job.case("removed", link.local_id, link.key, why=link.reason)
    return link


def _apply(job: Job, before: Link, link: Link, step: Step) -> Link:
    assert link.local_id is not None
    try:
        job.side.apply(link.local_id, step.here)
    except Refused as refusal:
        # What was agreed stays as it was, with all that stood there then: whatever is done about
        # it, here or there, is seen as an edit.
        why = stored_message.dump(refusal.message)
        job.case("refused", link.local_id, link.key, why=why)
        return replace(
            link, base=before.base, raw=before.raw, state="asked", reason="refused", intent=""
        )
    job.tally.received += 1
    tell(job, link.local_id, link.key, step.conflicts)
    return link
