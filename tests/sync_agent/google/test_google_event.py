"""A visit as an event and back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_agent.google.event import body, event_id, project, seen
from sync_agent.sides.visits import span

INSTALLATION = "0011223344556677"
CALENDAR = "c_1@group.calendar.google.com"
VISIT = bytes(range(16))
MINUTES = st.integers(0, 60_000_000).map(lambda minute: minute * 60_000)


@given(MINUTES, st.integers(1, 600), st.text(max_size=20), st.integers(0, 7))
def test_what_is_sent_is_read_back(start: int, minutes: int, title: str, colour: int) -> None:
    record = {
        "time": span(start, start + minutes * 60_000),
        "title": title,
        "about": "",
        "colour": str(colour),
    }
    assert project(body(record, INSTALLATION, VISIT)) == record


@given(st.binary(min_size=16, max_size=16), st.integers(0, 250))
def test_an_id_is_what_google_allows_and_tells_generations_apart(visit: bytes, old: int) -> None:
    made = event_id(INSTALLATION, CALENDAR, visit, old)
    assert re.fullmatch(r"[a-v0-9]{5,1024}", made)
    assert made != event_id(INSTALLATION, CALENDAR, visit, old + 1)
    assert made != event_id(INSTALLATION, "another", visit, old)


@pytest.mark.req("G9")
def test_an_event_says_whose_visit_it_is() -> None:
    sent = body({"time": span(0, 60_000)}, INSTALLATION, VISIT)
    key = event_id(INSTALLATION, CALENDAR, VISIT, 7)
    found = seen(sent | {"id": key, "etag": '"1"'}, INSTALLATION)
    assert (found.owners, found.foreign, found.place) == ((VISIT,), False, "inside")
    other = seen(sent | {"id": "abcde"}, "ffffffffffffffff")
    assert (other.owners, other.foreign) == ((), True)


@pytest.mark.parametrize("key", ["abcde", "1fd557a807000a4cc92f8a9ff", "abcde_20261121T090000Z"])
def test_a_copy_that_somebody_made_of_it_is_theirs(key: str) -> None:
    """Google copies the hidden properties too, as into the repetitions of an event."""
    sent = body({"time": span(0, 60_000)}, INSTALLATION, VISIT)
    found = seen(sent | {"id": key}, INSTALLATION)
    assert (found.owners, found.foreign) == ((), True)


def test_an_hour_in_another_zone_is_the_same_hour() -> None:
    moment = {"dateTime": "2026-11-21T10:00:00+01:00", "timeZone": "Europe/Prague"}
    assert project({"start": moment, "end": moment})["time"] == (
        "2026-11-21T09:00Z/2026-11-21T09:00Z"
    )


def test_an_event_of_whole_days_has_no_time() -> None:
    day = {"date": "2026-11-21"}
    assert project({"start": day, "end": day})["time"] == ""


def test_a_cancelled_event_is_gone_and_may_hold_nothing_but_its_id() -> None:
    assert seen({"id": "abcde", "status": "cancelled"}, INSTALLATION).place == "gone"
