"""Whose thing is it? Finds the link of an observation, or what else it means.

Everything here happens inside a transaction. A question that only the remote can answer (is the
other one still there?) is staged to be read, and the observation waits until it is answered.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, assert_never

from kiosk.salon.domain import stored_message
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.sync.links import AT_ONCE, WHEN_SETTLED, LinkRow, Reason
from sync_agent.engine import twins
from sync_agent.engine.fold import Found, duplicate, edited_copy, extra, first_made
from sync_agent.engine.job import Job
from sync_agent.engine.links import ANYWHERE, Link, aside, buried, remembered, seen_as, tombstone
from sync_agent.engine.ports import Record, Seen


def match(job: Job, seen: Seen, seq: int) -> Found:
    """The link that ``seen`` is an observation of."""
    grave = job.links.by_key(buried(seen.key))
    if grave is not None and (late := _buried(job, seen, grave)) is not None:
        return late
    found = _found(job, seen, seq, grave)
    if grave is not None and found != "later":
        job.links.drop(grave.number)
    return found


def _found(job: Job, seen: Seen, seq: int, grave: LinkRow | None) -> Found:
    """``grave``: its own; somebody there brought it back."""
    row = _by_identity(job, seen)
    known = _known(job, seen, row, seq) if row is not None else None
    if known is not None:
        return known
    if seen.place == "gone":
        return "done"
    owners = [owner for owner in seen.owners if job.local(owner) is not None]
    if owners:
        owner = next((one for one in owners if _under_way(job, one)), owners[0])
        found = _owned(job, seen, owner, seq, grave)
        if isinstance(found, Link) and not _others(job, seen, owner):
            return "later"
        return found
    if seen.place == "outside" or seen.foreign:
        return "done"
    refused = row.version if row is not None and row.role == "refused" else ""
    return _stranger(job, seen, refused)


def _known(job: Job, seen: Seen, row: LinkRow, seq: int) -> Found | None:
    """What is remembered of it; None: that is over, and it is looked at like one never seen."""
    match row.role:
        case "thing":
            return job.link(row) if _others(job, seen, row.local_id) else "later"
        case "copy":
            found = edited_copy(job, seen, row, seq)
            if found is None:
                found = job.link(row) if _others(job, seen, None) else "later"
            return found
        case "twin" | "joining":
            return twins.known(job, seen, row, seq)
        case "left":
            if seen.place in ("outside", "beside"):
                return "done"
            job.links.drop(row.number)  # it is back, or gone for good
            return None
        case "refused":
            job.links.drop(row.number)  # it is tried again
            if seen.place not in ("inside", "beside"):
                job.mended(None, seen.key)
            return None
        case "tombstone":
            return "done"  # lies under the hash of a key, under which nothing is seen
        case _:
            assert_never(row.role)


def _buried(job: Job, seen: Seen, grave: LinkRow) -> Literal["done", "later"] | None:
    """Deleted by us a short while ago: what says otherwise is late, unless it was read fresh after
    the remote had caught up. None: somebody there brought it back."""
    link = job.link(grave)
    if link.written_at != grave.written_at:
        job.put(link)  # the clock was set back
    old = job.timing.now() - link.written_at >= job.rules.buried_hours * 3_600_000
    if not old and not (seen.owners or seen.place in ("inside", "beside")):
        return "done"
    if old or (job.settled(link.written_at) and seen.key in job.confirmed):
        return None
    job.mark(seen.key, AT_ONCE if job.settled(link.written_at) else WHEN_SETTLED)
    return "later"


def _by_identity(job: Job, seen: Seen) -> LinkRow | None:
    found = job.links.by_key(seen.key)
    if found is None and seen.place != "gone":
        for key in seen.former:
            found = found or job.links.by_key(key)
        found = found or job.links.by_stable(seen.stable)
    return found


def _under_way(job: Job, owner: Id) -> bool:
    row = job.links.by_local(owner)
    return row is not None and row.state == "creating" and row.tried_at > 0


def _others(job: Job, seen: Seen, mine: Id | None) -> bool:
    """Others of ours that were merged into this one by somebody there; False: it has to be looked
    whether they are still there on their own."""
    rows = [job.links.by_local(owner) for owner in seen.owners if owner != mine]
    rows += [job.links.by_key(key) for key in seen.former]
    known = True
    for row in rows:
        if row is None or row.local_id is None or row.local_id == mine:
            continue
        link = job.link(row)
        if link.state == "suppressed":
            if link.reason == "deleted":
                _merged(job, link)
        elif not link.key:
            if link.tried_at and not job.remote.creates_once:
                _merged(job, link)
        elif link.key in seen.former:
            job.links.unstage(link.key)
            _merged(job, link)
        elif (fate := _fate(job, link)) == "gone":
            _merged(job, link)
        elif fate == "open":
            known = False
    return known


def _merged(job: Job, link: Link) -> None:
    """It goes on as a part of somebody else there; here nobody is merged."""
    now = job.timing.now()
    job.mended(link.local_id, link.key)
    local = job.local(link.local_id)
    if local is not None and local.erased:
        # What stands in the other one is the other one's; there is nothing left to delete.
        if link.key:
            job.put(tombstone(link, now))
        else:
            job.links.drop(link.number)
        return
    wanted = local is not None and local.record is not None
    reason: Reason = "merged" if wanted else "parted"
    job.put(replace(link, state="suppressed", reason=reason, intent="", written_at=now, raw=""))
    if wanted:
        job.case("merged", link.local_id, link.key, why="merged")


def _fate(job: Job, link: Link) -> Literal["there", "gone", "open"]:
    """Whether a linked thing still stands there. ``open``: it is read, at once or, when it was
    written so lately that a late answer would not show it, as soon as the remote has caught up."""
    staged = job.links.staged(link.key)
    young = job.at().young(link)
    if staged is not None and staged.gone:
        if not young:
            job.links.unstage(link.key)
            return "gone"
        job.mark(link.key, WHEN_SETTLED)
        return "open"
    if staged is not None and staged.item == WHEN_SETTLED and young:
        return "open"
    if link.key in job.confirmed:
        return "there"
    job.confirm(link.key)
    return "open"


def _owned(job: Job, seen: Seen, owner: Id, seq: int, grave: LinkRow | None) -> Found:
    """It carries the id of something of ours, but is not what that is linked to."""
    row, now = job.links.by_local(owner), job.timing.now()
    local = job.local(owner)
    if row is None:
        if local is not None and local.erased:
            return extra(seen, None)
        if seen.place != "outside":
            return _fresh(job, seen, owner)
        job.put(aside("left", seen.key, owner))
        return "done"
    link = job.link(row)
    base = first_made(link, seen) if grave is None else _brought_back(seen, grave)
    if link.state == "creating" or not link.key:
        if grave is None:
            return link
        return replace(link, past=() if base is None else (base,), tried=())
    if local is not None and local.erased:
        return extra(seen, None)
    if link.state == "suppressed":
        if seen.place != "inside":
            return "done"
        _leave(job, link)
        return _moved(link, base, now)
    fate = _fate(job, link)
    if fate == "open":
        return "later"
    if fate == "gone":
        return _moved(link, base, now)
    return duplicate(job, seen, link, seq, base)


def _brought_back(seen: Seen, grave: LinkRow) -> Record | None:
    """What stood in it before somebody there brought it back; None: it was changed since."""
    return seen.record if grave.version == seen.version != "" else None


def _fresh(job: Job, seen: Seen, local_id: Id) -> Link:
    epoch = job.row.epoch if seen.place == "inside" else ANYWHERE
    return Link(local_id, epoch=epoch, written_at=job.timing.now())


def _moved(link: Link, base: Record | None, now: int) -> Link:
    """The link goes over to another thing; versions and orders of the old one mean nothing, and
    what was agreed was agreed about the old one."""
    return replace(
        link,
        version="",
        order="",
        stable="",
        base=base,
        tried_at=0,
        tried=(),
        written_at=now,
    )


def _leave(job: Job, link: Link) -> None:
    """Somebody took it out of the scope and put another one inside. It is theirs, but we made it:
    should the person be erased, it is deleted with the other."""
    outside = link.state == "suppressed" and link.reason in ("unlabelled", "parted")
    if outside and link.local_id is not None:
        # The row of the link goes on with another key; this key must be free of it first.
        job.put(replace(link, key="", stable=""))
        job.put(aside("left", link.key, link.local_id))


def _stranger(job: Job, seen: Seen, refused: str) -> Found:
    """It carries no id of ours (any more): somebody we know by what stands in it, or somebody
    new. ``refused``: the version of it that could not be taken in."""
    local_id = job.side.find(seen.traits)
    if local_id is None:
        return _taken_in(job, seen, refused) if seen.place == "inside" else "done"
    job.mended(None, seen.key)
    row, local = job.links.by_local(local_id), job.local(local_id)
    if seen.place != "inside" and (local is None or local.record is None):
        return "done"
    if row is None:
        return _fresh(job, seen, local_id)
    link = job.link(row)
    if not link.key:
        past = remembered(*link.past, *link.tried)
        return replace(_fresh(job, seen, local_id), number=link.number, past=past)
    suppressed = link.state == "suppressed"
    if seen.place != "inside":
        return "done" if suppressed else twins.found(job, seen, local_id)
    fate = "gone" if suppressed else _fate(job, link)
    if fate == "open":
        return "later"
    if fate == "there":
        return twins.found(job, seen, local_id)
    _leave(job, link)
    return _moved(link, None, job.timing.now())


def _taken_in(job: Job, seen: Seen, refused: str) -> Found:
    try:
        local_id = job.side.add(seen.record, ours=bool(seen.owners))
    except Refused as refusal:
        if seen.version != refused:
            why = stored_message.dump(refusal.message)
            job.case("refused", None, seen.key, why=why, **job.side.shown(seen.record))
        job.put(aside("refused", seen.key, version=seen.version))
        return "done"
    if local_id is not None:
        job.mended(None, seen.key)
        link = seen_as(_fresh(job, seen, local_id), seen)
        job.put(replace(link, base=seen.record, intent="update"))
        job.tally.received += 1
    return "done"
