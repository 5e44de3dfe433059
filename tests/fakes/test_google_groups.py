"""The fake People API, labels: names, members, both ways to delete one."""

from __future__ import annotations

import pytest

from tests.fakes.google import FakeGoogle
from tests.fakes.people_calls import People, kind_google, label, named, refused


@pytest.fixture
def people() -> People:
    return People(kind_google())


def create(people: People, name: str) -> dict[str, str]:
    return people.groups().create(body={"contactGroup": {"name": name}}).execute()


def modify(people: People, group: str, add: list[str], remove: list[str]) -> dict[str, list[str]]:
    body = {"resourceNamesToAdd": add, "resourceNamesToRemove": remove}
    return people.groups().members().modify(resourceName=group, body=body).execute()


def test_a_label_is_made_once(people: People) -> None:
    made = create(people, "Pult kontakty")
    assert made["groupType"] == "USER_CONTACT_GROUP"
    error = refused(create, people, "Pult kontakty")
    assert (error.status_code, error.reason) == (409, "Contact group name already exists.")


def test_the_list_has_the_system_groups_and_a_token(people: People) -> None:
    create(people, "Pult kontakty")
    first = people.groups().list(pageSize=5).execute()
    rest = people.groups().list(pageSize=5, pageToken=first["nextPageToken"]).execute()
    names = [g["name"] for g in first["contactGroups"] + rest["contactGroups"]]
    assert "myContacts" in names
    assert names[-1] == "Pult kontakty"
    assert "nextSyncToken" not in first
    assert "nextSyncToken" in rest


def test_the_list_since_a_token_tells_of_deletions(people: People) -> None:
    one, two = people.google.owner.create_label("One"), people.google.owner.create_label("Two")
    token = people.groups().list(pageSize=100).execute()["nextSyncToken"]
    people.google.owner.delete_label(one)
    people.google.owner.rename_label(two, "Second")
    listed = people.groups().list(pageSize=100, syncToken=token).execute()["contactGroups"]
    assert listed[0]["resourceName"] == one.resource_name
    assert listed[0]["metadata"] == {"deleted": True}
    assert listed[1]["name"] == "Second"


def test_the_lists_token_expires_like_the_other(google: FakeGoogle) -> None:
    people = People(google)
    token = people.groups().list(pageSize=100).execute()["nextSyncToken"]
    google.clock.advance(days=7)
    error = refused(people.groups().list(pageSize=100, syncToken=token).execute)
    assert error.error_details[0]["reason"] == "EXPIRED_SYNC_TOKEN"


def test_members_come_only_when_asked(people: People) -> None:
    made = people.google.owner.create_label("L")
    contacts = people.google.owner.add_many(3, label=made)
    assert (
        "memberResourceNames" not in people.groups().get(resourceName=made.resource_name).execute()
    )
    got = people.groups().get(resourceName=made.resource_name, maxMembers=2).execute()
    assert got["memberCount"] == 3
    assert got["memberResourceNames"] == [c.resource_name for c in contacts[:2]]
    got = people.groups().batchGet(resourceNames=[made.resource_name, "contactGroups/no"])
    here, gone = got.execute()["responses"]
    assert here["contactGroup"]["name"] == "L"
    assert gone["status"]["code"] == 5


def test_members_are_as_late_as_the_feed(google: FakeGoogle) -> None:
    people = People(google)
    made = google.owner.create_label("L")
    google.owner.add("A", label=made)
    call = people.groups().get(resourceName=made.resource_name, maxMembers=10)
    assert "memberResourceNames" not in call.execute()
    google.clock.advance(minutes=5)
    assert len(call.execute()["memberResourceNames"]) == 1


def test_a_label_just_made_is_not_ready(google: FakeGoogle) -> None:
    people = People(google)
    name = create(people, "L")["resourceName"]
    contact = google.owner.add("A")
    person = named("B", memberships=[label(name)])
    assert refused(modify, people, name, [contact.resource_name], []).status_code == 404
    assert refused(people.create, person).status_code == 400
    google.clock.advance(seconds=2)
    people.create(person)
    modify(people, name, [contact.resource_name], [])
    assert len(google.book.members(name)) == 2


def test_modify_says_200_and_tells_what_it_did_not_do(people: People) -> None:
    made = people.google.owner.create_label("L")
    contact = people.google.owner.add("A", label=made)
    people.google.owner.remove_from_label(contact, "contactGroups/myContacts")
    answer = modify(people, made.resource_name, ["people/c404"], [contact.resource_name])
    assert answer == {
        "notFoundResourceNames": ["people/c404"],
        "canNotRemoveLastContactGroupResourceNames": [contact.resource_name],
    }


def test_modify_takes_a_thousand(people: People) -> None:
    made = people.google.owner.create_label("L").resource_name
    names = [c.resource_name for c in people.google.owner.add_many(1001)]
    assert refused(modify, people, made, names, []).status_code == 400
    assert modify(people, made, names[:1000], []) == {}
    assert len(people.google.book.members(made)) == 1000


def test_a_rename_keeps_the_id_and_wants_the_latest_etag(people: People) -> None:
    made = create(people, "L")
    body = {"contactGroup": {"name": "M", "etag": made["etag"]}}
    call = people.groups().update(resourceName=made["resourceName"], body=body)
    assert call.execute()["resourceName"] == made["resourceName"]
    error = refused(call.execute)
    assert (error.status_code, error.reason) == (409, "Contact group etag is outdated.")


def test_a_rename_to_a_taken_name_is_409(people: People) -> None:
    create(people, "L")
    made = create(people, "M")
    body = {"contactGroup": {"name": "L", "etag": made["etag"]}}
    call = people.groups().update(resourceName=made["resourceName"], body=body)
    assert refused(call.execute).status_code == 409


@pytest.mark.parametrize("with_contacts", [False, True])
def test_a_label_goes_with_its_contacts_or_without(people: People, with_contacts: bool) -> None:
    made = people.google.owner.create_label("L")
    people.google.owner.add_many(3, label=made)
    token = people.sync()["nextSyncToken"]
    people.groups().delete(resourceName=made.resource_name, deleteContacts=with_contacts).execute()
    assert len(people.google.book.live()) == (0 if with_contacts else 3)
    assert len(people.sync(syncToken=token)["connections"]) == 3
    error = refused(people.groups().get(resourceName=made.resource_name).execute)
    assert error.status_code == 404


def test_the_name_of_a_deleted_label_is_free_again(people: People) -> None:
    people.google.owner.delete_label(people.google.owner.create_label("L"))
    assert create(people, "L")["name"] == "L"


def test_a_big_group_is_not_named_whole(google: FakeGoogle) -> None:
    made = google.owner.create_label("L")
    google.owner.add_many(1001, label=made)
    google.settle()
    call = People(google).groups().get(resourceName=made.resource_name, maxMembers=25_000)
    got = call.execute()
    assert (got["memberCount"], len(got["memberResourceNames"])) == (1001, 1000)
