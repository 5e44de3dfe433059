"""Kinds of faults that booking calendars are known for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.salon.domain.agenda.clash import ANYTHING, DoesNotFit
from kiosk.salon.domain.agenda.hours import HoursPlan
from kiosk.salon.domain.goods.catalogue import Service
from kiosk.salon.services.salon_services import Services
from tests.rigs.agenda_world import TODAY, add_service, at, book, stylists
from tests.rigs.salon import clock_of

TOMORROW = TODAY + timedelta(days=1)


def offered(salon: Services, services: list[bytes], who: bytes | None, day: date) -> list[str]:
    local = salon.context.salon.local
    found = salon.planning.free_times(services, day, staff_id=who)
    return [f"{local(one.starts_at):%H:%M}" for one in found]


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_an_afternoon_on_a_day_when_the_clock_changes(salon: Services, day: date) -> None:
    petra, _ = stylists(salon)
    salon.hours.save_plan(HoursPlan(b"", None, TODAY, ((((13 * 60, 18 * 60),),) * 7,)), None)
    times = offered(salon, [add_service(salon)], petra.id, day)
    assert (times[0], times[-1]) == ("13:00", "17:30")
    visit = book(salon, "0:00", services=[add_service(salon)], despite=ANYTHING)
    again = salon.context.salon.instant(day, 13 * 60)
    moved = salon.agenda.move(visit.id, petra.id, again, None)
    assert salon.planning.day(day).clashes == {}
    assert f"{salon.context.salon.local(moved.starts_at):%H:%M}" == "13:00"


def test_a_long_visit_that_has_begun_still_holds_its_last_hour(salon: Services) -> None:
    petra, _ = stylists(salon)
    salon.agenda.book(
        *(petra.id, at(salon, "10:00", TOMORROW), [add_service(salon, "Long", 105)], None),
        guest_name="Host",
    )
    behind = at(salon, "10:15", TOMORROW) - salon.context.now()
    clock_of(salon).advance(behind // 1000)
    times = offered(salon, [add_service(salon)], petra.id, TOMORROW)
    assert not {"10:30", "11:00", "11:15", "11:30"} & set(times)
    assert "11:45" in times


def test_two_visits_at_a_time_do_not_make_it_free(salon: Services) -> None:
    petra, _ = stylists(salon)
    for _ in range(2):
        salon.agenda.book(
            *(petra.id, at(salon, "10:00", TOMORROW), [add_service(salon)], None),
            guest_name="Host",
            despite=ANYTHING,
        )
    times = offered(salon, [add_service(salon)], petra.id, TOMORROW)
    assert not {"09:45", "10:00", "10:15"} & set(times)
    assert {"09:30", "10:30"} <= set(times)


def test_anybody_is_somebody_who_is_free(salon: Services) -> None:
    petra, eva = stylists(salon)
    cut = [add_service(salon)]
    salon.agenda.book(petra.id, at(salon, "10:00", TOMORROW), cut, None, guest_name="Host")
    at_ten = [
        one.staff_id
        for one in salon.planning.free_times(cut, TOMORROW)
        if one.starts_at == at(salon, "10:00", TOMORROW)
    ]
    assert at_ten == [eva.id]
    salon.agenda.book(eva.id, at(salon, "10:00", TOMORROW), cut, None, guest_name="Host")
    assert "10:00" not in offered(salon, cut, None, TOMORROW)


def test_the_pause_of_one_visit_is_given_away_once(salon: Services) -> None:
    petra, _ = stylists(salon)
    colour = salon.catalogue.save_service(
        Service(b"", "Colour", 90, 90000, 2100, gap_from=30, gap_minutes=30), None
    )
    cut, start = add_service(salon), at(salon, "10:00", TOMORROW)
    salon.agenda.book(petra.id, start, [colour.id], None, guest_name="Host")
    pause = at(salon, "10:30", TOMORROW)
    salon.agenda.book(petra.id, pause, [cut], None, guest_name="Host")
    with pytest.raises(DoesNotFit):
        salon.agenda.book(petra.id, pause, [cut], None, guest_name="Host")
    assert salon.planning.day(TOMORROW).clashes == {}
    # What the service takes from now on changes no visit that is booked.
    salon.catalogue.save_service(replace(colour, gap_from=0, gap_minutes=0), None)
    assert salon.planning.day(TOMORROW).clashes == {}


def test_a_visit_that_was_called_off_gives_its_time_back(salon: Services) -> None:
    petra, _ = stylists(salon)
    cut, start = [add_service(salon)], at(salon, "10:00", TOMORROW)
    visit = salon.agenda.book(petra.id, start, cut, None, guest_name="Host")
    for state in ("cancelled", "booked", "no_show"):
        salon.agenda.set_state(visit.id, state, None)
        assert ("10:00" in offered(salon, cut, petra.id, TOMORROW)) == (state != "booked")


def test_over_midnight_it_is_in_the_way_on_both_days(salon: Services) -> None:
    petra, _ = stylists(salon)
    night = HoursPlan(b"", None, TODAY, ((((20 * 60, 26 * 60),),) * 7,))
    salon.hours.save_plan(night, None)
    visit = salon.agenda.book(
        *(petra.id, at(salon, "23:30", TOMORROW), [add_service(salon, "Long", 90)], None),
        guest_name="Host",
    )
    assert visit.id in {one.id for one in salon.agenda.day(TOMORROW).appointments}
    times = offered(salon, [add_service(salon)], petra.id, TOMORROW)
    assert "00:30" not in times
    assert {"23:00", "01:00", "01:30"} <= set(times)


def test_what_is_to_be_placed_stays_so_while_it_stands_where_it_was(salon: Services) -> None:
    petra, _ = stylists(salon)
    begins, work = at(salon, "11:00", TODAY + timedelta(days=1)), add_service(salon)
    salon.agenda.book(petra.id, begins, [work], petra.id, guest_name="Host")
    online = salon.agenda.book(
        petra.id, begins, [work], None, guest_name="Host online", despite=ANYTHING
    )
    salon.agenda.change(online.id, petra.id, begins, [work, work], None, despite=ANYTHING)
    assert salon.agenda.to_place() == (online.id,), "the other program only added a service"
    salon.agenda.change(online.id, petra.id, begins, None, petra.id, note="Ukázková poznámka")
    assert salon.agenda.to_place() == (online.id,), "a note is no decision"
    salon.agenda.change(online.id, petra.id, at(salon, "15:00", TODAY), None, petra.id)
    assert salon.agenda.to_place() == ()
