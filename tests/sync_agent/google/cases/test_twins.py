"""Cases 22 and 28: the same person stands there twice, and we know one of the two."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.salon.domain.people import Client
from tests.sync_agent.google.cases.conftest import salon_of
from tests.sync_agent.plays.google_desk import LABEL, GoogleDesk

WEEK = 8 * 24 * 60
"""Minutes after which the whole list is read again."""


def twin_of(desk: GoogleDesk, client: Client, **fields: Any) -> Any:
    """Somebody enters the same person again on a phone; the agent has heard of it."""
    name = client.first_name, client.last_name
    made = desk.google.owner.add(*name, mobile=client.phone, label=LABEL, **fields)
    desk.later()
    desk.run()
    return made


@pytest.fixture
def eva(desk: GoogleDesk) -> Client:
    salon_of(desk, 3)
    return desk.clients()[0]


def test_case_28_staff_are_asked_once_and_may_leave_both(desk: GoogleDesk, eva: Client) -> None:
    twin = twin_of(desk, eva)
    (case,) = desk.cases("twin")
    assert (case.local_id, case.key) == (eva.id, twin.resource_name)
    desk.answer("twin", "leave")
    for _ in range(2):
        desk.later(WEEK)
        desk.run()
        assert desk.cases("twin") == []
    assert len(desk.clients()) == 3
    assert len(desk.members()) == 4
    assert not twin.deleted


def test_case_28_two_become_one_and_nothing_of_the_other_is_lost(
    desk: GoogleDesk, eva: Client
) -> None:
    desk.edit(eva.id, city="Praha")
    desk.run()
    address = [{"city": "Brno", "postalCode": "60200", "type": "home"}]
    twin = twin_of(desk, eva, addresses=address)
    desk.answer("twin", "one")
    desk.run()
    desk.later()
    desk.quiet()
    assert twin.deleted
    assert (desk.get(eva.id).city, desk.get(eva.id).postcode) == ("Praha", "60200")
    assert [case.detail["lost"] for case in desk.cases("conflict")] == ["Brno"]
    assert len(desk.clients()) == len(desk.members()) == 3
    desk.assert_equal()


def test_case_28_one_that_was_renamed_meanwhile_is_not_taken_for_the_same(
    desk: GoogleDesk, eva: Client
) -> None:
    twin = twin_of(desk, eva)
    desk.google.owner.rename_person(twin, "Jana")
    desk.answer("twin", "one")
    desk.later()
    desk.run()
    desk.later()
    desk.quiet()
    assert not twin.deleted
    assert desk.cases("twin") == []
    assert len(desk.clients()) == 4
    desk.assert_equal()


def test_case_22_the_other_one_goes_too_when_its_person_is_erased(
    desk: GoogleDesk, eva: Client
) -> None:
    twin = twin_of(desk, eva)
    desk.salon.clients.erase(eva.id, desk.manager.id)
    desk.run()
    assert twin.deleted
    desk.later(WEEK)
    desk.run()
    assert len(desk.clients()) == len(desk.members()) == 2
    assert desk.cases() == []


def test_case_28_when_one_of_two_is_deleted_there_the_other_takes_its_place(
    desk: GoogleDesk, eva: Client
) -> None:
    first = desk.theirs(eva)
    twin = twin_of(desk, eva)
    desk.google.owner.delete(first)
    desk.later()
    desk.run()
    desk.later()
    desk.quiet()
    assert desk.cases() == []
    assert desk.theirs(eva).resource_name == twin.resource_name
    assert len(desk.clients()) == len(desk.members()) == 3
    desk.assert_equal()


def test_one_that_was_refused_says_who_it_is_and_comes_in_when_nothing_hinders(
    desk: GoogleDesk, eva: Client
) -> None:
    desk.edit(eva.id, email="eva@example.com")
    desk.run()
    desk.google.owner.add("Jana", "Malá", email="eva@example.com", label=LABEL)
    desk.later()
    desk.run()
    (case,) = desk.cases("refused")
    assert case.detail["title"] == "Jana Malá"
    desk.answer("refused", "ok")
    desk.later(WEEK)
    desk.run()
    assert desk.cases("refused") == [], "nothing new to tell"
    desk.edit(eva.id, email="")
    desk.run()
    desk.later()
    desk.quiet()
    assert len(desk.clients()) == 4
    desk.assert_equal()
