"""Two remotes over one desk: what is done at one arrives at the desk and at the other, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.sync import book as sync_book
from sync_agent.report import Report
from tests.sync_agent.plays import dice
from tests.sync_agent.plays.machine import PICK, Machine
from tests.sync_agent.plays.memory_server import Server
from tests.sync_agent.plays.world import There, Trouble, World

BOTH = (0, 1)


class TwoWorld(World):
    """``at``: the remote where people are just now; what the world says of ``there`` is about it.
    ``prefix``: of the second one's keys; the same as of the first if they may be equal."""

    def __init__(
        self, path: Path, seed: int = 0, template: Path | None = None, prefix: str = "m"
    ) -> None:
        super().__init__(path, seed, template)
        self.servers = (self.server, Server(self.clock, seed + 1, "other", prefix))

    @property
    def at(self) -> int:
        return self.servers.index(self.server)

    @at.setter
    def at(self, number: int) -> None:
        self.server = self.servers[number]

    @contextmanager
    def each(self) -> Iterator[Iterator[int]]:
        """At one after the other, and then where people were before."""
        here = self.at

        def one_by_one() -> Iterator[int]:
            for self.at in BOTH:
                yield self.at

        try:
            yield one_by_one()
        finally:
            self.at = here

    def both(self) -> tuple[Report, Report]:
        """A run of each."""
        with self.each() as numbers:
            first, second = [self.run() for _ in numbers]
        assert first is not None
        assert second is not None
        return first, second

    def violations(self) -> list[str]:
        return [one for server in self.servers for one in server.violations]

    def unseen(self) -> set[str]:
        return set().union(*(server.unseen for server in self.servers))


class TwoMachine(Machine):
    world: TwoWorld
    rounds = 4
    """What one remote finds out late is the other's news one round later."""

    def __init__(self) -> None:
        super().__init__()
        self.twice: dict[str, str] = {}
        """By what those who were entered at both are known: value -> name."""

    def _knowingly(self, text: str) -> None:
        """Whose name or number is another one at one of both, perhaps before it was seen at the
        other, is known by nothing there."""
        super()._knowingly(text)
        self.copies.update(name for value, name in self.twice.items() if value == text)

    @rule(pick=PICK, other=PICK, owners=st.sampled_from(["both", "one", "none", "own"]))
    def there_merge(self, pick: int, other: int, owners: str) -> None:
        """At the other they stay two."""
        for one in (self._there(pick, inside=True), self._there(other, inside=True)):
            self.copies.update(
                name for name in self.twice.values() if one and one.record["name"] == name
            )
        super().there_merge(pick, other, owners)

    @rule(at=st.sampled_from(BOTH))
    def turn(self, at: int) -> None:
        """People go to the other remote."""
        self.world.at = at

    @rule(size=PICK)
    def there_at_both(self, size: int) -> None:
        """Somebody enters the same person at both."""
        fields = self._fields(size, "at both")
        self.twice |= {fields[name]: fields["name"] for name in self.world.identity}
        with self.world.each() as numbers:
            for _ in numbers:
                self.world.there_add(fields, "inside")

    @rule()
    def run_both(self) -> None:
        with self.world.each() as numbers:
            for _ in numbers:
                self._run(Trouble())

    def _left_of(self, local_id: Id) -> set[str]:
        left: set[str] = set()
        with self.world.each() as numbers:
            return left.union(*(super(TwoMachine, self)._left_of(local_id) for _ in numbers))

    def _forget_all(self, local_id: Id, *, left: bool = False) -> None:
        """Whoever is erased goes everywhere."""
        if not left:
            super()._forget_all(local_id)
            return
        with self.world.each() as numbers:
            for _ in numbers:
                super()._forget_all(local_id, left=True)

    def _give_up(self, case: sync_book.Case) -> None:
        here = self.world.at
        self.world.at = next(n for n in BOTH if self.world.servers[n].remote == case.remote)
        super()._give_up(case)
        self.world.at = here

    def _everywhere(self) -> list[There]:
        with self.world.each() as numbers:
            return [one for _ in numbers for one in self.world.there()]

    def _in_step(self) -> None:
        with self.world.each() as numbers:
            for _ in numbers:
                super()._in_step()

    def _quiet(self) -> Report:
        sent = received = 0
        with self.world.each() as numbers:
            for _ in numbers:
                report = super()._quiet()
                sent, received = sent + report.sent, received + report.received
        return Report(sent=sent, received=received)


def faces(random: Random) -> list[Callable[[], dice.Call]]:
    """What else may be done here, for :mod:`tests.sync_agent.plays.dice`."""

    def turn() -> dice.Call:
        return "turn", {"at": random.choice(BOTH)}

    return [
        turn,
        turn,
        turn,
        lambda: ("there_at_both", {"size": random.randrange(256)}),
        lambda: ("run_both", {}),
        lambda: ("run_both", {}),
    ]
