"""Which of a person's phone numbers, addresses and e-mails at Google is the one that we know.

Google keeps lists, we keep one of each (:data:`slots.SLOTS`); everything else in the lists is the
owner's and stays. Ours is followed by its value: it is the entry that says what was last agreed,
whatever its type and wherever it stands now. Where none says so any more it was edited or deleted:
ours is then an entry that was not there before, or the primary one, or the first of its kind.

When ours is taken away although others are left, those are marked as "aside" in the contact's
hidden data: otherwise whoever reads it without knowing what was agreed would take one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sync_agent.engine.ports import Record
from sync_agent.google.slots import PRIMARY, SLOTS, Entries, Entry, Lists, Slot, Values, kind, mark

_BY_NAME = {slot.name: slot for slot in SLOTS}


@dataclass(frozen=True, slots=True)
class Ours:
    """``at``: by name of a slot the index of our entry in its list. ``lent``: slots whose entry is
    the owner's own and only stands in for ours, which was deleted: it is read, never written.
    ``unread``: slots of which the lists tell nothing, because what somebody put in our place cannot
    be read (a number with a digit too few)."""

    at: Mapping[str, int] = field(default_factory=dict)
    lent: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person from before. ``agreed``: the record, None: nothing was agreed.
    ``others``: records that may have come to stand there since. ``lists``, ``ours``: as last seen
    or written."""

    agreed: Record | None = None
    others: Sequence[Record] = ()
    lists: Lists = field(default_factory=dict)
    ours: Ours = field(default_factory=Ours)


# -- which one it is ------------------------------------------------------------------------------


def choose(lists: Lists, aside: frozenset[str], region: str, known: Known) -> Ours:
    """Ours in ``lists``: the entry that says what was agreed; or else one that was not there
    before, first of all one that says what we may have written ourselves; or else the primary one,
    or the first of its kind."""
    chosen = _Choice(lists, region, known)
    if known.agreed is not None:
        chosen.equal(known.agreed)
    for record in known.others:
        chosen.equal(record, new=True)
    lent = {slot.name for slot in SLOTS if slot.name not in chosen.at and chosen.other(slot, aside)}
    unread = {slot.name for slot in SLOTS if slot.name not in chosen.at and chosen.unread(slot)}
    return Ours(chosen.at, frozenset(lent), frozenset(unread))


class _Choice:
    def __init__(self, lists: Lists, region: str, known: Known) -> None:
        self._lists, self._region, self._known = lists, region, known
        self.at: dict[str, int] = {}

    def _free(self, slot: Slot) -> Iterator[tuple[int, Entry]]:
        """What is in the list of a slot and not chosen yet."""
        taken = {self.at[one.name] for one in SLOTS if one.name in self.at
                 and one.list_name == slot.list_name}  # fmt: skip
        for index, entry in enumerate(self._lists.get(slot.list_name, ())):
            if index not in taken:
                yield index, entry

    def _readable(self, slot: Slot) -> Iterator[tuple[int, Entry, Values]]:
        for index, entry in self._free(slot):
            values = slot.value(entry, self._region)
            if values is not None:
                yield index, entry, values

    def _before(self, slot: Slot) -> Entry | None:
        """Our entry as it was."""
        index = self._known.ours.at.get(slot.name)
        return None if index is None else self._known.lists[slot.list_name][index]

    def _seen(self, slot: Slot) -> set[Values]:
        """What was there before and might have been ours."""
        found = (
            values
            for entry in self._known.lists.get(slot.list_name, ())
            if slot.fits(entry)
            for values in (slot.value(entry, self._region), slot.agreed(entry, self._region))
        )
        return {values for values in found if values is not None}

    def equal(self, record: Record, *, new: bool = False) -> None:
        """Entries that say what the record says. One that also has the type of its slot comes
        first: two numbers that are equal are told apart by nothing else. ``new``: only what was
        not there before."""
        for typed in (True, False):
            for slot in SLOTS:
                wanted = slot.of(record)
                if slot.name in self.at or not any(wanted) or (new and wanted in self._seen(slot)):
                    continue
                before = self._before(slot)
                found = [
                    (entry != before, PRIMARY not in entry, slot.rank(entry), index)
                    for index, entry in self._free(slot)
                    if slot.says(entry, self._region, wanted) and (slot.fits(entry) or not typed)
                ]
                if found:
                    self.at[slot.name] = min(found)[-1]

    def other(self, slot: Slot, aside: frozenset[str]) -> bool:
        """Another entry than the one that was agreed. Returns whether it was there before, as one
        of the owner's."""
        agreed, before = self._known.agreed, self._before(slot)
        was, was_kind = slot.of(agreed or {}), None if before is None else kind(before)
        seen = self._seen(slot)
        found = [
            (
                values in seen,
                was_kind is not None and kind(entry) != was_kind,
                -sum(one == other != "" for one, other in zip(values, was, strict=True)),
                PRIMARY not in entry,
                slot.rank(entry),
                index,
            )
            for index, entry, values in self._readable(slot)
            if (slot.fits(entry) or kind(entry) == was_kind) and mark(slot, values) not in aside
        ]
        if agreed is not None and not any(was):
            found = [one for one in found if not one[0]]  # we had none beside these
        if not found:
            return False
        old, *_, self.at[slot.name] = min(found)
        return old and agreed is not None

    def unread(self, slot: Slot) -> bool:
        """Whether something that cannot be read has come to stand for what was agreed."""
        before = [_bare(entry) for entry in self._known.lists.get(slot.list_name, ())]
        known = slot.name in self._known.ours.unread
        return any(slot.of(self._known.agreed or {})) and any(
            entry.get("value") and (known or _bare(entry) not in before)
            for _, entry in self._free(slot)
            if slot.fits(entry) and slot.value(entry, self._region) is None
        )


