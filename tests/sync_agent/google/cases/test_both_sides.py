"""Cases 7 to 11: both sides edit."""

from __future__ import annotations

import pytest

from tests.fakes.google import Switches
from tests.sync_agent.google.cases.conftest import MakeDesk
from tests.sync_agent.plays.google_desk import GoogleDesk

UPDATE = "people.people.batchUpdateContacts"


@pytest.mark.req("G1", "G5")
def test_case_07_the_same_field_was_edited_on_both_sides(desk: GoogleDesk) -> None:
    eva = desk.client("Eva", "Nováková", phone="777123456", email="eva@example.com")
    desk.run()
    desk.quiet()
    there = desk.theirs(eva)
    desk.edit(eva.id, email="here@example.com")
    desk.google.owner.edit(there, emailAddresses=[{"value": "There@Example.com", "type": "home"}])
    desk.later()
    report = desk.run()
    assert report.conflicts == 1
    # we noticed theirs later than ours
    assert desk.get(eva.id).email == "there@example.com"
    (case,) = desk.cases("conflict")
    assert case.local_id == eva.id
    assert case.detail == {
        "field": "email",
        "kept": "there@example.com",
        "lost": "here@example.com",
        "kept_side": "there",
    }
    desk.quiet()
    assert len(desk.cases("conflict")) == 1
    desk.assert_equal()


@pytest.mark.req("G1", "G5")
def test_case_08_different_fields_were_edited_on_both_sides(desk: GoogleDesk) -> None:
    eva = desk.client("Eva", "Nováková")
    desk.run()
    desk.quiet()
    there = desk.theirs(eva)
    desk.edit(eva.id, city="Brno")
    desk.google.owner.rename_person(there, family="Malá")
    desk.later()
    desk.google.reset_log()
    desk.run()
    assert desk.google.count(UPDATE) == 1
    assert (desk.get(eva.id).last_name, desk.get(eva.id).city) == ("Malá", "Brno")
    assert desk.cases("conflict") == []
    desk.quiet()
    desk.assert_equal()


def test_case_08_notes_of_both_sides_are_joined(desk: GoogleDesk) -> None:
    eva = desk.client("Eva", "Nováková", note="6/0 + 9 %")
    desk.run()
    desk.quiet()
    there = desk.theirs(eva)
    desk.edit(eva.id, note="6/0 + 9 %\nallergy: ammonia")
    desk.google.owner.set_note(there, "6/0 + 9 %\r\nlikes tea ")
    desk.later()
    desk.run()
    note = desk.get(eva.id).note
    assert "allergy: ammonia" in note
    assert "likes tea" in note
    assert "6/0 + 9 %" in note
    desk.quiet()
    desk.assert_equal()
    assert desk.get(eva.id).note == note


@pytest.mark.parametrize("form", ["none", "details", "item"])
@pytest.mark.parametrize("others", [0, 24])
def test_case_09_one_of_a_batch_was_changed_there_meanwhile(
    make_desk: MakeDesk, form: str, others: int
) -> None:
    errors = "item" if form == "item" else "whole"
    details = "details" if form == "details" else "none"
    switches = Switches(batch_update_errors=errors, batch_error_details=details)  # type: ignore[arg-type]
    desk = make_desk(switches=switches)
    eva = desk.client("Eva", "Nováková")
    people = [desk.client(f"Client{n}", "Nová") for n in range(others)]
    desk.run()
    desk.quiet()
    there = desk.theirs(eva)
    # the feed does not show it for minutes, and for seconds not even reading does
    desk.google.owner.rename_person(there, "Iva", keep_client_data=True)
    for client in (eva, *people[:19]):
        desk.edit(client.id, city="Brno")
    report = desk.run()
    assert report.outcome == "ok"
    for client in people[:19]:
        assert desk.theirs(client).fields["addresses"][0]["city"] == "Brno"
    desk.later(1)
    desk.run()
    assert desk.theirs(eva).fields["addresses"][0]["city"] == "Brno"
    assert desk.theirs(eva).name() == "Iva Nováková"
    assert desk.get(eva.id).first_name == "Iva"
    desk.quiet()
    desk.assert_equal()


@pytest.mark.req("G1")
def test_case_10_what_the_owner_adds_there_stays(desk: GoogleDesk) -> None:
    eva = desk.client("Eva", "Nováková", phone="777123456", email="eva@example.com")
    desk.run()
    desk.quiet()
    there, owner = desk.theirs(eva), desk.google.owner
    owner.add_phone(there, "+420 601 000 000", "Chata")
    mails = [*there.fields["emailAddresses"], {"value": "private@example.org", "type": "work"}]
    owner.edit(there, emailAddresses=mails, organizations=[{"name": "Bakery"}])
    desk.later()
    desk.run()
    for number in range(3):
        desk.edit(eva.id, phone=f"77712345{number}", email=f"eva{number}@example.com")
        desk.run()
        desk.later()
    desk.quiet()
    there = desk.theirs(eva)
    assert there.phones() == ["+420777123452", "+420 601 000 000"]
    mails = [entry["value"] for entry in there.fields["emailAddresses"]]
    assert mails == ["eva2@example.com", "private@example.org"]
    assert there.fields["organizations"] == [{"name": "Bakery"}]
    desk.assert_equal()


