"""What a changed contact costs, ours beside vdirsyncer, among few and many that did not change.

The same number of edits on both sides of both. Ours writes every step to a real database and reads
a feed of changes; vdirsyncer keeps its status in one and lists everything.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.report import Line
from tests.bench.sync_engine import CHANGES, SIZES, measure
from tests.bench.vdirsyncer_sync import Pair

ROUNDS = 3
GROWTH = 1.5
"""Per changed contact, ten times as many unchanged ones may cost so many times as much, noise
included."""


def theirs(contacts: int) -> float:
    """Milliseconds a changed contact: the quickest of some synchronisations."""
    with tempfile.TemporaryDirectory() as folder:
        pair = Pair(Path(folder), contacts)
        try:
            times = []
            for _ in range(ROUNDS):
                pair.edit(CHANGES // 2)
                times.append(pair.run())
        finally:
            pair.close()
    return min(times) / CHANGES


def lines() -> Iterator[Line]:
    ours = {size: measure(size) for size in SIZES}
    for size in SIZES:
        found = ours[size]
        yield Line(
            f"sync, a changed contact of {size:,}, ours",
            value=f"{found.per_change * 1000:.2f}",
        )
        yield Line(f"sync, a changed contact of {size:,}, vdirsyncer", value=f"{theirs(size):.2f}")
        yield Line(f"sync, nothing changed of {size:,}, ours", value=f"{found.idle * 1000:.2f}")
    few, many = (ours[size].per_change for size in SIZES)
    yield Line(
        "sync, a changed contact, many against few",
        value=f"{many / few:.2f}×",
        wish=f"≤ {GROWTH}×",
        kept=many / few <= GROWTH,
    )
