"""Stories of the date picker: from the agenda, and in a booking."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kiosk.presenters.agenda.args import DatePickerArgs, TimeOffFormArgs
from kiosk.presenters.clients.args import ClientFormArgs
from kiosk.salon.domain.agenda.hours import HoursException, TimeOff
from kiosk.salon.domain.text import Day, T
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.presenters.test_desk import at_desk
from tests.rigs.agenda_world import TODAY, add_service, at, book, stylists


def cells(story: Story) -> dict[str, Any]:
    return {cell.key: cell for cell in story.state.cells}


@pytest.mark.req("V1")
def test_from_the_head_of_the_agenda_to_a_day_in_two(salon: Services) -> None:
    story = at_desk(salon).tap("pick_day").at("date_picker")
    assert story.state.month == Day(date(2026, 11, 1), "month")
    story.tap("pick", "2026-11-27").at("desk")
    assert (story.state.day, story.taps) == (date(2026, 11, 27), 2)


@pytest.mark.parametrize(("weeks", "day"), [(1, 28), (4, 19), (6, 2)])
def test_some_weeks_ahead_in_two(salon: Services, weeks: int, day: int) -> None:
    story = at_desk(salon).tap("pick_day").tap("ahead", weeks).at("desk")
    assert story.state.day == TODAY + timedelta(weeks=weeks)
    assert story.state.day.day == day


def test_today_from_anywhere_and_back_without_a_day(salon: Services) -> None:
    story = at_desk(salon).tap("next_day").tap("pick_day").tap("close").at("desk")
    assert story.state.day == TODAY + timedelta(days=1)
    assert story.tap("pick_day").tap("next_month").tap("today").at("desk").state.day == TODAY


def test_months_follow_each_other_whatever_their_length(salon: Services) -> None:
    """From the 31st of a month there is no 31st of the next one: none is left out."""
    story = at_desk(salon)
    story.nav.go(DatePickerArgs(day=date(2027, 1, 31)))
    months = []
    for _ in range(14):
        months.append(story.state.month.day)
        assert len(story.state.cells) == 42
        assert f"{months[-1]:%Y-%m}-01" in cells(story)
        story.tap("next_month")
    assert months[:3] == [date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1)]
    assert months[-1] == date(2028, 2, 1)
    assert [story.tap("previous_month").state.month.day for _ in range(14)] == months[::-1]


@pytest.mark.parametrize("typed", ["1.1.0001", "31.12.9999"])
def test_a_year_far_from_any_is_pointed_at_anew(salon: Services, typed: str) -> None:
    story = at_desk(salon)
    story.nav.go(ClientFormArgs())
    story.tap("edit", "birth_date", typed).tap("pick_day", "birth_date").at("date_picker")
    assert (story.state.chosen, story.state.cells[-1].key) == ("", f"{TODAY.year}-01-01")


def test_a_birthday_is_pointed_at_by_year_month_and_day(salon: Services) -> None:
    story = at_desk(salon)
    story.nav.go(ClientFormArgs())
    before = story.taps
    story.tap("pick_day", "birth_date").at("date_picker")
    assert (story.state.step, len(story.state.cells)) == ("year", 42)
    years = [cell.number for cell in story.state.cells]
    assert (years[0], years[-1]) == ("1985", "2026")
    assert story.state.cells[-1].today
    story.tap("pick", "1985-01-01")
    assert (story.state.step, len(story.state.cells)) == ("month", 12)
    story.tap("pick", "1985-12-01").tap("pick", "1985-12-24").at("client_form")
    assert field(story, "birth_date") == "24. 12. 1985"
    assert story.taps - before == 4
    # Somebody older is a page further; what stands there is where it begins the next time.
    story.tap("pick_day", "birth_date")
    assert [cell.key for cell in story.state.cells if cell.chosen] == ["1985-01-01"]
    story.tap("previous_month")
    assert (story.state.cells[0].number, story.state.cells[-1].number) == ("1943", "1984")
    story.tap("pick", "1961-01-01").tap("pick", "1961-03-01")
    assert story.state.month == Day(date(1961, 3, 1), "month")
    assert not any(cell.over or cell.note for cell in story.state.cells)
    story.tap("close").at("client_form")
    assert field(story, "birth_date") == "24. 12. 1985"


def test_a_day_of_a_form_is_pointed_at_or_typed(salon: Services) -> None:
    petra, _ = stylists(salon)
    story = at_desk(salon)
    story.nav.go(TimeOffFormArgs(staff_id=petra.id, day=TODAY))
    story.tap("edit", "note", "Alps").tap("pick_day", "first").at("date_picker")
    assert story.state.month == Day(date(2026, 11, 1), "month")
    story.tap("wider").tap("next_month").tap("pick", "2027-07-01").tap("pick", "2027-07-05")
    assert (field(story, "first"), field(story, "note")) == ("5. 7. 2027", "Alps")
    story.tap("edit", "last", "nonsense").tap("pick_day", "last").at("date_picker")
    assert story.state.chosen == ""
    assert not any(cell.chosen for cell in story.state.cells)
    story.tap("close")
    assert field(story, "last") == "nonsense"


def field(story: Story, name: str) -> str:
    return next(one.value for one in story.state.fields if one.name == name)


@pytest.mark.parametrize("day", [date(1900, 1, 5), date(2199, 12, 30)])
def test_it_ends_somewhere(salon: Services, day: date) -> None:
    story = at_desk(salon)
    story.nav.go(DatePickerArgs(day=day))
    intent = "previous_month" if day.year == 1900 else "next_month"
    assert story.tap(intent).state.month.day == day.replace(day=1)


@pytest.mark.req("V1")
def test_closed_full_absent_and_past_days_are_told_apart(salon: Services) -> None:
    petra, eva = stylists(salon)
    closed = HoursException(b"", None, date(2026, 11, 23), date(2026, 11, 23))
    salon.hours.save_exception(closed, petra.id)
    for who, day in ((petra, 25), (petra, 26), (eva, 26)):
        off = TimeOff(b"", who.id, "holiday", date(2026, 11, day), date(2026, 11, day))
        salon.hours.save_time_off(off, petra.id)
    book(salon, "8:00", services=[add_service(salon, "All day", 720)], staff_id=petra.id)
    story = at_desk(salon).tap("pick_day")
    found = cells(story)
    assert found["2026-11-23"].note == T("closed")
    assert found["2026-11-25"].note == "", "somebody else is there"
    assert found["2026-11-26"].note == T("full"), "nobody is there"
    assert found["2026-11-20"].over
    assert found["2026-11-21"].today
    assert found["2026-11-21"].note == T("today")

    story.nav.go(DatePickerArgs(day=TODAY, staff_id=petra.id))
    found = cells(story)
    assert found["2026-11-25"].note == T("away")
    assert found["2026-11-21"].note == T("full")


@pytest.mark.req("V1")
def test_a_day_is_full_for_what_is_too_long_for_it(salon: Services) -> None:
    petra, _ = stylists(salon)
    long = add_service(salon, "Colour", 300)
    book(salon, "36:00", staff_id=petra.id)
    story = at_desk(salon)
    story.nav.go(DatePickerArgs(day=TODAY, staff_id=petra.id))
    assert cells(story)["2026-11-22"].note == ""
    book(salon, "40:00", staff_id=petra.id)
    story.nav.go(DatePickerArgs(day=TODAY, staff_id=petra.id, service_ids=(long,)))
    assert cells(story)["2026-11-22"].note == T("full")


@pytest.mark.req("V1")
def test_a_booking_goes_to_another_day_and_keeps_its_time_of_day(salon: Services) -> None:
    petra, _ = stylists(salon)
    cut = add_service(salon)
    story = at_desk(salon).tap("slot", petra.id.hex(), 660).tap("pick_day")
    story.tap("pick", "2026-12-01").at("booking")
    assert story.state.day == Day(date(2026, 12, 1), "brief")
    story.tap("show_part", "when")
    assert story.state.time_key == str(at(salon, "11:00", date(2026, 12, 1)))
    assert cut
