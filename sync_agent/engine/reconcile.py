"""Decides; does nothing. What both sides hold is compared with what they last agreed on.

``look_there`` is asked when a thing was observed at the remote, ``look_here`` when only our side
may have changed. Both answer with a :class:`Step` that somebody else carries out; how records are
compared and merged stands in :mod:`sync_agent.engine.merging`. There is no input or output, no
clock and no provider in either.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import assert_never

from kiosk.salon.store.sync.links import Intent, Reason
from sync_agent.engine.links import ANYWHERE, Link, again, remembered, seen_as, sent_anew
from sync_agent.engine.merging import Conflict, Side, agreed, edited, fold, merge, same, told
from sync_agent.engine.ports import Local, Record, Schema, Seen


@dataclass(frozen=True, slots=True)
class At:
    """The moment of deciding. ``now``: own clock; ``settle_ms``: after so long the remote has
    surely caught up with what we did; ``epoch``: of the scope in use. ``fresh``: what is looked at
    was read in this run; what was staged may be from before what is known."""

    now: int
    settle_ms: int
    epoch: int
    fresh: bool = False

    def young(self, link: Link) -> bool:
        """Too early to believe the remote that this is not there."""
        return link.written_at > 0 and self.now - link.written_at < self.settle_ms


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done about one thing. ``link``: as it is to stand, None: forget it. ``here``:
    to be written here. ``removed``: our side is told that it is no longer there; ``link`` is for
    the case that it stays here. ``contested``: it was edited here since both sides agreed, so that
    people are asked instead. ``read``: it is read fresh, when the remote has caught up. ``ask``:
    a case of this ``(kind, why)``. ``mended``: cases about its removal or refusal are done with."""

    link: Link | None
    here: Record = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    removed: bool = False
    contested: bool = False
    read: bool = False
    ask: tuple[str, str] | None = None
    mended: bool = False


def look_here(schema: Schema, link: Link, local: Local | None, at: At) -> Step:
    """Our side may have changed; of the remote nothing is known but the link."""
    if unwanted(link, local):
        return _away(link)
    record = local.record if local else None
    match link.state:
        case "suppressed":
            return Step(link) if record is None else _wanted_again(link)
        case "linked":
            if record is not None:
                return _to_send(schema, link, record)
            if link.key and link.epoch == ANYWHERE and not link.intent:
                # It was to be put inside again, and nobody told us what was edited there meanwhile.
                return Step(_suppressed(link, "parted", at), read=True, mended=True)
            return _given_up(link)
        case "creating":
            return _given_up(link) if record is None else Step(replace(link, intent="create"))
        case "asked":
            if record is None:
                return _given_up(link)
            # Somebody did something about it: see what stands there at present.
            return Step(link, read=link.reason != "taken")
        case "rejected":
            if record is None:
                return _given_up(link)
            if link.tried and same(schema, link.tried[-1], record):
                return Step(link)
            return Step(sent_anew(link), mended=True)
        case _:
            assert_never(link.state)


def _to_send(schema: Schema, link: Link, record: Record) -> Step:
    if link.intent == "delete":
        # Wanted again. Whether it still stands there is open if deleting was tried, and whether it
        # still carries our id was not looked at while it was to go.
        tried = link.tried_at > 0
        link = replace(link, intent="update", tried_at=0, epoch=ANYWHERE if tried else link.epoch)
    waiting = link.intent == "update" or link.tried_at > 0
    different = waiting or not same(schema, link.base, record)
    return Step(replace(link, intent="update" if different else ""))


