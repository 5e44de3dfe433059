"""Reads the remote's feed and our own into the database, in portions, concluding nothing yet.

What is staged is true on its own (this thing was seen like this), so a reading may break anywhere.
Only the last portion of a complete reading moves the token; only a complete whole list lets us say
that what is not on it is gone, and its token is kept only when the guard has passed: until then the
next run looks anew. Things that are none of ours are never written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kiosk.salon.domain.ids import Id
from kiosk.salon.store import changes
from kiosk.salon.store.sync.links import AT_ONCE, WHEN_SETTLED
from sync_agent.engine.job import DAY_MS, Job
from sync_agent.engine.links import buried
from sync_agent.engine.ports import Page, Seen
from sync_agent.engine.problems import FeedExpired

STAGED_AT_ONCE = 25
"""Things a transaction at most: the desk never waits longer than a few milliseconds for it."""

REFUSED_AT_ONCE = 50


def feed(job: Job) -> None:
    """Reads the remote's feed to its end, from the beginning when the token is of no use."""
    row, now = job.row, job.timing.now()
    overdue = now - row.whole_at > job.rules.whole_after_days * DAY_MS or now < row.whole_at
    token = "" if overdue or row.form != job.remote.form else row.token
    try:
        _read(job, token)
    except FeedExpired:
        if not token:
            raise
        _read(job, "")


def _read(job: Job, token: str) -> None:
    began, whole = job.timing.now(), not token
    listed: set[str] = set()
    pages = iter(job.remote.pull(token))
    done, last = 0, Page(())
    while True:
        page = job.asking(lambda: next(pages, None))
        if page is None:
            break
        last = page
        if whole:
            listed.update(item.key for item in page.items)
        for part in _parts(page.items):
            with job.store.transaction():
                for item in part:
                    observe(job, item)
            done += len(part)
            job.on_progress("reading", done, page.expected)
        if page.token:
            break
    if not last.token:
        return  # it broke off without saying so: nothing is concluded
    if whole:
        _absent(job, listed)
    job.reading_began, job.whole = began, whole
    job.unkept = {"token": last.token, "form": job.remote.form}
    if whole:
        job.unkept["whole_at"] = began
    else:
        keep(job)


def keep(job: Job) -> None:
    """The next reading begins where this one ended."""
    if job.unkept:
        with job.store.transaction():
            job.put_remote(**job.unkept)
        job.unkept = {}


def _parts(items: Sequence[Seen]) -> Iterable[Sequence[Seen]]:
    for start in range(0, len(items), STAGED_AT_ONCE):
        yield items[start : start + STAGED_AT_ONCE]


def observe(job: Job, seen: Seen) -> None:
    """Stages an observation if it is about something of ours and tells anything."""
    if seen.place == "gone" and job.links.by_key(seen.key) is None:
        # It got another key and was deleted before we heard of either.
        for key in seen.former:
            if job.links.by_key(key) is not None:
                observe(job, Seen(key, "gone"))
    staged = job.links.staged(seen.key)
    if staged is not None and seen.order and seen.order < staged.order:
        return  # older than what is known of it
    if _tells(job, seen):
        job.stage(seen)
    elif staged is not None and job.links.by_key(seen.key) is None:
        job.links.unstage(seen.key)  # what was staged before is no longer so


def _tells(job: Job, seen: Seen) -> bool:
    row = job.links.by_key(seen.key)
    if row is not None:
        return not (
            seen.place == "inside"
            and row.state == "linked"
            and row.intent != "delete"
            and row.tried_at == 0
            and row.epoch == job.row.epoch
            and row.version == seen.version != ""
            and seen.owners == (row.local_id,)
            and job.links.staged(seen.key) is None
        )
    if job.links.by_key(buried(seen.key)) is not None:
        return seen.place != "gone"
    if seen.place == "gone":
        return False
    if seen.owners or any(job.links.by_key(key) for key in seen.former):
        return True
    if job.links.by_stable(seen.stable) is not None:
        return True
    if seen.foreign or seen.place == "outside":
        return False
    return seen.place == "inside" or job.side.find(seen.traits) is not None


