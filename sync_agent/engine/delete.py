"""Deletes there what was given up, erased or is one too many here.

A delete shows no version: so what somebody may have written into a thing meanwhile is looked for
first. As with everything that is sent, a transaction before the request notes that it is tried.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sync_agent.engine import pull
from sync_agent.engine.job import Job
from sync_agent.engine.links import Link, tombstone
from sync_agent.engine.ports import Seen
from sync_agent.engine.problems import Unknown
from sync_agent.engine.push import NOT_EXECUTED, STORED_AT_ONCE, lost


def delete(job: Job) -> None:
    """Everything that is not to stand there any more."""
    total, after = job.tally.sent + job.links.count_intents("delete"), 0
    while rows := job.links.intended("delete", after, job.remote.limits.delete, tried=True):
        after = rows[-1].number
        links = [link for link in map(job.link, rows) if not _waits(job, link)]
        try:
            changed = _changed_there(job, links)
            links = [link for link in links if link.key not in changed]
            if links:
                _request(job, links)
        except Unknown:
            lost(job)
            continue
        for part in _parts(links):
            with job.store.transaction():
                for link in part:
                    job.mended(link.local_id, link.key)
                    job.put(tombstone(link, job.timing.now()))
                    job.tally.sent += 1
        job.on_progress("sending", min(job.tally.sent, total), total)


def _request(job: Job, links: Sequence[Link]) -> None:
    for part in _parts(links):
        with job.store.transaction():
            for link in part:
                job.put(replace(link, tried_at=max(1, job.timing.now())))
    try:
        job.asking(lambda: job.remote.delete([link.key for link in links]))
    except NOT_EXECUTED:
        for part in _parts(links):
            with job.store.transaction():
                for link in part:
                    job.put(link)
        raise


def _parts(links: Sequence[Link]) -> Sequence[Sequence[Link]]:
    return [links[i : i + STORED_AT_ONCE] for i in range(0, len(links), STORED_AT_ONCE)]


def _changed_there(job: Job, links: Sequence[Link]) -> set[str]:
    """Keys of what is not as it was when it was decided to delete it: the feed may be late. That is
    decided anew; whoever is erased is deleted whatever was done to it."""
    size = job.remote.limits.read
    asked = {one.key: one for one in links if one.key not in job.confirmed and _spared(job, one)}
    keys, changed = list(asked), set[str]()
    for start in range(0, len(keys), size):
        part = keys[start : start + size]
        found = job.asking(lambda part=part: job.remote.read(part))  # type: ignore[misc]
        for seen, link in ((seen, asked[key]) for seen in found if (key := _asked(seen, asked))):
            late = seen.order and seen.order < link.order
            if seen.place != "gone" and seen.version != link.version and not late:
                changed.add(link.key)
                with job.store.transaction():
                    pull.observe(job, seen)
        job.confirmed.update(part)
    job.undecided = job.undecided or bool(changed)
    return changed


def _asked(seen: Seen, asked: Mapping[str, Link]) -> str:
    return next((key for key in (seen.key, *seen.former) if key in asked), "")


def _spared(job: Job, link: Link) -> bool:
    """Whether what somebody wrote into it must not be lost."""
    local = job.local(link.local_id or link.owner)
    return local is not None and not local.erased


def _waits(job: Job, link: Link) -> bool:
    """It was seen or is to be read, and whether it was edited or taken out there is not decided
    yet: that wins over giving it up here. An absence holds nothing to lose. Whoever is erased does
    not wait."""
    staged = job.links.staged(link.key)
    if staged is None or staged.gone:
        return False
    local = job.local(link.local_id)
    return local is not None and not local.erased
