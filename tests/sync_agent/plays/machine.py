"""A machine that plays with both sides and lets everything go wrong, then looks at the result.

After the faults stop and the remote has caught up, two runs have to bring both sides in step and a
third one has nothing to do: equal, nobody twice, nobody lost, nothing of others touched, and every
value that somebody entered and nobody overwrote stands on both sides or in the list of conflicts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.sync import book as sync_book
from sync_agent.engine.ports import Record
from sync_agent.report import Report
from tests.sync_agent.plays.machine_outcome import Outcome
from tests.sync_agent.plays.world import SETTLED, There, Trouble

PICK = st.integers(0, 255)
KINDS = ("before", "after", "twice", "after", "twice", "offline", "later")
Spot = tuple[int, str]
FAULT = st.tuples(st.integers(2, 9), st.sampled_from(KINDS))
"""Which request of a run goes wrong and how."""
ASKED = ("removed", "removed", "merged", "rejected", "refused", "twin")


def _plan(*spots: Spot) -> list[str]:
    faults = [""] * 12
    for place, kind in spots:
        faults[place] = kind
    return faults


class Machine(Outcome):
    """``make``: a new world; ``done``: given it back."""

    make: ClassVar[Callable[[int], Any]]
    done: ClassVar[Callable[[Any], None]]

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.patient = True
        """Somebody answers questions as soon as they are asked."""
        self.answered: Counter[str] = Counter()

    @initialize(
        seed=st.integers(0, 2**16),
        guarded=st.sampled_from([False, False, True]),
        here=st.integers(0, 5),
        there=st.integers(0, 5),
        lag=st.sampled_from([0, 0, 60, 500]),
        known=st.booleans(),
    )
    def begin(self, seed: int, guarded: bool, here: int, there: int, lag: int, known: bool) -> None:
        self.world = type(self).make(seed)
        self.world.lag = lag
        if guarded:
            self.world.rules = replace(self.world.rules, guard_least=2, guard_bp=0)
        self.patient = seed % 4 != 0
        for _ in range(here):
            self.desk_new(2)
        if known:
            self._run(Trouble())
        for _ in range(there):
            self.there_new(2, "inside")

    def teardown(self) -> None:
        if hasattr(self, "world"):
            try:
                self._check()
            finally:
                type(self).done(self.world)

    # -- values ------------------------------------------------------------------------------------

    def _value(self, field: str, where: str) -> str:
        self.count += 1
        text = self.world.value(field, self.count)
        self.entered[self.world.token(field, self.count)] = f"{field} {where}"
        return text

    def _fields(self, size: int, where: str) -> dict[str, str]:
        names = self.world.fields[: 2 + size % (len(self.world.fields) - 1)]
        return {name: self._value(name, where) for name in names}

    def _knowingly(self, text: str) -> None:
        """Somebody saw this and replaced it."""
        self.settled.update(token for token in self.entered if token in text)

    def _forget(self, record: Record) -> None:
        for text in record.values():
            self._knowingly(text)

    def _desk(self, pick: int, *, active: bool = True) -> Id | None:
        found = [i for i, (_, on, gone) in self.world.desk().items() if on == active and not gone]
        return found[pick % len(found)] if found else None

    def _there(self, pick: int, inside: bool | None = None) -> There | None:
        found = [
            one for one in self.world.there() if inside in (None, one.inside) and not one.foreign
        ]
        return found[pick % len(found)] if found else None

    # -- the desk ----------------------------------------------------------------------------------

    @rule(size=PICK)
    def desk_new(self, size: int) -> None:
        self.world.desk_new(self._fields(size, "here"))

    @rule(pick=PICK, field=PICK, empty=st.sampled_from([False, False, False, True]))
    def desk_edit(self, pick: int, field: int, empty: bool) -> None:
        self._edit_here(self._desk(pick), field, empty)

    @rule(pick=PICK, field=PICK)
    def desk_edit_inactive(self, pick: int, field: int) -> None:
        self._edit_here(self._desk(pick, active=False), field, False)

    def _edit_here(self, local_id: Id | None, field: int, empty: bool) -> None:
        if local_id is None:
            return
        name = self.world.fields[field % len(self.world.fields)]
        before = self.world.desk()[local_id][0].get(name, "")
        text = "" if empty and name != self.world.fields[0] else self._value(name, "here")
        if name in self.world.joined and before and text:
            text = f"{before}\n{text}"
        else:
            self._knowingly(before)
        self.world.desk_edit(local_id, name, text)

    @rule(pick=PICK, visits=PICK)
    def desk_visit(self, pick: int, visits: int) -> None:
        local_id = self._desk(pick)
        if local_id is not None:
            self.world.desk_edit(local_id, "visits", str(visits))

    @rule(pick=PICK, active=st.booleans())
    def desk_activate(self, pick: int, active: bool) -> None:
        local_id = self._desk(pick, active=not active)
        if local_id is not None:
            self.world.desk_activate(local_id, active)

    @rule(pick=PICK)
    def desk_erase(self, pick: int) -> None:
        local_id = self._desk(pick, active=pick % 4 != 0)
        if local_id is None:
            return
        self._forget(self.world.desk()[local_id][0])
        self.left |= self._left_of(local_id)
        self._forget_all(local_id, left=True)
        for case in sync_book.open_cases(self.world.store, kind="conflict", limit=100_000):
            if case.local_id == local_id:
                self._knowingly(case.detail["lost"])
        self.world.desk_erase(local_id)

    # -- the remote --------------------------------------------------------------------------------

    @rule(size=PICK, place=st.sampled_from(["inside", "inside", "outside", "beside", "foreign"]))
    def there_new(self, size: int, place: str) -> None:
        fields = self._fields(size, f"there {place}")
        key = self.world.there_add(fields, place)
        if place != "inside":
            self.private[key] = set(fields.values())

    @rule(pick=PICK, place=st.sampled_from(["inside", "beside"]))
    def there_copy(self, pick: int, place: str) -> None:
        """Somebody enters the same person there."""
        local_id = self._desk(pick)
        if local_id is None:
            return
        record = self.world.desk()[local_id][0]
        fields = {name: record.get(name, "") for name in self.world.identity}
        if not all(fields.values()):
            return
        self.copies.update(fields.values())
        self.world.there_add({**fields, "city": self._value("city", "copy")}, place)

    @rule(pick=PICK, field=PICK, empty=st.sampled_from([False, False, False, True]))
    def there_edit(self, pick: int, field: int, empty: bool) -> None:
        one = self._there(pick)
        if one is None:
            return
        name = self.world.fields[field % len(self.world.fields)]
        before = one.record.get(name, "")
        text = "" if empty and name != self.world.fields[0] else self._value(name, "there")
        if name in self.world.joined and before and text:
            text = f"{before}\n{text}"
        else:
            self._knowingly(before)
        self.world.there_edit(one.key, name, text)
        self._wiped(one)
        if self._doomed(one) or self._being_deleted(one):
            self._knowingly(text)
        if one.key in self.private:
            self.private[one.key].add(text)

    def _wiped(self, before: There) -> None:
        """A copy that a doubled request made, whose id the owner's phone dropped with the edit:
        nothing tells any more whose it was, and it is taken in as somebody new."""
        if before.owners and before.key not in {
            self._key(local_id) for local_id in self.world.desk()
        }:
            after = [one for one in self.world.there() if one.key == before.key]
            if after and not after[0].owners:
                fields = (before.record, after[0].record)
                self.copies.update(one.get(self.world.fields[0], "") for one in fields)

    @rule(pick=PICK)
    def there_visits(self, pick: int) -> None:
        one = self._there(pick, inside=True)
        if one is not None:
            self.world.there_edit(one.key, "visits", "999")
            self._wiped(one)

    @rule(pick=PICK)
    def there_delete(self, pick: int) -> None:
        one = self._there(pick)
        if one is not None:
            self._forget(one.record)
            self.world.there_delete(one.key)

    @rule(pick=PICK, inside=st.booleans())
    def there_label(self, pick: int, inside: bool) -> None:
        one = self._there(pick, inside=not inside)
        if one is not None:
            self.world.there_label(one.key, inside)
            self.private.pop(one.key, None)

    @rule(pick=PICK)
    def there_rekey(self, pick: int) -> None:
        one = self._there(pick, inside=True)
        known = one is not None and any(self._key(owner) == one.key for owner in one.owners)
        # Of others, and of people who were erased, the machine could not tell whose they are.
        if one is not None and known and not self._doomed(one):
            self.world.there_rekey(one.key)

    @rule(pick=PICK, other=PICK, owners=st.sampled_from(["both", "one", "none", "own"]))
    def there_merge(self, pick: int, other: int, owners: str) -> None:
        one, two = self._there(pick, inside=True), self._there(other, inside=True)
        if one is not None and two is not None and one.key != two.key:
            self._forget(two.record)
            if one.owners and self._key(one.owners[0]) != one.key:
                # One of two that we made by mistake, and nobody can tell any more whose it is.
                self.copies.add(one.record.get(self.world.fields[0], ""))
            if self._doomed(one) or self._doomed(two):
                self._forget(one.record)
            self.world.there_merge(one.key, two.key, owners)

    @rule(things=st.booleans())
    def there_lose_label(self, things: bool) -> None:
        if things:
            for one in self.world.there():
                if one.inside:
                    self._forget(one.record)
        self.world.there_lose_label(things)

    # -- time and trouble --------------------------------------------------------------------------

    @rule(seconds=st.sampled_from([1, 30, 300, 700, 700, 86_400, 8 * 86_400]))
    def wait(self, seconds: int) -> None:
        self.world.advance(seconds)

    @rule(lag=st.sampled_from([0, 60, 500]))
    def lag(self, lag: int) -> None:
        self.world.lag = lag

    @rule()
    def run(self) -> None:
        self._run(Trouble())

    @rule(fault=FAULT)
    def run_with_a_fault(self, fault: Spot) -> None:
        self._run(Trouble(faults=_plan(fault)))

    @rule(first=FAULT, second=FAULT)
    def run_with_faults(self, first: Spot, second: Spot) -> None:
        self._run(Trouble(faults=_plan(first, second)))

    @rule(statement=st.integers(1, 400))
    def run_and_crash(self, statement: int) -> None:
        self._run(Trouble(statement=statement))

    @rule(request=st.integers(1, 8), executed=st.booleans())
    def run_and_crash_asking(self, request: int, executed: bool) -> None:
        self._run(Trouble(request=-request if executed else request))

    @rule(fault=FAULT, statement=st.integers(1, 400))
    def run_with_a_fault_and_crash(self, fault: Spot, statement: int) -> None:
        self._run(Trouble(faults=_plan(fault), statement=statement))

    @rule(stop=st.integers(1, 12))
    def run_and_stop(self, stop: int) -> None:
        self._run(Trouble(stop=stop))

    @rule(pick=PICK, field=PICK)
    def hollow_list(self, pick: int, field: int) -> None:
        """The token has expired and the whole list is empty, with a good new token. Nobody says
        yes to that, and the owner goes on editing."""
        self.world.hollow(1)
        report = self.world.run(Trouble())
        assert report is not None
        self.world.hollow(0)
        self.there_edit(pick, field, False)

    @rule(pick=PICK, kind=st.sampled_from(ASKED), text=st.sampled_from(["send", "leave", "delete"]))
    def answer(self, pick: int, kind: str, text: str) -> None:
        found = sync_book.open_cases(self.world.store, kind=kind)
        if found:
            chosen = found[pick % len(found)]
            if kind == "twin" and text == "send":
                text = "one"
            self.answered[f"{kind} {text}"] += 1
            if text == "delete":
                self._give_up(chosen)
            sync_book.answer(self.world.store, chosen.number, text, 1)

    def _give_up(self, case: sync_book.Case) -> None:
        """Somebody has it deleted there, knowing that it was edited."""
        if case.local_id is not None:
            self._forget_all(case.local_id)

    def _forget_all(self, local_id: Id, *, left: bool = False) -> None:
        """What stands there of it goes, knowingly. ``left``: also what people left outside."""
        for one in self.world.there():
            if self._is_of(one, local_id) or (left and self._was_left(one)):
                self._forget(one.record)

    def _answer(self, kind: str, text: str) -> int:
        found = sync_book.open_cases(self.world.store, kind=kind)
        return sum(sync_book.answer(self.world.store, one.number, text, 1) for one in found)

    def _run(self, trouble: Trouble) -> Report | None:
        report = self.world.run(trouble)
        assert report is None or report.outcome != "failed"
        if report is not None and report.outcome == "question" and self.patient:
            for kind in ("guard", "empty"):
                self._answer(kind, "go")
        return report

    # -- what has to hold --------------------------------------------------------------------------

    @rule()
    def check(self) -> None:
        self._check()

    rounds = 2
    """So many quiet runs bring both sides in step."""

    def _check(self) -> None:
        for _ in range(self.rounds):
            self._quiet()
        self._in_step()
        self._nothing_lost()
        assert self.world.violations() == []
        again = self._quiet()
        assert (again.sent, again.received) == (0, 0), again

    def _quiet(self) -> Report:
        """A run without trouble when the remote has caught up, and all questions answered."""
        for _ in range(4):
            self.world.advance(SETTLED)
            report = self._run(Trouble())
            assert report is not None
            if report.outcome != "question":
                assert report.outcome == "ok", report
                return report
            for kind in ("guard", "empty"):
                self._answer(kind, "go")
        raise AssertionError("it asks and asks")
