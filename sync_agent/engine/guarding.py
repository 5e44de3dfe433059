"""Stops a run before anything is applied when too much is gone or changed at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kiosk.salon.domain.text import T
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync.links import STANDING, WHEN_SETTLED
from sync_agent.engine.guard import ChangeCount, said_yes, too_much
from sync_agent.engine.job import Job
from sync_agent.engine.links import Link, read_seen
from sync_agent.engine.merging import agreed, edited, told
from sync_agent.engine.ports import Seen
from sync_agent.engine.problems import Question


def check(job: Job) -> None:
    """Raises Question when a person has to look first; a question answered with ``go`` passes."""
    _scope_lost_meanwhile(job)
    _empty(job)
    for count in (_here(job), _there(job)):
        if count is None or not too_much(count, job.rules.guard_least, job.rules.guard_bp):
            continue
        now = job.timing.now()
        if not said_yes(job.store, job.row.remote, count, job.rules.guard_least, now):
            raise Question(
                "guard",
                T("Very much has changed at once. Somebody has to look before it goes on."),
                count.direction,
                **count.detail(),
            )


def allowed(job: Job, kind: str, account: str = "") -> bool:
    """Whether somebody said yes to this, or to this account; every answer is used up."""
    yes = False
    for case in sync_book.answered(job.store, job.row.remote):
        if case.kind == kind:
            sync_book.settle(job.store, case.number, job.timing.now())
            yes = yes or (case.answer == "go" and str(case.detail.get("is", "")) == account)
    return yes


def _staged(job: Job) -> Iterator[tuple[Seen, Link]]:
    after = ""
    while rows := job.links.observations(after, 500):
        after = rows[-1].key
        for row in rows:
            found = job.links.by_key(row.key)
            if found is not None:
                yield read_seen(row.key, row.item), job.link(found)


def _disappears(job: Job, seen: Seen, link: Link) -> bool:
    return seen.place != "inside" and _stands(job, link) and not job.at().young(link)


def _stands(job: Job, link: Link) -> bool:
    """See :meth:`kiosk.salon.store.sync.links.Links.standing`."""
    return (
        link.state in STANDING
        and link.intent != "delete"
        and link.local_id is not None
        and link.epoch >= job.row.epoch
    )


def _scope_lost_meanwhile(job: Job) -> None:
    """Things of ours are gone: was the whole scope lost since the run began? Then nobody took them
    out one by one."""
    if any(_disappears(job, seen, link) for seen, link in _staged(job)):
        scope = job.asking(lambda: job.remote.enter(job.row.scope, {}))
        with job.store.transaction():
            job.entered(scope)


def _empty(job: Job) -> None:
    if not job.whole:
        return
    gone = sum(_disappears(job, seen, link) for seen, link in _staged(job))
    if not gone or gone + _too_young(job) < job.links.standing(job.row.epoch):
        return
    if not allowed(job, "empty"):
        raise Question(
            "empty",
            T("The account has become empty. Somebody has to look before it goes on."),
            gone=gone,
            of=job.links.standing(job.row.epoch),
        )


def _too_young(job: Job) -> int:
    """How many a whole list did not show either that were put there too lately to tell."""
    count, after = 0, ""
    while keys := job.links.to_read(WHEN_SETTLED, after, 500):
        after = keys[-1]
        rows = [job.links.by_key(key) for key in keys]
        count += sum(row is not None and _stands(job, job.link(row)) for row in rows)
    return count


def _here(job: Job) -> ChangeCount | None:
    """What came from there. None: too little to count."""
    if job.links.count_staged() <= job.rules.guard_least:
        return None
    gone = changed = 0
    for seen, link in _staged(job):
        if _disappears(job, seen, link):
            gone += 1
        elif seen.place == "inside" and link.state == "linked":
            there = told(link, job.followed(link, seen))
            changed += edited(job.side.schema, agreed(link, there), there)
    return ChangeCount("here", gone, changed, job.links.linked())


def _there(job: Job) -> ChangeCount | None:
    """What changed here."""
    if job.links.count_pending() <= job.rules.guard_least:
        return None
    gone = changed = 0
    after = b""
    while ids := job.links.pending(after, 200):
        after = ids[-1]
        known = job.side.records(ids)
        for local_id in ids:
            row = job.links.by_local(local_id)
            local = known.get(local_id)
            if row is None or row.state != "linked" or (local and local.erased):
                continue
            record = local.record if local else None
            if record is None:
                gone += row.intent != "delete"
            else:
                base: dict[str, Any] | None = json.loads(row.base) if row.base else None
                changed += edited(job.side.schema, base, record)
    return ChangeCount("there", gone, changed, job.links.linked())
