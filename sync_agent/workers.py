"""The kinds of workers: what runs a remote of either direction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.salon.store.database import Store
from sync_agent.engine.job import Rules
from sync_agent.engine.ports import OnProgress, Timing
from sync_agent.engine.tally import RunTally

if TYPE_CHECKING:
    from sync_agent.engine.feed import Place
    from sync_agent.engine.intake import Intake, Source
    from sync_agent.engine.ports import LocalSide, Remote

Work = Callable[[Store, Timing, Rules, OnProgress, RunTally], None]


@dataclass(frozen=True, slots=True)
class Worker:
    """``run``: one run, which raises what went wrong. ``requests``: how many were made so far,
    None when nobody counts."""

    run: Work
    requests: Callable[[], int] | None = None


def both_ways(remote: Remote, side: LocalSide, requests: Callable[[], int] | None = None) -> Worker:
    """Kept the same on both sides."""

    def work(
        store: Store, timing: Timing, rules: Rules, on_progress: OnProgress, tally: RunTally
    ) -> None:
        from sync_agent.engine.run import run

        run(store, side, remote, timing, rules, on_progress, tally)

    return Worker(work, requests)


def one_way(source: Source, intake: Intake, requests: Callable[[], int] | None = None) -> Worker:
    """Only taken in."""

    def work(
        store: Store, timing: Timing, rules: Rules, on_progress: OnProgress, tally: RunTally
    ) -> None:
        from sync_agent.engine.intake import run

        run(store, intake, source, timing, rules, on_progress, tally)

    return Worker(work, requests)


def feed(place: Place, per_hour: int, requests: Callable[[], int] | None = None) -> Worker:
    """Only given out, each thing once."""

    def work(
        store: Store, timing: Timing, _rules: Rules, on_progress: OnProgress, tally: RunTally
    ) -> None:
        from sync_agent.engine.feed import run

        run(store, place, per_hour, timing, on_progress, tally)

    return Worker(work, requests)
