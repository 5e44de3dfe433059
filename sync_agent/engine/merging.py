"""Compares and merges records, field by field.

The idea that carries everything: ``Link.base`` is the remote's record as we last knew it, after
all its edits were taken in here. So whatever differs from the base there was edited there,
whatever differs from it here was edited here, and "something is to be sent" is the same as "here
differs from the base". A lost answer only means that we do not know which of two records stands
there; :func:`agreed` recognises our own words when they come back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from sync_agent.engine.links import Link
from sync_agent.engine.ports import Record, Schema, Seen

Side = Literal["here", "there"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field, edited on both sides. ``kept_side``: whose value stays."""

    field: str
    kept: str
    lost: str
    kept_side: Side


@dataclass(frozen=True, slots=True)
class Merged:
    """``record``: what is to stand on both sides; ``changes``: what of it is to be written here."""

    record: Record
    changes: Record
    conflicts: tuple[Conflict, ...]


def merge(schema: Schema, base: Record | None, here: Record, there: Record, newer: Side) -> Merged:
    """Three-way merge, field by field. ``newer``: whose edit wins where both edited a shared field.

    Without a base nobody knows who edited: what only one side has is kept, where both differ ours
    stays and theirs goes to the conflicts. An empty value is never a loss worth showing.
    """
    record: dict[str, str] = {}
    conflicts: list[Conflict] = []
    for name, rule in schema.rules.items():
        ours, theirs = here.get(name, ""), there.get(name, "")
        if rule == "local" or ours == theirs:
            record[name] = ours
            continue
        was = "" if base is None else base.get(name, "")
        if base is not None and theirs == was:
            record[name] = ours
        elif base is not None and ours == was:
            record[name] = theirs
        elif rule == "joined":
            record[name] = join(was, ours, theirs)
        else:
            side: Side = newer if base is not None else ("here" if ours else "there")
            kept, lost = (ours, theirs) if side == "here" else (theirs, ours)
            record[name] = kept
            if lost:
                conflicts.append(Conflict(name, kept, lost, side))
    changes = {name: text for name, text in record.items() if text != here.get(name, "")}
    return Merged(record, changes, tuple(conflicts))


def fold(schema: Schema, base: Record | None, here: Record, there: Record, newer: Side) -> Merged:
    """A merge with another copy of the same thing, which is then deleted. Nobody knows whether it
    is older than what is agreed: so nothing in it takes anything away, and what it replaces is a
    conflict."""
    full = {name: there.get(name, "") or here.get(name, "") for name in schema.rules}
    joined = dict.fromkeys((name for name, rule in schema.rules.items() if rule == "joined"), "")
    merged = merge(schema, None if base is None else {**base, **joined}, here, full, newer)
    shown = {conflict.field for conflict in merged.conflicts} | set(joined)
    replaced = tuple(
        Conflict(name, text, here[name], "there")
        for name, text in merged.changes.items()
        if here.get(name) and name not in shown
    )
    return replace(merged, conflicts=(*merged.conflicts, *replaced))


def join(base: str, ours: str, theirs: str) -> str:
    """Both edits of a text of lines in one: lines taken out on either side stay out, lines added
    on either side stay in, ours first."""
    was, left, right = base.split("\n"), ours.split("\n"), theirs.split("\n")
    kept = [line for line in left if line in right or line not in was]
    added = [line for line in right if line not in was and line not in left]
    return "\n".join(kept + added).strip("\n")


def told(link: Link, seen: Seen) -> Record:
    """What people there say by it: where it cannot tell, they have not edited anything."""
    if not seen.untold or link.base is None:
        return seen.record
    return {**seen.record, **{name: link.base.get(name, "") for name in seen.untold}}


def agreed(link: Link, there: Record) -> Record | None:
    """The base to compare ``there`` with. Where it holds what we sent without hearing whether it
    arrived, that is ours, and not an edit of somebody there. None: there is no base."""
    if link.state == "creating":
        return recognised(made_from(link), (*link.past, *link.tried), there)
    return recognised(link.base, link.tried if link.tried_at else (), there)


def made_from(link: Link) -> Record | None:
    """What a thing that we made contained at first, as far as is known: the oldest of what was
    sent, so that whoever edited it and whoever wrote on here since both count as having edited."""
    if link.past:
        return link.past[0]
    if link.tried:
        return link.base if link.base is not None else link.tried[0]
    return None


def recognised(base: Record | None, ours: Iterable[Record], there: Record) -> Record | None:
    """``base``, but fields that hold what one of ``ours`` holds count as unchanged."""
    sent = tuple(ours)
    if base is None or not sent:
        return base
    return {
        name: there.get(name, "")
        if any(record.get(name, "") == there.get(name, "") for record in sent)
        else base.get(name, "")
        for name in {*base, *there}
    }


def same(schema: Schema, one: Record | None, other: Record) -> bool:
    """Whether both say the same in every field of the schema."""
    return one is not None and all(
        one.get(name, "") == other.get(name, "") for name in schema.rules
    )


def edited(schema: Schema, base: Record | None, record: Record) -> bool:
    """Whether a field that counts on both sides differs from the base."""
    return base is not None and any(
        base.get(name, "") != record.get(name, "") for name in schema.shared()
    )
