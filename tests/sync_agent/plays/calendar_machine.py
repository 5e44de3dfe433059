"""A machine that plays desk, owner and trouble of an agenda in Google's calendar.

After the faults stop, two runs have to bring both sides in step and a third one has nothing to do
(see :mod:`tests.sync_agent.plays.calendar_outcome`).
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from kiosk.salon.domain.errors import Refused
from kiosk.salon.services.sync_answers import ANSWERS
from kiosk.salon.store.sync import book as sync_book
from sync_agent.report import Report
from tests.fakes.google import Fault
from tests.sync_agent.plays import calendar_edits
from tests.sync_agent.plays.calendar_edits import PICK, Edits
from tests.sync_agent.plays.calendar_world import CalendarWorld, make_template
from tests.sync_agent.plays.machine import FAULT, KINDS, Spot, _plan
from tests.sync_agent.plays.world import SETTLED, Trouble

Call = tuple[str, dict[str, Any]]
METHODS = (
    *("events.insert", "events.update", "events.patch", "events.patch", "events.delete"),
    *("events.delete", "events.get", "events.list", "calendars.get", "calendars.insert"),
)
FAULTS = (*Fault.ALL, Fault.LATE)
GOOGLES = (*FAULTS, "offline")
SPOTS = st.lists(st.tuples(st.integers(0, 7), st.sampled_from(GOOGLES)), min_size=1, max_size=3)
"""Which requests of a run go wrong and how, in Google's own ways."""
ASKED = ("removed", "taken", "refused", "refused", "conflict", "rejected")
MEANWHILE = (
    *("there_move", "there_move_onto", "there_cancel", "there_undelete", "there_words"),
    *("there_lose_calendar", "desk_move", "desk_state", "desk_erase"),
)
BEHIND = (0, 0, 60, 3_600, 172_800)
WAITS = (1, 30, 300, 700, 700, 86_400, 8 * 86_400)


