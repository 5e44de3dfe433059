"""The same person stands there twice, and we made only one of the two.

Nobody's contact is deleted for that: people are asked. Meanwhile the other one is remembered by its
key, so that it does not come in as somebody new, and goes when its person is erased.
Everything here happens inside a transaction.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.sync import links as sync_links
from kiosk.salon.store.sync.links import LinkRow
from sync_agent.engine.fold import Found, duplicate
from sync_agent.engine.job import Job
from sync_agent.engine.links import Link, aside
from sync_agent.engine.ports import Seen


def found(job: Job, seen: Seen, owner: Id) -> Found:
    """``seen`` certainly is ``owner``, who stands there already as another one."""
    job.put(aside("twin", seen.key, owner))
    job.case("twin", owner, seen.key)
    return "done"


def known(job: Job, seen: Seen, row: LinkRow, seq: int) -> Found | None:
    """What to do about one that is remembered; None: it is none any more."""
    owner = row.owner
    assert owner is not None
    other = job.links.by_local(owner)
    here = seen.place in ("inside", "beside") and not seen.owners
    stands = other is not None and other.key and other.state != "suppressed"
    if not here or not stands or job.side.find(seen.traits) != owner:
        job.links.drop(row.number)
        sync_links.settle_about(
            job.store, job.row.remote, None, row.key, job.timing.now(), kinds=("twin",)
        )
        return None
    assert other is not None
    if row.role == "joining":
        made = duplicate(job, seen, job.link(other), seq, None)
        if isinstance(made, Link):
            if seen.place == "beside":
                job.side.stood_beside(owner)
            job.put(replace(made, number=row.number))
            return "done"
        return made
    if row.key != seen.key:
        job.put(replace(job.link(row), key=seen.key))
    return "done"


def answered(job: Job, key: str, answer: str) -> None:
    """People said what shall become of it."""
    row = job.links.by_key(key)
    if row is not None and row.role == "twin" and answer == "one":
        job.put(replace(job.link(row), role="joining"))
        job.confirm(key)


def may_go_on(job: Job, owner: Id) -> None:
    """The one that was linked is gone: another copy takes its place, if it is still there."""
    for row in job.links.of_owner(owner, ("twin", "joining")):
        job.confirm(row.key)
