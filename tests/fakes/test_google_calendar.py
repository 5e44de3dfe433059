"""The fake Calendar API: ids that are burnt, etags, deletions, sync tokens, repeated events."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.calendar_calls import ELEVEN, ID, TEN, Calendar
from tests.fakes.google import FakeGoogle, Switches
from tests.fakes.people_calls import refused


@pytest.fixture
def calendar() -> Calendar:
    return Calendar(FakeGoogle(seed=1))


def test_over_real_http_an_event_goes_there_and_comes_back(google: FakeGoogle) -> None:
    calendar = Calendar(google)
    made = calendar.insert(colorId="5", extendedProperties={"private": {"pult": "7"}})
    assert calendar.get() == made
    assert made["etag"].startswith('"')
    assert google.calendars.event(calendar.id, ID).private("pult") == "7"


def test_an_id_can_be_taken_once_for_ever(calendar: Calendar) -> None:
    calendar.insert()
    error = refused(calendar.insert)
    assert (error.status_code, error.reason) == (409, "The requested identifier already exists.")
    calendar.delete()
    assert refused(calendar.insert).status_code == 409


@pytest.mark.parametrize("name", ["abcd", "ABCDEF", "wxyz0", "a-b-c-d", "a" * 1025])
def test_ids_have_an_alphabet_and_a_length(calendar: Calendar, name: str) -> None:
    assert refused(calendar.insert, name).status_code == 400


def test_without_an_id_google_chooses_one(calendar: Calendar) -> None:
    body = {"summary": "A", "start": TEN, "end": ELEVEN}
    made = calendar.service.events().insert(calendarId=calendar.id, body=body).execute()
    assert calendar.get(made["id"])["summary"] == "A"


@pytest.mark.parametrize(
    "fields",
    [
        {"iCalUID": "x@y"},
        {"end": TEN, "start": ELEVEN},
        {"start": {"dateTime": "2026-11-23T10:00:00"}},
        {"start": {}},
        {"start": {"date": "2026-11-23"}},
        {"colorId": "12"},
        {"extendedProperties": {"private": {"k" * 45: "v"}}},
        {"extendedProperties": {"private": {"k": "v" * 1025}}},
        {"sumary": "typo"},
        {"summary": 7},
    ],
)
def test_what_an_event_may_not_hold(calendar: Calendar, fields: dict[str, Any]) -> None:
    assert refused(lambda: calendar.insert(**fields)).status_code == 400
    assert len(calendar.google.violations) == 1
    assert calendar.google.calendars.events(calendar.id) == []


def test_patch_merges_and_update_replaces(calendar: Calendar) -> None:
    calendar.insert(description="d", extendedProperties={"private": {"a": "1", "b": "2"}})
    got = calendar.write("patch", {"extendedProperties": {"private": {"a": "3"}}})
    assert got["extendedProperties"]["private"] == {"a": "3", "b": "2"}
    assert calendar.write("patch", {"description": None}).get("description") is None
    got = calendar.write("update", {"summary": "B", "start": TEN, "end": ELEVEN})
    assert "extendedProperties" not in got
    assert got["summary"] == "B"


def test_a_move_raises_the_sequence_and_a_lower_one_is_refused(calendar: Calendar) -> None:
    calendar.insert()
    later = {"dateTime": "2026-11-23T12:00:00+01:00"}
    assert calendar.write("patch", {"end": later})["sequence"] == 1
    assert refused(calendar.write, "patch", {"sequence": 0}).status_code == 400


@pytest.mark.parametrize("how", ["patch", "update", "delete"])
def test_if_match_guards_every_write(calendar: Calendar, how: str) -> None:
    first = calendar.insert()["etag"]
    second = calendar.write("patch", {"summary": "B"}, first)["etag"]
    assert first != second
    body = {"summary": "C", "start": TEN, "end": ELEVEN}

    def write(match: str) -> object:
        return calendar.delete(match=match) if how == "delete" else (
            calendar.write(how, body, match))  # fmt: skip

    assert refused(write, first).status_code == 412
    write(second)


def test_a_deleted_event_is_410_and_its_view_says_cancelled(calendar: Calendar) -> None:
    calendar.insert()
    calendar.delete()
    error = refused(calendar.delete)
    assert (error.status_code, error.reason) == (410, "Resource has been deleted")
    assert calendar.get()["status"] == "cancelled"
    assert refused(calendar.delete, "neverwas").status_code == 404


@pytest.mark.parametrize("how", ["ok", "403"])
def test_reviving_a_deleted_event(how: str) -> None:
    calendar = Calendar(FakeGoogle(switches=Switches(calendar_revive=how)))
    calendar.insert()
    calendar.delete()
    body = {"summary": "B", "start": TEN, "end": ELEVEN, "status": "confirmed"}
    if how == "403":
        assert refused(calendar.write, "update", body).status_code == 403
    else:
        assert calendar.write("update", body)["status"] == "confirmed"


def test_cancelled_by_a_patch_is_deleted(calendar: Calendar) -> None:
    calendar.insert()
    assert calendar.write("patch", {"status": "cancelled"})["status"] == "cancelled"
    assert calendar.list()["items"] == []
    assert len(calendar.list(showDeleted=True)["items"]) == 1


def test_a_sync_token_brings_only_changes_with_bare_deletions(calendar: Calendar) -> None:
    calendar.insert()
    calendar.insert("second")
    token = calendar.list()["nextSyncToken"]
    assert calendar.list(syncToken=token)["items"] == []
    calendar.google.owner.cancel_event(calendar.id, ID)
    calendar.google.owner.move_event(calendar.id, "second", "2026-11-24T10:00:00+01:00")
    cancelled, moved = calendar.list(syncToken=token)["items"]
    assert set(cancelled) == {"kind", "etag", "id", "status"}
    assert cancelled["status"] == "cancelled"
    assert moved["start"] == {"dateTime": "2026-11-24T10:00:00+01:00"}
    assert moved["end"] == {"dateTime": "2026-11-24T10:00:00.000Z"}


def test_pages_follow_each_other_and_only_the_last_has_the_token(calendar: Calendar) -> None:
    owner = calendar.google.owner
    for day in range(1, 8):
        owner.create_event(calendar.id, f"E{day}", f"2026-12-0{day}T10:00:00Z",
                           f"2026-12-0{day}T11:00:00Z")  # fmt: skip
    pages = calendar.pages(maxResults=3)
    assert [len(p["items"]) for p in pages] == [3, 3, 1]
    assert ["nextSyncToken" in p for p in pages] == [False, False, True]
    assert [e["summary"] for p in pages for e in p["items"]] == [f"E{d}" for d in range(1, 8)]


@pytest.mark.parametrize(
    "more",
    [{"timeMin": "2026-11-01T00:00:00Z"}, {"q": "x"}, {"orderBy": "updated"},
     {"updatedMin": "2026-11-01T00:00:00Z"}, {"privateExtendedProperty": "a=b"},
     {"iCalUID": "x"}],
)  # fmt: skip
def test_what_a_sync_token_forbids(calendar: Calendar, more: dict[str, Any]) -> None:
    token = calendar.list()["nextSyncToken"]
    assert refused(lambda: calendar.list(syncToken=token, **more)).status_code == 400


def test_other_parameters_must_stay_the_same(calendar: Calendar) -> None:
    token = calendar.list(singleEvents=True)["nextSyncToken"]
    assert refused(lambda: calendar.list(syncToken=token)).status_code == 400


def test_tokens_expire_with_410(calendar: Calendar) -> None:
    token = calendar.list()["nextSyncToken"]
    calendar.google.calendars.expire_tokens(calendar.id)
    error = refused(lambda: calendar.list(syncToken=token))
    assert error.status_code == 410
    assert error.error_details[0]["reason"] == "fullSyncRequired"
    token = calendar.list()["nextSyncToken"]
    calendar.google.clock.advance(days=28)
    assert refused(lambda: calendar.list(syncToken=token)).status_code == 410


@pytest.mark.parametrize(("keeps", "seen"), [(False, 1), (True, 0)])
def test_a_first_sync_with_a_window_and_what_comes_after(keeps: bool, seen: int) -> None:
    calendar = Calendar(FakeGoogle(switches=Switches(calendar_sync_keeps_window=keeps)))
    owner = calendar.google.owner
    owner.create_event(calendar.id, "Old", "2026-01-01T10:00:00Z", "2026-01-01T11:00:00Z")
    calendar.insert()
    first = calendar.list(timeMin="2026-11-01T00:00:00Z")
    assert [e["summary"] for e in first["items"]] == ["Anna"]
    owner.create_event(calendar.id, "Old 2", "2026-01-02T10:00:00Z", "2026-01-02T11:00:00Z")
    assert len(calendar.list(syncToken=first["nextSyncToken"])["items"]) == seen


def test_a_time_without_offset_is_no_time(calendar: Calendar) -> None:
    assert refused(lambda: calendar.list(timeMin="2026-11-01T00:00:00")).status_code == 400


def test_found_by_private_property_words_and_order(calendar: Calendar) -> None:
    calendar.insert(extendedProperties={"private": {"pult": "7"}})
    early = {"dateTime": "2026-11-23T08:00:00+01:00"}
    calendar.insert("sooner", summary="Eva", start=early, end=TEN)
    found = calendar.list(privateExtendedProperty="pult=7")["items"]
    assert [e["id"] for e in found] == [ID]
    assert [e["id"] for e in calendar.list(q="eva")["items"]] == ["sooner"]
    pages = calendar.pages(orderBy="startTime", singleEvents=True, maxResults=1)
    assert [e["id"] for p in pages for e in p["items"]] == ["sooner", ID]
    assert "nextSyncToken" not in pages[-1]


def test_mail_is_noted_when_google_would_send_it(calendar: Calendar) -> None:
    guest = [{"email": "guest@example.com"}]
    calendar.insert(attendees=guest)
    assert calendar.google.mailed == []
    calendar.write("patch", {"summary": "B"})
    calendar.service.events().delete(
        calendarId=calendar.id, eventId=ID, sendUpdates="all"
    ).execute()
    assert [m.split()[0] for m in calendar.google.mailed] == ["PATCH", "DELETE"]
