"""Runs between a desk and the memory remote: the plain way."""

from __future__ import annotations

from sync_agent.engine.ports import Limits
from tests.sync_agent.plays.world import Trouble, World


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


def test_the_same_field_edited_on_both_sides(world: World) -> None:
    eva, jana = world.two()
    world.things.edit(eva, city="here first")
    world.server.edit(world.key(eva), city="seen later")
    world.run()
    assert world.things.body(eva)["city"] == "seen later"
    assert world.lost() == [("city", "here first")]
    assert world.later().sent == 0
    assert jana in world.things.all()


def test_a_lost_answer_makes_nobody_twice(world: World) -> None:
    world.things.new(name="Eva", mobile="1")
    world.run(Trouble(faults=["", "", "after"]))
    world.things.new(name="Jana", mobile="2")
    world.run()
    assert len(world.server.inside()) == 2
    assert world.later().sent == 0


def test_a_create_that_never_arrived_is_sent_again_when_that_is_certain(world: World) -> None:
    eva = world.things.new(name="Eva", mobile="1")
    world.run(Trouble(faults=["", "", "before"]))
    world.run()
    assert not world.server.inside()
    world.later()
    assert [thing.owners for thing in world.server.inside()] == [(eva,)]


def test_a_request_that_was_executed_twice(world: World) -> None:
    eva = world.things.new(name="Eva", mobile="1")
    world.run(Trouble(faults=["", "", "twice"]))
    assert len(world.server.inside()) == 2
    world.run()
    world.later()
    assert [thing.owners for thing in world.server.inside()] == [(eva,)]
    assert world.lost() == []


def test_a_deleted_label_comes_back_with_everybody(world: World) -> None:
    for things in (False, True):
        made = world.two()
        creates = world.server.counts["create"]
        world.server.delete_label(things=things)
        world.later()
        assert {thing.owners[0] for thing in world.server.inside()} >= set(made)
        assert (world.server.counts["create"] > creates) is things
        assert world.later().sent == 0


def test_one_deleted_there_waits_for_a_word(world: World) -> None:
    eva, _ = world.two()
    world.server.delete(world.key(eva))
    world.later()
    world.things.edit(eva, city="Brno")
    assert world.later().sent == 0
    assert world.answer("removed", "send") == 1
    world.run()
    world.later()
    assert {thing.record.get("city") for thing in world.server.inside()} == {"Brno", None}


def test_one_taken_out_and_put_back_is_found_again(world: World) -> None:
    eva, _ = world.two()
    world.server.unlabel(world.key(eva))
    world.later()
    world.things.edit(eva, city="Brno")
    world.later()
    world.server.label_it(world.key(eva))
    world.later()
    assert world.server.things[world.key(eva)].record["city"] == "Brno"
    assert world.answer("removed", "send") == 0


def test_one_bad_record_does_not_hold_up_the_others(world: World) -> None:
    world.server.page_size = 1000
    for blunt in (False, True):
        world.server.blunt = blunt
        bad = world.things.new(name=f"BAD {blunt}", mobile="3")
        for n in range(4):
            world.things.new(name=f"good {blunt} {n}", mobile="4")
        world.later()
        link = world.link(bad)
        assert link is not None
        assert link.state == "rejected"
        assert sum(f"good {blunt}" in t.record["name"] for t in world.server.inside()) == 4
        before = world.requests()
        world.later()
        assert world.requests() - before == 2
        world.things.edit(bad, name="mended")
        world.later()
        assert "mended" in {thing.record["name"] for thing in world.server.inside()}


def test_what_the_rules_here_refuse_waits_and_is_mended(world: World) -> None:
    eva, _ = world.two()
    world.server.edit(world.key(eva), city="NO such city")
    world.later()
    assert world.things.body(eva).get("city") is None
    assert world.later().sent == 0
    world.server.edit(world.key(eva), city="Brno")
    world.later()
    assert world.things.body(eva)["city"] == "Brno"


def test_a_merge_there_merges_nobody_here(world: World) -> None:
    eva, jana = world.two()
    world.server.merge(world.key(eva), world.key(jana), "both")
    world.later()
    link = world.link(jana)
    assert link is not None
    assert (link.state, link.reason) == ("suppressed", "merged")
    assert set(world.things.all()) == {eva, jana}
    assert [thing.owners for thing in world.server.inside()] == [(eva,)]
    assert world.later().sent == 0


def test_an_erased_person_leaves_nothing_and_does_not_come_back(world: World) -> None:
    eva, _ = world.two()
    world.server.lag = 500
    world.server.edit(world.key(eva), city="edited meanwhile")
    world.things.erase(eva)
    for _ in range(6):
        world.advance(120)
        world.run()
    assert [thing.record["name"] for thing in world.server.live()] == ["Jana"]
    assert world.link(eva) is None
    tables = "sync_link", "sync_seen", "sync_case"
    kept = [str(row) for name in tables for row in world.store.rows(f"SELECT * FROM {name}")]
    assert not [row for row in kept if "Eva" in row or "meanwhile" in row]


def test_given_up_here_but_edited_there_asks(world: World) -> None:
    eva, _ = world.two()
    world.things.activate(eva, False)
    world.server.edit(world.key(eva), city="Brno")
    world.later()
    assert len(world.server.inside()) == 2
    world.things.activate(eva, True)
    world.later()
    assert world.things.body(eva)["city"] == "Brno"
    assert world.later().sent == 0


def test_a_private_contact_is_never_written_down(world: World) -> None:
    world.two()
    world.server.add({"name": "private"}, label=False)
    world.server.add({"name": "of another salon"}, foreign=True)
    world.advance(8 * 86_400)
    world.later()
    kept = world.store.rows("SELECT item FROM sync_seen UNION SELECT base FROM sync_link")
    assert not [row for row in kept if "private" in str(row) or "another" in str(row)]
    assert len(world.things.all()) == 2


def test_a_clock_that_was_set_back_holds_nothing_up(world: World) -> None:
    world.things.new(name="Eva", mobile="1")
    world.run(Trouble(faults=["", "", "before"]))
    world.clock.jump(world.clock.now() - 40 * 86_400_000)
    world.run()
    world.later()
    world.later()
    assert len(world.server.inside()) == 1


def test_requests_of_a_run(world: World) -> None:
    world.server.page_size = 1000
    for n in range(20):
        world.things.new(name=f"p{n}", mobile=str(n))
    world.limits = Limits()
    assert world.later().requests == 3
    assert world.later().requests == 2
    made = list(world.things.all())
    for one in made[:10]:
        world.things.edit(one, city="Brno")
    assert world.later().requests == 3
    for one in made[10:]:
        world.server.edit(world.key(one), city="Praha")
    assert world.later().requests == 2
    for one in made[:5]:
        world.things.edit(one, city="Plzeň")
        world.things.new(name=f"more {one!r}", mobile="9")
    for one in made[5:10]:
        world.things.activate(one, False)
    for one in made[10:]:
        world.server.edit(world.key(one), city="Cheb")
    assert world.later().requests == 6  # what is to be deleted is read once more
    assert world.later().requests == 2
