"""Bookings that could not be placed: tried again, made by hand meanwhile, changed, cancelled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.till.bill import Discount
from tests.fakes.google import FakeGoogle
from tests.rigs.agenda_world import add_client, add_service, at, book, stylists
from tests.rigs.till_world import edit_line
from tests.sync_agent.google.test_google_bookings import TEXT, desk, google, iso, online, visits
from tests.sync_agent.plays.calendar_desk import CalendarDesk

pytestmark = pytest.mark.req("G7")

__all__ = ["desk", "google"]

GET = "calendar.events.get"
LIST = "calendar.events.list"


def seen(desk: CalendarDesk) -> list[tuple[str, str, str]]:
    """Name, hour and stylist of every visit of today."""
    local = desk.salon.context.salon.local
    return [
        (v.client_name, local(v.starts_at).strftime("%H:%M"), v.staff_first_name)
        for v in visits(desk)
    ]


def jana(desk: CalendarDesk) -> bytes:
    return add_client(desk.salon, "Jana", "Vzorová", phone="+420777111222")


def haircut(desk: CalendarDesk, *, offered: bool) -> None:
    """What people book is not on the list for a while: nobody can tell then for what they come."""
    services = desk.salon.catalogue.services(inactive=True)
    (service,) = (one for one in services if one.name == "Haircut")
    desk.salon.catalogue.save_service(replace(service, active=offered), None)


def by_hand(desk: CalendarDesk, clock: str, client: bytes) -> None:
    """Petra is booked for something else than the booking names."""
    book(desk.salon, clock, client, services=[add_service(desk.salon, "Perm")])


def refused(desk: CalendarDesk, clock: str = "14:00") -> str:
    """A booking that was refused because nobody offers what it names."""
    haircut(desk, offered=False)
    event = online(desk, clock)
    desk.take_in()
    assert [case.kind for case in desk.cases()] == ["refused"]
    return event


# -- tried again -----------------------------------------------------------------------------------


def test_it_is_taken_in_as_soon_as_it_can_be(desk: CalendarDesk) -> None:
    event = refused(desk)
    haircut(desk, offered=True)
    assert desk.take_in().received == 1
    assert seen(desk) == [("Jana Vzorová", "14:00", "Eva")]
    assert desk.cases() == []
    desk.google.owner.move_event(desk.bookings, event, iso(desk, "16:00"))
    desk.take_in()
    assert seen(desk) == [("Jana Vzorová", "16:00", "Eva")]


def test_as_long_as_it_does_not_fit_nothing_is_told_again(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    refused(desk)
    (before,) = desk.cases()
    google.reset_log()
    desk.later()
    desk.take_in()
    assert google.count(GET) == 0, "nothing changed here"
    add_client(desk.salon, "Somebody", "Else")
    desk.later()
    desk.take_in()
    assert (google.count(GET), google.count(LIST)) == (1, 2)
    assert desk.cases() == [before]


def test_what_was_missing_here_may_be_added_here(desk: CalendarDesk, google: FakeGoogle) -> None:
    start, end = iso(desk, "14:00"), iso(desk, "15:00")
    google.owner.create_event(desk.bookings, "Manicure", start, end, description=TEXT)
    desk.take_in()
    assert [case.kind for case in desk.cases()] == ["refused"]
    add_service(desk.salon, "Manicure")
    desk.take_in()
    assert (len(visits(desk)), desk.cases()) == (1, [])


def test_many_are_read_in_one_request(desk: CalendarDesk, google: FakeGoogle) -> None:
    petra, _ = stylists(desk.salon)
    for number in range(22):
        clock, text = f"{14 + number % 8}:{number // 8}0", TEXT.replace("Eva", "Zora")
        text = text.replace("Jana", f"Client{number}").replace("222", f"{300 + number}")
        online(desk, clock, text.replace("jana@", f"client{number}@"))
    desk.take_in()
    assert len(desk.cases("refused")) == 22
    google.reset_log()
    desk.salon.team.save(StaffMember(b"", "Zora", "Sample", colour=2), petra.id)
    desk.take_in()
    assert (google.count(GET), google.count(LIST)) == (0, 1)
    assert (len(visits(desk)), len(desk.cases("refused"))) == (22, 0)


def test_what_is_over_is_not_tried_any_more(desk: CalendarDesk, google: FakeGoogle) -> None:
    refused(desk)
    desk.later(5 * 60)
    haircut(desk, offered=True)
    google.reset_log()
    desk.take_in()
    assert (visits(desk), google.count(GET)) == ((), 0)


def test_what_people_put_aside_is_not_booked_behind_their_back(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    event = refused(desk)
    petra, _ = stylists(desk.salon)
    desk.salon.sync_answers.answer(desk.cases()[0].number, "ok", petra.id)
    haircut(desk, offered=True)
    desk.take_in()
    assert (visits(desk), desk.cases()) == ((), [])
    by_hand(desk, "14:00", jana(desk))
    desk.take_in()
    google.owner.cancel_event(desk.bookings, event)
    desk.take_in()
    assert visits(desk) == ()


def test_refused_and_deleted_while_the_token_expired_it_is_forgotten(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    event = refused(desk)
    google.owner.cancel_event(desk.bookings, event)
    google.calendars.get(desk.bookings).epoch += 1
    google.calendars.get(desk.bookings).events.pop(event)
    desk.take_in()
    assert desk.cases() == []
    assert desk.store.rows("SELECT 1 FROM sync_link") == []


def test_a_refused_move_is_done_when_the_visit_can_be_moved(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    event = online(desk)
    desk.take_in()
    (visit,) = visits(desk)
    desk.salon.agenda.set_state(visit.id, "done", None)
    google.owner.move_event(desk.bookings, event, iso(desk, "16:00"))
    desk.take_in()
    assert [case.local_id for case in desk.cases("refused")] == [visit.id]
    desk.salon.agenda.set_state(visit.id, "in_chair", None)
    desk.take_in()
    assert seen(desk) == [("Jana Vzorová", "16:00", "Eva")]
    assert desk.cases() == []


def test_who_was_given_another_hour_does_not_get_the_first_one_as_well(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    event = refused(desk)
    desk.later(1)
    by_hand(desk, "15:30", jana(desk))
    haircut(desk, offered=True)
    desk.take_in()
    assert seen(desk) == [("Jana Vzorová", "15:30", "Petra")]
    assert [case.kind for case in desk.cases()] == ["refused"]
    google.owner.move_event(desk.bookings, event, iso(desk, "15:30"))
    desk.take_in()
    assert seen(desk) == [("Jana Vzorová", "15:30", "Petra")]
    assert desk.cases() == []
    google.owner.cancel_event(desk.bookings, event)
    desk.take_in()
    assert visits(desk) == ()


def test_a_cancellation_that_an_open_bill_forbids_is_done_later(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    petra, _ = stylists(desk.salon)
    event = online(desk)
    desk.take_in()
    (visit,) = visits(desk)
    bill = desk.salon.visit_bills.open(visit.id, petra.id)
    bill = edit_line(desk.salon, bill, discount=Discount("percent", 1_000))
    google.owner.cancel_event(desk.bookings, event)
    desk.take_in()
    (case,) = desk.cases("refused")
    assert case.local_id == visit.id
    edit_line(desk.salon, bill, discount=Discount())
    add_client(desk.salon)
    desk.take_in()
    assert (visits(desk), desk.cases()) == ((), [])


# -- made by hand ----------------------------------------------------------------------------------


@pytest.mark.parametrize("between", [False, True], ids=["at once", "a run later"])
def test_booked_by_hand_with_another_stylist_it_is_followed(
    desk: CalendarDesk, google: FakeGoogle, between: bool
) -> None:
    event = refused(desk)
    desk.later(1)
    by_hand(desk, "14:00", jana(desk))
    if between:
        desk.take_in()
        assert desk.cases() == []
    google.owner.move_event(desk.bookings, event, iso(desk, "16:00"))
    desk.take_in()
    assert seen(desk) == [("Jana Vzorová", "16:00", "Eva")]
    google.owner.cancel_event(desk.bookings, event)
    desk.take_in()
    assert seen(desk) == []
    assert desk.cases() == []


def test_booked_by_hand_before_it_was_seen_it_is_the_same_visit(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    services = [add_service(desk.salon, "Perm", 60)]
    _, eva = stylists(desk.salon)
    made = book(desk.salon, "14:00", jana(desk), staff_id=eva.id, services=services)
    event = online(desk)
    desk.take_in()
    (visit,) = visits(desk)
    assert (visit.id, visit.services[0].name, desk.cases()) == (made.id, "Perm", [])
    google.owner.move_event(desk.bookings, event, iso(desk, "16:00"))
    desk.take_in()
    assert seen(desk) == [("Jana Vzorová", "16:00", "Eva")]
    assert visits(desk)[0].services[0].name == "Perm"


def test_a_guest_of_the_same_name_is_the_same_person(desk: CalendarDesk) -> None:
    _, eva = stylists(desk.salon)
    desk.salon.agenda.book(
        *(eva.id, at(desk.salon, "14:00"), [add_service(desk.salon)], None),
        guest_name="jana vzorova",
    )
    online(desk)
    desk.take_in()
    assert (len(visits(desk)), desk.cases()) == (1, [])


def test_a_visit_from_before_the_refusal_with_another_stylist_is_another_one(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    """A mother comes herself, and books her daughter in online by her own phone."""
    by_hand(desk, "14:00", jana(desk))
    desk.later(1)
    event = refused(desk)
    add_client(desk.salon, "Somebody", "Else", phone="+420777999888")
    desk.take_in()
    assert [case.kind for case in desk.cases()] == ["refused"]
    haircut(desk, offered=True)
    desk.take_in()
    google.owner.cancel_event(desk.bookings, event)
    desk.take_in()
    assert seen(desk) == [("Jana Vzorová", "14:00", "Petra")]


def test_two_bookings_of_one_client_at_one_time_are_two_visits(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    online(desk)
    event = online(desk, text=TEXT.replace("Eva", "Petra"))
    desk.take_in()
    assert sorted(seen(desk)) == [
        ("Jana Vzorová", "14:00", "Eva"),
        ("Jana Vzorová", "14:00", "Petra"),
    ]
    google.owner.cancel_event(desk.bookings, event)
    desk.take_in()
    assert seen(desk) == [("Jana Vzorová", "14:00", "Eva")]


def test_the_same_booking_twice_is_told_and_is_not_the_first_ones_visit(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    events = {online(desk), online(desk)}
    desk.take_in()
    (visit,), (case,) = visits(desk), desk.cases("refused")
    (first,) = events - {case.key}
    google.owner.cancel_event(desk.bookings, first)
    desk.take_in()
    (other,) = visits(desk)
    assert (other.id != visit.id, desk.cases()) == (True, [])
    google.owner.cancel_event(desk.bookings, case.key)
    desk.take_in()
    assert visits(desk) == ()


# -- changed ---------------------------------------------------------------------------------------


def test_an_event_edited_while_it_is_refused_is_told_as_it_stands(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    event = refused(desk)
    google.owner.move_event(desk.bookings, event, iso(desk, "15:00"))
    desk.take_in()
    (case,) = desk.cases()
    assert case.detail["time"].startswith("2026-11-21T14:00Z")
    google.owner.edit_event(desk.bookings, event, description=TEXT.replace("Eva", "Petra"))
    haircut(desk, offered=True)
    desk.take_in()
    assert ("Jana Vzorová", "15:00", "Petra") in seen(desk)
    assert desk.cases() == []


def test_a_corrected_telephone_does_not_undo_what_the_desk_arranged(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    petra, _ = stylists(desk.salon)
    event = online(desk)
    desk.take_in()
    desk.salon.agenda.move(visits(desk)[0].id, petra.id, at(desk.salon, "15:30"), petra.id)
    google.owner.edit_event(desk.bookings, event, description=TEXT.replace("111", "333"))
    desk.take_in()
    assert seen(desk) == [("Jana Vzorová", "15:30", "Petra")]
    google.owner.move_event(desk.bookings, event, iso(desk, "17:00"))
    desk.take_in()
    assert seen(desk) == [("Jana Vzorová", "17:00", "Eva")]


def test_whole_days_are_no_bookings(desk: CalendarDesk, google: FakeGoogle) -> None:
    day, next_day = {"date": "2026-12-24"}, {"date": "2026-12-25"}
    google.owner.create_event(desk.bookings, "Closed", day, next_day, description=TEXT)
    event = online(desk)
    desk.take_in()
    assert (len(visits(desk)), desk.cases()) == (1, [])
    google.owner.move_event(desk.bookings, event, day, next_day)
    desk.take_in()
    assert [case.local_id for case in desk.cases()] == [visits(desk)[0].id]


def test_a_refused_booking_that_became_a_note_is_forgotten(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    event = refused(desk)
    google.owner.move_event(desk.bookings, event, {"date": "2026-12-24"}, {"date": "2026-12-25"})
    desk.take_in()
    assert desk.cases() == []
