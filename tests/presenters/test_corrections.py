"""A manager corrects the time clock, at the desk and at the clock; others look at their own."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.cards.number import CardHolder, CardRules
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import Day, Duration, Msg, Text, TimeOfDay
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.rigs.salon import MANAGER_PIN, clock_of

HOUR = 3600
EVA, PETRA = "AAAA1111", "BBBB2222"


def said(text: Text) -> str:
    return text.plain() if isinstance(text, Msg) else str(text)


@pytest.fixture
def worked(salon: Services) -> Services:
    """Eva came nine hours ago and left an hour ago; both have cards."""
    petra, eva = salon.team.members()
    salon.cards.give(PETRA, CardHolder("staff", petra.id), None)
    salon.cards.give(EVA, CardHolder("staff", eva.id), None)
    salon.timeclock.tap(eva.id)
    clock_of(salon).advance(8 * HOUR)
    salon.timeclock.tap(eva.id)
    clock_of(salon).advance(HOUR)
    return salon


def today(salon: Services) -> str:
    return salon.context.today().isoformat()


def at_desk(salon: Services, first_name: str) -> Story:
    member = next(m for m in salon.team.members() if m.first_name == first_name)
    return Story(salon).unlock(member).tap("rail", "attendance").at("attendance")


@pytest.mark.req("T2")
def test_when_somebody_left_is_changed_from_the_week(worked: Services) -> None:
    eva = worked.team.members()[1]
    story = at_desk(worked, "Petra").tap("pick", eva.id.hex())
    left = story.state.week.days[0].rows[1]
    story.tap("correct", left.key).at("punch_form")
    assert [field.name for field in story.state.fields] == ["kind", "day", "time", "why", "words"]
    wall = worked.context.salon.local(worked.context.now())
    story.nav.act("edit", "time", f"{wall.hour}{wall.minute:02}")
    story.tap("save").at("attendance")
    first, second, third = story.state.week.days[0].rows
    assert (first.dim, second.dim, third.dim) == (False, True, False)
    assert said(second.subtitle) == "Undone by a manager · Forgotten"
    assert said(third.subtitle) == "Time added later · Forgotten"
    assert worked.timesheets.week(eva.id, eva.id)[0].minutes == 9 * 60
    assert story.taps == 4, "attendance, the person, the punch, save; and the time"
    story.tap("correct", second.key).at("attendance")


@pytest.mark.req("T2")
def test_a_punch_is_taken_back_and_a_shift_added_in_the_month(worked: Services) -> None:
    eva = worked.team.members()[1]
    story = at_desk(worked, "Petra").tap("pick", eva.id.hex()).tap("month").at("timesheet")
    assert said(story.state.total) == said(Msg("Worked {hours}", (("hours", Duration(480)),)))
    (row,) = story.state.days
    assert (row.title, row.right) == (Day(worked.context.today(), "brief"), Duration(480))
    story.tap("pick", row.key)
    for entry in story.state.entries:
        story.tap("correct", entry.key).at("punch_form").tap("take_back").at("timesheet")
    assert [entry.dim for entry in story.state.entries] == [True, True]
    story.tap("add").at("punch_form")
    for name, text in (("time", "6:30"), ("until", "6.45"), ("words", "Box was off")):
        story.nav.act("edit", name, text)
    story.tap("save").at("timesheet")
    assert [said(entry.subtitle) for entry in story.state.entries][2:] == [
        "Time added later · Box was off"
    ] * 2
    assert [said(row.chip) for row in story.state.days] == ["Corrected"]
    assert story.state.days[0].right == Duration(15)


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(worked: Services) -> None:
    eva = worked.team.members()[1]
    story = at_desk(worked, "Petra").tap("pick", eva.id.hex()).tap("month").tap("add")
    for name, text in (("time", "25:99"), ("day", "yesterday"), ("why", "other")):
        story.nav.act("edit", name, text)
    story.tap("save").at("punch_form")
    assert [field.name for field in story.state.fields if field.error] == ["words"]
    story.nav.act("edit", "words", "Told me")
    story.tap("save").at("punch_form")
    assert [field.name for field in story.state.fields if field.error] == ["day", "time", "until"]
    assert worked.context.store.number("SELECT count(*) FROM punch") == 2
    story.nav.act("edit", "kind", "in")
    story.nav.act("edit", "day", "1. 1. 2099")
    story.nav.act("edit", "time", "8")
    story.tap("save").at("punch_form")
    assert story.errors == {"time": "That time has not come yet."}


@pytest.mark.req("T1", "T2")
def test_the_staff_see_their_own_month_with_what_was_corrected(worked: Services) -> None:
    petra, eva = worked.team.members()
    worked.corrections.add(eva.id, "break", clock_of(worked).now() - 5 * HOUR * 1000, petra.id, "x")
    story = at_desk(worked, "Eva").tap("month").at("timesheet")
    assert (story.state.name, story.state.may_correct) == ("Eva Sample", False)
    story.tap("pick", today(worked))
    assert [said(entry.subtitle) for entry in story.state.entries] == [
        *("", "", "Time added later · x"),
    ]
    story.tap("correct", story.state.entries[0].key).at("timesheet")
    story.tap("unpick").tap("earlier")
    assert (story.state.days, story.state.later) == ((), True)
    story.tap("later").tap("close").at("attendance")


@pytest.mark.req("T2")
@pytest.mark.parametrize("way", ["card", "pin"])
def test_at_the_clock_a_manager_is_asked_and_the_clock_comes_back(
    worked: Services, way: str
) -> None:
    worked.context.card_rules = CardRules(trust_uid_manager=way == "card")
    story = Story(worked, "clock").card(EVA).at("clock_result").tap("ask_manager").at("approve")
    if way == "card":
        story.card(PETRA)
    else:
        for digit in MANAGER_PIN:
            story.tap("key", digit)
        story.tap("approve")
    story.at("timesheet")
    assert (story.state.name, story.state.chosen) == ("Eva Sample", today(worked))
    story.tap("correct", story.state.entries[-1].key).at("punch_form")
    story.tap("take_back").at("timesheet").tap("close").at("attract")
    assert story.nav.staff is None
    assert worked.context.store.number("SELECT count(*) FROM punch WHERE by_id IS NOT NULL") == 1


def test_nobody_but_a_manager_corrects_at_the_clock(worked: Services) -> None:
    story = Story(worked, "clock").card(EVA).tap("ask_manager").card(EVA, "aes").at("approve")
    story.tap("close").at("attract")


@pytest.mark.req("T2")
def test_the_next_tap_says_that_times_were_corrected(worked: Services) -> None:
    petra, eva = worked.team.members()
    worked.corrections.add(eva.id, "break", clock_of(worked).now() - 5 * HOUR * 1000, petra.id, "x")
    story = Story(worked).card(EVA)
    assert "corrected your times" in said(story.state.note)
    story.wait(70).card(EVA)
    assert said(story.state.note) == ""


def test_who_has_only_just_come_is_asked_about_last_night(worked: Services) -> None:
    clock, salon = clock_of(worked), worked.context.salon
    clock.jump(salon.day_bounds(salon.business_day(clock.now()))[1] - HOUR * 1000)
    worked.timeclock.tap(worked.team.members()[1].id)
    clock.advance(6 * HOUR)
    story = Story(worked).card(EVA).at("clock_result")
    assert [said(offer.text) for offer in story.state.offers] == ["Break", "I have only just come"]
    story.tap("choose", "in").at("clock_left").tap("save").at("clock_result")
    assert "in at" in said(story.state.headline)


def test_a_long_shift_may_end_now(worked: Services) -> None:
    story = Story(worked).card(EVA).wait(8)
    story.clock.advance(17 * HOUR)
    story.card(EVA).at("clock_left")
    assert story.state.leaves_now
    story.tap("leave_now").at("clock_result")
    assert "out at" in said(story.state.headline)
    assert story.state.headline.values[1] == ("time", TimeOfDay(story.clock.now()))


@pytest.mark.req("T2")
def test_asked_when_they_left_a_manager_can_correct_that_day(worked: Services) -> None:
    eva = worked.team.members()[1]
    yesterday = worked.context.today()
    worked.timeclock.tap(eva.id)
    clock_of(worked).advance(20 * HOUR)
    story = Story(worked).card(EVA).at("clock_left")
    story.tap("ask_manager").at("approve").tap("close").at("clock_left")
    story.tap("ask_manager")
    for digit in MANAGER_PIN:
        story.tap("key", digit)
    story.tap("approve").at("timesheet")
    assert (story.state.name, story.state.chosen) == (eva.name, yesterday.isoformat())
    assert story.state.may_correct
    entries = story.state.entries
    story.tap("correct", entries[-1].key).at("punch_form").tap("take_back").at("timesheet")
    assert story.tap("close").screen != "clock_left", "that day was put right"


@pytest.mark.req("T2")
def test_a_month_is_printed_from_the_timesheet(worked: Services) -> None:
    petra, eva = worked.team.members()
    story = at_desk(worked, "Petra").tap("pick", eva.id.hex()).tap("month").at("timesheet")
    before = story.taps
    story.tap("print_month")
    assert story.taps - before == 1
    (job,) = worked.printing.open_jobs()
    first = worked.context.today().replace(day=1).isoformat()
    assert (job.kind, job.subject_id, job.about) == ("timesheet", eva.id, first)
    with pytest.raises(Refused):
        worked.printing.timesheet(petra.id, worked.context.today(), eva.id)
    worked.printing.timesheet(eva.id, worked.context.today(), eva.id)
    story.nav.go("papers")
    assert said(story.state.papers[0].title) == f"Hours of {eva.name}"
