"""A desk, a remote and an agent that starts anew for every run, on one clock.

:class:`World` is what the state machine plays with; another pair of sides joins by offering the
same methods (see :class:`Playground`).
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.salon.domain.ids import Id
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync.links import Links
from sync_agent.engine.job import Rules
from sync_agent.engine.links import Link, from_row
from sync_agent.engine.ports import Limits, LocalSide, Remote
from sync_agent.engine.problems import Stopped
from sync_agent.report import Report
from tests.rigs.salon import TEN_O_CLOCK
from tests.sync_agent.plays.memory import MemoryRemote
from tests.sync_agent.plays.memory_server import Crash, Server
from tests.sync_agent.plays.running import run
from tests.sync_agent.plays.things import FragileStore, Things, open_things

SETTLED = 700
"""Seconds after which the remote has caught up with everything."""


@dataclass(frozen=True, slots=True)
class There:
    """A thing that stands at the remote in truth, whatever its feeds say. ``former``: keys it had
    before."""

    key: str
    record: Mapping[str, str]
    owners: tuple[Id, ...]
    inside: bool
    foreign: bool = False
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happens to a run. ``faults``: to its requests, in order; ``statement``: the power goes
    at this one; ``request``: at this one, negative: after it was executed; ``stop``: it is told to
    stop when it asks for the n-th time."""

    faults: Sequence[str] = ()
    statement: int = 0
    request: int = 0
    stop: int = 0


class Playground(Protocol):
    """What the machine needs of a world. ``fields``: those that are edited on both sides, the
    first one names a thing; ``joined``: those whose lines are never lost. ``value(field, n)``: a
    valid value that no other number has, containing ``token(n)``."""

    store: Store
    rules: Rules
    fields: tuple[str, ...]
    joined: tuple[str, ...]
    identity: tuple[str, ...]
    """Fields by which a thing without an id of ours is found here."""
    lag: float

    def value(self, field: str, n: int) -> str: ...
    def token(self, field: str, n: int) -> str: ...
    def advance(self, seconds: float) -> None: ...
    def run(self, trouble: Trouble) -> Report | None: ...
    def link(self, local_id: Id) -> Link | None: ...
    def desk(self) -> Mapping[Id, tuple[Mapping[str, str], bool, bool]]: ...
    def desk_new(self, fields: Mapping[str, str]) -> Id: ...
    def desk_edit(self, local_id: Id, field: str, text: str) -> None: ...
    def desk_activate(self, local_id: Id, active: bool) -> None: ...
    def desk_erase(self, local_id: Id) -> None: ...
    def there(self) -> list[There]: ...
    def there_add(self, fields: Mapping[str, str], place: str) -> str: ...
    def there_edit(self, key: str, field: str, text: str) -> None: ...
    def there_delete(self, key: str) -> None: ...
    def there_label(self, key: str, inside: bool) -> None: ...
    def there_rekey(self, key: str) -> None: ...
    def there_merge(self, survivor: str, other: str, owners: str) -> None: ...
    def there_lose_label(self, things: bool) -> None: ...
    def hollow(self, lists: int) -> None: ...
    def violations(self) -> list[str]: ...
    def unseen(self) -> set[str]: ...