class CalendarMachine(Edits):
    """``make``: a new world; ``done``: given it back."""

    make: ClassVar[Callable[[int], Any]]
    done: ClassVar[Callable[[Any], None]]

    def __init__(self) -> None:
        super().__init__()
        self.patient = True
        """Somebody answers questions as soon as they are asked."""
        self.set_back = False

    @initialize(
        seed=st.integers(0, 2**16),
        guarded=st.sampled_from([False, False, True]),
        here=st.integers(0, 6),
        known=st.booleans(),
    )
    def begin(self, seed: int, guarded: bool, here: int, known: bool) -> None:
        self.world = type(self).make(seed)
        if guarded:
            self.world.rules = replace(self.world.rules, guard_least=2, guard_bp=0)
        self.patient = seed % 4 != 0
        for n in range(here):
            self.desk_book(10 + 4 * n, n, n, n % 5)
        if known:
            self._run(Trouble())

    def teardown(self) -> None:
        if hasattr(self, "world"):
            try:
                self._check()
            finally:
                type(self).done(self.world)

    # -- time and trouble ------------------------------------------------------------------------

    @rule(seconds=st.sampled_from(WAITS))
    def wait(self, seconds: int) -> None:
        if seconds > SETTLED:
            self.expected = None
        self.world.advance(seconds)

    @rule(seconds=st.sampled_from(BEHIND))
    def clock_set_back(self, seconds: int) -> None:
        self.expected = None
        self.set_back = True
        self.world.set_back(seconds)

    @rule()
    def run(self) -> None:
        self._run(Trouble())

    @rule(fault=FAULT)
    def run_with_a_fault(self, fault: Spot) -> None:
        self._run(Trouble(faults=_plan(fault)))

    @rule(method=st.sampled_from(METHODS), kind=st.sampled_from(FAULTS))
    def run_with_a_fault_of(self, method: str, kind: str) -> None:
        self.world.google.faults.once(f"calendar.{method}", kind)
        self._run(Trouble())

    @rule(first=FAULT, second=FAULT)
    def run_with_faults(self, first: Spot, second: Spot) -> None:
        self._run(Trouble(faults=_plan(first, second)))

    @rule(spots=SPOTS)
    def run_with_googles_faults(self, spots: list[Spot]) -> None:
        self._run(Trouble(faults=_plan(*spots)))

    @rule(seed=st.integers(0, 999), rate=st.sampled_from([0.1, 0.3, 0.6]))
    def run_in_bad_weather(self, seed: int, rate: float) -> None:
        self.world.google.faults.schedule(seed, rate, FAULTS)
        self._run(Trouble())

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

    @rule(at=st.integers(1, 8), what=st.sampled_from(MEANWHILE), pick=PICK, other=PICK)
    def run_meanwhile(self, at: int, what: str, pick: int, other: int) -> None:
        """Somebody does something just before a request of the run."""

        def act() -> None:
            self.meanwhile = True
            try:
                if what == "desk_move":
                    self.desk_move(pick, other, 0)
                elif what == "desk_state":
                    self.desk_state(pick, calendar_edits.STATES[other % 9])
                elif what in ("there_move", "there_move_onto"):
                    getattr(self, what)(pick, other)
                elif what == "there_words":
                    self.there_words(pick, calendar_edits.WORDS[other % 5])
                else:
                    getattr(self, what)(pick)
            finally:
                self.meanwhile = False
                self.before = self.world.visits()

        self.world.wire.meanwhile = (at, act)
        self._run(Trouble())

    @rule()
    def token_expires(self) -> None:
        self.world.expire()

    @rule(pick=PICK)
    def hollow_list(self, pick: int) -> None:
        """The token has expired and the whole list is empty, with a good new token. Nobody says
        yes to that, and the owner goes on moving."""
        self.before = self.world.visits()
        self.world.hollow(1)
        report = self.world.run(Trouble())
        assert report is not None
        self.world.hollow(0)
        self._only_what_the_owner_did(self.before)
        self.there_move(pick, pick)

    @rule()
    def restart(self) -> None:
        self.world.restart()

    @rule(pick=PICK)
    def access_taken_away(self, pick: int) -> None:
        if pick % 4:
            return
        self.world.google.owner.revoke_access()
        report = self._run(Trouble())
        assert report is not None
        assert report.outcome == "sign_in", report
        self.world.sign_in()

    @rule(pick=PICK, kind=st.sampled_from(ASKED), choice=PICK)
    def answer(self, pick: int, kind: str, choice: int) -> None:
        """Somebody at the desk answers one of the questions."""
        self.expected = None
        world = self.world
        found = [one for one in sync_book.open_cases(world.store, kind=kind) if not one.answer]
        if found:
            words = ANSWERS[kind]
            with suppress(Refused):
                case = found[pick % len(found)]
                number = case.number
                self.contested.discard(case.local_id or b"")
                world.salon.sync_answers.answer(number, words[choice % len(words)], world.manager)

    def _run(self, trouble: Trouble) -> Report | None:
        self.before = self.world.visits()
        report = self.world.run(trouble)
        self._only_what_the_owner_did(self.before)
        assert report is None or report.outcome != "failed"
        if report is not None and report.outcome == "question" and self.patient:
            self._go()
        return report

    def _go(self) -> None:
        for kind in ("guard", "empty"):
            for case in sync_book.open_cases(self.world.store, kind=kind):
                sync_book.answer(self.world.store, case.number, "go", 1)

    # -- what has to hold ------------------------------------------------------------------------

    @rule(pick=PICK)
    def check(self, pick: int = 0) -> None:
        """Three runs each time: not as often as anything else."""
        if pick % 3 == 0:
            self._check()

    def _check(self) -> None:
        if self.set_back:
            self._quiet()  # what was done in the future counts as done now, and settles anew
        self._quiet()
        self._quiet()
        self._in_step()
        self._nothing_lost()
        assert self.world.violations() == []
        again = self._quiet()
        assert (again.sent, again.received, again.waiting) == (0, 0, 0), again
        self.expected = None

    def _quiet(self) -> Report:
        """A run without trouble when everything late has happened, and all questions answered."""
        for _ in range(4):
            self.world.advance(SETTLED)
            report = self._run(Trouble())
            assert report is not None
            if report.outcome != "question":
                assert report.outcome == "ok", report
                return report
            self._go()
        raise AssertionError("it asks and asks")


