"""What an error means for a run: the same for every kind of worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.salon.domain import stored_message
from kiosk.salon.domain.errors import (
    Busy,
    Damaged,
    DataMissing,
    DiskFull,
    NeedsApproval,
    NeedsPerson,
    NotFound,
    PultError,
    Refused,
    Stale,
    TryAgain,
)
from kiosk.salon.domain.text import T
from kiosk.salon.home import open_home
from kiosk.salon.settings import Settings
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync.book import STOPPING
from sync_agent import registry
from sync_agent.agent import Agent
from sync_agent.engine import problems
from sync_agent.engine.job import Rules
from sync_agent.engine.ports import Page
from sync_agent.timing import StopToken
from sync_agent.turn import outcome_of, run_once
from sync_agent.workers import Worker, both_ways, feed, one_way
from tests.rigs.shop import ShopAccount, entry, shop
from tests.rigs.worker import prepare
from tests.sync_agent.plays.memory import MemoryRemote
from tests.sync_agent.plays.world import World

SAID = T("Said by a test.")
MEANT: dict[Callable[[], PultError], sync_book.Outcome] = {
    problems.Offline: "offline",
    problems.Unknown: "offline",
    lambda: problems.MadeUnheard("ours"): "offline",
    problems.Later: "later",
    lambda: problems.Later(600): "later",
    problems.ScopeGone: "later",
    problems.FeedExpired: "later",
    Busy: "later",
    lambda: TryAgain(SAID): "later",
    problems.SignInAgain: "sign_in",
    lambda: problems.Question("adopt", SAID, labels=[]): "question",
    problems.Stopped: "stopped",
    lambda: problems.Rejected("no"): "failed",
    lambda: Refused(SAID): "failed",
    lambda: NotFound(SAID): "failed",
    lambda: Stale(SAID): "failed",
    lambda: NeedsApproval(SAID): "failed",
    lambda: NeedsPerson(SAID): "failed",
    lambda: DataMissing(SAID): "failed",
    DiskFull: "failed",
    Damaged: "failed",
    lambda: PultError(SAID): "failed",
}
ERRORS = [pytest.param(make, id=type(make()).__name__) for make in MEANT]


class Failing:
    """A remote of any kind that raises as soon as it is asked for anything."""

    name, linked, form, limit = "memory", "memory", "1", 10

    def __init__(self, make: Callable[[], PultError]) -> None:
        self._make = make

    def about(self) -> str:
        return "account"

    def account(self) -> str:
        raise self._make()

    def pull(self, _token: str) -> Iterator[Page]:
        raise self._make()
        yield

    def read(self, _key: str) -> None:
        raise self._make()

    def enter(self, _state: str, *, lost: bool) -> str:
        raise self._make()

    def add(self, _keys: object) -> list[str]:
        raise self._make()


class FailingRemote(MemoryRemote):
    """``step``: at which of its requests it raises."""

    def __init__(self, world: World, make: Callable[[], PultError], step: str) -> None:
        super().__init__(world.server)

        def fail(*_: object) -> Any:
            raise make()

        setattr(self, step, fail)


class Nothing:
    """An intake that has nothing of ours."""

    def expected(self, _ids: object) -> list[bytes]:
        return []


Kind = Callable[[World, Callable[[], PultError]], Worker]
KINDS: dict[str, Kind] = {
    "both ways, account": lambda w, make: both_ways(FailingRemote(w, make, "account"), w.side),
    "both ways, enter": lambda w, make: both_ways(FailingRemote(w, make, "enter"), w.side),
    "both ways, pull": lambda w, make: both_ways(FailingRemote(w, make, "pull"), w.side),
    "intake": lambda _, make: one_way(Failing(make), Nothing()),  # type: ignore[arg-type]
    "feed": lambda _, make: feed(Failing(make), 300),
}


@pytest.fixture
def stop_token() -> Iterator[StopToken]:
    made = StopToken()
    yield made
    made.close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("make", ERRORS)
def test_an_error_means_the_same_for_every_kind_of_worker(
    world: World, stop_token: StopToken, kind: str, make: Callable[[], PultError]
) -> None:
    error = make()
    report = run_once(world.store, "memory", KINDS[kind](world, make), stop_token, Rules())
    assert report.outcome == MEANT[make] == outcome_of(error)
    assert report.later_seconds == (600 if getattr(error, "seconds", 0) else 0)
    assert stored_message.load(report.why) == error.message
    (row,) = sync_book.runs(world.store)
    assert (row.outcome, row.why) == (report.outcome, report.why)
    asked = [case.kind for case in sync_book.open_cases(world.store) if case.kind in STOPPING]
    assert asked == (["adopt"] if isinstance(error, problems.Question) else [])


def test_every_error_is_meant() -> None:
    def below(kind: type[PultError]) -> set[type[PultError]]:
        return {kind}.union(*map(below, kind.__subclasses__()))

    ours = {
        kind for kind in below(PultError) if kind.__module__ in (problems.__name__, Busy.__module__)
    }
    assert {type(make()) for make in MEANT} == ours


def test_a_feed_that_is_told_to_come_back_in_ten_minutes_does(
    tmp_path: Path, stop_token: StopToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stop_token, "monotonic", lambda: 1_000.0)
    prepare(tmp_path, 1_795_250_000_000)
    worker = one_way(Failing(lambda: problems.Later(600)), Nothing())  # type: ignore[arg-type]
    orders = entry("shop.orders", worker.run)
    monkeypatch.setattr(registry, "PROVIDERS", (shop(ShopAccount(), orders),))
    agent = Agent(open_home(tmp_path), Settings(), stop_token)
    assert agent.once() == ["later"]
    assert agent.slots[0].schedule.due == 1_600
    agent.close()
