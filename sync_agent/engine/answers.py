"""Acts on what people answered since the last run."""

from __future__ import annotations

from dataclasses import replace

from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync.book import Case
from kiosk.salon.store.sync.links import AT_ONCE
from sync_agent.engine import twins
from sync_agent.engine.job import Job
from sync_agent.engine.links import ANYWHERE, Link, sent_anew


def act(job: Job) -> None:
    """Cases about single things; questions that hold up a run are looked at by who asked them."""
    for case in sync_book.answered(job.store, job.row.remote):
        if case.kind in sync_book.STOPPING:
            continue
        with job.store.transaction():
            _act(job, case)
            sync_book.settle(job.store, case.number, job.timing.now())


def _act(job: Job, case: Case) -> None:
    if case.kind == "twin":
        twins.answered(job, case.key, case.answer)
        return
    row = job.links.by_local(case.local_id) if case.local_id is not None else None
    if row is None:
        return
    link = job.link(row)
    match link.state, link.reason:
        case "rejected", _:
            if case.kind == "rejected":
                job.put(sent_anew(link))
        case ("suppressed", _) | ("asked", "taken"):
            if case.answer == "send":
                _send(job, link)
            elif link.state == "asked":
                job.put(replace(link, state="suppressed", reason="deleted"))
        case "asked", "refused":
            if case.answer == "keep":
                # Without a base ours stays, and what was refused goes to the conflicts.
                job.put(replace(link, base=None))
                job.mark(link.key, AT_ONCE)
        case "asked", "edited":
            if case.answer == "delete":
                job.put(replace(link, state="linked", intent="delete"))
            else:
                job.put(replace(link, state="suppressed", reason="edited"))


def _send(job: Job, link: Link) -> None:
    """Put it there again, whatever became of it there."""
    if not link.key:
        job.put(replace(sent_anew(link), attempts=link.attempts + 1))
        return
    job.put(replace(link, state="linked", epoch=ANYWHERE, reason="", written_at=0))
    job.mark(link.key, AT_ONCE)
