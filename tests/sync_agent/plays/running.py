"""One run of a worker without an agent around it, reported as the agent reports it."""

from __future__ import annotations

from kiosk.salon.store.database import Store
from sync_agent.engine.job import Rules
from sync_agent.engine.ports import LocalSide, OnProgress, Remote, Timing
from sync_agent.report import Report
from sync_agent.turn import attempt
from sync_agent.workers import both_ways


def silent(_phase: str, _done: int, _total: int) -> None:
    """Nobody looks at the progress."""


def run(
    store: Store,
    side: LocalSide,
    remote: Remote,
    timing: Timing,
    rules: Rules,
    on_progress: OnProgress = silent,
) -> Report:
    return attempt(store, remote.name, both_ways(remote, side).run, timing, rules, on_progress)
