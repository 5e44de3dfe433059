"""Sends what is decided: back into the scope, updates, creates (deletes: :mod:`delete`).

Before each request a transaction notes what is about to be sent, after it another one what came of
it. A crash or a lost answer in between leaves a link of which we know that we do not know; the
next run finds out (see :mod:`sync_agent.engine.settle`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kiosk.salon.store.sync.links import Intent
from sync_agent.engine.job import Job
from sync_agent.engine.links import Link, again, buried, remembered, tombstone
from sync_agent.engine.merging import same
from sync_agent.engine.ports import Draft, Outcome, Record, Seen, Written
from sync_agent.engine.problems import Later, Offline, Rejected, SignInAgain, Unknown

NOT_EXECUTED = (Offline, Later, SignInAgain)
LOST_ANSWERS = 3
"""After so many lost answers in a row the rest is left to the next run."""
STORED_AT_ONCE = 10
"""Things a transaction at most: the desk never waits longer than a few milliseconds for it."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One thing on its way. ``before``: its link as it stood before it was noted as tried."""

    before: Link
    link: Link
    draft: Draft


def push(job: Job) -> None:
    """Everything that is to stand there."""
    _attach(job)
    total = job.links.count_intents()
    if not total:
        return
    limits, remote = job.remote.limits, job.remote
    _drafts(job, "update", limits.update, remote.update, total)
    _drafts(job, "create", limits.create, remote.create, total)


# -- updates and creates --------------------------------------------------------------------------


Request = Callable[[Sequence[Draft]], Sequence[Outcome]]


def _drafts(job: Job, intent: Intent, limit: int, request: Request, total: int) -> None:
    after = 0
    tried = intent != "create" or job.remote.creates_once
    while True:
        with job.store.transaction():
            rows = job.links.intended(intent, after, min(limit, STORED_AT_ONCE), tried=tried)
            batch = _note(job, [job.link(row) for row in rows])
        after = rows[-1].number if rows else after
        while rows and len(batch) < limit:
            with job.store.transaction():
                room = min(limit - len(batch), STORED_AT_ONCE)
                rows = job.links.intended(intent, after, room, tried=tried)
                batch += _note(job, [job.link(row) for row in rows])
            after = rows[-1].number if rows else after
        if batch:
            _send(job, batch, request)
            job.on_progress("sending", min(job.tally.sent, total), total)
        elif not rows:
            return


def _note(job: Job, links: Sequence[Link]) -> list[Sending]:
    """Notes what is about to be sent."""
    known = job.side.records([link.local_id for link in links if link.local_id is not None])
    batch = []
    for link in links:
        local = known.get(link.local_id or b"")
        if local is None or local.record is None or local.erased:
            continue  # given up a moment ago: that change is looked at in the next run
        assert link.local_id is not None
        record = dict(local.record)
        tried = replace(
            link,
            tried=link.tried if record in link.tried else (*link.tried, record),
            tried_at=max(1, job.timing.now()),
        )
        job.put(tried)
        draft = Draft(link.local_id, record, link.key, link.version, link.raw, link.attempts)
        batch.append(Sending(link, tried, draft))
    return batch


def _send(job: Job, batch: Sequence[Sending], request: Request) -> None:
    drafts = [one.draft for one in batch]
    try:
        outcomes = job.asking(lambda: request(drafts))
    except Unknown:
        lost(job)
        return
    except Rejected as refusal:
        _refused(job, batch, refusal, request)
        return
    except NOT_EXECUTED:
        _take_back(job, batch)
        raise
    job.tally.missed = 0
    told = {outcome.local_id: outcome for outcome in outcomes}
    burnt = []
    for part in _parts(batch):
        with job.store.transaction():
            rows = job.links.by_numbers([one.link.number for one in part])
            for one in part:
                row = rows.get(one.link.number)
                outcome = told.get(one.draft.local_id)
                if row is None or outcome is None:
                    continue
                # An erasure in the meantime emptied the row: nothing personal comes back into it.
                if _outcome(job, one, outcome, erased=not row.sent):
                    burnt.append(one)
    if burnt:
        _again(job, burnt, request)


def _outcome(job: Job, one: Sending, outcome: Outcome, *, erased: bool) -> bool:
    """Writes down what came of it; True when it has to be made under another name."""
    link, record = one.link, one.draft.record
    if isinstance(outcome, Written):
        job.tally.sent += 1
        if link.state == "creating":
            _unbury(job, outcome.key)
        job.put(_written(job, link, outcome, None if erased else record))
        if link.state in ("rejected", "creating"):
            job.mended(link.local_id, link.key)
        return False
    if erased or outcome.reason == "later":
        return False
    if outcome.reason == "rejected":
        _reject(job, one, outcome.why)
    elif outcome.reason == "stale" and link.key:
        job.confirm(link.key)
    elif outcome.reason == "stale" and one.before.past and not one.before.tried_at:
        # Nothing of ours showed itself in time, so whatever bears this name is somebody else's.
        return _burnt(job, one)
    elif outcome.reason == "missing" and link.key:
        job.stage(Seen(link.key, "gone"))
    elif outcome.reason == "missing":
        return _burnt(job, one)
    return False


