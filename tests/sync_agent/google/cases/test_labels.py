"""Cases 12 to 17 and 28: what happens to the label."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync_agent.google.contacts import MY_CONTACTS
from tests.fakes.google import Switches
from tests.sync_agent.google.cases.conftest import MakeDesk, salon_of
from tests.sync_agent.plays.google_desk import BOOKINGS, LABEL, OLD_BOOKINGS, OLD_LABEL, GoogleDesk

CREATE = "people.people.batchCreateContacts"
MODIFY = "people.contactGroups.members.modify"
RENAME = "people.contactGroups.update"


def test_case_12_the_label_was_renamed(desk: GoogleDesk) -> None:
    salon_of(desk, 3)
    label = desk.label
    desk.google.owner.rename_label(label, "Our clients")
    desk.client("Jan", "Malý")
    assert desk.run().outcome == "ok"
    assert [group.name for group in desk.google.groups.labels()] == ["Our clients"]
    assert len(desk.google.book.members(label.resource_name)) == 4
    (case,) = desk.cases("renamed")
    assert case.detail == {"name": "Our clients"}
    desk.quiet()
    assert len(desk.cases("renamed")) == 1


def named(desk: GoogleDesk, name: str) -> None:
    """The label has another name in the settings from now on."""
    desk.names = replace(desk.names, own=name)
    desk.restart()


@pytest.mark.parametrize("before", [LABEL, "Our clients"])
@pytest.mark.parametrize("lost", ["", "before", "after"])
def test_case_12_another_name_in_the_settings_is_followed(
    desk: GoogleDesk, before: str, lost: str
) -> None:
    """``before``: what people called it at Google; ``lost``: so ends the first request."""
    salon_of(desk, 3)
    label = desk.label
    desk.google.owner.rename_label(label, before)
    desk.run()
    told = len(desk.cases("renamed"))
    named(desk, "Customers")
    if lost:
        desk.google.faults.once(RENAME, lost)
        assert desk.run().outcome == "offline"
        desk.restart()
    assert desk.run().outcome == "ok"
    assert [group.name for group in desk.google.groups.labels()] == ["Customers"]
    assert desk.google.groups.by_name("Customers").resource_name == label.resource_name
    assert len(desk.google.book.members(label.resource_name)) == 3
    assert (len(desk.cases("renamed")), desk.cases("name_taken")) == (told, [])
    desk.quiet()
    # and the owner may call it by another one again
    desk.google.owner.rename_label("Customers", "Ours")
    desk.quiet()
    assert [group.name for group in desk.google.groups.labels()] == ["Ours"]


def test_case_12_the_new_name_of_the_settings_is_another_labels(desk: GoogleDesk) -> None:
    salon_of(desk, 3)
    label = desk.label
    desk.google.owner.create_label("Customers")
    named(desk, "Customers")
    assert desk.run().outcome == "ok"
    (case,) = desk.cases("name_taken")
    assert case.detail == {"name": "Customers"}
    assert desk.google.groups.by_name(LABEL).resource_name == label.resource_name
    desk.google.reset_log()
    desk.quiet()
    assert desk.google.count(RENAME) == 0  # it is not tried for ever
    assert len(desk.cases("name_taken")) == 1
    assert len(desk.google.book.members(label.resource_name)) == 3


def test_case_12_what_the_settings_said_before_is_not_known(desk: GoogleDesk) -> None:
    """A label that was bound before its name in the settings was kept is not renamed: it may bear
    an earlier program's name, or one that people gave it."""
    salon_of(desk, 2)
    bound = "UPDATE sync_remote SET scope = json_remove(scope, '$.asked')"
    with desk.store.transaction():
        desk.store.run(bound)
    named(desk, "Customers")
    desk.quiet()
    assert [group.name for group in desk.google.groups.labels()] == [LABEL]
    named(desk, "Guests")
    desk.quiet()
    assert [group.name for group in desk.google.groups.labels()] == ["Guests"]


@pytest.mark.req("G6")
@pytest.mark.parametrize("number", [3, 45])
def test_case_13_the_label_was_deleted_and_the_contacts_kept(desk: GoogleDesk, number: int) -> None:
    salon_of(desk, number)
    before = {c.source_id for c in desk.google.book.live()}
    desk.google.owner.delete_label(LABEL)
    desk.later()
    desk.google.reset_log()
    report = desk.run()
    assert report.outcome == "ok"
    assert len(desk.clients()) == number
    assert desk.google.count(MODIFY) == 1
    assert desk.google.count(CREATE) == 0
    desk.later()
    desk.quiet()
    assert {c.source_id for c in desk.members()} == before
    assert desk.cases("removed") == []
    desk.assert_equal()


@pytest.mark.req("G6")
def test_case_14_the_label_was_deleted_with_its_contacts(desk: GoogleDesk) -> None:
    salon_of(desk, 30)
    desk.google.owner.delete_label(LABEL, delete_contacts=True)
    report = desk.run()  # nothing of the deletes is in the feed yet
    assert report.outcome == "ok"
    desk.later()
    desk.run()
    assert len(desk.clients()) == 30
    desk.quiet()
    assert desk.cases("removed") == []
    assert len(desk.google.book.live()) == 30
    desk.assert_equal()


@pytest.mark.parametrize("with_contacts", [False, True])
def test_case_15_the_label_is_deleted_while_we_run(
    make_desk: MakeDesk, with_contacts: bool
) -> None:
    desk = make_desk()
    salon_of(desk, 10)
    for n in range(410):
        desk.client(f"New{n}", "Nová")
    desk.google.reset_log()

    def between_two_batches() -> None:
        if desk.google.count(CREATE) == 1 and desk.google.groups.has(LABEL):
            desk.google.owner.delete_label(LABEL, delete_contacts=with_contacts)

    desk.timing.hurry = between_two_batches
    report = desk.run()
    assert report.outcome != "ok"
    desk.timing.hurry = lambda: None
    desk.later()
    assert desk.run().outcome == "ok"
    desk.quiet()
    assert len(desk.clients()) == 420
    assert desk.cases("removed") == []
    desk.assert_equal()
    assert len(desk.google.book.live()) == 420


