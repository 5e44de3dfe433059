"""Whoever is erased here is deleted there, whatever became of it there meanwhile."""

from __future__ import annotations

from tests.sync_agent.plays.world import SETTLED, Trouble, World


def test_a_thing_that_was_renamed_merged_and_edited_there_is_still_the_erased_persons(
    world: World,
) -> None:
    eva, jana = world.two()
    renamed = world.server.rekey(world.key(eva))
    world.server.merge(renamed.key, world.key(jana), "one")  # only Jana's id is left in it
    world.server.edit(renamed.key, city="edited meanwhile")
    world.things.erase(eva)
    world.later()
    world.later()
    assert world.server.live() == []
    assert world.link(eva) is None
    link = world.link(jana)
    assert link is not None
    assert (link.state, link.reason) == ("suppressed", "merged")


def test_another_copy_outside_is_deleted_though_a_late_reading_does_not_show_it(
    world: World,
) -> None:
    eva, _ = world.two()
    copied = dict(world.server.things[world.key(eva)].record)
    world.advance(SETTLED)
    # Left behind by a scope that was lost: it is outside and carries the id of hers.
    world.server.add(copied, label=False, owners=(eva,))
    world.rules = type(world.rules)(duplicates=0)  # the run that sees it does not decide about it
    world.run()
    world.rules = type(world.rules)()
    assert world.links.count_staged() > 0
    world.server.lag = 500
    world.things.erase(eva)
    world.run()
    world.later()
    world.later()
    assert [thing.record["name"] for thing in world.server.live()] == ["Jana"]


def test_a_merge_into_somebody_else_leaves_nothing_of_the_erased_person(world: World) -> None:
    eva, jana = world.two()
    world.server.merge(world.key(eva), world.key(jana), "one")  # Eva's words under Jana's id
    world.things.erase(jana)
    world.server.lag = 500
    world.run(Trouble(stop=7))
    world.server.lag = 0
    world.later()
    world.later()
    assert world.link(jana) is None
    assert [thing.owners for thing in world.server.inside()] == [(eva,)]


def test_nothing_is_kept_of_one_who_was_made_and_merged_before_we_heard_of_it(
    world: World,
) -> None:
    jana, eva = world.things.new(name="Jana"), world.things.new(name="Eva")
    world.run(Trouble(faults=["", "", "after"]))
    of = {thing.owners[0]: thing.key for thing in world.server.inside()}
    world.server.merge(of[jana], of[eva], "both")
    world.run()
    world.things.erase(eva)
    world.later()
    assert world.link(eva) is None
    assert [thing.owners for thing in world.server.inside()] == [(jana,)]


def test_one_renamed_and_taken_out_there_at_once_is_still_found(world: World) -> None:
    eva, _ = world.two()
    renamed = world.server.rekey(world.key(eva))
    world.server.unlabel(renamed.key)
    world.later()
    assert world.key(eva) == renamed.key
    world.things.erase(eva)
    world.later()
    assert [thing.record["name"] for thing in world.server.live()] == ["Jana"]
