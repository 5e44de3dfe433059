"""The fake People API, batches that fail: all or nothing, with details and without."""

from __future__ import annotations

import pytest

from tests.fakes.google import FakeGoogle
from tests.fakes.people_calls import People, given_names, kind_google, named, refused

BAD = named("Bad", birthdays=[{"date": {"year": 1990, "month": 2, "day": 30}}])


def test_one_bad_contact_fails_the_batch_and_nothing_is_made(google: FakeGoogle) -> None:
    error = refused(People(google).create, named("A"), BAD, named("B"))
    assert error.status_code == 400
    assert b"contactErrors" not in error.content
    assert google.book.live() == []


def test_with_details_the_bad_one_is_named_by_its_index() -> None:
    people = People(kind_google(batch_error_details="details"))
    detail = refused(people.create, named("A"), BAD).error_details[0]
    assert detail["@type"].endswith("BatchCreateContactsErrorDetails")
    assert detail["contactErrors"] == {"1": {"code": 3, "message": "Invalid birthday date."}}


def test_the_forms_can_alternate() -> None:
    people = People(kind_google(batch_error_details="alternate"))
    seen = [b"contactErrors" in refused(people.create, BAD).content for _ in range(4)]
    assert seen == [True, False, True, False]


def test_a_failed_batch_can_have_done_its_good_part() -> None:
    people = People(kind_google(batch_partial=True))
    refused(people.create, named("A"), BAD)
    assert [c.name() for c in people.google.book.live()] == ["A"]


def test_a_failed_update_names_the_contact_by_resource_name() -> None:
    people = People(kind_google())
    first, second = people.create(named("A"), named("B"))
    people.google.owner.rename_person(people.google.book.get(second["resourceName"]), "C")
    detail = refused(people.update, "names", first, second).error_details[0]
    assert detail["@type"].endswith("BatchUpdateContactsErrorDetails")
    assert list(detail["contactErrors"]) == [second["resourceName"]]
    assert detail["contactErrors"][second["resourceName"]]["code"] == 9


def test_an_update_can_fail_for_one_item_inside_a_200() -> None:
    people = People(kind_google(batch_update_errors="item"))
    first, second = people.create(named("A"), named("B"))
    people.google.owner.delete(people.google.book.get(second["resourceName"]))
    results = people.update("names", first | named("X"), second)
    assert given_names([results[first["resourceName"]]["person"]]) == ["X"]
    assert results[second["resourceName"]]["status"]["code"] == 5
    assert results[second["resourceName"]]["httpStatusCode"] == 404


@pytest.mark.parametrize(("answer", "left"), [("404", 1), ("ignore", 0)])
def test_a_delete_with_a_missing_name(answer: str, left: int) -> None:
    people = People(kind_google(batch_delete_missing=answer))
    name = people.create(named("A"))[0]["resourceName"]
    if answer == "404":
        assert refused(people.delete, name, "people/c404").status_code == 404
    else:
        assert people.delete(name, "people/c404") == {}
    assert len(people.google.book.live()) == left


def test_created_people_come_in_any_order(google: FakeGoogle) -> None:
    wanted = [f"A{n}" for n in range(50)]
    got = given_names(People(google).create(*map(named, wanted)))
    assert got != wanted
    assert sorted(got) == sorted(wanted)


def test_or_in_the_order_of_the_request() -> None:
    wanted = [f"A{n}" for n in range(50)]
    assert given_names(People(kind_google()).create(*map(named, wanted))) == wanted
