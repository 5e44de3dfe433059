"""Bookings of people who were put aside or erased here, and on days when clocks change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.salon.domain.people import Client
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync.links import Links
from tests.fakes.google import FakeGoogle
from tests.rigs.agenda_world import add_client, stylists
from tests.sync_agent.google.test_google_bookings import TEXT, desk, google, iso, online, visits
from tests.sync_agent.plays.calendar_desk import CalendarDesk
from tests.sync_agent.sides.test_booking_questions import cancel, many, turn
from tests.sync_agent.sides.test_booking_refusals import haircut

pytestmark = pytest.mark.req("G7")

__all__ = ["desk", "google"]


# -- people ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["phone", "email"])
def test_who_was_put_aside_here_is_not_made_a_second_time(desk: CalendarDesk, by: str) -> None:
    reach = {"phone": "+420777111222"} if by == "phone" else {"email": "jana@example.com"}
    client = desk.salon.clients.save(
        Client(b"", "Jana", "Vzorová", active=False, **reach),  # type: ignore[arg-type]
        None,
    )
    online(desk)
    desk.take_in()
    assert (visits(desk), desk.salon.clients.count()) == ((), 0)
    (case,) = desk.cases("refused")
    assert "inactive" in str(case.detail["why"])
    desk.salon.clients.save(replace(client, active=True), None)
    desk.take_in()
    assert visits(desk)[0].client_id == client.id
    assert desk.cases() == []


def test_who_was_erased_and_comes_again_is_somebody_new(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    petra, _ = stylists(desk.salon)
    event = online(desk)
    desk.take_in()
    before = visits(desk)[0].client_id
    assert before is not None
    desk.salon.clients.erase(before, petra.id)
    desk.salon.agenda.set_state(visits(desk)[0].id, "done", None)
    online(desk, "17:00")
    google.owner.edit_event(desk.bookings, event, summary="Haircut - Jana Vzorová")
    google.owner.move_event(desk.bookings, event, iso(desk, "16:00"))
    desk.take_in()
    (case,) = desk.cases("refused")
    assert case.local_id is not None
    assert "Vzorová" not in repr(desk.store.rows("SELECT detail FROM sync_case"))
    again = visits(desk)[-1]
    assert (again.client_name, again.client_id != before) == ("Jana Vzorová", True)


def test_nothing_personal_of_a_refused_booking_is_kept_beside_its_case(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    haircut(desk, offered=False)
    online(desk)
    desk.take_in()
    assert len(desk.cases("refused")) == 1
    add_client(desk.salon)
    desk.take_in()
    kept = desk.store.rows("SELECT base, raw, sent, ordering, stable FROM sync_link")
    kept += desk.store.rows("SELECT item, '', '', '', '' FROM sync_seen")
    assert "Vzorová" not in repr(kept)
    assert "777111222" not in repr(kept)
    assert "777 111 222" not in repr(kept)
    assert Links(desk.store, desk.source.name, desk.source.about()).count_staged() == 0
    assert sync_book.answered(desk.store, desk.source.name) == []


def test_nothing_of_a_refused_booking_waits_while_people_are_asked(desk: CalendarDesk) -> None:
    events = many(desk)
    assert turn(desk).received == len(events)
    haircut(desk, offered=False)
    online(desk, text=TEXT.replace("Jana", "Zuzana"))
    turn(desk)
    assert len(desk.cases("refused")) == 1
    cancel(desk, events[:30])
    add_client(desk.salon)
    assert turn(desk).outcome == "question"
    assert "Zuzana" not in repr(desk.store.rows("SELECT item FROM sync_seen"))


# -- the days on which clocks change ---------------------------------------------------------------


def test_an_hour_that_exists_twice_is_two_hours(desk: CalendarDesk, google: FakeGoogle) -> None:
    day = "2027-10-31T02:"
    for offset in ("+02:00", "+01:00"):
        google.owner.create_event(
            desk.bookings,
            "Haircut",
            f"{day}30:00{offset}",
            f"{day}55:00{offset}",
            description=TEXT,
        )
    desk.take_in()
    assert desk.cases() == []
    client = desk.salon.clients.search("Jana")[0]
    first, second = sorted(v.starts_at for v in desk.salon.clients.visits(client.id))
    assert second - first == 3_600_000
    local = desk.salon.context.salon.local
    assert [local(moment).strftime("%H:%M") for moment in (first, second)] == ["02:30", "02:30"]


def test_an_hour_that_does_not_exist_is_the_next_one(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    start, end = "2027-03-28T02:30:00+01:00", "2027-03-28T03:00:00+01:00"
    event = google.owner.create_event(desk.bookings, "Haircut", start, end, description=TEXT)
    desk.take_in()
    client = desk.salon.clients.search("Jana")[0]
    (visit,) = desk.salon.clients.visits(client.id)
    assert desk.salon.context.salon.local(visit.starts_at).strftime("%H:%M") == "03:30"
    assert visit.ends_at - visit.starts_at == 1_800_000
    google.owner.move_event(desk.bookings, event, "2027-03-28T01:30:00+01:00")
    desk.take_in()
    (visit,) = desk.salon.clients.visits(client.id)
    assert desk.salon.context.salon.local(visit.starts_at).strftime("%H:%M") == "01:30"


def test_a_time_without_a_zone_is_for_people_to_look_at(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    """Google does not write such a thing; it would be wrong to take it for a holiday."""
    event = online(desk)
    moment = {"dateTime": "2026-11-21T14:00:00", "timeZone": "Europe/Prague"}
    google.calendars.get(desk.bookings).events[event].data["start"] = moment
    desk.take_in()
    assert visits(desk) == ()
    assert [case.kind for case in desk.cases()] == ["refused"]
