"""A salon and its fiscal office for days in which everything goes wrong, in any order: afterwards
every receipt is at the office once, in its order, byte for byte what was signed."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk.salon.domain.fiscal import furs
from kiosk.salon.store.database import Store
from tests.fakes.furs import Authority, FakeFurs
from tests.fakes.furs.server import Fault
from tests.rigs.office_world import NOW, FursWorld

pytestmark = pytest.mark.slow
FAULTS: tuple[Fault, ...] = (
    "drop", "lost", "cut", "html", "empty", "signer", "unsigned", "S100", "S100 stored", "408",
    "429", "500", "502 stored", "503", "403", "garbage",
)  # fmt: skip


@cache
def authority() -> Authority:
    """Its keys take a while to make."""
    return Authority()


class PowerCut(BaseException):
    """Nothing after this statement happened."""


class Plug:
    """Pulls the agent's plug at the n-th place from now: before and after each statement that
    writes, before a transaction begins, and between what was written and the request."""

    def __init__(self) -> None:
        self.left = 0

    def pull(self, statements: int) -> None:
        self.left = statements

    def __call__(self) -> None:
        if self.left:
            self.left -= 1
            if not self.left:
                raise PowerCut


class FursMachine(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="furs"))
        self.fake = FakeFurs(authority())
        self.fake.__enter__()
        self.world = FursWorld(self.folder / "home", self.fake)
        self.good = self.world.ring
        self.world.premise()
        self.world.run()
        self.sold = [self.world.sell()]

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self._put_everything_right()
            self._everything_is_there()
        finally:
            self.world.close()
            self.fake.__exit__()
            shutil.rmtree(self.folder, ignore_errors=True)

    # -- the salon --------------------------------------------------------------------------------

    @rule(total=st.sampled_from([1, 99, 1915, 100_000]), printed=st.booleans())
    def sell(self, total: int, printed: bool) -> None:
        self.sold.append(self.world.sell(total, printed=printed))

    @rule(which=st.integers(0, 50))
    def take_back(self, which: int) -> None:
        one = self.sold[which % len(self.sold)]
        self.sold.append(self.world.sell(-1915, corrects=one))

    @rule(which=st.integers(0, 50))
    def print_without(self, which: int) -> None:
        """The paper could not wait: also one whose message is on its way."""
        self.world.print_without(self.sold[which % len(self.sold)])

    @rule()
    def book(self) -> None:
        self.world.book(f"{len(self.world.made):012d}")

    @rule()
    def close_and_open_other_premises(self) -> None:
        """Receipts of a premise that is closed behind them still go through in their order."""
        self.world.premise("BP9", "B9")
        self.world.sell(code="BP9", device="B9")
        self.world.premise("BP9", "B9", closes=True)

    @precondition(lambda self: not self.fake.down)
    @rule(days=st.integers(1, 4))
    def offline(self, days: int) -> None:
        self.fake.down = True
        self.world.pass_time(days * 86_400)
        self.world.sell(printed=True)
        self._run()

    @precondition(lambda self: self.fake.down)
    @rule()
    def online(self) -> None:
        self.fake.down = False

    # -- what goes wrong --------------------------------------------------------------------------

    @rule(faults=st.lists(st.sampled_from(FAULTS), min_size=1, max_size=4))
    def fault(self, faults: list[Fault]) -> None:
        self.fake.faults += faults

    @rule(statements=st.integers(1, 12))
    def power_cut(self, statements: int) -> None:
        """At any statement of the agent."""
        plug = Plug()
        _wire(self.world.salon.store, plug)
        self.world.before_request = plug
        plug.pull(statements)
        with suppress(PowerCut):
            self._run()
        self.world.before_request = lambda: None
        self.world.restart()

    @rule()
    def restart(self) -> None:
        self.world.restart()

    @rule()
    def certificate_ends(self) -> None:
        assert self.good is not None
        self.fake.books.revoked.add(self.good.certificate.serial_number)
        self._run()

    @rule()
    def another_certificate(self) -> None:
        self.good = self.world.ring = authority().salon()
        self.fake.salon(self.good)

    @rule()
    def wrong_certificate(self) -> None:
        """Of another company; put right later."""
        self.world.ring = authority().salon("87654321")
        self.fake.salon(self.world.ring)
        self._run()
        self.world.ring = self.good

    @rule()
    def the_office_forgets_the_premises(self) -> None:
        place = ("10039856", "BP1")
        self.fake.books.premises[place] = "closed"
        self._run()
        self.fake.books.premises[place] = "open"

    @rule(hours=st.integers(1, 9000))
    def clock_set_back(self, hours: int) -> None:
        self.world.clock.jump(max(NOW - 86_400_000, self.world.clock.now() - hours * 3_600_000))

    # -- the agent --------------------------------------------------------------------------------

    @rule(seconds=st.sampled_from([0, 5, 700]))
    def work(self, seconds: int) -> None:
        self.world.pass_time(seconds)
        self._run()

    def _run(self) -> None:
        self.world.run()

    @invariant()
    def nothing_overtakes(self) -> None:
        if not hasattr(self, "world"):
            return
        by_queue: dict[str, list[str]] = {}
        for one in self.world.made:
            item = self.world.item(one)
            by_queue.setdefault(item.queue, []).append(item.state)
        for states in by_queue.values():
            later = list(itertools.dropwhile(lambda state: state == "accepted", states))
            assert set(later[1:]) <= {"new"}, states

    def _put_everything_right(self) -> None:
        self.fake.down = False
        self.fake.faults.clear()
        self.fake.books.revoked.clear()
        self.fake.books.premises["10039856", "BP1"] = "open"
        self.world.ring = self.good
        for _ in range(8 + 2 * len(self.world.made)):
            for one in self.world.made:
                if self.world.item(one).state == "refused":
                    item = self.world.item(one)
                    if item.kind == "premise" and item.number == "BP9":
                        self.fake.books.premises["10039856", "BP9"] = "open"
                    if item.error_code == "S006":
                        self.fake.books.premises["10039856", item.queue.split("-")[0]] = "open"
                    self.world.again(one)
            self.world.later()
            if set(self.world.states()) == {"accepted"}:
                return

    def _everything_is_there(self) -> None:
        assert set(self.world.states()) == {"accepted"}
        books = self.fake.books
        wanted: dict[str, list[str]] = {}
        for one in self.world.made:
            item = self.world.item(one)
            if item.kind in ("premise", "premise_closed"):
                continue
            number = f"01-{item.number}-7" if item.kind == "book" else item.number
            found = [
                received for key, received in books.receipts.items() if "-".join(key[2:]) == number
            ]
            assert len(found) == 1, number
            message = found[0].message
            assert message in (item.payload, furs.subsequent(item.payload))
            assert found[0].code == item.code
            wanted.setdefault(item.queue, []).append(number)
        for numbers in wanted.values():
            assert [number for number in books.log if number in set(numbers)] == numbers


def _wire(store: Store, plug: Plug) -> None:
    """Before every statement that begins, writes or ends a transaction."""
    run, take = store.run, store._take

    def cut_run(*args: object) -> int:
        plug()
        done = run(*args)  # type: ignore[arg-type]
        plug()
        return done

    def cut_take(lock: object) -> None:
        plug()
        take(lock)  # type: ignore[arg-type]

    store.run = cut_run  # type: ignore[method-assign,assignment]
    store._take = cut_take  # type: ignore[method-assign,assignment]


TestFursMachine = FursMachine.TestCase
TestFursMachine.settings = settings(
    max_examples=int(os.environ.get("FURS_EXAMPLES", "6")),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
