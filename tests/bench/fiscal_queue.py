"""What it costs to hand an office the receipts of a long outage:
``python -m tests.bench.fiscal_queue [RECEIPTS] [MILLISECONDS]``.

The fake office is another process that takes so long for each message, so the rest is ours: TLS,
signing, checking the answer's signature, and the two things written down for each receipt, on a
real disk. Receipts wait in one queue and are sent strictly one after the other.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.salon.domain.fiscal.identity import Identity
from kiosk.salon.services.clock import SystemClock
from sync_agent.fiscal.furs.outbox import FursOutbox
from sync_agent.open_salon import OpenSalon
from sync_agent.registry import load
from sync_agent.timing import StopToken
from tests.bench.report import Line, table
from tests.fakes.furs import Authority, FakeFurs
from tests.rigs.office_world import FursWorld

RECEIPTS, LATENCY_MS = 2_000, 100
"""An answer of the real office takes longer than this. Nearly all of the time is waiting for it:
10,000 receipts take a quarter of an hour, so that many are asked for."""
ABOVE = 1.10


@dataclass(frozen=True, slots=True)
class Cost:
    """``wall``: seconds from the first to the last; ``office``: of these, what the office took from
    the last byte of a message to the first of its answer."""

    receipts: int
    wall: float
    office: float
    in_order: bool

    @property
    def ratio(self) -> float:
        return self.wall / self.office


def measure(receipts: int, latency_ms: int) -> Cost:
    with tempfile.TemporaryDirectory(prefix="pult-bench-") as place:
        folder = Path(place)
        served = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.fiscal_queue", "serve", place, str(receipts),
             str(latency_ms)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert served.stdout is not None
        identity = Identity.load(served.stdout.readline())
        stop_token = StopToken(SystemClock())
        home = folder / "home"
        from kiosk.salon.home import open_home

        salon = OpenSalon(open_home(home), load(home / "pult.toml"), stop_token, manners=None)
        outbox = FursOutbox(stop_token, lambda _: identity)
        began = time.monotonic()
        while outbox.step(salon) == 0:
            pass
        wall = time.monotonic() - began
        left = salon.store.number("SELECT count(*) FROM fiscal_item WHERE state <> 'accepted'")
        outbox.close()
        salon.close()
        stop_token.close()
        told, _ = served.communicate("end\n", timeout=60)
        said = json.loads(told.splitlines()[-1])
        return Cost(receipts, wall, said["busy"], said["in_order"] and not left)


def serve(folder: Path, receipts: int, latency_ms: int) -> None:
    """The office, and a salon with so many receipts that wait for it."""
    with FakeFurs(Authority()) as fake:
        world = FursWorld(folder / "home", fake)
        assert world.ring is not None
        world.premise()
        store = world.desk.context.store
        with store.transaction():
            for _ in range(receipts):
                world.sell(printed=True)
        world.close()
        fake.latency = latency_ms / 1000
        print(world.ring.identity.dump(), flush=True)
        sys.stdin.readline()
        numbers = [int(number.rsplit("-", 1)[1]) for number in fake.books.log if "B1" in number]
        whole = numbers == list(range(1, receipts + 1))
        print(json.dumps({"busy": fake.busy_seconds, "in_order": whole}), flush=True)


def lines(receipts: int = RECEIPTS, latency_ms: int = LATENCY_MS) -> Iterator[Line]:
    cost = measure(receipts, latency_ms)
    yield Line(
        f"{receipts} receipts to the office of {latency_ms} ms, beside its own time",
        value=f"{cost.ratio:.3f}×",
        wish=f"≤ {ABOVE:.2f}×",
        kept=cost.ratio <= ABOVE and cost.in_order,
    )
    own = (cost.wall - cost.office) / cost.receipts * 1000
    yield Line("of that ours, a receipt", value=f"{own:.1f} ms")


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        print(table(list(lines(*map(int, sys.argv[1:])))))
