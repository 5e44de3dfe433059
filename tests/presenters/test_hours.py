"""Stories of hours: the salon's week, a stylist's pattern, closed days, absences, rooms."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.presenters.agenda.args import TimeOffFormArgs
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.rigs.agenda_world import TODAY, add_service, at, book, stylists

NINE_TO_SIX = ((9 * 60, 18 * 60),)


def desk(salon: Services, who: StaffMember | None = None) -> Story:
    return Story(salon).unlock(who or stylists(salon)[0]).at("desk").fresh()


def at_hours(salon: Services) -> Story:
    story = desk(salon)
    story.nav.go("salon_form")
    return story.fresh().tap("hours").at("hours_form")


@pytest.mark.req("V4")
def test_opening_hours_in_a_few_touches(salon: Services) -> None:
    story = at_hours(salon).tap("edit", "day_0_0", "9-18").tap("copy")
    story.tap("edit", "day_0_5", "9-12, 13:00-15:30").tap("edit", "day_0_6", "").tap("save")
    story.at("salon_form")
    assert story.taps == 6
    sunday = TODAY + timedelta(days=1)
    opening = salon.hours.opening
    assert opening(TODAY) == ((540, 720), (780, 930))
    assert (opening(sunday), opening(sunday + timedelta(days=1))) == ((), NINE_TO_SIX)
    assert salon.hours.calendar(TODAY, TODAY).opening(TODAY - timedelta(days=1)) == ((480, 1200),)


def test_hours_that_cannot_be_are_said_at_their_day(salon: Services) -> None:
    story = at_hours(salon).tap("edit", "day_0_2", "9-14, 12-18").tap("save").at("hours_form")
    assert [field.name for field in story.state.fields if field.error] == ["day_0_2"]
    assert salon.hours.plans(None) == ()


@pytest.mark.req("V4")
def test_a_stylist_works_two_weeks_in_turn_from_a_day_on(salon: Services) -> None:
    _, eva = stylists(salon)
    story = desk(salon)
    story.nav.go("team")
    story.tap("pick", eva.id.hex()).tap("hours").at("hours_form")
    assert [field.name for field in story.state.fields] == ["pattern", "valid_from"]
    story.tap("edit", "pattern", "week").tap("edit", "day_0_0", "9-18").tap("copy")
    story.tap("edit", "pattern", "turns")
    assert story.state.fields[9].value == "9-18", "the second week begins as the first"
    for day in range(7):
        story.tap("edit", f"day_1_{day}", "13-20")
    story.tap("edit", "valid_from", "30. 11. 2026").tap("save").at("staff_form")
    working = salon.hours.calendar(TODAY, TODAY).working
    monday = TODAY + timedelta(days=9)
    assert working(eva.id, TODAY) == ((480, 1200),)
    assert working(eva.id, monday) == NINE_TO_SIX
    assert working(eva.id, monday + timedelta(days=7)) == ((780, 1200),)
    # What is to come is told, can be seen, and taken back.
    story.tap("hours")
    assert story.state.message
    story.tap("later").tap("drop")
    assert salon.hours.plans(eva.id) == ()


def test_staff_do_not_set_hours(salon: Services) -> None:
    _, eva = stylists(salon)
    story = desk(salon, eva)
    story.nav.go("salon_form")
    story.tap("hours").tap("edit", "day_0_0", "9-18").tap("save").at("hours_form")
    assert salon.hours.plans(None) == ()


@pytest.mark.req("V4")
def test_public_holidays_are_taken_by_a_touch(salon: Services) -> None:
    story = at_hours(salon).tap("days").at("hours_days")
    eve = story.state.holidays[0]
    assert eve.title.key == "Christmas Eve"
    story.tap("pick", eve.key)
    (closed,) = salon.hours.exceptions(None, TODAY, TODAY + timedelta(days=60))
    assert (closed.first, closed.hours) == (closed.last, ())
    assert salon.hours.opening(closed.first) == ()
    assert story.state.rows == (), "it stands among the holidays"
    story.tap("pick", eve.key)
    assert salon.hours.opening(closed.first) != ()
    story.tap("new_day").tap("edit", "first", "24. 12. 2026").tap("edit", "last", "24. 12. 2026")
    story.tap("edit", "hours", "8-12").tap("save").at("hours_days")
    assert salon.hours.opening(closed.first) == ((480, 720),)
    story.tap("pick", eve.key).at("day_form").tap("drop").at("hours_days")
    assert salon.hours.opening(closed.first) == ((480, 1200),)


@pytest.mark.req("V4")
def test_who_calls_in_sick_and_who_was_booked(salon: Services) -> None:
    petra, eva = stylists(salon)
    book(salon, "11:00")
    book(salon, "12:00", staff_id=eva.id)
    story = desk(salon, eva)
    story.nav.go(TimeOffFormArgs(staff_id=petra.id, kind="sick"))
    story.tap("save").at("desk")
    assert story.out.toast is not None
    assert ("n", 1) in story.out.toast.text.values
    (off,) = salon.hours.time_off(petra.id, TODAY, TODAY)
    assert (off.kind, off.starts, off.ends) == ("sick", None, None)
    assert "sick" not in str(salon.context.store.rows("SELECT body FROM journal"))
    story.nav.go(TimeOffFormArgs(staff_id=petra.id, off=off))
    story.tap("drop").at("desk")
    assert salon.hours.time_off(petra.id, TODAY, TODAY) == ()


def test_time_is_blocked_for_half_an_hour(salon: Services) -> None:
    petra, _ = stylists(salon)
    story = desk(salon)
    block = TimeOffFormArgs(staff_id=petra.id, kind="delivery", day=TODAY, starts=13 * 60)
    story.nav.go(block)
    story.tap("save").at("desk")
    (off,) = salon.hours.time_off(petra.id, TODAY, TODAY)
    assert (off.starts, off.ends) == (780, 810)
    story.nav.go(replace(block, starts=None))
    story.tap("edit", "starts", "14:75").tap("save").at("time_off_form")
    assert [field.name for field in story.state.fields if field.error] == ["starts"]


@pytest.mark.parametrize(
    ("gap_from", "wrong", "told"),
    [
        ("", "gap_from", "After how many minutes of work does the pause begin?"),
        ("60", "gap_minutes", "The pause would end after 100 minutes, the service takes 90."),
    ],
)
def test_a_pause_outside_of_the_service_is_told_at_its_field(
    salon: Services, gap_from: str, wrong: str, told: str
) -> None:
    cut = add_service(salon, "Colour", 90)
    story = desk(salon)
    story.nav.go("services")
    story.tap("pick", cut.hex()).tap("edit", "gap_from", gap_from)
    story.tap("edit", "gap_minutes", "40").tap("save").at("service_form")
    errors = {field.name: field.error for field in story.state.fields if field.error}
    assert {name: error.plain() for name, error in errors.items()} == {wrong: told}


@pytest.mark.req("V2")
def test_a_service_gets_a_pause_and_a_room(salon: Services) -> None:
    cut = add_service(salon, "Colour", 90)
    story = desk(salon)
    story.nav.go("services")
    story.tap("rooms").tap("new").tap("edit", "name", "Wash basin").tap("edit", "units", "2")
    story.tap("save").at("resources").tap("close")
    (basin,) = salon.resources.resources()
    assert basin.units == 2
    story.tap("pick", cut.hex()).tap("edit", "gap_minutes", "40").tap("save").at("service_form")
    story.tap("edit", "gap_from", "20").tap("edit", "after_minutes", "10")
    story.tap("edit", f"room_{basin.id.hex()}", "1").tap("save").at("services")
    saved = salon.catalogue.service(cut)
    assert (saved.gap_from, saved.gap_minutes, saved.after_minutes) == (20, 40, 10)
    assert saved.resource_ids == (basin.id,)
    visit = book(salon, "11:00", services=[cut])
    assert visit.starts_at == at(salon, "11:00")
