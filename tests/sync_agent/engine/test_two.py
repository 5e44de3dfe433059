"""Two remotes over one desk: news of one are the other's news once, and nobody's echo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.sync import book as sync_book
from tests.sync_agent.plays.memory import BAD
from tests.sync_agent.plays.memory_server import Server, Thing
from tests.sync_agent.plays.things import NO
from tests.sync_agent.plays.two import BOTH, TwoWorld
from tests.sync_agent.plays.world import SETTLED, Trouble

WRITES = ("create", "update", "delete", "attach")


@pytest.fixture(params=["k", "m"], ids=["equal keys", "keys of their own"])
def world(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[TwoWorld]:
    """A desk with Eva and Jana, in step with both."""
    made = TwoWorld(tmp_path / "pult.db", prefix=request.param)
    made.things.new(name="Eva", mobile="1", city="Brno")
    made.things.new(name="Jana", mobile="2")
    quiet(made)
    yield made
    assert made.violations() == []
    made.close()


def quiet(world: TwoWorld) -> None:
    """Until all three rest."""
    for _ in range(4):
        world.both()
        world.advance(SETTLED)
    first, second = world.both()
    for report in (first, second):
        assert (report.sent, report.received, report.outcome) == (0, 0, "ok")


def people(world: TwoWorld) -> tuple[Id, Id]:
    eva, jana, *_ = world.things.all()
    return eva, jana


def thing(world: TwoWorld, number: int, local_id: Id) -> Thing:
    """What stands there of somebody."""
    (found,) = [one for one in world.servers[number].inside() if local_id in one.owners]
    return found


def writes(server: Server) -> int:
    return sum(server.counts.get(name, 0) for name in WRITES)


def cases(world: TwoWorld, kind: str) -> list[tuple[str, Id | None]]:
    return [(one.remote, one.local_id) for one in sync_book.open_cases(world.store, kind=kind)]


# -- news -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", BOTH)
def test_an_edit_at_one_arrives_at_the_other_once_and_does_not_come_back(
    world: TwoWorld, at: int
) -> None:
    eva, _ = people(world)
    one, other = world.servers[at], world.servers[1 - at]
    one.edit(thing(world, at, eva).key, city="Praha")
    before = writes(one), writes(other)
    for _ in range(4):
        world.both()
        world.advance(SETTLED)
    assert world.things.body(eva)["city"] == "Praha"
    assert thing(world, 1 - at, eva).record["city"] == "Praha"
    assert (writes(one), writes(other)) == (before[0], before[1] + 1)
    assert cases(world, "conflict") == []


@pytest.mark.parametrize("at", BOTH)
def test_somebody_new_at_one_is_made_at_the_other_once(world: TwoWorld, at: int) -> None:
    world.servers[at].add({"name": "Zoe", "mobile": "3"})
    quiet(world)
    assert [len(server.inside()) for server in world.servers] == [3, 3]
    assert len(world.things.all()) == 3
    assert all(server.counts["create"] == 2 for server in world.servers[1 - at : 2 - at])


def test_an_edit_here_arrives_at_both(world: TwoWorld) -> None:
    eva, _ = people(world)
    world.things.edit(eva, city="Praha")
    before = [writes(server) for server in world.servers]
    quiet(world)
    assert [thing(world, at, eva).record["city"] for at in BOTH] == ["Praha", "Praha"]
    assert [writes(server) for server in world.servers] == [count + 1 for count in before]


def test_edits_of_different_fields_at_both_meet(world: TwoWorld) -> None:
    eva, _ = people(world)
    world.servers[0].edit(thing(world, 0, eva).key, city="Praha")
    world.servers[1].edit(thing(world, 1, eva).key, mobile="9", note="tea")
    quiet(world)
    wanted = {"name": "Eva", "mobile": "9", "city": "Praha", "note": "tea"}
    assert world.things.body(eva) == wanted
    assert [dict(thing(world, at, eva).record) for at in BOTH] == [wanted, wanted]
    assert cases(world, "conflict") == []


def test_the_same_field_edited_at_both_is_one_conflict(world: TwoWorld) -> None:
    eva, _ = people(world)
    world.servers[0].edit(thing(world, 0, eva).key, city="first")
    world.servers[1].edit(thing(world, 1, eva).key, city="second")
    quiet(world)
    kept = world.things.body(eva)["city"]
    assert [thing(world, at, eva).record["city"] for at in BOTH] == [kept, kept]
    (case,) = sync_book.open_cases(world.store, kind="conflict")
    assert {case.detail["kept"], case.detail["lost"]} == {"first", "second"}
    assert case.detail["kept"] == kept


def test_lines_of_notes_of_all_three_are_joined(world: TwoWorld) -> None:
    eva, _ = people(world)
    world.servers[0].edit(thing(world, 0, eva).key, note="of one")
    world.servers[1].edit(thing(world, 1, eva).key, note="of the other")
    world.things.edit(eva, note="of the desk")
    quiet(world)
    notes = [world.things.body(eva)["note"], *(thing(world, n, eva).record["note"] for n in BOTH)]
    assert len(set(notes)) == 1
    assert set(notes[0].split("\n")) == {"of one", "of the other", "of the desk"}


def test_what_is_ours_alone_is_put_back_and_told_to_nobody(world: TwoWorld) -> None:
    eva, _ = people(world)
    world.servers[0].edit(thing(world, 0, eva).key, visits="99")
    before = [writes(server) for server in world.servers]
    quiet(world)
    assert thing(world, 0, eva).record.get("visits", "") == ""
    assert [writes(server) for server in world.servers] == [before[0] + 1, before[1]]


@pytest.mark.parametrize("fault", ["before", "after", "twice", "crash"])
def test_trouble_on_the_way_to_the_other_makes_nothing_twice(world: TwoWorld, fault: str) -> None:
    eva, _ = people(world)
    one, other = world.servers
    one.edit(thing(world, 0, eva).key, city="Praha")
    one.add({"name": "Zoe", "mobile": "3"})
    world.run()
    world.at = 1
    for request in range(3, 6):
        crash = Trouble(request=-request)
        world.run(crash if fault == "crash" else Trouble(faults=[*[""] * (request - 1), fault]))
        world.advance(SETTLED)
    world.at = 0
    quiet(world)
    assert len(one.inside()) == len(other.inside()) == len(world.things.all()) == 3
    assert thing(world, 1, eva).record["city"] == "Praha"
    assert cases(world, "conflict") == []


# -- the same person at both ----------------------------------------------------------------------


def test_who_stands_at_both_already_is_one_here(world: TwoWorld) -> None:
    for server in world.servers:
        server.add({"name": "Zoe", "mobile": "3"})
    quiet(world)
    assert len(world.things.all()) == 3
    assert [len(server.inside()) for server in world.servers] == [3, 3]
    assert cases(world, "twin") == []


def test_a_twin_at_one_is_a_question_about_that_one(world: TwoWorld) -> None:
    eva, _ = people(world)
    world.servers[1].add({"name": "Eva", "mobile": "1", "city": "Praha"})
    quiet(world)
    assert cases(world, "twin") == [("other", eva)]
    world.at = 1
    assert world.answer("twin", "one") == 1
    quiet(world)
    assert [len(server.inside()) for server in world.servers] == [2, 2]
    cities = {world.things.body(eva)["city"], *(thing(world, n, eva).record["city"] for n in BOTH)}
    assert len(cities) == 1


# -- what goes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["send", "leave"])
def test_one_deleted_at_one_stays_at_the_other(world: TwoWorld, answer: str) -> None:
    eva, _ = people(world)
    other = thing(world, 1, eva)
    world.servers[0].delete(thing(world, 0, eva).key)
    before = writes(world.servers[1])
    quiet(world)
    assert cases(world, "removed") == [("memory", eva)]
    assert thing(world, 1, eva) == other
    world.answer("removed", answer)
    quiet(world)
    assert len(world.servers[0].inside()) == (2 if answer == "send" else 1)
    assert writes(world.servers[1]) == before
    # whoever is not at one of them is still kept the same at the other
    world.servers[1].edit(other.key, city="Praha")
    quiet(world)
    assert world.things.body(eva)["city"] == "Praha"


def test_a_deletion_that_is_done_here_too_reaches_the_other(world: TwoWorld) -> None:
    eva, _ = people(world)
    world.things.answer = "applied"
    world.servers[0].delete(thing(world, 0, eva).key)
    quiet(world)
    assert not world.things.all()[eva][1]
    assert [len(server.inside()) for server in world.servers] == [1, 1]
    assert cases(world, "removed") == []


def test_deleted_at_one_and_edited_at_the_other_asks(world: TwoWorld) -> None:
    eva, _ = people(world)
    world.things.answer = "applied"
    world.servers[0].delete(thing(world, 0, eva).key)
    world.servers[1].edit(thing(world, 1, eva).key, city="Praha")
    quiet(world)
    assert cases(world, "removed") == [("other", eva)]
    assert thing(world, 1, eva).record["city"] == "Praha"


def test_given_up_here_goes_at_both(world: TwoWorld) -> None:
    eva, _ = people(world)
    world.things.activate(eva, False)
    quiet(world)
    assert [len(server.inside()) for server in world.servers] == [1, 1]
    world.things.activate(eva, True)
    quiet(world)
    assert [len(server.inside()) for server in world.servers] == [2, 2]


@pytest.mark.parametrize("trouble", ["", "after", "stop"])
def test_an_erased_person_goes_at_both_whatever_is_under_way(world: TwoWorld, trouble: str) -> None:
    eva, jana = people(world)
    for at, server in enumerate(world.servers):
        server.edit(thing(world, at, eva).key, city="secret", note="secret")
    world.at = 1
    if trouble == "stop":
        world.run(Trouble(stop=5))  # observed, and not yet carried out
    elif trouble:
        world.things.edit(eva, mobile="secret")
        world.run(Trouble(faults=["", "", trouble]))
    world.at = 0
    world.things.erase(eva)
    quiet(world)
    for server in world.servers:
        assert [one.owners for one in server.live()] == [(jana,)]
    for table in ("sync_link", "sync_seen", "sync_case"):
        assert "secret" not in str(world.store.rows(f"SELECT * FROM {table}"))


def test_who_was_left_outside_at_one_is_erased_there(world: TwoWorld) -> None:
    eva, jana = people(world)
    world.servers[1].unlabel(thing(world, 1, eva).key)
    quiet(world)
    world.things.erase(eva)
    quiet(world)
    for server in world.servers:
        assert [one.owners for one in server.live()] == [(jana,)]


# -- trouble of one is not the other's ------------------------------------------------------------


def test_a_question_of_one_holds_up_nobody_else(world: TwoWorld) -> None:
    world.rules = replace(world.rules, guard_least=1, guard_bp=0)
    _, jana = people(world)
    for one in world.servers[0].inside():
        world.servers[0].delete(one.key)
    world.servers[1].edit(thing(world, 1, jana).key, city="Praha")
    world.advance(SETTLED)
    first, second = world.both()
    assert (first.outcome, second.outcome) == ("question", "ok")
    assert world.things.body(jana)["city"] == "Praha"
    assert len(world.servers[1].inside()) == 2


@pytest.mark.parametrize("how", ["sign_in", "offline", "later"])
def test_one_cannot_be_reached(
    world: TwoWorld, how: Literal["sign_in", "offline", "later"]
) -> None:
    eva, _ = people(world)
    world.servers[1].edit(thing(world, 1, eva).key, city="Praha")
    world.servers[0].faults.rate, world.servers[0].faults.kinds = 1.0, (how,)
    first, second = world.both()
    assert (first.outcome, second.outcome) == (how, "ok")
    world.servers[0].faults.rate = 0
    quiet(world)
    assert thing(world, 0, eva).record["city"] == "Praha"


def test_what_one_rejects_stands_at_the_other(world: TwoWorld) -> None:
    eva, _ = people(world)
    world.servers[0].edit(thing(world, 0, eva).key, city=BAD)
    quiet(world)
    assert world.things.body(eva)["city"] == BAD
    assert cases(world, "rejected") == [("other", eva)]
    world.servers[0].edit(thing(world, 0, eva).key, city="Praha")
    quiet(world)
    assert thing(world, 1, eva).record["city"] == "Praha"
    assert cases(world, "rejected") == []


def test_what_the_rules_here_refuse_of_one(world: TwoWorld) -> None:
    eva, _ = people(world)
    world.servers[0].edit(thing(world, 0, eva).key, city=NO)
    world.servers[1].edit(thing(world, 1, eva).key, mobile="9")
    quiet(world)
    assert cases(world, "refused") == [("memory", eva)]
    assert world.things.body(eva) == {"name": "Eva", "mobile": "9", "city": "Brno"}
    assert thing(world, 0, eva).record["city"] == NO
    world.servers[0].edit(thing(world, 0, eva).key, city="Praha")
    quiet(world)
    assert [thing(world, at, eva).record["city"] for at in BOTH] == ["Praha", "Praha"]
    assert [thing(world, at, eva).record["mobile"] for at in BOTH] == ["9", "9"]


def test_the_label_of_one_is_lost(world: TwoWorld) -> None:
    before = writes(world.servers[1])
    world.servers[0].delete_label(things=False)
    quiet(world)
    assert [len(server.inside()) for server in world.servers] == [2, 2]
    assert writes(world.servers[1]) == before
