"""Cases 5, 6, 23 and 24: what the feed says late, not at all, or at a strange hour."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.salon.store.sync import remotes as sync_remotes
from sync_agent.engine.job import Rules
from sync_agent.google.contacts import NAME
from tests.fakes.google import Fault, Switches
from tests.sync_agent.google.cases.conftest import MakeDesk
from tests.sync_agent.plays.google_desk import LABEL, GoogleDesk

LIST = "people.people.connections.list"
PATIENT = Rules(whole_after_days=60)
"""Reads a whole list only when it has to."""


def token(desk: GoogleDesk) -> str:
    row = sync_remotes.in_use(desk.store, NAME)
    assert row is not None
    return row.token


@pytest.mark.parametrize(
    "how",
    [
        {"expired_status": "INVALID_ARGUMENT"},
        {"expired_status": "FAILED_PRECONDITION"},
        {"expired_details": False},
        {"expired_vague": True},
    ],
)
def test_case_05_the_sync_token_expired_in_the_holidays(make_desk: MakeDesk, how: Any) -> None:
    desk = make_desk(switches=Switches(**how), rules=PATIENT)
    people = [desk.client(f"Client{n}", "Nová") for n in range(5)]
    desk.run()
    desk.quiet()
    desk.google.owner.rename_person(desk.theirs(people[0]), "Iva")
    desk.google.owner.delete(desk.theirs(people[1]))
    desk.edit(people[2].id, city="Brno")
    desk.later(14 * 24 * 60)
    desk.google.reset_log()
    report = desk.run()
    assert report.outcome == "ok"
    assert desk.google.count(LIST) == 2
    assert desk.get(people[0].id).first_name == "Iva"
    assert desk.get(people[1].id).active
    assert [case.local_id for case in desk.cases("removed")] == [people[1].id]
    assert desk.google.count("people.people.batchCreateContacts") == 0
    assert desk.google.count("people.people.batchDeleteContacts") == 0
    assert desk.theirs(people[2]).fields["addresses"][0]["city"] == "Brno"


def test_case_06_the_list_breaks_on_its_second_page(make_desk: MakeDesk) -> None:
    desk = make_desk(switches=Switches(max_page=2))
    people = [desk.client(f"Client{n}", "Nová") for n in range(5)]
    desk.run()
    desk.quiet()
    before = token(desk)
    desk.later(8 * 24 * 60)
    for nth in range(2, 6):
        desk.google.faults.once(LIST, Fault.E503, nth)
    report = desk.run()
    assert report.outcome in ("later", "offline")
    assert token(desk) == before
    assert desk.cases() == []
    assert len(desk.members()) == 5
    # one failure is only asked again
    desk.google.faults.once(LIST, Fault.MIDDLE, 2)
    assert desk.run().outcome == "ok"
    assert token(desk) != before
    assert all(desk.theirs(client) for client in people)
    desk.quiet()
    desk.assert_equal()


def test_case_06_a_short_list_is_no_reason_to_take_people_for_deleted(make_desk: MakeDesk) -> None:
    """In May 2020 Google capped its pages, and a well-known program deleted the rest."""
    desk = make_desk()
    for number in range(7):
        desk.client(f"Client{number}", "Nová")
    desk.run()
    desk.quiet()
    desk.google.switches.max_page = 3
    desk.later(8 * 24 * 60)
    assert desk.run().outcome == "ok"
    assert desk.cases() == []
    desk.assert_equal()


def test_case_23_our_own_delete_is_still_listed(desk: GoogleDesk) -> None:
    eva = desk.client("Eva", "Nováková")
    desk.client("Jan", "Malý")
    desk.run()
    desk.quiet()
    desk.salon.clients.erase(eva.id, desk.manager.id)
    assert desk.run().outcome == "ok"
    assert len(desk.members()) == 1
    for _ in range(6):  # the feed and full lists still have her
        desk.later(1)
        desk.run()
    assert len(desk.clients()) == 1
    desk.quiet()
    assert len(desk.members()) == 1


def test_case_23_our_own_writing_comes_back_and_is_no_edit(desk: GoogleDesk) -> None:
    eva = desk.client("Eva", "Nováková")
    desk.run()
    for number in range(8):  # edits here while older states of hers still come in
        desk.edit(eva.id, city=f"Brno {number}")
        desk.run()
        desk.later(1)
    desk.later()
    desk.quiet()
    assert desk.get(eva.id).city == "Brno 7"
    assert desk.cases("conflict") == []
    desk.assert_equal()


@pytest.mark.parametrize("days", [-400, -1, 1, 4000])
def test_case_24_the_clock_jumps_between_runs(desk: GoogleDesk, days: int) -> None:
    eva = desk.client("Eva", "Nováková")
    desk.run()
    desk.later()
    desk.timing.off_ms = days * 86_400_000
    desk.edit(eva.id, city="Brno")
    desk.google.owner.rename_person(desk.theirs(eva), "Iva", keep_client_data=True)
    jan = desk.google.owner.add("Jan", "Malý", label=LABEL)
    desk.run()
    assert desk.session.clock_off == -days * 86_400
    desk.quiet()
    assert desk.get(eva.id).first_name == "Iva"
    assert desk.get(eva.id).city == "Brno"
    assert jan.name() == "Jan Malý"
    desk.assert_equal()
    desk.timing.off_ms = 0
    desk.edit(eva.id, city="Praha")
    desk.quiet()
    desk.assert_equal()
