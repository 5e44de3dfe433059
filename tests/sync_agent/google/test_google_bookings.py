"""Bookings from a calendar that a booking system writes to, become visits of the agenda."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.people import Client
from kiosk.salon.store.sync.links import Links
from sync_agent.engine.problems import Question
from tests.fakes.google import FakeGoogle
from tests.rigs.agenda_world import add_client, add_service, at, book, stylists
from tests.sync_agent.plays.calendar_desk import CalendarDesk

pytestmark = pytest.mark.req("G7")

TEXT = "Name: Jana Vzorová\nPhone: 777 111 222\nE-mail: jana@example.com\nStylist: Eva"


@pytest.fixture
def google() -> Iterator[FakeGoogle]:
    fake = FakeGoogle(seed=1)
    yield fake
    assert fake.violations == []
    assert fake.mailed == []
    assert not [entry for entry in fake.log if "events." in entry.method and fake.writes()]


@pytest.fixture
def desk(tmp_path: Path, google: FakeGoogle) -> Iterator[CalendarDesk]:
    made = CalendarDesk(tmp_path, google)
    add_service(made.salon)
    yield made
    made.close()


def iso(desk: CalendarDesk, clock: str) -> str:
    return desk.salon.context.salon.local(at(desk.salon, clock)).isoformat()


def online(desk: CalendarDesk, clock: str = "14:00", text: str = TEXT, **fields: Any) -> str:
    hour, minute = clock.split(":")
    end = f"{int(hour) + 1}:{minute}"
    return desk.google.owner.create_event(
        desk.bookings, "Haircut", iso(desk, clock), iso(desk, end), description=text, **fields
    )


def visits(desk: CalendarDesk) -> tuple[Appointment, ...]:
    return desk.salon.agenda.day(desk.salon.agenda.today()).appointments


def test_a_booking_is_a_visit_with_its_stylist_and_service(desk: CalendarDesk) -> None:
    online(desk)
    assert desk.take_in().received == 1
    (visit,) = visits(desk)
    assert (visit.client_name, visit.staff_first_name) == ("Jana Vzorová", "Eva")
    assert (visit.starts_at, visit.services[0].name) == (at(desk.salon, "14:00"), "Haircut")


def test_who_is_known_by_e_mail_or_phone_is_not_made_twice(desk: CalendarDesk) -> None:
    by_phone = add_client(desk.salon, "Jana", "Vzorová-Nová", phone="+420777111222")
    online(desk, text="Phone: 777 111 222\nStylist: Eva\nName: J. Vzorová")
    desk.take_in()
    assert visits(desk)[0].client_id == by_phone
    by_mail = desk.salon.clients.save(
        Client(b"", "Ann", "Sample", email="ann@example.com"), None
    ).id
    online(desk, "16:00", text="E-mail: Ann@example.com\nStylist: Eva")
    desk.take_in()
    assert visits(desk)[1].client_id == by_mail
    assert desk.salon.clients.count() == 2


def test_a_phone_of_two_clients_makes_neither_of_them_come(desk: CalendarDesk) -> None:
    for name in ("Jan", "Jana"):
        add_client(desk.salon, name, "Sample", phone="+420777111222")
    online(desk, text="Name: Eva Other\nPhone: 777 111 222\nStylist: Petra")
    desk.take_in()
    assert visits(desk)[0].client_name == "Eva Other"


def test_read_again_it_is_not_booked_again(desk: CalendarDesk, google: FakeGoogle) -> None:
    online(desk)
    desk.take_in()
    desk.take_in()
    google.calendars.get(desk.bookings).epoch += 1
    desk.restart()
    desk.take_in()
    assert len(visits(desk)) == 1


def test_moved_and_cancelled_there_it_is_here_too(desk: CalendarDesk, google: FakeGoogle) -> None:
    event = online(desk)
    desk.take_in()
    google.owner.move_event(desk.bookings, event, iso(desk, "16:00"))
    desk.take_in()
    assert visits(desk)[0].starts_at == at(desk.salon, "16:00")
    google.owner.cancel_event(desk.bookings, event)
    desk.take_in()
    assert visits(desk) == ()


def test_moved_at_the_desk_and_cancelled_there_staff_are_asked(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    event = online(desk)
    desk.take_in()
    (visit,) = visits(desk)
    moved = at(desk.salon, "16:00")
    desk.salon.agenda.move(visit.id, visit.staff_id, moved, None)
    google.owner.cancel_event(desk.bookings, event)
    desk.take_in()
    (left,) = visits(desk)
    assert (left.state, left.starts_at) == ("booked", moved)
    (case,) = desk.cases("refused")
    assert case.local_id == visit.id
    desk.salon.agenda.set_state(visit.id, "cancelled", None)
    desk.take_in()
    assert desk.cases() == []


def test_cancelled_at_the_desk_it_stays_cancelled(desk: CalendarDesk, google: FakeGoogle) -> None:
    event = online(desk)
    desk.take_in()
    desk.salon.agenda.set_state(visits(desk)[0].id, "cancelled", None)
    google.owner.move_event(desk.bookings, event, iso(desk, "16:00"))
    desk.take_in()
    assert visits(desk) == ()


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        ("Haircut", "Name: Jana Vzorová\nPhone: 777 111 222"),
        ("Manicure", TEXT),
        ("Haircut", "Stylist: Eva"),
    ],
    ids=["no stylist", "no service", "nobody"],
)
def test_what_nobody_can_place_is_told_to_staff_and_nothing_is_made(
    desk: CalendarDesk, summary: str, text: str
) -> None:
    start, end = iso(desk, "14:00"), iso(desk, "15:00")
    desk.google.owner.create_event(desk.bookings, summary, start, end, description=text)
    desk.take_in()
    assert (visits(desk), desk.salon.clients.count()) == ((), 0)
    (case,) = desk.cases("refused")
    assert case.detail["title"] == summary
    desk.take_in()
    assert len(desk.cases("refused")) == 1


def test_upon_another_visit_it_stands_in_the_agenda_until_somebody_places_it(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    petra, eva = stylists(desk.salon)
    agenda = desk.salon.agenda
    book(desk.salon, "14:00", staff_id=eva.id)
    event = online(desk)
    desk.take_in()
    assert desk.cases() == []
    (host, jana) = visits(desk)
    assert agenda.to_place() == (jana.id,)
    assert set(desk.salon.planning.day(agenda.today()).clashes) == {host.id, jana.id}
    # The other one goes elsewhere, or the booking does, here or there: nothing is left to place.
    agenda.move(host.id, petra.id, host.starts_at, petra.id)
    assert agenda.to_place() == ()
    agenda.move(host.id, eva.id, at(desk.salon, "16:00"), petra.id)
    google.owner.move_event(desk.bookings, event, iso(desk, "16:00"))
    desk.take_in()
    assert agenda.to_place() == (jana.id,)
    google.owner.move_event(desk.bookings, event, iso(desk, "17:00"))
    desk.take_in()
    assert (agenda.to_place(), desk.cases()) == ((), [])


def test_each_one_of_a_repeated_event_is_a_visit(desk: CalendarDesk, google: FakeGoogle) -> None:
    event = online(desk, recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
    desk.take_in()
    client = visits(desk)[0].client_id
    assert client is not None
    assert len(desk.salon.clients.visits(client)) == 3
    google.owner.cancel_instance(desk.bookings, event, iso(desk, "14:00"))
    desk.take_in()
    states = [visit.state for visit in desk.salon.clients.visits(client)]
    assert states.count("cancelled") == 1


def test_what_is_over_is_no_booking_any_more(desk: CalendarDesk, google: FakeGoogle) -> None:
    online(desk, "08:00")
    desk.take_in()
    assert visits(desk) == ()
    online(desk)
    desk.take_in()
    desk.later(600)
    google.calendars.get(desk.bookings).epoch += 1
    desk.take_in()
    assert visits(desk)[0].state == "booked"


def december(desk: CalendarDesk, google: FakeGoogle) -> list[str]:
    """A booking on each day of the month."""
    return [
        google.owner.create_event(
            desk.bookings,
            "Haircut",
            f"2026-12-{day:02}T10:00:00+01:00",
            f"2026-12-{day:02}T11:00:00+01:00",
            description=TEXT,
        )
        for day in range(1, 32)
    ]


def test_a_calendar_that_is_suddenly_empty_is_asked_about_first(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    events = december(desk, google)
    assert desk.take_in().received == 31
    for event in events:
        google.owner.cancel_event(desk.bookings, event)
    with pytest.raises(Question) as asked:
        desk.take_in()
    assert asked.value.detail == {"direction": "here", "gone": 31, "changed": 0, "of": 31}


def test_a_calendar_that_only_seemed_to_be_empty_is_looked_at_anew(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    events = december(desk, google)
    desk.take_in()
    before = visits(desk)
    google.calendars.get(desk.bookings).epoch += 1
    google.hollow = 1
    with pytest.raises(Question):
        desk.take_in()
    google.owner.cancel_event(desk.bookings, events[0])
    assert desk.take_in().received == 1
    assert visits(desk) == before[1:]


def test_nothing_personal_of_a_booking_is_kept_beside_the_visit(desk: CalendarDesk) -> None:
    online(desk)
    desk.take_in()
    kept = desk.store.rows("SELECT base, raw, sent FROM sync_link")
    assert "Vzorová" not in repr(kept)
    assert "777111222" not in repr(kept)
    assert "777 111 222" not in repr(kept)


def test_cancelled_before_it_was_taken_in_it_is_never_taken_in(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    events = december(desk, google)
    desk.take_in()
    for event in events:
        google.owner.cancel_event(desk.bookings, event)
    waits = online(desk)
    for whole in (False, True):
        with pytest.raises(Question) as asked:
            desk.take_in()
        assert asked.value.detail["gone"] == 31
        google.owner.cancel_event(desk.bookings, waits)
        if whole:
            google.calendars.get(desk.bookings).epoch += 1
        with pytest.raises(Question):
            desk.take_in()
        assert (visits(desk), _staged(desk)) == ((), 31)
        waits = online(desk, "15:00")


def _staged(desk: CalendarDesk) -> int:
    return Links(desk.store, desk.source.name, desk.source.about()).count_staged()


def test_what_was_forgotten_of_somebody_who_was_erased_is_read_again(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    petra, _ = stylists(desk.salon)
    event = online(desk)
    desk.take_in()
    (visit,) = visits(desk)
    assert visit.client_id is not None
    with desk.store.transaction():
        # As a run leaves it that ended between reading and taking in.
        Links(desk.store, desk.source.name, desk.source.about()).stage(event, "inside {}", 0)
    desk.salon.clients.erase(visit.client_id, petra.id)
    google.owner.move_event(desk.bookings, event, iso(desk, "16:00"))
    desk.take_in()
    assert visits(desk)[0].starts_at == at(desk.salon, "16:00")
    assert _staged(desk) == 0


def test_a_booking_that_was_placed_after_all_leaves_no_name_in_its_case(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    start, end = iso(desk, "14:00"), iso(desk, "15:00")
    title = "Manicure - Jana Vzorová"
    event = google.owner.create_event(desk.bookings, title, start, end, description="Stylist: Eva")
    desk.take_in()
    assert desk.cases("refused")[0].detail["title"] == title
    google.owner.cancel_event(desk.bookings, event)
    desk.take_in()
    assert desk.cases() == []
    assert "Vzorová" not in repr(desk.store.rows("SELECT detail FROM sync_case"))
