"""Finds out about creates of which nobody knows whether they were executed.

A create must not simply be sent again: the first may have been done. First it is looked for among
the things inside that we do not know. If it is not found there, it is sent again only after a
complete reading that began so long after the try that the remote must have shown it.
"""

from __future__ import annotations

from dataclasses import replace

from sync_agent.engine import pull
from sync_agent.engine.job import Job
from sync_agent.engine.links import Link, remembered
from sync_agent.engine.merge import carry_out
from sync_agent.engine.reconcile import look_here

LOOKED_AT = 1000
"""Unknown things inside that are read at most while looking for ours."""


def look_for_lost(job: Job) -> None:
    """Reads the unknown things inside, if anything of ours may be among them."""
    if job.remote.creates_once or not job.members or not job.links.uncertain(0, 1):
        return
    unknown = [
        key
        for key in sorted(job.members)
        if job.links.by_key(key) is None and job.links.staged(key) is None
    ]
    size = job.remote.limits.read
    for start in range(0, min(len(unknown), LOOKED_AT), size):
        pull.look(job, unknown[start : start + size])


def conclude(job: Job) -> None:
    """After the merge: whoever has not shown up by now was never made, and may be sent again."""
    if not job.reading_began:
        return
    after = 0
    while rows := job.links.uncertain(after, job.rules.portion):
        after = rows[-1].number
        with job.store.transaction():
            for row in rows:
                link = job.link(row)
                if job.reading_began - link.tried_at >= job.rules.settle_seconds * 1000:
                    _not_made(job, link)
                elif link.tried_at != row.tried_at:
                    job.put(link)


def _not_made(job: Job, link: Link) -> None:
    free = replace(link, tried_at=0, past=remembered(*link.past, *link.tried), tried=())
    step = look_here(job.side.schema, free, job.local(link.local_id), job.at())
    carry_out(job, link, step, "inside")