def _absent(job: Job, listed: set[str]) -> None:
    """A whole list is complete: what is not on it is gone, or was put there too recently."""
    for portion in job.links.listed():
        missing = [one for one in portion if one.key not in listed]
        for start in range(0, len(missing), STAGED_AT_ONCE):
            with job.store.transaction():
                for one in missing[start : start + STAGED_AT_ONCE]:
                    at = one.written_at
                    if at and not job.settled(min(at, job.timing.now())):
                        job.mark(one.key, WHEN_SETTLED)
                    else:
                        job.stage(Seen(one.key, "gone"))
    _vanished(job, listed)


def _vanished(job: Job, listed: set[str]) -> None:
    """Staged by an earlier run that could not deal with it, nobody's yet, and not on the list any
    more: it is read fresh before anything is concluded from how it was."""
    after = ""
    while staged := job.links.observations(after, STAGED_AT_ONCE):
        after = staged[-1].key
        with job.store.transaction():
            for one in staged:
                if one.key not in listed and job.links.by_key(one.key) is None:
                    job.mark(one.key, AT_ONCE)


# -- our side -------------------------------------------------------------------------------------


def intake(job: Job) -> None:
    """Notes what changed here since the last run."""
    if job.row.seq < 0:
        _everything(job)
    while True:
        found = changes.since(job.store, job.row.seq)
        if not found:
            return
        mine = [(one.entity_id, one.seq) for one in found if one.entity == _mine(job)]
        with job.store.transaction():
            job.links.intake(mine)
            job.put_remote(seq=found[-1].seq)
            if mine:
                _refused_again(job)


def _refused_again(job: Job) -> None:
    """What could not be taken in stood in the way of something here, which may have changed."""
    for key in job.links.keys_of("refused", REFUSED_AT_ONCE):
        job.confirm(key)


def _mine(job: Job) -> str:
    return job.side.entity


def _everything(job: Job) -> None:
    head = changes.latest(job.store)
    for ids in job.side.everything():
        for start in range(0, len(ids), STAGED_AT_ONCE):
            with job.store.transaction():
                part: Sequence[Id] = ids[start : start + STAGED_AT_ONCE]
                job.links.intake([(local_id, head) for local_id in part])
    with job.store.transaction():
        job.put_remote(seq=head)


# -- reading fresh --------------------------------------------------------------------------------


def refresh(job: Job, mark: str) -> int:
    """Reads what is staged with this mark; returns how many things. ``WHEN_SETTLED``: only what
    the remote has surely caught up with."""
    count, after, size = 0, "", job.remote.limits.read
    if mark == AT_ONCE:
        doubtful = sorted(job.doubtful)
        job.doubtful.clear()
        for start in range(0, len(doubtful), size):
            look(job, doubtful[start : start + size])
        count = len(doubtful)
    while True:
        keys = job.links.to_read(mark, after, size)
        if not keys:
            return count
        after = keys[-1]
        due = [key for key in keys if mark == AT_ONCE or _due(job, key)]
        if due:
            look(job, due)
            count += len(due)


def _due(job: Job, key: str) -> bool:
    staged = job.links.staged(key)
    since = staged.seq if staged is not None else 0
    if since and since <= job.timing.now() and not job.settled(since):
        return False  # unless the clock was set back
    row = job.links.by_key(key) or (None if since else job.links.by_key(buried(key)))
    if row is None:
        return True
    link = job.link(row)
    if link.written_at != row.written_at:
        with job.store.transaction():
            job.put(link)
    return job.settled(link.written_at)


def look(job: Job, keys: Sequence[str]) -> None:
    """Reads these things and stages what was seen."""
    found = job.asking(lambda: job.remote.read(keys))
    for part in _parts(found):
        with job.store.transaction():
            for seen in part:
                if _late(job, seen):
                    job.mark(seen.key, WHEN_SETTLED, job.timing.now())
                    continue
                for key in (seen.key, *seen.former):
                    staged = job.links.staged(key)
                    if staged is not None and staged.mark:
                        job.links.unstage(key)
                observe(job, seen)
    job.confirmed.update(keys)


def _late(job: Job, seen: Seen) -> bool:
    """Whether a mark may be answered by how it was before the news in whose place the mark stands,
    or before we put it there a moment ago. It is read again when the remote has surely caught up.
    """
    staged = job.links.staged(seen.key)
    at_once = staged is not None and staged.item == AT_ONCE
    if seen.place != "gone":
        return staged is not None and at_once and bool(seen.order) and seen.order < staged.order
    row = job.links.by_key(seen.key)
    return at_once if row is None else job.at().young(job.link(row))
