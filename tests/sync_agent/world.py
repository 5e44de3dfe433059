"""A desk, a remote and an agent that starts anew for every run, on one clock."""

from __future__ import annotations

import shutil
from pathlib import Path

from kiosk.services.clock import ManualClock
from kiosk.store import sync_book
from kiosk.store.sync_links import Links
from sync_agent.run import Report, Rules, run
from tests.salon import TEN_O_CLOCK
from tests.sync_agent.memory import Crash, MemoryRemote, Server
from tests.sync_agent.things import Things, open_things


class StoppingTiming:
    """The clock moves by sleeping. ``stop_after``: so many questions later it says stop."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock, self.stop_after = clock, 0

    def now(self) -> int:
        return self.clock.now()

    def monotonic(self) -> float:
        return self.clock.monotonic()

    def sleep(self, seconds: float) -> None:
        from sync_agent.problems import Stopped

        self.clock.advance(seconds)
        if self.stop_after:
            self.stop_after -= 1
            if not self.stop_after:
                raise Stopped


class World:
    """``path``: of the database; ``template``: copied when given, which is faster than making."""

    def __init__(self, path: Path, seed: int = 0, template: Path | None = None) -> None:
        if template is not None:
            shutil.copyfile(template, path)
        self.clock = ManualClock(TEN_O_CLOCK)
        self.server = Server(self.clock, seed)
        self.store = open_things(path)
        self.things = Things(self.store)
        self.timing = StoppingTiming(self.clock)
        self.rules = Rules()
        self.told: list[tuple[str, int, int]] = []
        self.crashes = 0

    def close(self) -> None:
        self.store.close()

    @property
    def remote(self) -> MemoryRemote:
        return MemoryRemote(self.server)

    @property
    def links(self) -> Links:
        return Links(self.store, "memory", self.server.account)

    def run(self) -> Report | None:
        """One run of a fresh agent; None when the power went."""
        try:
            return run(
                self.store, self.things, self.remote, self.timing, self.rules, self._told
            )
        except Crash:
            self.crashes += 1
            return None

    def _told(self, phase: str, done: int, total: int) -> None:
        self.told.append((phase, done, total))

    def later(self, seconds: float = 700) -> Report:
        """A run after a while."""
        self.clock.advance(seconds)
        report = self.run()
        assert report is not None
        return report

    def requests(self) -> int:
        return sum(self.server.counts.values())

    def lost(self) -> list[tuple[str, str]]:
        """``(field, lost value)`` of all conflicts that were told."""
        cases = [
            case
            for case in sync_book.open_cases(self.store, "memory", "conflict", limit=100_000)
        ]
        return [(case.detail["field"], case.detail["lost"]) for case in cases]

    def answer_all(self, text: str = "go") -> int:
        """Answers every question that holds a run up; returns how many."""
        count = 0
        for kind in ("guard", "empty", "other_account"):
            for case in sync_book.open_cases(self.store, "memory", kind):
                count += sync_book.answer(self.store, case.number, text, self.clock.now())
        return count
