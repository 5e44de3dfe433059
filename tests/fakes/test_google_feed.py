"""The fake People API, the sync feed: pages, tokens, lag, deletions, changed resource names."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.google import FakeGoogle
from tests.fakes.people_calls import People, given_names, kind_google, named, refused


@pytest.fixture
def people() -> People:
    return People(kind_google())


def changed(people: People, token: str) -> list[dict[str, Any]]:
    return [p for page in people.pages(syncToken=token) for p in page.get("connections", [])]


def token_of(people: People, **more: Any) -> str:
    return people.pages(**more)[-1]["nextSyncToken"]


def test_pages_follow_each_other_and_only_the_last_has_the_token(people: People) -> None:
    people.google.owner.add_many(25)
    pages = people.pages(pageSize=10)
    assert [len(p["connections"]) for p in pages] == [10, 10, 5]
    assert ["nextSyncToken" in p for p in pages] == [False, False, True]
    assert pages[0]["totalPeople"] == 25


def test_without_asking_there_is_no_sync_token(people: People) -> None:
    assert "nextSyncToken" not in people.sync(requestSyncToken=False)


def test_google_may_give_smaller_pages_than_asked() -> None:
    people = People(kind_google(max_page=10))
    people.google.owner.add_many(25)
    assert [len(p["connections"]) for p in people.pages(pageSize=1000)] == [10, 10, 5]


def test_an_incremental_answer_holds_the_changed_alone(people: People) -> None:
    first, *_ = people.google.owner.add_many(20)
    token = token_of(people)
    assert changed(people, token) == []
    people.google.owner.rename_person(first, "Changed")
    people.google.owner.add("New")
    assert given_names(changed(people, token)) == ["Changed", "New"]
    assert "totalPeople" not in people.sync(syncToken=token)


def test_incremental_answers_have_pages_too(people: People) -> None:
    token = token_of(people, pageSize=5)
    people.google.owner.add_many(12)
    pages = people.pages(syncToken=token, pageSize=5)
    assert [len(p["connections"]) for p in pages] == [5, 5, 2]
    assert ["nextSyncToken" in p for p in pages] == [False, False, True]


def test_what_changes_between_two_pages_is_not_lost(people: People) -> None:
    contacts = people.google.owner.add_many(20)
    first = people.sync(pageSize=10)
    people.google.owner.rename_person(contacts[0], "Already shown")
    people.google.owner.rename_person(contacts[15], "Not yet shown")
    second = people.sync(pageSize=10, pageToken=first["nextPageToken"])
    third = people.sync(pageSize=10, pageToken=second["nextPageToken"])
    listed = first["connections"] + second["connections"] + third["connections"]
    assert {p["resourceName"] for p in listed} == {c.resource_name for c in contacts}
    again = changed_after(people, third["nextSyncToken"])
    assert given_names(again) == ["Already shown", "Not yet shown"]


def changed_after(people: People, token: str) -> list[dict[str, Any]]:
    return people.sync(syncToken=token, pageSize=10)["connections"]


@pytest.mark.parametrize("token", ["pageToken", "syncToken"])
def test_other_parameters_must_match_the_first_request(people: People, token: str) -> None:
    people.google.owner.add_many(3)
    first = people.sync(pageSize=1) if token == "pageToken" else people.sync()
    value = first.get("nextPageToken") or first["nextSyncToken"]
    size = 1 if token == "pageToken" else 1000
    error = refused(people.sync, pageSize=size, personFields="names", **{token: value})
    assert "match" in error.reason
    assert len(people.google.violations) == 1


def test_a_token_that_never_was_is_refused_and_is_not_expired(people: People) -> None:
    error = refused(people.sync, syncToken="bm9uc2Vuc2U")
    assert b"EXPIRED_SYNC_TOKEN" not in error.content


def test_descending_order_and_sync_token_do_not_go_together(people: People) -> None:
    assert refused(people.sync, sortOrder="LAST_MODIFIED_DESCENDING").status_code == 400


def test_a_token_dies_seven_days_after_the_full_sync(google: FakeGoogle) -> None:
    people = People(google)
    token = token_of(people)
    google.clock.advance(days=6, hours=23)
    token = people.sync(syncToken=token)["nextSyncToken"]
    google.clock.advance(hours=1)
    statuses = set()
    for _ in range(2):
        error = refused(people.sync, syncToken=token)
        assert error.status_code == 400
        assert error.error_details[0]["reason"] == "EXPIRED_SYNC_TOKEN"
        assert "Sync token is expired" in error.reason
        statuses |= {s for s in ("INVALID_ARGUMENT", "FAILED_PRECONDITION")
                     if s.encode() in error.content}  # fmt: skip
    assert statuses == {"INVALID_ARGUMENT", "FAILED_PRECONDITION"}


def test_expiry_can_come_without_a_reason() -> None:
    people = People(kind_google(expired_details=False))
    token = token_of(people)
    people.google.clock.advance(days=7)
    assert b"EXPIRED_SYNC_TOKEN" not in refused(people.sync, syncToken=token).content


def test_an_incremental_sync_may_renew_the_token() -> None:
    people = People(kind_google(incremental_renews_token=True))
    token = token_of(people)
    for _ in range(3):
        people.google.clock.advance(days=5)
        token = people.sync(syncToken=token)["nextSyncToken"]


def test_writes_show_in_the_feed_minutes_later(google: FakeGoogle) -> None:
    people = People(google)
    token = token_of(people)
    people.create(named("Anna"))
    google.clock.advance(minutes=2)
    assert changed(people, token) == []
    google.clock.advance(minutes=3)
    assert given_names(changed(people, token)) == ["Anna"]


def test_a_contact_just_deleted_is_still_listed(google: FakeGoogle) -> None:
    people = People(google)
    name = people.create(named("Anna"))[0]["resourceName"]
    google.settle()
    token = token_of(people)
    people.delete(name)
    assert given_names(people.sync()["connections"]) == ["Anna"]
    assert changed(people, token) == []
    google.clock.advance(minutes=5)
    assert "connections" not in people.sync()
    assert [p["metadata"]["deleted"] for p in changed(people, token)] == [True]


def test_a_full_list_may_be_fresher_than_the_feed() -> None:
    people = People(kind_google(feed_lag_ms=60_000, full_list_lags=False))
    people.google.owner.add_many(5)
    pages = people.pages(pageSize=2)
    assert [len(p["connections"]) for p in pages] == [2, 2, 1]


def test_later_writes_may_show_before_earlier_ones(google: FakeGoogle) -> None:
    people = People(google)
    wanted = [google.owner.add(f"A{n}").name() for n in range(30)]
    google.clock.advance(minutes=5)
    got = given_names(people.sync()["connections"])
    assert got != wanted
    assert sorted(got) == sorted(wanted)


def test_a_deleted_person_has_a_name_and_nothing_else(people: People) -> None:
    contact = people.google.owner.add("A", label=people.google.owner.create_label("L"))
    token = token_of(people)
    people.google.owner.delete(contact)
    (record,) = changed(people, token)
    assert set(record) == {"resourceName", "etag", "metadata"}
    assert record["metadata"]["deleted"] is True


def test_a_changed_resource_name_is_told_in_the_feed_alone(people: People) -> None:
    contact = people.google.owner.add("A")
    token = token_of(people)
    old = contact.resource_name
    new = people.google.owner.rename_resource(contact)
    (record,) = changed(people, token)
    assert record["resourceName"] == new
    assert record["metadata"]["previousResourceNames"] == [old]
    assert record["metadata"]["sources"][0]["id"] == contact.source_id
    assert "previousResourceNames" not in people.get(new)["metadata"]
    assert "previousResourceNames" not in people.sync()["connections"][0]["metadata"]


@pytest.mark.parametrize("how", ["listed", "gone"])
def test_a_contact_out_of_all_groups(how: str) -> None:
    people = People(kind_google(groupless=how))
    contact = people.google.owner.add("A")
    token = token_of(people)
    people.google.owner.remove_from_label(contact, "contactGroups/myContacts")
    (record,) = changed(people, token)
    assert "memberships" not in record
    assert record["metadata"].get("deleted", False) == (how == "gone")


def test_a_merge_leaves_one_with_both_lists(people: People) -> None:
    owner = people.google.owner
    one = owner.add("A", mobile="1", client_data={"pult.id": "1"})
    two = owner.add("A", mobile="2", client_data={"pult.id": "2"})
    token = token_of(people)
    owner.merge(one, two)
    records = changed(people, token)
    assert [r["metadata"].get("deleted", False) for r in records] == [True, False]
    assert one.phones() == ["1", "2"]
    assert one.client_data("pult.id") == ["1", "2"]


@pytest.mark.parametrize(("how", "kept"), [("both", ["1", "2"]), ("one", ["1"]), ("none", [])])
def test_what_a_merge_does_with_client_data(people: People, how: str, kept: list[str]) -> None:
    owner = people.google.owner
    one = owner.add("A", client_data={"pult.id": "1"})
    owner.merge(one, owner.add("A", client_data={"pult.id": "2"}), how)
    assert one.client_data("pult.id") == kept


def test_restored_from_the_bin_with_everything(people: People) -> None:
    owner = people.google.owner
    label = owner.create_label("L")
    contact = owner.add("A", label=label, client_data={"pult.id": "1"})
    token = token_of(people)
    owner.delete(contact)
    assert owner.restore(contact) is contact
    (record,) = changed(people, token)
    assert record["resourceName"] == contact.resource_name
    assert label.resource_name in contact.groups
    assert contact.client_data("pult.id") == ["1"]


def test_restored_from_the_bin_as_somebody_else(google: FakeGoogle) -> None:
    contact = google.owner.add("A", label=google.owner.create_label("L"))
    google.owner.delete(contact)
    back = google.owner.restore(contact)
    assert (back.name(), back.groups) == ("A", ("contactGroups/myContacts",))
    assert back.resource_name != contact.resource_name


def test_an_edit_on_a_phone_may_lose_client_data(google: FakeGoogle) -> None:
    contact = google.owner.add("A", client_data={"pult.id": "1"})
    google.owner.add_phone(contact, "2", keep_client_data=True)
    assert contact.client_data("pult.id") == ["1"]
    google.owner.add_phone(contact, "3")
    assert contact.client_data("pult.id") == []
    assert contact.phones() == ["2", "3"]


def test_the_same_seed_gives_the_same_account() -> None:
    def account() -> list[str]:
        google = FakeGoogle(seed=9)
        google.owner.add_many(5)
        return [c.resource_name + c.name() for c in google.book.live()]

    assert account() == account()