class StoppingTiming:
    """The clock moves by sleeping. ``stop_after``: so many questions later it says stop."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock, self.stop_after = clock, 0

    def now(self) -> int:
        return self.clock.now()

    def monotonic(self) -> float:
        return self.clock.monotonic()

    def sleep(self, seconds: float) -> None:
        self.clock.advance(seconds)
        if self.stop_after:
            self.stop_after -= 1
            if not self.stop_after:
                raise Stopped


class World:
    """``template``: a database that is copied when given, which is faster than making one."""

    fields = ("name", "mobile", "city", "note")
    joined = ("note",)
    identity = ("name", "mobile")

    def __init__(self, path: Path, seed: int = 0, template: Path | None = None) -> None:
        if template is not None:
            shutil.copyfile(template, path)
        self.clock = ManualClock(TEN_O_CLOCK)
        self.server = Server(self.clock, seed)
        self.store: FragileStore = open_things(path)
        self.things = Things(self.store)
        self.timing = StoppingTiming(self.clock)
        self.rules = Rules()
        self.limits: Limits | None = None
        self.told: list[tuple[str, int, int]] = []

    def close(self) -> None:
        self.store.close()

    # -- running ----------------------------------------------------------------------------------

    @property
    def remote(self) -> Remote:
        return MemoryRemote(self.server, self.limits)

    @property
    def side(self) -> LocalSide:
        return self.things

    @property
    def links(self) -> Links:
        return Links(self.store, self.server.remote, self.server.account)

    def link(self, local_id: Id) -> Link | None:
        row = self.links.by_local(local_id)
        return from_row(row) if row else None

    def key(self, local_id: Id) -> str:
        """What the remote calls a thing that is linked."""
        link = self.link(local_id)
        assert link is not None
        return link.key

    def two(self) -> tuple[Id, Id]:
        """Eva and Jana, in step."""
        made = self.things.new(name="Eva", mobile="1"), self.things.new(name="Jana", mobile="2")
        self.run()
        self.later()
        return made

    def run(self, trouble: Trouble | None = None) -> Report | None:
        """One run of a fresh agent; None when the power went."""
        trouble = trouble or Trouble()
        self.server.faults.plan = list(trouble.faults)
        self.server.faults.crash_at = trouble.request
        self.store.left = trouble.statement
        self.timing.stop_after = trouble.stop
        try:
            return run(self.store, self.side, self.remote, self.timing, self.rules, self._told)
        except Crash:
            return None
        finally:
            self.server.faults.plan, self.server.faults.crash_at = [], 0
            self.store.left = self.timing.stop_after = 0

    def _told(self, phase: str, done: int, total: int) -> None:
        self.told.append((phase, done, total))

    def advance(self, seconds: float) -> None:
        self.clock.advance(seconds)

    def later(self, seconds: float = SETTLED) -> Report:
        """A run after a while."""
        self.advance(seconds)
        report = self.run()
        assert report is not None
        return report

    def requests(self) -> int:
        return sum(self.server.counts.values())

    def lost(self) -> list[tuple[str, str]]:
        """``(field, lost value)`` of all conflicts that were told."""
        found = sync_book.open_cases(self.store, self.server.remote, "conflict", limit=100_000)
        return [(case.detail["field"], case.detail["lost"]) for case in found]

    def answer(self, kind: str, text: str) -> int:
        """Answers all cases of a kind; returns how many."""
        found = sync_book.open_cases(self.store, self.server.remote, kind)
        now = self.clock.now()
        return sum(sync_book.answer(self.store, case.number, text, now) for case in found)

    # -- the machine's words ----------------------------------------------------------------------

    @property
    def lag(self) -> float:
        return self.server.lag

    @lag.setter
    def lag(self, seconds: float) -> None:
        self.server.lag = seconds

    def value(self, field: str, n: int) -> str:
        return self.token(field, n)

    def token(self, field: str, n: int) -> str:
        return f"{field[0]}{n}."

    def desk(self) -> Mapping[Id, tuple[Mapping[str, str], bool, bool]]:
        return self.things.all()

    def desk_new(self, fields: Mapping[str, str]) -> Id:
        return self.things.new(**fields)

    def desk_edit(self, local_id: Id, field: str, text: str) -> None:
        self.things.edit(local_id, **{field: text})

    def desk_activate(self, local_id: Id, active: bool) -> None:
        self.things.activate(local_id, active)

    def desk_erase(self, local_id: Id) -> None:
        self.things.erase(local_id)

    def there(self) -> list[There]:
        label = self.server.label
        return [
            There(
                key=one.key,
                record=one.record,
                owners=one.owners,
                inside=bool(label) and one.label == label,
                foreign=one.foreign,
                former=one.former,
            )
            for one in self.server.live()
        ]

    def there_add(self, fields: Mapping[str, str], place: str) -> str:
        beside, foreign = place == "beside", place == "foreign"
        inside = place in ("inside", "foreign")
        return self.server.add(fields, label=inside, beside=beside, foreign=foreign).key

    def there_edit(self, key: str, field: str, text: str) -> None:
        self.server.edit(key, **{field: text})

    def there_delete(self, key: str) -> None:
        self.server.delete(key)

    def there_label(self, key: str, inside: bool) -> None:
        self.server.change(key, label=self.server.label if inside else 0)

    def there_rekey(self, key: str) -> None:
        if not self.server.creates_once:  # where we choose the keys nobody else does
            self.server.rekey(key)

    def there_merge(self, survivor: str, other: str, owners: str) -> None:
        self.server.merge(survivor, other, owners)

    def there_lose_label(self, things: bool) -> None:
        self.server.delete_label(things=things)

    def hollow(self, lists: int) -> None:
        """The token expires, and so many whole lists are empty."""
        self.server.hollow, self.server.expired_at = lists, self.clock.now()

    def violations(self) -> list[str]:
        return self.server.violations

    def unseen(self) -> set[str]:
        """Values that stood in things we deleted and were too young to be seen before."""
        return self.server.unseen
