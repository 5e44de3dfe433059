"""The power goes at every single moment of a run; two further runs bring both sides in step."""

from __future__ import annotations

import copy
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.salon.services.clock import ManualClock
from tests.sync_agent.plays.memory_server import Server
from tests.sync_agent.plays.things import Things, open_things
from tests.sync_agent.plays.world import SETTLED, Trouble, World

Prepared = tuple[Path, tuple[Server, ManualClock]]


def scene(world: World) -> None:
    """Something of everything: new on both sides, edits, a conflict, deletions, an erasure."""
    things, server = world.things, world.server
    kept = [things.new(name=f"p{n}", mobile=str(n), visits="1") for n in range(6)]
    world.run()
    world.later()
    keys = {thing.owners[0]: thing.key for thing in server.inside()}
    things.edit(kept[0], city="here", visits="2")
    server.edit(keys[kept[0]], city="there", note="line")
    server.edit(keys[kept[1]], mobile="77")
    server.delete(keys[kept[2]])
    things.erase(kept[3])
    things.activate(kept[4], False)
    server.unlabel(keys[kept[5]])
    things.new(name="new here", mobile="8")
    things.new(name="both", mobile="9")
    server.add({"name": "new there", "mobile": "10"})
    server.add({"name": "both", "mobile": "9", "city": "Brno"})
    world.advance(SETTLED)


def state(world: World) -> tuple[object, object, object]:
    """Both sides, and what was told of losses, without keys."""
    here = sorted(
        (sorted(record.items()), active, erased)
        for record, active, erased in world.things.all().values()
    )
    there = sorted((sorted(thing.record.items()), thing.owners) for thing in world.server.inside())
    return here, there, sorted(world.lost())


def told(world: World) -> tuple[object, ...]:
    here, there, lost = state(world)
    assert isinstance(there, list)
    return here, [record for record, _ in there], lost


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crash") / "template.db"
    store = open_things(path)
    store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return path


@pytest.fixture(scope="module")
def prepared(template: Path) -> Prepared:
    """The database and the remote with the scene played, to be copied."""
    path = template.with_name("prepared.db")
    world = World(path, template=template)
    scene(world)
    world.store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    world.close()
    return path, (world.server, world.clock)


def fresh(path: Path, prepared: Prepared) -> World:
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    world = World(path, template=prepared[0])
    world.server, world.clock = copy.deepcopy(prepared[1])
    world.timing.clock = world.clock
    return world


def undisturbed(tmp_path: Path, prepared: Prepared) -> tuple[object, int, int]:
    """What comes of the same runs without trouble; how many statements and requests one takes."""
    world = fresh(tmp_path / "calm.db", prepared)
    requests = world.requests()
    world.store.said = 0
    world.run()
    counted = world.store.said, world.requests() - requests
    world.later()
    world.later()
    expected = told(world)
    world.close()
    return expected, *counted


def every(
    tmp_path: Path, prepared: Prepared, moments: int, trouble: Callable[[int], Trouble]
) -> None:
    expected, _, _ = undisturbed(tmp_path, prepared)
    for moment in range(1, moments + 1):
        where = trouble(moment)
        world = fresh(tmp_path / "pult.db", prepared)
        world.run(where)
        world.later()
        world.later()
        assert told(world) == expected, where
        owners = [thing.owners for thing in world.server.inside()]
        assert len(owners) == len(set(owners)), where
        assert world.later().sent == 0, where
        assert world.server.violations == []
        world.close()


@pytest.mark.slow
def test_power_lost_at_every_statement(tmp_path: Path, prepared: Prepared) -> None:
    _, statements, _ = undisturbed(tmp_path, prepared)
    assert statements > 150
    every(tmp_path, prepared, statements, lambda n: Trouble(statement=n))


def test_power_lost_before_every_request(tmp_path: Path, prepared: Prepared) -> None:
    _, _, requests = undisturbed(tmp_path, prepared)
    every(tmp_path, prepared, requests, lambda n: Trouble(request=n))


def test_power_lost_after_every_request(tmp_path: Path, prepared: Prepared) -> None:
    _, _, requests = undisturbed(tmp_path, prepared)
    every(tmp_path, prepared, requests, lambda n: Trouble(request=-n))


@pytest.mark.parametrize("kind", ["offline", "before", "after", "twice", "later"])
def test_every_request_goes_wrong_once(tmp_path: Path, prepared: Prepared, kind: str) -> None:
    _, _, requests = undisturbed(tmp_path, prepared)
    every(tmp_path, prepared, requests, lambda n: Trouble(faults=[""] * (n - 1) + [kind]))


def test_stopped_anywhere(tmp_path: Path, prepared: Prepared) -> None:
    every(tmp_path, prepared, 20, lambda n: Trouble(stop=n))


CHILD = """
import os, pickle, sys
from pathlib import Path
from tests.sync_agent.plays.memory import MemoryRemote
from tests.sync_agent.plays.world import World
world = World(Path(sys.argv[1]))
kept = Path(sys.argv[2])
request = MemoryRemote._request
def remembered(self, method, work):
    def done():
        answer = work()
        kept.with_suffix(".new").write_bytes(pickle.dumps(self.server))
        os.replace(kept.with_suffix(".new"), kept)
        return answer
    return request(self, method, done)
MemoryRemote._request = remembered
print("ready", flush=True)
world.run()
"""


@pytest.mark.slow
@pytest.mark.parametrize("milliseconds", [10, 60, 150])
def test_killed_process(tmp_path: Path, milliseconds: int) -> None:
    """A first upload killed with SIGKILL; the remote is what it was when it last did something."""
    path, kept = tmp_path / "pult.db", tmp_path / "server"
    store = open_things(path)
    things = Things(store)
    made = {things.new(name=f"p{n}", mobile=str(n)) for n in range(100)}
    store.close()
    command = [sys.executable, "-c", CHILD, str(path), str(kept)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "ready"
        time.sleep(milliseconds / 1000)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    world = World(path)
    try:
        assert world.store.check() == []
        if kept.exists():
            world.server = pickle.loads(kept.read_bytes())
            world.clock = world.timing.clock = world.server.clock
        world.later()
        world.later()
        assert sorted(thing.owners for thing in world.server.inside()) == sorted(
            (local_id,) for local_id in made
        )
        assert world.later().sent == 0
    finally:
        world.close()
