"""Runs between a desk and the memory remote: the plain way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync_agent.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "pult.db")
    yield made
    made.close()


def test_both_sides_find_together(world: World) -> None:
    eva = world.things.new(name="Eva", mobile="1", visits="4")
    world.run()
    world.server.add({"name": "Jana", "mobile": "2"})
    report = world.run()
    assert report is not None
    assert report.outcome == "ok"
    world.run()

    assert {body["name"] for body, _, _ in world.things.all().values()} == {"Eva", "Jana"}
    assert {thing.record["name"] for thing in world.server.inside()} == {"Eva", "Jana"}
    assert all(len(thing.owners) == 1 for thing in world.server.inside())
    there = next(thing for thing in world.server.inside() if eva in thing.owners)
    assert there.record["visits"] == "4"
    assert world.later().sent == 0


def test_edits_of_different_fields_meet(world: World) -> None:
    eva = world.things.new(name="Eva", mobile="1")
    world.run()
    [thing] = world.server.inside()
    world.server.edit(thing.key, city="Brno")
    world.things.edit(eva, mobile="2")
    world.run()
    [thing] = world.server.inside()
    assert dict(thing.record) == {"name": "Eva", "mobile": "2", "city": "Brno"}
    assert world.things.body(eva) == dict(thing.record)
    assert world.lost() == []
    assert world.later().sent == 0
