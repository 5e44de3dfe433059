"""The agenda in Google's calendar, through the real client library and the fake Google."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.salon.domain.ids import Id
from sync_agent.engine.ports import Seen
from tests.fakes.google import FakeGoogle
from tests.rigs.agenda_world import add_client, add_service, at, book, stylists
from tests.sync_agent.plays.calendar_desk import CalendarDesk

pytestmark = pytest.mark.req("G9")


@pytest.fixture
def google() -> Iterator[FakeGoogle]:
    fake = FakeGoogle(seed=1)
    yield fake
    assert fake.violations == []
    assert fake.mailed == []


@pytest.fixture
def desk(tmp_path: Path, google: FakeGoogle) -> Iterator[CalendarDesk]:
    made = CalendarDesk(tmp_path, google)
    yield made
    made.close()


def iso(desk: CalendarDesk, clock: str) -> str:
    return desk.salon.context.salon.local(at(desk.salon, clock)).isoformat()


def booked(desk: CalendarDesk, clock: str = "14:00") -> Id:
    visit = book(desk.salon, clock, add_client(desk.salon))
    assert desk.run().outcome == "ok"
    return visit.id


def test_a_visit_stands_in_a_calendar_of_our_own(desk: CalendarDesk) -> None:
    visit = booked(desk)
    event = desk.event_of(visit)
    assert event.summary == "Kateřina Vzorová · Haircut"
    assert event.start_ms == at(desk.salon, "14:00")
    assert event.end_ms == at(desk.salon, "14:30")
    desk.quiet()


@pytest.mark.parametrize("lost", ["before", "after", "middle"])
def test_a_second_calendar_that_may_be_there_is_told(
    desk: CalendarDesk, google: FakeGoogle, lost: str
) -> None:
    """Nothing shows us a calendar of ours whose id we do not know."""
    google.faults.once("calendar.calendars.insert", lost)
    visit = book(desk.salon, "14:00", add_client(desk.salon)).id
    assert desk.run().outcome == "offline"
    desk.restart()
    desk.quiet()
    assert desk.event_of(visit).summary
    (case,) = desk.cases("doubled")
    assert (case.remote, case.detail) == ("google.calendar", {"name": "Pult Sample Salon"})
    desk.answer("doubled", "ok")
    desk.quiet()
    assert desk.cases() == []


def test_each_stylist_has_a_colour(desk: CalendarDesk) -> None:
    petra, eva = stylists(desk.salon)
    visits = [book(desk.salon, "14:00", staff_id=who.id).id for who in (petra, eva)]
    desk.run()
    first, second = (desk.event_of(visit).data["colorId"] for visit in visits)
    assert first != second


def test_an_idle_run_costs_two_requests(desk: CalendarDesk, google: FakeGoogle) -> None:
    booked(desk)
    desk.quiet()
    google.reset_log()
    desk.run()
    assert google.requests == 2


def test_moved_here_it_moves_there(desk: CalendarDesk) -> None:
    visit = booked(desk)
    petra, _ = stylists(desk.salon)
    desk.salon.agenda.move(visit, petra.id, at(desk.salon, "16:00"), None)
    desk.run()
    assert desk.event_of(visit).start_ms == at(desk.salon, "16:00")
    desk.quiet()


def test_moved_there_it_moves_here(desk: CalendarDesk, google: FakeGoogle) -> None:
    visit = booked(desk)
    google.owner.move_event(desk.calendar_id, desk.event_of(visit).id, iso(desk, "17:00"))
    desk.quiet()
    assert desk.salon.agenda.get(visit).starts_at == at(desk.salon, "17:00")


def test_moved_onto_another_visit_staff_are_asked_and_keep_theirs(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    visit, other = booked(desk), book(desk.salon, "17:00")
    google.owner.move_event(desk.calendar_id, desk.event_of(visit).id, iso(desk, "17:00"))
    desk.quiet()
    assert desk.salon.agenda.get(visit).starts_at == at(desk.salon, "14:00")
    assert [case.local_id for case in desk.cases("refused")] == [visit]
    desk.answer("refused", "keep")
    desk.quiet()
    assert desk.event_of(visit).start_ms == at(desk.salon, "14:00")
    assert desk.event_of(other.id).start_ms == at(desk.salon, "17:00")


def test_after_such_a_question_a_visit_moved_by_staff_is_sent(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    visit = booked(desk)
    book(desk.salon, "17:00")
    google.owner.move_event(desk.calendar_id, desk.event_of(visit).id, iso(desk, "17:00"))
    desk.quiet()
    petra, _ = stylists(desk.salon)
    desk.salon.agenda.move(visit, petra.id, at(desk.salon, "18:00"), None)
    desk.quiet()
    assert desk.event_of(visit).start_ms == at(desk.salon, "18:00")
    assert desk.cases("refused") == []


def test_a_length_changed_there_is_put_back(desk: CalendarDesk, google: FakeGoogle) -> None:
    """How long a visit takes follows from its services."""
    visit = booked(desk)
    event = desk.event_of(visit).id
    google.owner.move_event(desk.calendar_id, event, iso(desk, "17:00"), iso(desk, "19:00"))
    desk.quiet()
    assert desk.salon.agenda.get(visit).ends_at == at(desk.salon, "17:30")
    assert desk.event_of(visit).end_ms == at(desk.salon, "17:30")


def test_words_changed_there_are_put_back_and_what_was_added_stays(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    visit = booked(desk)
    event = desk.event_of(visit).id
    google.owner.edit_event(desk.calendar_id, event, summary="?", location="By the window")
    desk.quiet()
    assert desk.event_of(visit).summary == "Kateřina Vzorová · Haircut"
    assert desk.event_of(visit).data["location"] == "By the window"


def test_cancelled_there_it_is_cancelled_here(desk: CalendarDesk, google: FakeGoogle) -> None:
    visit = booked(desk)
    google.owner.cancel_event(desk.calendar_id, desk.event_of(visit).id)
    desk.quiet()
    assert desk.salon.agenda.get(visit).state == "cancelled"
    assert desk.events() == []


@pytest.mark.parametrize("answer", ["send", "leave"])
def test_moved_here_and_deleted_there_staff_are_asked(
    desk: CalendarDesk, google: FakeGoogle, answer: str
) -> None:
    visit = booked(desk)
    desk.later()
    agenda = desk.salon.agenda
    agenda.move(visit, agenda.get(visit).staff_id, at(desk.salon, "16:00"), None)
    google.owner.cancel_event(desk.calendar_id, desk.event_of(visit).id)
    desk.run()
    moved = agenda.get(visit)
    assert (moved.state, moved.starts_at) == ("booked", at(desk.salon, "16:00"))
    assert [case.detail["why"] for case in desk.cases("removed")] == ["deleted"]
    desk.answer("removed", answer)
    desk.run()
    desk.quiet()
    assert agenda.get(visit).state == "booked"
    shown = [event.start_ms for event in desk.events()]
    assert shown == ([at(desk.salon, "16:00")] if answer == "send" else [])


def test_cancelled_here_while_it_is_moved_there_unseen_staff_are_asked(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    visit = booked(desk)
    desk.later()
    event = desk.event_of(visit)
    desk.salon.agenda.set_state(visit, "cancelled", by=None)
    read = desk.remote.read

    def moved_before(keys: Sequence[str]) -> Sequence[Seen]:
        desk.remote.read = read  # type: ignore[method-assign]
        google.owner.move_event(desk.calendar_id, event.id, iso(desk, "16:00"))
        return read(keys)

    desk.remote.read = moved_before  # type: ignore[method-assign]
    desk.run()
    assert [one.id for one in desk.events()] == [event.id]
    assert [case.detail["why"] for case in desk.cases("removed")] == ["edited"]


def test_cancelled_here_and_booked_again_it_comes_back(desk: CalendarDesk) -> None:
    """The id of a deleted event stays taken at Google."""
    visit = booked(desk)
    desk.salon.agenda.set_state(visit, "cancelled", None)
    desk.quiet()
    assert desk.events() == []
    desk.salon.agenda.set_state(visit, "booked", None)
    desk.quiet()
    assert desk.event_of(visit).start_ms == at(desk.salon, "14:00")


def test_a_visit_that_has_begun_is_not_undone_by_tidying_the_calendar(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    visit = booked(desk)
    desk.salon.agenda.set_state(visit, "arrived", None)
    desk.run()
    google.owner.cancel_event(desk.calendar_id, desk.event_of(visit).id)
    desk.quiet()
    assert desk.salon.agenda.get(visit).state == "arrived"


def test_what_the_owner_writes_into_it_is_left_alone(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    booked(desk)
    start, end = iso(desk, "12:00"), iso(desk, "13:00")
    google.owner.create_event(desk.calendar_id, "Lunch", start, end)
    desk.quiet()
    assert sorted(event.summary for event in desk.events())[-1] == "Lunch"
    assert len(desk.salon.agenda.day(desk.salon.agenda.today()).appointments) == 1


@pytest.mark.parametrize("kind", ["before", "after", "middle", "twice"])
def test_a_lost_answer_makes_no_second_event(
    desk: CalendarDesk, google: FakeGoogle, kind: str
) -> None:
    visit = book(desk.salon, "14:00")
    google.faults.once("calendar.events.insert", kind)
    desk.run()
    desk.restart()
    desk.quiet()
    assert [event.id for event in desk.events()] == [desk.event_of(visit.id).id]


def test_a_deleted_calendar_is_made_anew_with_what_is_to_come(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    visit = booked(desk)
    google.owner.delete_calendar(desk.calendar_id)
    desk.quiet()
    assert desk.event_of(visit).start_ms == at(desk.salon, "14:00")
    assert desk.salon.agenda.get(visit).state == "booked"


def test_a_visit_booked_after_the_backup_that_was_restored_is_told(desk: CalendarDesk) -> None:
    """Somebody comes whom nobody expects."""
    desk.quiet()
    with closing(sqlite3.connect(":memory:")) as backup:
        desk.store.db.connection().backup(backup)
        visit = booked(desk)
        event = desk.event_of(visit).id
        backup.backup(desk.store.db.connection())
    desk.restart()
    desk.quiet()
    (case,) = desk.cases("refused")
    assert case.key == event
    assert case.detail["title"]
    assert case.detail["time"].startswith("2026-11-21T13:00Z")
    assert [one.id for one in desk.events()] == [event]


def test_an_expired_token_reads_everything_and_changes_nothing(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    visit = booked(desk)
    desk.quiet()
    google.calendars.get(desk.calendar_id).epoch += 1
    desk.quiet()
    assert desk.salon.agenda.get(visit).state == "booked"


def test_an_erased_client_is_no_longer_named(desk: CalendarDesk) -> None:
    petra, _ = stylists(desk.salon)
    client = add_client(desk.salon)
    visit = book(desk.salon, "14:00", client)
    desk.run()
    desk.salon.agenda.set_state(visit.id, "cancelled", None)
    desk.salon.agenda.set_state(visit.id, "booked", None)
    desk.salon.clients.erase(client, petra.id)
    desk.quiet()
    told = repr([event.data for event in desk.events()])
    assert "Vzorová" not in told
    assert "+420" not in told


def test_moved_on_both_sides_the_later_one_wins_and_the_other_is_told(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    visit = booked(desk)
    petra, _ = stylists(desk.salon)
    desk.salon.agenda.move(visit, petra.id, at(desk.salon, "15:00"), None)
    google.owner.move_event(desk.calendar_id, desk.event_of(visit).id, iso(desk, "16:00"))
    desk.quiet()
    assert desk.salon.agenda.get(visit).starts_at == desk.event_of(visit).start_ms
    (case,) = desk.cases("conflict")
    assert case.detail["field"] == "time"


def test_other_words_of_a_visit_follow(desk: CalendarDesk) -> None:
    visit = booked(desk)
    colour = add_service(desk.salon, "Colour", 60)
    was = desk.salon.agenda.get(visit)
    desk.salon.agenda.change(visit, was.staff_id, was.starts_at, [colour], None)
    desk.quiet()
    assert desk.event_of(visit).summary == "Kateřina Vzorová · Colour"
    client_id = desk.salon.agenda.get(visit).client_id
    assert client_id is not None
    client = replace(desk.salon.clients.get(client_id), last_name="Nová")
    desk.salon.clients.save(client, None)
    desk.quiet()
    assert desk.event_of(visit).summary == "Kateřina Nová · Colour"
    desk.salon.clients.save(replace(client, phone="+420777000111"), None)
    desk.quiet()
    assert "+420777000111" in desk.event_of(visit).data["description"]