@pytest.mark.parametrize(("label", "answer"), [
    (LABEL, "adopt"), (LABEL, "new"), (OLD_LABEL, "adopt"), (OLD_LABEL, "new"),
])  # fmt: skip
def test_case_16_a_label_of_this_name_has_members_already(
    desk: GoogleDesk, label: str, answer: str
) -> None:
    google, owner = desk.google, desk.google.owner
    eva = desk.client("Eva", "Nováková", phone="777123456")
    iva = desk.client("Iva", "Malá", email="iva@example.com")
    desk.client("Only", "Here")
    owner.create_label(label)
    of_eva = owner.add("Eva", "NOVÁKOVÁ", mobile="00420 777 123 456", label=label)
    of_iva = owner.add("Iva", "Mala", email="IVA@example.com", label=label)
    zoe = owner.add("Zoe", "Nová", label=label)
    google.settle()
    report = desk.run()
    assert report.outcome == "question"
    assert google.writes() == 0
    (case,) = desk.cases("adopt")
    (asked,) = case.detail["labels"]
    assert (asked["name"], asked["members"], asked["for"]) == (label, 3, "contacts")
    assert desk.run().outcome == "question"
    assert len(desk.cases("adopt")) == 1
    desk.answer("adopt", answer)
    assert desk.run().outcome == "ok"
    desk.later()
    desk.quiet()
    assert desk.cases("adopt") == []
    if answer == "adopt":
        assert desk.theirs(eva) is of_eva
        assert desk.theirs(iva) is of_iva
        assert len(desk.clients()) == 4
        assert len(google.groups.labels()) == 1
        assert len(google.book.live()) == 4
    else:
        assert len(desk.clients()) == 3
        assert zoe.groups == (
            MY_CONTACTS,
            google.groups.by_name(label).resource_name,
        )
        assert len(google.book.live()) == 6
        names = {LABEL + " 2"} if label == LABEL else {LABEL}
        assert {group.name for group in google.groups.labels()} == {label, *names}


def test_case_16_an_empty_label_of_this_name_is_taken_silently(desk: GoogleDesk) -> None:
    desk.google.owner.create_label(LABEL)
    desk.client("Eva", "Nováková")
    assert desk.run().outcome == "ok"
    assert len(desk.google.groups.labels()) == 1
    desk.assert_equal()


def test_case_17_taken_out_of_the_label_and_put_back(desk: GoogleDesk) -> None:
    salon_of(desk, 3)
    eva = desk.client("Eva", "Nováková", phone="601601601")
    desk.run()
    desk.quiet()
    there = desk.theirs(eva)
    desk.google.owner.remove_from_label(there, LABEL)
    desk.later()
    desk.run()
    (case,) = desk.cases("removed")
    assert case.local_id == eva.id
    desk.edit(eva.id, city="Brno")
    desk.quiet()
    assert desk.get(eva.id).active
    assert "addresses" not in there.fields  # not sent again
    assert len(desk.members()) == 3
    desk.google.owner.add_to_label(there, LABEL)
    desk.later()
    desk.quiet()
    assert len(desk.google.book.live()) == 4
    assert there.fields["addresses"][0]["city"] == "Brno"
    assert desk.cases("removed") == []
    desk.assert_equal()


@pytest.mark.parametrize("groupless", ["listed", "gone"])
def test_case_17_taken_out_of_every_label(make_desk: MakeDesk, groupless: str) -> None:
    desk = make_desk(switches=Switches(groupless=groupless))  # type: ignore[arg-type]
    salon_of(desk, 2)
    eva = desk.client("Eva", "Nováková", phone="601601601")
    desk.run()
    desk.quiet()
    there = desk.theirs(eva)
    desk.google.book.write(there, groups=())
    desk.later()
    desk.run()
    assert [case.local_id for case in desk.cases("removed")] == [eva.id]
    desk.answer("removed", "send")
    desk.run()
    desk.later()
    desk.quiet()
    assert len([c for c in desk.members() if "Eva" in c.name()]) == 1
    assert desk.cases("removed") == []


@pytest.mark.req("G7")
def test_case_28_the_same_person_in_the_label_for_bookings(desk: GoogleDesk) -> None:
    google, owner = desk.google, desk.google.owner
    owner.create_label(BOOKINGS)
    booked = owner.add("Eva", "Nováková", mobile="777 123 456", label=BOOKINGS)
    stranger = owner.add("Zoe", "Nová", mobile="777 000 000", label=BOOKINGS)
    google.settle()
    eva = desk.client("Eva", "Nováková", phone="777123456", email="eva@example.com")
    if desk.run().outcome == "question":
        desk.answer("adopt", "adopt")
        desk.run()
    desk.later()
    desk.quiet()
    assert desk.theirs(eva) is booked
    bookings, contacts = google.groups.by_name(BOOKINGS), google.groups.by_name(LABEL)
    assert {bookings.resource_name, contacts.resource_name} <= set(booked.groups)
    assert booked.fields["emailAddresses"][0]["value"] == "eva@example.com"
    assert len(desk.clients()) == 1  # who only booked is no client of the desk by that
    assert contacts.resource_name not in stranger.groups
    assert "clientData" not in stranger.fields
    assert OLD_BOOKINGS != BOOKINGS
