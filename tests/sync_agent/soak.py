"""As many steps of the machine as you like: ``python -m tests.sync_agent.soak --steps 200000``."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync_agent.plays import calendar_machine as calendar
from tests.sync_agent.plays import dice, two
from tests.sync_agent.plays.google_machine import faces, google_machine
from tests.sync_agent.plays.machine import Machine
from tests.sync_agent.plays.things import open_things
from tests.sync_agent.plays.world import World

STEPS = 50


@contextmanager
def memory_machine(
    once: bool = False, played: type[Machine] = Machine, world_of: type[World] = World
) -> Iterator[type[Machine]]:
    """The machine over the memory remote, on database files in memory where there is such a place.
    ``once``: creating the same thing twice makes one."""
    room = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=room) as folder:
        template = Path(folder) / "template.db"
        store = open_things(template)
        store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        store.close()
        made = 0

        def make(seed: int) -> World:
            nonlocal made
            made += 1
            world = world_of(Path(folder) / f"{made}.db", seed, template)
            world.server.creates_once = once
            world.server.blunt = bool(seed % 2)
            return world

        def done(world: Any) -> None:
            world.close()
            for path in Path(folder).glob(f"{world.store.path.name}*"):
                path.unlink()

        class MemoryMachine(played):  # type: ignore[misc, valid-type]
            pass

        MemoryMachine.make = staticmethod(make)  # type: ignore[assignment]
        MemoryMachine.done = staticmethod(done)  # type: ignore[assignment]
        yield MemoryMachine


def play(
    machine: dice.Playing,
    steps: int,
    seeded: int | None,
    *,
    shrink: bool = True,
    length: int = STEPS,
) -> None:
    """Plays about so many steps; raises with the shortest play it finds that goes wrong."""
    phases = (Phase.generate, Phase.shrink) if shrink else (Phase.generate,)
    chosen = settings(
        max_examples=max(1, steps // length),
        stateful_step_count=length,
        deadline=None,
        database=None,
        derandomize=seeded is None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        print_blob=True,
    )
    run_state_machine_as_test(
        seed(seeded)(machine) if seeded is not None else machine, settings=chosen
    )


def _one(told: argparse.Namespace) -> None:
    """Plays in this process, every play with a seed of its own, so that what goes wrong can be
    played again without all that went before."""
    began, happened, count, plays, said = time.monotonic(), Counter[str](), 0, 0, 0
    chosen: Any = memory_machine(told.once)
    if told.world == "two":
        chosen = memory_machine(told.once, two.TwoMachine, two.TwoWorld)
    elif told.world == "google":
        chosen = google_machine(happened)
    elif told.world == "calendar":
        chosen = calendar.calendar_machine(happened)

    def say() -> None:
        seconds = time.monotonic() - began
        all_of_it = "".join(f", {number} {name}" for name, number in sorted(happened.items()))
        print(
            f"{count} steps, {plays} plays from seed {told.seed}, {seconds:.0f} s, "
            f"{count / seconds:.0f} steps/s{all_of_it}",
            flush=True,
        )

    with chosen as machine:
        while count < told.steps:
            calls = _plan(told, told.seed + plays)
            wrong = dice.perform(machine, calls)
            count, plays = count + len(calls), plays + 1
            if wrong is not None:
                say()
                print(f"play {told.seed + plays - 1} goes wrong", flush=True)
                calls = calls if told.no_shrink else dice.shorten(machine, calls)
                print(dice.told(calls), flush=True)
                raise dice.perform(machine, calls) or wrong
            if count - said >= 10_000:
                said = count
                say()
    say()
    print("nothing wrong", flush=True)


def _plan(told: argparse.Namespace, seeded: int) -> list[dice.Call]:
    if told.world == "calendar":
        return dice.plan(seeded, told.length, only=calendar.faces, begin=calendar.opening)
    more = {"google": faces, "two": two.faces}.get(told.world)
    return dice.plan(seeded, told.length, more)


def _several(told: argparse.Namespace) -> int:
    """The steps shared out to processes whose seeds lie far apart; the worst of their ends."""
    shared = [
        *("--world", told.world, "--steps", str(-(-told.steps // told.jobs))),
        *("--length", str(told.length)),
        *(["--once"] if told.once else []),
        *(["--no-shrink"] if told.no_shrink else []),
    ]
    here = [sys.executable, "-m", "tests.sync_agent.soak", *shared]
    running = [
        subprocess.Popen([*here, "--seed", str(told.seed + number * 1_000_000)])
        for number in range(told.jobs)
    ]
    return max(process.wait() for process in running)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--world", choices=["memory", "two", "google", "calendar"], default="memory"
    )
    parser.add_argument("--steps", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="processes that share the steps")
    parser.add_argument("--once", action="store_true", help="creates make one thing, however often")
    parser.add_argument("--no-shrink", action="store_true")
    parser.add_argument("--length", type=int, default=STEPS, help="steps of one play")
    told = parser.parse_args()
    if told.jobs > 1:
        sys.exit(_several(told))
    _one(told)


if __name__ == "__main__":
    main()
