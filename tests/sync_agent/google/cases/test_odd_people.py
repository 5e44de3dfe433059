"""Cases 29 to 33: people that do not fit."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.people import Client
from tests.fakes.google import Switches
from tests.fakes.google.people_book import Contact
from tests.sync_agent.google.cases.conftest import MakeDesk
from tests.sync_agent.plays.google_desk import LABEL, GoogleDesk


@pytest.fixture
def ready(desk: GoogleDesk) -> GoogleDesk:
    desk.client("Eva", "Nováková")
    desk.run()
    desk.quiet()
    return desk


@pytest.mark.req("G5")
def test_case_29_a_contact_with_a_number_and_no_name(ready: GoogleDesk) -> None:
    there = ready.google.owner.add(mobile="777 123 456", label=LABEL)
    ready.later()
    ready.run()
    client = next(c for c in ready.clients() if c.phone == "+420777123456")
    assert client.name == "+420777123456"
    (case,) = ready.cases("nameless")
    assert case.local_id == client.id
    ready.quiet()
    assert there.name() == ""  # a number is not sent as a name
    assert ready.theirs(client) is there
    # the number is corrected there: the name here follows
    ready.google.owner.edit(there, phoneNumbers=[{"value": "777 000 111", "type": "mobile"}])
    ready.later()
    ready.run()
    assert ready.get(client.id).name == "+420777000111"
    # a name from either side is a name
    ready.edit(client.id, first_name="Zoe")
    ready.quiet()
    assert there.name() == "Zoe"
    ready.assert_equal()


def test_case_29_a_contact_with_nothing_at_all_is_left_alone(ready: GoogleDesk) -> None:
    ready.google.owner.add(label=LABEL, organizations=[{"name": "Bakery"}])
    ready.later()
    ready.run()
    ready.quiet()
    assert len(ready.clients()) == 1


def test_case_29_an_email_that_belongs_to_somebody_else_here(ready: GoogleDesk) -> None:
    eva = ready.clients()[0]
    ready.edit(eva.id, email="family@example.com")
    there = ready.google.owner.add("Jan", "Malý", email="family@example.com", label=LABEL)
    ready.later()
    ready.run()
    ready.quiet()
    assert len(ready.clients()) == 1
    (case,) = ready.cases("refused")
    assert "e-mail" in case.detail["why"]
    ready.google.owner.edit(there, emailAddresses=[])
    ready.later()
    ready.quiet()
    assert {c.first_name for c in ready.clients()} == {"Eva", "Jan"}
    assert ready.cases("refused") == []
    ready.assert_equal()


def test_case_30_a_google_profile_is_nobody_of_ours(make_desk: MakeDesk) -> None:
    desk = make_desk(switches=Switches(profile_for_emails=True))
    eva = desk.client("Eva", "Nováková", email="eva@example.com")
    desk.run()
    desk.quiet()
    there = desk.google.owner.add("Jan", "Malý", email="jan@example.com", label=LABEL)
    desk.later()
    desk.quiet()
    assert {c.first_name for c in desk.clients()} == {"Eva", "Jan"}
    assert desk.get(eva.id).name == "Eva Nováková"
    assert there.name() == "Jan Malý"


@pytest.mark.parametrize(
    ("given", "family", "here"),
    [
        ("R\u030cehor\u030c", "Nova\u0301k", "Řehoř Novák"),
        ("👩‍🦰 Eva", "🌸", "👩‍🦰 Eva 🌸"),
        ("שרה", "כהן", "שרה כהן"),
        ("Zsófia", "Szabó-Nagy", "Zsófia Szabó-Nagy"),
    ],
)
def test_case_31_any_letters(ready: GoogleDesk, given: str, family: str, here: str) -> None:
    there = ready.google.owner.add(given, family, label=LABEL)
    ready.later()
    ready.run()
    client = next(c for c in ready.clients() if c.name == here)
    ready.quiet()
    assert there.fields["names"][0]["givenName"] == given  # as it was typed
    ready.edit(client.id, city="Győr")
    ready.quiet()
    assert there.fields["names"][0]["givenName"] == given
    ready.assert_equal()


def test_case_32_a_note_longer_than_google_takes(ready: GoogleDesk) -> None:
    eva = ready.clients()[0]
    note = "\n".join(f"{n}. 12. 2025: 6/0 + 9 %, 35 min 🙂" for n in range(1, 120))
    ready.edit(eva.id, note=note)
    ready.run()
    ready.quiet()
    there = ready.theirs(eva)
    shown = there.fields["biographies"][0]["value"]
    assert note.startswith(shown[:900])
    assert len(shown) <= 1024
    assert ready.get(eva.id).note == note
    ready.google.owner.set_note(there, "Allergy: ammonia\n" + shown)
    ready.later()
    ready.quiet()
    assert ready.get(eva.id).note == "Allergy: ammonia\n" + note
    ready.google.owner.set_note(there, "somebody wrote over it")
    ready.later()
    ready.quiet()
    assert "somebody wrote over it" in ready.get(eva.id).note
    assert "119. 12. 2025" in ready.get(eva.id).note
    ready.assert_equal()


def longer_than_we_take(desk: GoogleDesk, client: Client, street: str) -> None:
    """Kept before there was a longest street."""
    with desk.store.transaction():
        desk.store.run("UPDATE client SET street = ? WHERE id = ?", (street, client.id))
    desk.edit(client.id, warning=street[:3])


@pytest.mark.parametrize("form", ["none", "details"])
def test_case_33_one_bad_row_does_not_hold_up_the_others(make_desk: MakeDesk, form: str) -> None:
    desk = make_desk(switches=Switches(batch_error_details=form))  # type: ignore[arg-type]
    people = [desk.client(f"Client{n}", "Nová") for n in range(30)]
    bad = people[17]
    longer_than_we_take(desk, bad, "Dlouhá " * 200)
    report = desk.run()
    assert report.outcome == "ok"
    assert len(desk.members()) == 29
    (case,) = desk.cases("rejected")
    assert case.local_id == bad.id
    assert "too long" in case.detail["why"]
    desk.google.reset_log()
    desk.run()
    assert desk.google.writes() == 0  # not tried for ever
    desk.edit(bad.id, street="Dlouhá 1")
    desk.quiet()
    assert desk.cases("rejected") == []
    desk.assert_equal()
    # the same with an update of one that stands there
    for client in people[:20]:
        desk.edit(client.id, city="Brno", street="")
    longer_than_we_take(desk, bad, "X" * 1100)
    desk.run()
    done = [c for c in people[:20] if c != bad]
    assert all(desk.theirs(c).fields["addresses"][0]["city"] == "Brno" for c in done)
    assert len(desk.cases("rejected")) == 1


def test_signs_that_nobody_sees_go_to_and_fro_without_end_nowhere(ready: GoogleDesk) -> None:
    there = ready.google.owner.add("Ji\u200břina", "No\u00adváková\u00a0", label=LABEL)
    ready.google.owner.set_note(there, "6/0\u00a0+ 9 %\u2028\u200b35 min")
    ready.later()
    ready.run()
    client = next(c for c in ready.clients() if c.name == "Jiřina Nováková")
    ready.quiet()
    assert client.note == "6/0 + 9 %\n35 min"
    ready.edit(client.id, city="Br\u200bno")
    ready.quiet()
    assert there.fields["names"][0]["givenName"] == "Ji\u200břina"  # as it was typed
    ready.assert_equal()


def number_of(desk: GoogleDesk, there: Contact, value: str) -> None:
    desk.google.owner.edit(there, phoneNumbers=[{"type": "mobile", "value": value}])
    desk.later()
    desk.quiet()


@pytest.mark.req("G5")
def test_a_number_that_lost_a_digit_there_stays_text_there_and_a_number_here(
    ready: GoogleDesk,
) -> None:
    eva = ready.edit(ready.clients()[0].id, phone="601 000 110")
    ready.quiet()
    there = ready.theirs(eva)
    number_of(ready, there, "60100011")
    assert ready.get(eva.id).phone == "+420601000110"
    stand = ["60100011", "+420601000110"]  # ours beside it, nothing is written over
    assert [one["value"] for one in there.fields["phoneNumbers"]] == stand
    ready.edit(eva.id, city="Brno")
    ready.quiet()
    assert ready.get(eva.id).phone == "+420601000110"
    assert [one["value"] for one in there.fields["phoneNumbers"]] == stand
    number_of(ready, there, "601 000 119")
    assert ready.get(eva.id).phone == "+420601000119"
    number_of(ready, there, "6010001190")  # a digit too many is text as well
    assert ready.get(eva.id).phone == "+420601000119"
    ready.google.owner.edit(there, phoneNumbers=[])
    ready.later()
    ready.quiet()
    assert ready.get(eva.id).phone == ""


@pytest.mark.req("G5")
def test_a_number_agreed_when_a_plan_had_it_stays_agreed(ready: GoogleDesk) -> None:
    eva = ready.edit(ready.clients()[0].id, phone="601 000 110")
    old = "+4206010001100"
    with ready.store.transaction():
        ready.store.run("UPDATE client SET phone = ? WHERE id = ?", (old, eva.id))
    ready.edit(eva.id, city="Brno")
    ready.quiet()
    there = ready.theirs(eva)
    assert [one["value"] for one in there.fields["phoneNumbers"]] == [old]
    ready.google.owner.rename_person(there, family="Malá")
    ready.later()
    ready.quiet()
    assert (ready.get(eva.id).phone, ready.get(eva.id).last_name) == (old, "Malá")
    number_of(ready, there, "6010 001 100")
    assert ready.get(eva.id).phone == old
