"""Visits as the calendar sees them, and what a calendar may do to them."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.services.salon_services import Services
from sync_agent.sides.visits import Visits, span, start_of
from tests.rigs.agenda_world import add_client, at, book
from tests.rigs.salon import clock_of

HOUR = 3_600_000


def test_a_visit_is_told_with_its_time_client_and_services(salon: Services) -> None:
    visit = book(salon, "14:00", add_client(salon))
    found = Visits(salon).records([visit.id, b"nobody"])
    assert list(found) == [visit.id]
    record = found[visit.id].record
    assert record is not None
    assert record["time"] == span(at(salon, "14:00"), at(salon, "14:30"))
    assert record["title"] == "Kateřina Vzorová · Haircut"


def test_only_what_is_still_to_come_begins_to_be_sent(salon: Services) -> None:
    visit = book(salon, "14:00")
    clock_of(salon).advance(48 * HOUR)
    assert not Visits(salon).records([visit.id])[visit.id].begin
    assert list(Visits(salon).everything()) == []


def test_all_of_them_come_in_portions_by_time(
    salon: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync_agent.sides.visits.PORTION", 2)
    visits = [book(salon, clock).id for clock in ("16:00", "14:00", "15:00")]
    cancelled = book(salon, "17:00")
    salon.agenda.set_state(cancelled.id, "cancelled", None)
    portions = [list(portion) for portion in Visits(salon).everything()]
    assert portions == [[visits[1], visits[2]], [visits[0]]]


@pytest.mark.req("G9")
def test_a_moved_event_moves_the_visit(salon: Services) -> None:
    visit = book(salon, "14:00")
    moved = span(at(salon, "15:00"), at(salon, "15:30"))
    Visits(salon).apply(visit.id, {"time": moved})
    assert salon.agenda.get(visit.id).starts_at == at(salon, "15:00")


def test_a_visit_is_not_moved_onto_another(salon: Services) -> None:
    visit = book(salon, "14:00")
    book(salon, "15:00")
    with pytest.raises(Refused):
        Visits(salon).apply(visit.id, {"time": span(at(salon, "15:00"), at(salon, "15:30"))})
    assert salon.agenda.get(visit.id).starts_at == at(salon, "14:00")


@pytest.mark.parametrize("time", ["", "2026-11-21", "2026-11-21/2026-11-22"])
def test_a_visit_has_a_time_of_day(time: str) -> None:
    with pytest.raises(Refused):
        start_of(time)


def test_a_deleted_event_cancels_a_booked_visit_and_nothing_else(salon: Services) -> None:
    booked, come = book(salon, "14:00"), book(salon, "15:00")
    salon.agenda.set_state(come.id, "arrived", None)
    side = Visits(salon)
    assert side.removed(booked.id, "gone") == "applied"
    assert side.removed(come.id, "gone") == "suppress"
    assert salon.agenda.get(booked.id).state == "cancelled"
    assert salon.agenda.get(come.id).state == "arrived"


def test_a_deleted_event_of_a_visit_that_is_over_cancels_nothing(salon: Services) -> None:
    """Nobody marked it, and the calendar is tidied."""
    visit = book(salon, "14:00")
    clock_of(salon).advance(48 * HOUR)
    assert Visits(salon).removed(visit.id, "gone") == "suppress"
    assert salon.agenda.get(visit.id).state == "booked"


def test_what_people_write_into_the_calendar_is_theirs(salon: Services) -> None:
    soon = span(at(salon, "14:00"), at(salon, "14:30"))
    assert Visits(salon).add({"time": soon, "title": "Lunch"}, ours=False) is None


def test_one_of_ours_that_is_not_known_here_is_told_while_it_is_to_come(salon: Services) -> None:
    begins = at(salon, "14:00")
    seen = {"time": span(begins, begins + HOUR), "title": "Eva"}
    with pytest.raises(Refused, match="backup"):
        Visits(salon).add(seen, ours=True)
    clock_of(salon).advance(48 * HOUR)
    assert Visits(salon).add(seen, ours=True) is None
