"""What a run of the engine costs per changed thing, among few and among many that did not change.
What the remote of the plays does itself is left out: it tells its whole history at each request.

``python -m tests.bench.sync_engine``: a real database file and the memory remote without lag.
"""

from __future__ import annotations

import gc
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sync_agent.engine.job import Rules
from sync_agent.engine.ports import Limits
from sync_agent.report import Report
from tests.sync_agent.plays.memory import MemoryRemote
from tests.sync_agent.plays.world import SETTLED, World

SIZES = (2_500, 25_000)
CHANGES = 200


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds. ``per_change``: of a run with :data:`CHANGES` edits, half of them on either side,
    by their number; ``idle``: a run with nothing to do; ``first``: uploading everything;
    ``longest_lock``: the longest transaction of all these runs; ``longest_work``: the processor's
    time in the longest one, which a busy machine does not stretch."""

    links: int
    first: float
    idle: float
    per_change: float
    longest_lock: float
    longest_work: float


def measure(links: int, changes: int = CHANGES) -> Figures:
    """Makes a salon of so many clients in step with its remote, then edits."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder) / "pult.db")
        try:
            return _measure(world, links, changes)
        finally:
            world.close()


def _measure(world: World, links: int, changes: int) -> Figures:
    world.server.page_size = 1000
    world.limits = Limits()
    world.rules = Rules(guard_least=changes)
    world.timing.monotonic = time.monotonic  # type: ignore[method-assign]  # it cuts transactions
    longest = _watch_locks(world)
    gc.disable()  # the fake keeps everything that ever happened; collecting that is not our cost
    with world.store.transaction():
        for n in range(links):
            record = {"name": f"Client {n}", "mobile": str(n), "city": "Praha"}
            world.things._insert(record)
    longest.clear()
    first = _run(world)
    _run(world)
    idle = min(_run(world) for _ in range(5))
    ids = list(world.things.all())
    best = float("inf")
    for turn in range(3):
        for n in range(changes // 2):
            world.things.edit(ids[n * (links // changes)], city=f"Brno {turn}")
            link = world.link(ids[n * (links // changes) + 1])
            assert link is not None
            world.server.edit(link.key, city=f"Cheb {turn}")
        best = min(best, _run(world))
        _run(world)
    lock, work = (max(times) for times in zip(*longest, strict=True))
    return Figures(links, first, idle, best / changes, lock, work)


def _run(world: World) -> float:
    world.advance(SETTLED)
    with _remote_watched() as answering:
        began = time.perf_counter()
        report: Report | None = world.run()
        seconds = time.perf_counter() - began - sum(answering)
    assert report is not None
    assert report.outcome == "ok"
    return seconds


@contextmanager
def _remote_watched() -> Iterator[list[float]]:
    """Seconds that the remote took for each request meanwhile."""
    times: list[float] = []
    original = MemoryRemote._request

    def timed(self: MemoryRemote, method: str, work: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        try:
            return original(self, method, work)
        finally:
            times.append(time.perf_counter() - began)

    MemoryRemote._request = timed  # type: ignore[method-assign]
    try:
        yield times
    finally:
        MemoryRemote._request = original  # type: ignore[method-assign]


def _watch_locks(world: World) -> list[tuple[float, float]]:
    """How long each transaction held the write lock, and how long of that it worked."""
    times: list[tuple[float, float]] = []
    original = world.store.transaction

    @contextmanager
    def timed() -> Iterator[None]:
        if world.store.db.in_transaction():
            with original():
                yield
            return
        with original():
            began, worked = time.perf_counter(), time.thread_time()
            yield
        times.append((time.perf_counter() - began, time.thread_time() - worked))

    world.store.transaction = timed  # type: ignore[method-assign]
    return times


def main() -> None:
    print(f"{os.cpu_count()} cores; {CHANGES} changes a run")
    for links in SIZES:
        found = measure(links)
        print(
            f"{found.links:6} links: first {found.first:6.2f} s, idle {found.idle * 1000:6.2f} ms, "
            f"per change {found.per_change * 1000:6.3f} ms, "
            f"longest lock {found.longest_lock * 1000:5.1f} ms "
            f"(working {found.longest_work * 1000:.1f} ms)"
        )


if __name__ == "__main__":
    main()
