"""Cases 1 to 4 of the facts (section 6.3): what was created although nobody heard of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sync_agent.engine.ports import Draft, Outcome
from tests.fakes.google import Fault
from tests.sync_agent.google.cases.conftest import MakeDesk
from tests.sync_agent.plays.google_desk import LABEL, GoogleDesk

CREATE = "people.people.batchCreateContacts"


class PowerCut(BaseException):
    """Nothing of ours runs after it."""


def cut_after_create(desk: GoogleDesk) -> None:
    """The machine stops between Google's answer and our commit."""
    create = desk.remote.create

    def cut(drafts: Sequence[Draft]) -> Sequence[Outcome]:
        create(drafts)
        raise PowerCut

    desk.remote.create = cut  # type: ignore[method-assign]


def each_once(desk: GoogleDesk) -> None:
    assert len(desk.google.book.live()) == len(desk.clients())
    desk.assert_equal()


@pytest.mark.req("G1", "G4")
def test_case_01_crash_after_google_created_200_and_before_our_commit(desk: GoogleDesk) -> None:
    for number in range(230):
        desk.client(f"Client{number}", "Nová", phone=f"77712{number:04}")
    cut_after_create(desk)
    with pytest.raises(PowerCut):
        desk.run()
    assert len(desk.google.book.live()) == 200
    desk.restart()
    report = desk.run()
    assert report.outcome == "ok"
    assert len(desk.google.book.live()) == 230  # only those that were never tried
    desk.later()
    desk.run()
    desk.quiet()
    each_once(desk)


@pytest.mark.parametrize("fault", [Fault.AFTER, Fault.MIDDLE, Fault.E500_AFTER, Fault.BEFORE])
def test_case_02_of_a_create_nobody_knows_whether_it_happened(desk: GoogleDesk, fault: str) -> None:
    eva = desk.client("Eva", "Nováková")
    desk.google.faults.once(CREATE, fault)
    desk.run()
    desk.later(1)
    desk.edit(eva.id, city="Brno")
    desk.client("Jan", "Malý")
    report = desk.run()  # other work goes on, the uncertain one waits
    assert report.outcome == "ok"
    assert len(desk.google.book.live()) == (1 if fault == Fault.BEFORE else 2)
    desk.quiet()
    each_once(desk)


@pytest.mark.req("G1")
def test_case_03_a_create_that_was_executed_twice(desk: GoogleDesk) -> None:
    eva = desk.client("Eva", "Nováková", phone="777123456")
    desk.google.faults.once(CREATE, Fault.TWICE)
    desk.run()
    assert len(desk.all_theirs(eva)) == 2
    # somebody edits the one that we do not know of
    desk.later()
    twin = next(c for c in desk.all_theirs(eva))
    desk.google.owner.add_phone(twin, "222333444", "home", keep_client_data=True)
    desk.later()
    desk.quiet()
    each_once(desk)
    assert desk.get(eva.id).other_phone == "+420222333444"


def test_case_04_doubles_that_turn_up_later_are_cleared_away_in_portions(
    make_desk: MakeDesk,
) -> None:
    desk = make_desk()
    people = [desk.client(f"Client{n}", "Nová") for n in range(60)]
    desk.run()
    desk.later()
    foreign = desk.google.owner.add("Private", "Person", label=LABEL)
    desk.quiet()
    taken_in = len(desk.clients()) - 60
    assert taken_in == 1
    for client in people:
        old = desk.theirs(client)
        copy = {"pult.id": old.client_data("pult.id")[0]}
        desk.google.owner.add(client.first_name, "Nová", label=LABEL, client_data=copy)
    desk.later()
    desk.run()
    assert len(desk.google.book.live()) == 60 + 1 + 10  # at most 50 in a run
    desk.quiet()
    assert not foreign.deleted
    each_once(desk)
