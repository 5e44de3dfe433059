"""A remote that answers with how things stood a while ago: nothing is concluded from that."""

from __future__ import annotations

import pytest

from tests.sync_agent.plays.world import SETTLED, Trouble, World


def in_step(world: World) -> None:
    """After two more runs there is nothing left to do."""
    world.later()
    world.later()
    report = world.later()
    assert (report.sent, report.received) == (0, 0)


def test_what_is_sent_again_is_sent_although_it_still_seems_to_be_there(world: World) -> None:
    eva = world.things.new(name="Eva", mobile="1")
    world.later()
    [thing] = world.server.inside()
    world.advance(SETTLED)
    world.server.delete(thing.key)
    world.run()
    world.server.lag = 500  # what is read shows it as it was before it was deleted
    assert world.answer("removed", "send") == 1
    world.run()
    in_step(world)
    assert [one.owners for one in world.server.inside()] == [(eva,)]


@pytest.mark.parametrize("once", [False, True])
def test_one_entered_there_by_hand_waits_for_the_one_just_sent(world: World, once: bool) -> None:
    world.server.creates_once = once
    eva = world.things.new(name="Eva", mobile="1", city="Brno")
    world.run()
    world.advance(10)
    world.server.add({"name": "Eva", "mobile": "1", "city": "Praha"})
    world.advance(10)
    world.server.lag = 500
    for _ in range(20):  # sooner or later the list shows the copy and a reading does not show ours
        world.advance(5)
        world.run()
    in_step(world)
    assert [one.owners for one in world.server.inside() if one.owners] == [(eva,)]
    assert world.link(eva) is not None


def test_two_made_by_one_request_become_one_though_readings_are_late(world: World) -> None:
    eva = world.things.new(name="Eva", mobile="1")
    world.server.lag = 500
    world.run(Trouble(faults=["", "", "twice"]))
    for _ in range(40):
        world.advance(20)
        world.run()
    in_step(world)
    assert [one.owners for one in world.server.inside()] == [(eva,)]
    assert world.lost() == []


def test_one_given_up_here_is_not_deleted_before_what_was_seen_of_it_is_looked_at(
    world: World,
) -> None:
    eva, jana = world.things.new(name="Eva"), world.things.new(name="Jana")
    world.run()
    link, other = world.link(eva), world.link(jana)
    assert link is not None
    assert other is not None
    world.server.merge(link.key, other.key, "both")  # soon after: is Jana really gone?
    world.server.edit(link.key, city="Brno")
    world.things.activate(eva, False)
    world.run()
    in_step(world)
    [thing] = world.server.inside()
    assert thing.record == {"name": "Eva", "city": "Brno"}
    link = world.link(eva)
    assert link is not None
    assert (link.state, link.reason) == ("asked", "edited")


@pytest.mark.parametrize("chance", [0, 7])
def test_what_was_seen_is_not_lost_to_an_older_answer(world: World, chance: int) -> None:
    world.server.made = 8
    eva = world.things.new(name="Eva", mobile="1")
    world.run()
    world.advance(SETTLED)
    link = world.link(eva)
    assert link is not None
    # By hand: the same person once more, looked at first and so asking for ours to be read; and
    # something in ours that we put back.
    copy = world.server.add({"name": "Eva", "mobile": "1"})
    assert copy.key < link.key
    world.server.edit(link.key, visits="999")
    world.advance(30)
    world.server.lag = 60
    world.server.random.seed(chance)
    world.run()
    world.server.lag = 0
    in_step(world)
    assert world.server.things[link.key].record.get("visits", "") == ""


def test_an_edit_in_a_second_copy_of_somebody_given_up_is_told(world: World) -> None:
    eva = world.things.new(name="Eva", mobile="1")
    world.run(Trouble(faults=["", "", "twice"]))
    link = world.link(eva)
    assert link is not None
    [other] = [thing for thing in world.server.inside() if thing.key != link.key]
    world.server.edit(other.key, note="only said there")
    world.things.activate(eva, False)
    in_step(world)
    assert world.server.live() == []
    assert world.lost() == [("note", "only said there")]


def test_a_name_that_somebody_else_bears_by_now_is_left_to_them(world: World) -> None:
    world.server.creates_once = True
    eva = world.things.new(name="Eva", mobile="1")
    world.run(Trouble(faults=["", "", "after"]))
    [thing] = world.server.inside()
    world.server.change(thing.key, record={"name": "Jana", "mobile": "2"}, owners=())
    in_step(world)
    assert {one.record["name"] for one in world.server.inside()} == {"Eva", "Jana"}
    link = world.link(eva)
    assert link is not None
    assert link.state == "linked"


@pytest.mark.parametrize("stop", range(1, 8))
def test_forgotten_news_are_not_answered_by_how_it_was_before(world: World, stop: int) -> None:
    """What the feed told of one was emptied, because somebody was erased whose id stood in it."""
    eva, jana = world.two()
    world.advance(SETTLED)
    world.server.merge(world.key(eva), world.key(jana), "both")
    world.server.edit(world.key(eva), city="Brno")
    world.run(Trouble(stop=stop))
    world.things.erase(jana)
    world.server.lag = 500
    world.run()
    in_step(world)
    assert world.things.body(eva)["city"] == "Brno"
    assert [one.owners for one in world.server.inside()] == [(eva,)]


def test_what_was_changed_after_our_deletion_is_told_though_it_once_was_ours(world: World) -> None:
    eva = world.things.new(name="Eva", mobile="1", city="Brno")
    world.run()
    world.later()
    old = world.key(eva)
    world.things.activate(eva, False)
    world.later()
    world.things.activate(eva, True)
    world.later()
    world.things.edit(eva, city="Praha")
    world.later()
    world.server.edit(old, city="Plzeň")
    world.server.change(old, gone=False)
    world.server.edit(old, city="Brno")
    in_step(world)
    assert world.things.body(eva)["city"] == "Praha"
    assert world.lost() == [("city", "Brno")]
    assert [one.key for one in world.server.inside()] == [world.key(eva)]