def look_there(
    schema: Schema, link: Link, seen: Seen, local: Local | None, at: At, newer: Side
) -> Step:
    """The thing was observed. ``newer``: whose edit counts as the later one."""
    if link.order and seen.order and seen.order < link.order:
        return look_here(schema, link, local, at)  # an echo from before what we know
    if unwanted(link, local):
        # Deleting what is gone is no error, and that it is gone may be an old story.
        bare = replace(seen, stable="", raw="")
        return _away(seen_as(link, bare) if seen.place != "gone" else link)
    if seen.place == "gone":
        return _gone(schema, link, local, at)
    if seen.place == "inside":
        # What is to be put there again stays so until that was done: this may be an old story.
        epoch = ANYWHERE if link.epoch == ANYWHERE else at.epoch
        return _there(schema, link, seen, local, at, newer, epoch)
    blank = seen.place == "outside" and not seen.record
    if link.state == "creating" or link.epoch < at.epoch:
        if blank and local is not None and local.record is None:
            # Given up here and taken out there, perhaps with edits that nobody tells us: it stays.
            return _outside(schema, link, seen, local, at)
        if blank:
            # Remotes say nothing of what is outside and carries no id of ours: once it is back
            # inside, the feed tells what was edited meanwhile.
            # What is to be sent is found out when it is.
            return Step(replace(link, key=seen.key, epoch=ANYWHERE, intent=_unsent(link)))
        return _there(schema, link, seen, local, at, newer, ANYWHERE)
    wanted = link.state == "linked" and local is not None and local.record is not None
    if wanted and not blank and at.young(link):
        # Perhaps how it was before we put it inside. Its edits count, its place is looked at later.
        step = _there(schema, link, seen, local, at, newer, link.epoch)
        return replace(step, read=True)
    return _outside(schema, link, seen, local, at)


def _unsent(link: Link) -> Intent:
    return "" if link.intent == "update" else link.intent


def unwanted(link: Link, local: Local | None) -> bool:
    """It must not stand there, whatever anybody did to it: erased here, or one too many."""
    if link.role == "copy":
        return True
    return local is not None and local.erased


def _away(link: Link) -> Step:
    if not link.key:
        # A create under way may still have made it: it is deleted when it shows itself.
        making = link.state == "creating" and link.tried_at
        return Step(link if making else None, mended=True)
    if link.intent == "delete":
        return Step(link, mended=True)
    return Step(
        Link(
            link.local_id,
            link.number,
            key=link.key,
            stable=link.stable,
            order=link.order,
            intent="delete",
            epoch=link.epoch,
            written_at=link.written_at,
        ),
        mended=True,
    )


def _given_up(link: Link) -> Step:
    """It should not stand there any more, but nobody was erased."""
    if link.state == "asked" and link.reason != "taken":
        return Step(replace(link, reason="edited"), ask=("removed", "edited"))
    if not link.key or link.reason == "taken":
        return Step(link if link.tried_at else None, mended=True)
    if link.intent == "delete":
        return Step(link)
    # Whether an update under way arrived does not matter any more.
    return Step(replace(link, state="linked", intent="delete", tried_at=0))


def _wanted_again(link: Link) -> Step:
    """Nobody was told or asked what becomes of it while it was given up here."""
    if link.reason == "parted":
        return Step(replace(link, reason="unlabelled"), removed=True, contested=True)
    if link.reason == "edited":
        # What was edited there is not known here yet: nothing is sent before it was read.
        return Step(replace(link, state="asked"), read=True)
    return Step(link)


def _gone(schema: Schema, link: Link, local: Local | None, at: At) -> Step:
    record = local.record if local else None
    if link.state == "creating" or not link.key:
        return Step(link)
    if link.state == "suppressed":
        deleted = link.reason == "unlabelled"
        return Step(replace(link, reason="deleted") if deleted else link)
    if record is None:
        return _given_up(link)
    if link.intent == "delete":
        return Step(again(link))
    if at.young(link):
        return Step(link, read=True)
    if link.epoch < at.epoch:
        # What is over is not sent a second time.
        return Step(again(link) if local is None or local.begin else None)
    contested = _edited_here(schema, link, record)
    return Step(_suppressed(link, "deleted", at), removed=True, contested=contested)


