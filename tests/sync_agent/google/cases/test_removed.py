"""Cases 18, 19, 22 and 34: people who are gone, one or many, and other accounts."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.people import Client
from tests.fakes.google import FakeGoogle, Fault
from tests.sync_agent.google.cases.conftest import MakeDesk, salon_of
from tests.sync_agent.plays.google_desk import LABEL, GoogleDesk

DELETE = "people.people.batchDeleteContacts"


@pytest.mark.parametrize("answer", ["send", "leave", ""])
def test_case_18_one_contact_was_deleted_there(desk: GoogleDesk, answer: str) -> None:
    salon_of(desk, 3)
    eva = desk.client("Eva", "Nováková", phone="601601601")
    desk.run()
    desk.quiet()
    desk.google.owner.delete(desk.theirs(eva))
    desk.later()
    desk.run()
    (case,) = desk.cases("removed")
    assert case.local_id == eva.id
    desk.edit(eva.id, city="Brno")
    desk.quiet()
    assert desk.get(eva.id).active
    assert len(desk.members()) == 3
    if answer:
        desk.answer("removed", answer)
        desk.run()
        desk.quiet()
        assert desk.cases("removed") == []
    assert len(desk.members()) == (4 if answer == "send" else 3)
    if answer == "send":
        desk.assert_equal()


def test_case_18_a_contact_restored_from_the_bin_is_the_same_person(desk: GoogleDesk) -> None:
    salon_of(desk, 2)
    eva = desk.client("Eva", "Nováková", phone="601601601")
    desk.run()
    desk.quiet()
    there = desk.theirs(eva)
    desk.google.owner.delete(there)
    desk.later()
    desk.run()
    back = desk.google.owner.restore(there)
    desk.google.owner.add_to_label(back, LABEL)
    desk.later()
    desk.quiet()
    assert len(desk.clients()) == 3
    assert desk.cases("removed") == []
    desk.assert_equal()


def put_away(desk: GoogleDesk, eva: Client) -> None:
    """Inactive here, and the agent has heard of it."""
    desk.edit(eva.id, active=False)
    desk.run()
    desk.later()
    desk.quiet()


def test_case_18_taken_out_there_while_put_away_here_is_told_when_wanted_again(
    desk: GoogleDesk,
) -> None:
    salon_of(desk, 3)
    eva = desk.clients()[0]
    there = desk.theirs(eva)
    desk.google.owner.rename_person(there, "Evička")
    desk.google.owner.remove_from_label(there, LABEL)
    desk.later()
    put_away(desk, eva)
    assert desk.cases("removed") == []
    assert not there.deleted
    desk.edit(eva.id, active=True)
    desk.run()
    (case,) = desk.cases("removed")
    assert case.local_id == eva.id
    desk.answer("removed", "send")
    desk.run()
    desk.later()
    desk.quiet()
    assert len(desk.google.book.live()) == 3
    desk.assert_equal()


def test_an_edited_one_that_was_left_there_is_in_step_when_wanted_again(desk: GoogleDesk) -> None:
    salon_of(desk, 3)
    eva = desk.clients()[0]
    there = desk.theirs(eva)
    desk.google.owner.rename_person(there, "Evička")
    desk.later()
    put_away(desk, eva)
    desk.answer("removed", "leave")
    desk.run()
    assert not there.deleted
    desk.edit(eva.id, active=True)
    desk.run()
    desk.later()
    desk.quiet()
    assert desk.get(eva.id).first_name == "Evička"
    assert len(desk.google.book.live()) == 3
    desk.assert_equal()


@pytest.mark.parametrize("what", ["deleted", "renamed"])
def test_case_19_very_much_changed_there_at_once(desk: GoogleDesk, what: str) -> None:
    salon_of(desk, 40)
    for contact in desk.members()[:25]:
        if what == "deleted":
            desk.google.owner.delete(contact)
        else:
            desk.google.owner.rename_person(contact, "Virus")
    desk.later()
    desk.google.reset_log()
    report = desk.run()
    assert report.outcome == "question"
    (case,) = desk.cases("guard")
    assert case.detail["direction"] == "here"
    assert case.detail["gone" if what == "deleted" else "changed"] == 25
    assert case.detail["of"] == 40
    assert desk.google.writes() == 0
    assert all(client.first_name != "Virus" for client in desk.clients())
    assert desk.run().outcome == "question"
    assert len(desk.cases("guard")) == 1
    desk.answer("guard", "go")
    assert desk.run().outcome == "ok"
    desk.quiet()
    assert len(desk.clients()) == 40
    if what == "deleted":
        assert len(desk.cases("removed")) == 25
    else:
        assert sum(client.first_name == "Virus" for client in desk.clients()) == 25
        desk.assert_equal()


def test_case_19_very_much_was_changed_here_at_once(desk: GoogleDesk) -> None:
    salon_of(desk, 40)
    for client in desk.clients()[:25]:
        desk.edit(client.id, active=False)
    desk.google.reset_log()
    assert desk.run().outcome == "question"
    (case,) = desk.cases("guard")
    assert (case.detail["direction"], case.detail["gone"]) == ("there", 25)
    assert desk.google.writes() == 0
    desk.answer("guard", "go")
    assert desk.run().outcome == "ok"
    desk.quiet()
    assert len(desk.members()) == 15


def test_case_19_the_account_has_become_empty(desk: GoogleDesk) -> None:
    salon_of(desk, 5)
    for contact in desk.google.book.live():
        desk.google.owner.delete(contact)
    desk.later(8 * 24 * 60)  # the whole list is read
    desk.google.reset_log()
    assert desk.run().outcome == "question"
    (case,) = desk.cases("empty")
    assert case.detail["gone"] == case.detail["of"] == 5
    assert len(desk.clients()) == 5
    assert desk.google.writes() == 0
    desk.answer("empty", "go")
    assert desk.run().outcome == "ok"
    assert len(desk.cases("removed")) == 5


@pytest.mark.parametrize("fault", ["", Fault.BEFORE, Fault.AFTER, Fault.MIDDLE])
def test_case_22_somebody_was_erased_here(desk: GoogleDesk, fault: str) -> None:
    salon_of(desk, 2)
    eva = desk.client("Eva", "Nováková", phone="601601601", note="allergy")
    desk.run()
    desk.quiet()
    there = desk.theirs(eva)
    desk.google.owner.rename_person(there, "Evička")  # erasure beats edit
    desk.salon.clients.erase(eva.id, desk.manager.id)
    if fault:
        desk.google.faults.once(DELETE, fault)
    desk.run()
    if fault:
        desk.run()
    assert there.deleted
    desk.quiet()
    assert len(desk.clients()) == 2
    assert len(desk.members()) == 2
    rows = desk.store.rows("SELECT key, base, raw, sent, reason, stable FROM sync_link")
    rows += desk.store.rows("SELECT key, item FROM sync_seen")
    rows += desk.store.rows("SELECT key, detail FROM sync_case")
    kept = repr(rows)
    assert there.resource_name not in kept
    for word in ("Eva", "Evička", "Nováková", "601601601", "allergy"):
        assert word not in kept


def test_case_22_somebody_was_erased_who_had_been_deleted_there_too(desk: GoogleDesk) -> None:
    salon_of(desk, 2)
    people = desk.clients()
    gone = desk.theirs(people[0])
    desk.google.owner.delete(gone)  # the feed does not show it yet
    for client in people:
        desk.salon.clients.erase(client.id, desk.manager.id)
    desk.run()
    assert desk.google.book.live() == []
    desk.quiet()
    assert desk.cases("removed") == []


def test_case_22_one_that_was_taken_out_of_the_label_is_erased_as_well(desk: GoogleDesk) -> None:
    salon_of(desk, 2)
    eva = desk.client("Eva", "Nováková")
    desk.run()
    desk.quiet()
    there = desk.theirs(eva)
    desk.google.owner.remove_from_label(there, LABEL)
    desk.later()
    desk.run()
    desk.salon.clients.erase(eva.id, desk.manager.id)
    desk.run()
    assert there.deleted
    desk.quiet()


def test_case_34_another_account_is_signed_in(make_desk: MakeDesk) -> None:
    desk = make_desk()
    salon_of(desk, 30)
    first, second = desk.google, FakeGoogle(seed=12)
    second.clock = first.clock
    second.book.clock = second.groups.clock = second.quotas.clock = second.oauth.clock = first.clock
    private = second.owner.add("Private", "Person")
    desk.google = second
    desk.timing.google = second
    desk.account = "account-2"
    desk.restart()
    first.reset_log()
    assert desk.run().outcome == "question"
    (case,) = desk.cases("other_account")
    assert case.detail == {"was": "account-1", "is": "account-2"}
    assert second.requests == 0
    desk.answer("other_account", "go")
    assert desk.run().outcome == "ok"
    desk.later()
    desk.quiet()
    desk.assert_equal()
    assert len(second.book.live()) == 31
    assert not private.deleted
    assert first.requests == 0
    # and back: what was linked there is linked there still
    second.reset_log()
    desk.edit(desk.clients()[0].id, city="Brno")
    desk.google = desk.timing.google = first
    desk.account = "account-1"
    desk.restart()
    assert desk.run().outcome == "question"
    desk.answer("other_account", "go")
    assert desk.run().outcome == "ok"  # which label it is was not forgotten meanwhile
    assert desk.cases("adopt") == []
    desk.later()
    desk.quiet()
    desk.assert_equal()
    assert len(first.book.live()) == 30
    assert second.requests == 0
    assert first.violations == second.violations == []


def test_somebody_put_away_here_was_edited_and_the_feed_does_not_show_it_yet(
    desk: GoogleDesk,
) -> None:
    """The feed is minutes behind, a reading is not."""
    salon_of(desk, 3)
    eva = desk.clients()[0]
    there = desk.theirs(eva)
    desk.google.owner.rename_person(there, "Evička")
    desk.timing.sleep(10)
    desk.edit(eva.id, active=False)
    desk.run()
    assert not there.deleted
    (case,) = desk.cases("removed")
    assert (case.local_id, case.detail["why"]) == (eva.id, "edited")
    desk.quiet()


@pytest.mark.parametrize("answer", ["send", "delete"])
def test_somebody_put_away_here_is_entered_there_anew(desk: GoogleDesk, answer: str) -> None:
    """Not taken in a second time: staff are asked."""
    salon_of(desk, 3)
    eva = desk.clients()[0]
    put_away(desk, eva)
    assert len(desk.members()) == 2
    new = desk.google.owner.add(eva.first_name, eva.last_name, mobile=eva.phone, label=LABEL)
    desk.later()
    desk.run()
    (case,) = desk.cases("removed")
    assert (case.local_id, case.detail["why"]) == (eva.id, "edited")
    desk.quiet()
    if answer == "send":
        desk.edit(eva.id, active=True)
    else:
        desk.answer("removed", answer)
    desk.run()
    desk.later()
    desk.quiet()
    assert desk.cases("removed") == []
    assert new.deleted == (answer == "delete")
    desk.assert_equal()


def test_what_is_written_into_one_outside_the_label_is_not_kept(desk: GoogleDesk) -> None:
    salon_of(desk, 3)
    there = desk.theirs(desk.clients()[0])
    desk.google.owner.remove_from_label(there, LABEL)
    desk.later()
    desk.run()
    note = [{"value": "private words", "contentType": "TEXT_PLAIN"}]
    desk.google.owner.edit(there, biographies=note, keep_client_data=True)
    desk.later()
    desk.quiet()
    kept = repr(desk.store.rows("SELECT * FROM sync_link"))
    kept += repr(desk.store.rows("SELECT * FROM sync_seen"))
    assert "private words" not in kept


def test_case_34_the_right_account_again_ends_the_question_and_a_late_yes(
    make_desk: MakeDesk,
) -> None:
    desk = make_desk()
    salon_of(desk, 3)
    for answer in ("", "go"):
        desk.account = "account-2"
        desk.restart()
        assert desk.run().outcome == "question"
        if answer:
            desk.answer("other_account", answer)
        desk.account = "account-1"
        desk.restart()
        assert desk.run().outcome == "ok"
        assert desk.cases("other_account") == []
    desk.account = "account-2"
    desk.restart()
    assert desk.run().outcome == "question"