def _unbury(job: Job, key: str) -> None:
    """It was made under the name of one that we had deleted: what is heard of it is true again."""
    grave = job.links.by_key(buried(key))
    if grave is not None:
        job.links.drop(grave.number)


def _burnt(job: Job, one: Sending) -> bool:
    job.put(replace(one.before, attempts=one.link.attempts + 1, tried_at=0))
    return True


def _written(job: Job, link: Link, outcome: Written, record: Record | None) -> Link:
    made, now = link.state == "creating", job.timing.now()
    keep = made or (link.past and not job.settled(link.written_at))
    past = remembered(*link.past, *link.tried) if made else link.past
    return replace(
        link,
        key=outcome.key,
        version=outcome.version,
        order=outcome.order or link.order,
        stable=outcome.stable or link.stable,
        raw=outcome.raw if record is not None else "",
        base=record,
        state="linked",
        intent="",
        tried=(),
        tried_at=0,
        past=past if keep and record is not None else (),
        epoch=job.row.epoch if made else link.epoch,
        written_at=now,
        reason="",
    )


def lost(job: Job) -> None:
    """Nobody knows what was done; the next run finds out, meanwhile other work goes on."""
    job.tally.missed += 1
    if job.tally.missed >= LOST_ANSWERS:
        raise Unknown()


def _take_back(job: Job, batch: Sequence[Sending]) -> None:
    """Nothing was executed: the links are as they were."""
    for part in _parts(batch):
        with job.store.transaction():
            rows = job.links.by_numbers([one.link.number for one in part])
            for one in part:
                row = rows.get(one.link.number)
                if row is not None and row.sent:
                    job.put(one.before)


def _refused(job: Job, batch: Sequence[Sending], refusal: Rejected, request: Request) -> None:
    """One bad thing fails a batch. The remote says which, or they are found by halving."""
    bad = {index: why for index, why in refusal.items.items() if 0 <= index < len(batch)}
    if len(batch) == 1:
        bad = bad or {0: refusal.why}
    if bad:
        with job.store.transaction():
            for index, why in bad.items():
                _reject(job, batch[index], why or refusal.why)
        rest = [one for index, one in enumerate(batch) if index not in bad]
        if rest:
            _send(job, rest, request)
        return
    middle = len(batch) // 2
    _send(job, batch[:middle], request)
    _send(job, batch[middle:], request)


def _reject(job: Job, one: Sending, why: str) -> None:
    """It is not sent again like this; the others are not held up."""
    refused = replace(
        one.link,
        state="rejected",
        reason="",
        intent="",
        tried=(one.draft.record,),
        tried_at=0,
    )
    job.put(refused)
    job.case("rejected", one.link.local_id, one.link.key, why=why)


def _again(job: Job, burnt: Sequence[Sending], request: Request) -> None:
    with job.store.transaction():
        rows = job.links.by_numbers([one.link.number for one in burnt])
        batch = _note(job, [job.link(row) for row in rows.values() if row.attempts < 10])
    if batch:
        _send(job, batch, request)


def _parts(batch: Sequence[Sending]) -> Sequence[Sequence[Sending]]:
    return [batch[i : i + STORED_AT_ONCE] for i in range(0, len(batch), STORED_AT_ONCE)]


# -- the scope --------------------------------------------------------------------------------


def _attach(job: Job) -> None:
    """What was in a scope that is no longer goes into the present one; it is not made anew."""
    after = 0
    while rows := job.links.outdated(job.row.epoch, after, job.remote.limits.attach):
        after = rows[-1].number
        links = [job.link(row) for row in rows]
        try:
            missing = set(job.asking(lambda rows=rows: job.remote.attach([r.key for r in rows])))  # type: ignore[misc]
        except Unknown:
            lost(job)
            continue
        for start in range(0, len(links), STORED_AT_ONCE):
            with job.store.transaction():
                for link in links[start : start + STORED_AT_ONCE]:
                    _attached(job, link, gone=link.key in missing)


def _attached(job: Job, link: Link, *, gone: bool) -> None:
    if gone:
        # What was seen of it and waits is over, and would be somebody else's without its link.
        job.links.unstage(link.key)
    local = job.local(link.local_id)
    if gone and local is not None and not local.begin:
        job.links.drop(link.number)  # what is over is not sent a second time
        return
    if gone:
        job.put(replace(tombstone(link, job.timing.now()), number=0))
        job.put(again(link))
        return
    job.tally.sent += 1
    record = local.record if local is not None else None
    different = record is not None and not same(job.side.schema, link.base, record)
    job.put(
        replace(
            link,
            epoch=job.row.epoch,
            written_at=job.timing.now(),
            intent="update" if different else link.intent,
        )
    )