def _outside(schema: Schema, link: Link, seen: Seen, local: Local | None, at: At) -> Step:
    record = local.record if local else None
    known = replace(seen_as(link, seen), raw="")
    link = replace(link, key=known.key, stable=known.stable)
    if link.state == "suppressed":
        taken_out = link.reason == "deleted"
        return Step(replace(known, reason="unlabelled") if taken_out else known)
    if record is None:
        # Perhaps with edits that nobody tells us: whether deleting was tried does not matter.
        return Step(_suppressed(known, "parted", at), mended=True)
    if at.young(link):
        return Step(link, read=True)
    contested = _edited_here(schema, link, record)
    return Step(_suppressed(known, "unlabelled", at), removed=True, contested=contested)


def _edited_here(schema: Schema, link: Link, record: Record) -> bool:
    """Whether something was written here that those who took it away there never saw."""
    return link.base is None or edited(schema, link.base, record)


def _suppressed(link: Link, reason: Reason, at: At) -> Link:
    # What was tried stays known: should it come back, our own words are recognised. What else
    # stands there is the owner's own affair, and read again should it come back.
    return replace(link, state="suppressed", reason=reason, intent="", written_at=at.now, raw="")


def _there(
    schema: Schema,
    link: Link,
    seen: Seen,
    local: Local | None,
    at: At,
    newer: Side,
    epoch: int,
) -> Step:
    """It stands there, or is to be put there again. ``epoch``: what its link's is to be."""
    back = link.state == "suppressed"
    if back and link.order and seen.order == link.order and (at.young(link) or not at.fresh):
        return Step(link, read=True)  # perhaps how it was before it was taken out
    there = told(link, seen)
    base = agreed(link, there)
    known = replace(_resolved(link, seen), base=seen.record, epoch=epoch)
    record = local.record if local else None
    if record is None:
        return _edited_or_given_up(schema, link, known, base, there, at)
    if link.state == "asked" and link.reason == "refused":
        newer = "here"  # what people did about it after it had come
    # What shows itself while it is being made may be older than what was sent to make it.
    how = fold if link.state == "creating" else merge
    merged = how(schema, base, record, there, newer)
    if link.state == "rejected" and link.tried and same(schema, link.tried[-1], merged.record):
        return Step(
            replace(known, state="rejected", tried=link.tried),
            merged.changes,
            merged.conflicts,
        )
    send = (
        not same(schema, seen.record, merged.record)
        or known.tried_at > 0
        or seen.owners != (link.local_id,)
    )
    known = replace(
        known,
        state="linked",
        reason="",
        intent="update" if send else "",
        written_at=at.now if back or link.state == "creating" else link.written_at,
    )
    if link.intent == "delete" and link.tried_at:
        # It is wanted again, and what was seen may be how it was before it was deleted.
        known = replace(known, epoch=ANYWHERE, tried_at=0)
    return Step(known, merged.changes, merged.conflicts, mended=link.state in _MENDABLE)


_MENDABLE = ("suppressed", "asked", "rejected")


def _resolved(link: Link, seen: Seen) -> Link:
    """What identifies it, and no longer any doubt about a request when what was seen is later: a
    request showing the older version can have no effect any more."""
    known = seen_as(link, seen)
    if link.state == "creating":
        return replace(known, past=remembered(*link.past, *link.tried), tried=(), tried_at=0)
    timed = bool(link.order and seen.order)
    later = seen.order > link.order if timed else seen.version != link.version
    if later and link.intent != "delete":
        return replace(known, tried=(), tried_at=0)
    return known


def _edited_or_given_up(
    schema: Schema, link: Link, known: Link, base: Record | None, there: Record, at: At
) -> Step:
    """Given up here; an edit there wins over that, so that nobody's work is lost unseen. So does
    a new one there of somebody who was given up: without a base nobody knows."""
    if link.state in ("suppressed", "asked") or base is None or edited(schema, base, there):
        # What was agreed stays, with all that stood there then: the edits are still to come in.
        agreed = replace(known, base=base, raw=link.raw)
        asked = replace(agreed, state="asked", reason="edited", intent="", tried_at=0)
        return Step(asked, ask=("removed", "edited"))
    if link.intent == "delete":
        return Step(replace(known, base=base))
    return Step(replace(known, state="linked", intent="delete", tried_at=0))
