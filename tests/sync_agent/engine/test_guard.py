"""How much is too much, and what a yes covers."""

from __future__ import annotations

import pytest

from kiosk.salon.store.sync import book as sync_book
from sync_agent.engine.guard import ChangeCount, covered, too_much
from tests.sync_agent.plays.world import SETTLED, World


@pytest.mark.parametrize(
    ("gone", "changed", "of", "expected"),
    [
        (20, 0, 100, False),
        (21, 0, 100, True),
        (10, 11, 100, True),
        (125, 0, 2500, False),
        (126, 0, 2500, True),
    ],
)
def test_too_much(gone: int, changed: int, of: int, expected: bool) -> None:
    assert too_much(ChangeCount("here", gone, changed, of), 20, 500) is expected


def test_a_yes_covers_what_was_asked_and_a_little_more() -> None:
    assert covered(ChangeCount("here", 60, 3, 100), {"gone": 50, "changed": 0}, 20)
    assert not covered(ChangeCount("here", 90, 0, 100), {"gone": 50, "changed": 0}, 20)


def many(world: World, count: int = 40) -> list[str]:
    for n in range(count):
        world.things.new(name=f"p{n}", mobile=str(n))
    world.run()
    world.later()
    return [thing.key for thing in world.server.inside()]


@pytest.mark.parametrize("answer", ["go", "wait"])
def test_mass_deletion_there_is_asked_about_first(world: World, answer: str) -> None:
    keys = many(world)
    for key in keys[:30]:
        world.server.delete(key)
    assert world.later().outcome == "question"
    assert world.later().outcome == "question"
    assert len(world.server.inside()) == 10
    assert world.answer("guard", answer) == 1
    report = world.later()
    assert report.outcome == ("ok" if answer == "go" else "question")
    states = [link.state for one in world.things.all() if (link := world.link(one))]
    assert states.count("suppressed") == (30 if answer == "go" else 0)
    assert world.answer("removed", "send") == (30 if answer == "go" else 0)


def test_mass_change_here_is_asked_about_first(world: World) -> None:
    many(world)
    for one in list(world.things.all())[:30]:
        world.things.edit(one, city="?")
    assert world.later().outcome == "question"
    assert not any(thing.record.get("city") for thing in world.server.inside())
    world.answer("guard", "go")
    assert world.later().outcome == "ok"
    assert sum(thing.record.get("city") == "?" for thing in world.server.inside()) == 30


def test_visits_of_everybody_are_nothing_to_ask_about(world: World) -> None:
    many(world)
    for one in world.things.all():
        world.things.edit(one, visits="5")
    assert world.later().outcome == "ok"


def test_an_empty_account_is_asked_about(world: World) -> None:
    many(world, 3)
    for thing in world.server.inside():
        world.server.delete(thing.key)
    world.advance(8 * 86_400)
    assert world.later(SETTLED).outcome == "question"
    assert world.answer("empty", "go") == 1
    assert world.later().outcome == "ok"


@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize("young", [False, True])
def test_an_empty_list_is_not_believed_when_the_next_one_is_right(
    world: World, count: int, young: bool
) -> None:
    """The token was no longer good; that of the empty list is, and does not tell of the others."""
    keys = many(world, count)
    owners = {one.key: one.owners[0] for one in world.server.inside()}
    if young:
        world.advance(SETTLED)
        world.things.edit(owners[keys[1]], mobile="?")
        world.run()
    world.hollow(1)
    report = world.run()
    assert report is not None
    assert report.outcome == "question"
    world.server.edit(keys[0], city="Brno")
    assert world.later().outcome == "ok"
    assert sync_book.open_cases(world.store) == []
    assert world.things.body(owners[keys[0]])["city"] == "Brno"
    assert {world.link(one).state for one in world.things.all()} == {"linked"}  # type: ignore[union-attr]


def test_another_account_is_asked_about_and_nothing_is_deleted(world: World) -> None:
    many(world, 3)
    first = world.server
    world.server = type(first)(world.clock)
    world.server.account = "somebody else"
    assert world.later().outcome == "question"
    assert not world.server.live()
    world.answer("other_account", "go")
    assert world.later().outcome == "ok"
    assert len(world.server.inside()) == 3
    assert len(first.inside()) == 3


def test_back_at_the_first_account_it_goes_on_where_it_was(world: World) -> None:
    many(world, 3)
    first, label = world.server, world.server.label
    second = world.server = type(first)(world.clock)
    second.account = "somebody else"
    one = next(iter(world.things.all()))
    for turn, server in enumerate((second, first, second, first)):
        world.server = server
        assert world.later().outcome == "question"
        world.things.edit(one, city=f"City {turn}")
        world.answer("other_account", "go")
        made = server.counts.get("create", 0)
        assert world.later().outcome == "ok"
        assert f"City {turn}" in [thing.record.get("city") for thing in server.inside()]
        assert turn == 0 or server.counts["create"] == made
        assert world.later().sent == 0
    assert first.label == label
    assert len(first.inside()) == len(second.inside()) == 3
