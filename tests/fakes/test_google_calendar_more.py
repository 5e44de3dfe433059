"""The fake Calendar API: repeated events, limits, and who may see what."""

from __future__ import annotations

import pytest

from tests.fakes.calendar_calls import Calendar
from tests.fakes.google import FakeGoogle, Fault, Quotas
from tests.fakes.people_calls import refused


@pytest.fixture
def calendar() -> Calendar:
    return Calendar(FakeGoogle(seed=1))


def test_a_repeated_event_as_single_instances_across_a_clock_change(calendar: Calendar) -> None:
    zone = {"timeZone": "Europe/Prague"}
    name = calendar.google.owner.create_event(
        calendar.id, "Course", {"dateTime": "2026-10-22T10:00:00+02:00"} | zone,
        {"dateTime": "2026-10-22T11:00:00+02:00"} | zone,
        recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
    )  # fmt: skip
    assert [e["id"] for e in calendar.list()["items"]] == [name]
    singles = calendar.pages(singleEvents=True, maxResults=2)
    events = [e for p in singles for e in p["items"]]
    assert [e["start"]["dateTime"][11:19] for e in events] == ["10:00:00"] * 3
    assert [e["id"] for e in events] == [
        f"{name}_20261022T080000Z", f"{name}_20261029T090000Z", f"{name}_20261105T090000Z",
    ]  # fmt: skip
    assert {e["recurringEventId"] for e in events} == {name}
    assert calendar.get(events[1]["id"])["originalStartTime"] == events[1]["start"]


def test_instances_are_moved_and_cancelled_one_by_one(calendar: Calendar) -> None:
    owner = calendar.google.owner
    name = owner.create_event(
        calendar.id, "Course", "2026-12-01T10:00:00Z", "2026-12-01T11:00:00Z",
        recurrence=["RRULE:FREQ=DAILY;UNTIL=20261203T235959Z"],
    )  # fmt: skip
    token = calendar.list(singleEvents=True)["nextSyncToken"]
    owner.move_instance(calendar.id, name, "2026-12-02T10:00:00Z", "2026-12-02T15:00:00Z",
                        "2026-12-02T16:00:00Z")  # fmt: skip
    owner.cancel_instance(calendar.id, name, "2026-12-03T10:00:00Z")
    moved, cancelled = calendar.list(singleEvents=True, syncToken=token)["items"]
    assert moved["start"] == {"dateTime": "2026-12-02T15:00:00Z"}
    assert set(cancelled) == {
        "kind", "etag", "id", "status", "recurringEventId", "originalStartTime",
    }  # fmt: skip
    call = calendar.service.events().instances(calendarId=calendar.id, eventId=name)
    starts = [e["start"]["dateTime"][:13] for e in call.execute()["items"]]
    assert starts == ["2026-12-01T10", "2026-12-02T15"]


def test_a_change_of_the_series_changes_its_instances(calendar: Calendar) -> None:
    owner = calendar.google.owner
    name = owner.create_event(
        calendar.id, "Course", "2026-12-01", "2026-12-02", recurrence=["RRULE:FREQ=DAILY;COUNT=2"]
    )
    token = calendar.list(singleEvents=True)["nextSyncToken"]
    owner.cancel_event(calendar.id, name)
    items = calendar.list(singleEvents=True, syncToken=token)["items"]
    assert [(e["id"], e["status"]) for e in items] == [
        (f"{name}_20261201", "cancelled"), (f"{name}_20261202", "cancelled"),
    ]  # fmt: skip


@pytest.mark.parametrize(("how", "status"), [("403", 403), ("429", 429)])
def test_too_many_in_a_minute(how: str, status: int) -> None:
    quotas = Quotas(per_minute={"calendar": 3}, calendar_status=how)
    calendar = Calendar(FakeGoogle(quotas=quotas))
    calendar.list()
    calendar.list()
    error = refused(calendar.list)
    assert error.status_code == status
    assert error.error_details[0]["reason"] == "rateLimitExceeded"
    calendar.google.clock.advance(minutes=1)
    calendar.list()


def test_a_limit_can_be_hit_by_surprise(calendar: Calendar) -> None:
    calendar.google.faults.once("calendar.events.insert", Fault.E429)
    assert refused(calendar.insert).error_details[0]["reason"] == "rateLimitExceeded"


def test_an_insert_whose_answer_was_lost_is_found_by_its_id(calendar: Calendar) -> None:
    calendar.google.faults.once("calendar.events.insert", Fault.TWICE)
    assert refused(calendar.insert).status_code == 409
    assert calendar.get()["summary"] == "Anna"


def test_the_narrow_scope_sees_its_own_calendars_alone() -> None:
    google = FakeGoogle()
    shared = google.owner.create_calendar("Bookings")
    narrow = google.credentials(("https://www.googleapis.com/auth/calendar.app.created",))
    service = google.calendar(credentials=narrow)
    own = service.calendars().insert(body={"summary": "Pult"}).execute()["id"]
    service.events().list(calendarId=own).execute()
    assert refused(service.events().list(calendarId=shared).execute).status_code == 404
    assert refused(service.events().list(calendarId="primary").execute).status_code == 404
    assert refused(service.calendarList().list().execute).status_code == 403


def test_a_shared_calendar_is_read_only(calendar: Calendar) -> None:
    calendar.id = calendar.google.owner.create_calendar("Bookings", role="reader")
    assert calendar.list()["accessRole"] == "reader"
    assert refused(calendar.insert).error_details[0]["reason"] == "requiredAccessLevel"


def test_calendars_are_renamed_listed_and_deleted(calendar: Calendar) -> None:
    calendars = calendar.service.calendars()
    calendars.patch(calendarId=calendar.id, body={"description": "Desk"}).execute()
    assert calendars.get(calendarId=calendar.id).execute()["description"] == "Desk"
    listed = calendar.service.calendarList().list().execute()["items"]
    assert [e.get("primary", False) for e in listed] == [True, False]
    entry = (
        calendar.service.calendarList()
        .patch(calendarId=calendar.id, body={"colorId": "7"})
        .execute()
    )
    assert entry["colorId"] == "7"
    calendars.delete(calendarId=calendar.id).execute()
    assert refused(calendar.list).status_code == 404


def test_there_are_eleven_colours(calendar: Calendar) -> None:
    assert len(calendar.service.colors().get().execute()["event"]) == 11