def _bare(entry: Entry) -> Entry:
    return {key: entry.get(key) for key in ("type", "value")}


# -- reading and writing --------------------------------------------------------------------------


def read(lists: Lists, ours: Ours, region: str) -> dict[str, str]:
    """The record's fields of all slots."""
    found: dict[str, str] = {}
    for slot in SLOTS:
        index = ours.at.get(slot.name)
        values = None if index is None else slot.read(lists[slot.list_name][index], region)
        found |= zip(slot.names, values or ("",) * len(slot.names), strict=True)
    return found


def agreed(lists: Lists, region: str) -> dict[str, str]:
    """What entries of each slot's type may have been agreed to mean, though they mean nothing
    today; the likeliest of each."""
    found: dict[str, str] = {}
    for slot in SLOTS:
        meant = [
            (slot.rank(entry), index, values)
            for index, entry in enumerate(lists.get(slot.list_name, ()))
            if slot.fits(entry) and slot.value(entry, region) is None
            if (values := slot.agreed(entry, region)) is not None
        ]
        if meant:
            found |= zip(slot.names, min(meant)[-1], strict=True)
    return found


def write(
    lists: Lists, ours: Ours, aside: frozenset[str], record: Record, region: str
) -> tuple[dict[str, Entries], Ours, frozenset[str]]:
    """The lists as they have to be so that :func:`read` finds what the record says, and the
    marks that they need."""
    made = {slot.list_name: list(lists.get(slot.list_name, ())) for slot in SLOTS}
    held = {name: lists[_BY_NAME[name].list_name][index] for name, index in ours.at.items()}
    for slot in SLOTS:
        entries, wanted = made[slot.list_name], slot.of(record)
        present = held.pop(slot.name, None)
        if present is not None and slot.says(present, region, wanted):
            held[slot.name] = present
            continue
        if slot.name in ours.lent:
            present = None
        entry = slot.write(present, wanted, region) if present or any(wanted) else None
        at = len(entries) if present is None else _place(entries, present)
        entries[at : at + 1] = [] if entry is None else [entry]
        if entry is not None and any(wanted):
            held[slot.name] = entry
    at_last = {name: _place(made[_BY_NAME[name].list_name], entry) for name, entry in held.items()}
    left = frozenset(name for name in ours.unread if name not in at_last)
    return made, Ours(at_last, unread=left), _marks(made, at_last, aside, region)


def _place(entries: Entries, entry: Entry) -> int:
    return next(index for index, one in enumerate(entries) if one is entry)


def _marks(
    made: Lists, at: Mapping[str, int], aside: frozenset[str], region: str
) -> frozenset[str]:
    """Of a slot in which we have something those that stand there already, of one in which we have
    nothing all that somebody could take for ours."""
    found: set[str] = set()
    for slot in SLOTS:
        index = at.get(slot.name)
        for number, entry in enumerate(made[slot.list_name]):
            values = slot.value(entry, region)
            if values is None or number == index:
                continue
            name = mark(slot, values)
            if name in aside or (index is None and slot.fits(entry)):
                found.add(name)
    mine = {
        mark(slot, values)
        for slot in SLOTS
        if slot.name in at
        and (values := slot.value(made[slot.list_name][at[slot.name]], region)) is not None
    }
    return frozenset(found - mine)