@pytest.mark.req("G1")
def test_case_10_a_number_gets_another_type_there(desk: GoogleDesk) -> None:
    eva = desk.client("Eva", "Nováková", phone="777123456")
    desk.run()
    desk.quiet()
    there, owner = desk.theirs(eva), desk.google.owner
    owner.edit(there, phoneNumbers=[{"value": "777 123 456", "type": "work"}])
    desk.later()
    desk.run()
    assert desk.get(eva.id).phone == "+420777123456"
    assert desk.get(eva.id).other_phone == ""
    desk.quiet()
    assert there.fields["phoneNumbers"] == [{"value": "777 123 456", "type": "work"}]
    desk.edit(eva.id, phone="777000111")
    desk.quiet()
    assert there.fields["phoneNumbers"] == [{"value": "+420777000111", "type": "work"}]
    desk.assert_equal()


@pytest.mark.req("G1")
@pytest.mark.parametrize("lost", [False, True])
def test_case_10_a_private_address_is_put_above_ours(desk: GoogleDesk, lost: bool) -> None:
    """``lost``: the answer to our edit is lost at that time."""
    eva = desk.client("Eva", "Nováková", email="eva@example.com")
    desk.run()
    desk.quiet()
    there, owner = desk.theirs(eva), desk.google.owner
    private = {"value": "private@example.org", "type": "home"}
    if lost:
        desk.edit(eva.id, email="new@example.com")
        desk.google.faults.once(UPDATE, "after")
        desk.run()
    owner.edit(there, emailAddresses=[private, *there.fields["emailAddresses"]])
    desk.later()
    desk.quiet()
    assert desk.get(eva.id).email == ("new@example.com" if lost else "eva@example.com")
    desk.edit(eva.id, email="newer@example.com")
    desk.quiet()
    assert [one["value"] for one in there.fields["emailAddresses"]] == [
        "private@example.org",
        "newer@example.com",
    ]
    desk.assert_equal()


@pytest.mark.req("G1")
def test_case_10_another_address_is_made_the_primary_one_there(desk: GoogleDesk) -> None:
    eva = desk.client("Eva", "Nováková", email="eva@example.com")
    desk.run()
    desk.quiet()
    there, owner = desk.theirs(eva), desk.google.owner
    chosen = {"value": "private@example.org", "type": "home", "chosen": True}
    owner.edit(there, emailAddresses=[*there.fields["emailAddresses"], chosen])
    desk.later()
    desk.quiet()
    assert desk.get(eva.id).email == "eva@example.com"
    desk.edit(eva.id, email="new@example.com")
    desk.quiet()
    mine, theirs = there.fields["emailAddresses"]
    assert mine == {"value": "new@example.com", "type": "home"}
    assert theirs == chosen
    desk.assert_equal()


@pytest.mark.req("G1", "G2")
def test_case_11_visits_and_points_are_put_back_once(desk: GoogleDesk) -> None:
    eva = desk.client("Eva", "Nováková", visits=4)
    desk.salon.points.move(eva.id, 120, "welcome", desk.manager.id)
    desk.run()
    desk.quiet()
    there = desk.theirs(eva)
    assert there.fields["userDefined"] == [
        {"key": "Pult visits", "value": "4"},
        {"key": "Pult points", "value": "120"},
    ]
    edited = [
        {"key": "Pult visits", "value": "99"},
        {"key": "Pult points", "value": "120"},
        {"key": "Dog", "value": "Rek"},
    ]
    desk.google.owner.edit(there, userDefined=edited)
    desk.later()
    desk.google.reset_log()
    desk.run()
    assert desk.google.count(UPDATE) == 1
    assert desk.get(eva.id).visits == 4
    desk.later()
    desk.quiet()
    values = {entry["key"]: entry["value"] for entry in desk.theirs(eva).fields["userDefined"]}
    assert values == {"Pult visits": "4", "Pult points": "120", "Dog": "Rek"}
    assert desk.cases("conflict") == []


def test_what_was_refused_here_is_asked_about_until_it_can_come_in(desk: GoogleDesk) -> None:
    """Whole readings in between do not take it for something that was there before."""
    taken = desk.client("Kateřina", "Vzorová", email="katerina@example.com")
    lenka = desk.client("Lenka", "Bílá", phone="777123456")
    desk.run()
    desk.quiet()
    address = [{"value": "katerina@example.com", "type": "home"}]
    desk.google.owner.edit(desk.theirs(lenka), keep_client_data=True, emailAddresses=address)
    for minutes in (11, 8 * 24 * 60, 11):
        desk.later(minutes)
        desk.run()
        assert [case.local_id for case in desk.cases("refused")] == [lenka.id]
    desk.edit(taken.id, email="")
    desk.edit(lenka.id, city="Brno")
    desk.later()
    desk.quiet()
    assert (desk.cases("refused"), desk.get(lenka.id).email) == ([], "katerina@example.com")
    desk.assert_equal()


def test_what_was_edited_of_somebody_given_up_comes_in_with_them(desk: GoogleDesk) -> None:
    lenka = desk.client("Lenka", "Bílá", phone="777123456")
    desk.run()
    desk.quiet()
    address = [{"value": "lenka@example.com", "type": "home"}]
    desk.google.owner.edit(desk.theirs(lenka), keep_client_data=True, emailAddresses=address)
    desk.edit(lenka.id, active=False)
    for minutes in (11, 8 * 24 * 60):
        desk.later(minutes)
        desk.run()
        assert [case.detail["why"] for case in desk.cases("removed")] == ["edited"]
    desk.edit(lenka.id, active=True)
    desk.quiet()
    assert desk.get(lenka.id).email == "lenka@example.com"
    desk.assert_equal()