def faces(random: Random) -> list[Callable[[], Call]]:
    """What may be done next, for :mod:`tests.sync_agent.plays.dice`."""

    def pick() -> int:
        return random.randrange(256)

    def spot() -> Spot:
        return random.randrange(2, 10), random.choice(KINDS)

    def spots() -> list[Spot]:
        return [
            (random.randrange(8), random.choice(GOOGLES)) for _ in range(random.randrange(1, 4))
        ]

    def statement() -> int:
        return random.randrange(1, 400)

    def weather() -> Call:
        rate = random.choice((0.1, 0.3, 0.6))
        return "run_in_bad_weather", {"seed": random.randrange(1000), "rate": rate}

    def meanwhile() -> Call:
        at, what = random.randrange(1, 9), random.choice(MEANWHILE)
        return "run_meanwhile", {"at": at, "what": what, "pick": pick(), "other": pick()}

    def crash() -> Call:
        executed = random.random() < 0.5
        return "run_and_crash_asking", {"request": pick() % 8 + 1, "executed": executed}

    def fault() -> Call:
        return "run_with_a_fault_of", {
            "method": random.choice(METHODS),
            "kind": random.choice(FAULTS),
        }

    def answer() -> Call:
        return "answer", {"pick": pick(), "kind": random.choice(ASKED), "choice": pick()}

    return [
        *calendar_edits.faces(random),
        meanwhile,
        meanwhile,
        fault,
        fault,
        weather,
        crash,
        answer,
        answer,
        lambda: ("wait", {"seconds": random.choice(WAITS)}),
        lambda: ("clock_set_back", {"seconds": random.choice(BEHIND)}),
        lambda: ("run", {}),
        lambda: ("run", {}),
        lambda: ("run_with_a_fault", {"fault": spot()}),
        lambda: ("run_with_faults", {"first": spot(), "second": spot()}),
        lambda: ("run_with_googles_faults", {"spots": spots()}),
        lambda: ("run_and_crash", {"statement": statement()}),
        lambda: ("run_with_a_fault_and_crash", {"fault": spot(), "statement": statement()}),
        lambda: ("run_and_stop", {"stop": pick() % 12 + 1}),
        lambda: ("token_expires", {}),
        lambda: ("hollow_list", {"pick": pick()}),
        lambda: ("restart", {}),
        lambda: ("access_taken_away", {"pick": pick()}),
    ]


def opening(random: Random) -> dict[str, Any]:
    """How a play of dice begins."""
    return {
        "seed": random.randrange(65536),
        "guarded": random.random() < 0.3,
        "here": random.randrange(7),
        "known": random.random() < 0.7,
    }


@contextmanager
def calendar_machine(counts: Counter[str] | None = None) -> Iterator[type[CalendarMachine]]:
    """The machine on salons whose files are in memory where there is such a place. ``counts``:
    what happened in all plays."""
    room = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    told: Counter[str] = Counter() if counts is None else counts
    with tempfile.TemporaryDirectory(dir=room) as folder:
        template = make_template(Path(folder) / "template")
        made = 0

        def make(seed: int) -> CalendarWorld:
            nonlocal made
            made += 1
            return CalendarWorld(Path(folder) / str(made), template, seed, told)

        def done(world: Any) -> None:
            world.close()

        class Play(CalendarMachine):
            pass

        Play.make = staticmethod(make)  # type: ignore[assignment]
        Play.done = staticmethod(done)  # type: ignore[assignment]
        yield Play
