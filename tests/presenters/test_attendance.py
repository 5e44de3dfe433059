"""Who is at work, and what the time clock marked for the manager."""

import pytest

from kiosk.presenters.rows import Row
from kiosk.salon.domain.text import Duration, Msg, Text, TimeOfDay
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.rigs.salon import MANAGER_PIN, clock_of

HOUR = 3600


def said(text: Text) -> str:
    return text.plain() if isinstance(text, Msg) else str(text)


def opened(salon: Services, first_name: str) -> Story:
    """The overview as Petra (the manager) or Eva opens it from the desk."""
    member = next(m for m in salon.team.members() if m.first_name == first_name)
    return Story(salon).unlock(member).tap("rail", "attendance").at("attendance")


def words(rows: tuple[Row, ...]) -> list[str]:
    return [said(row.subtitle) for row in rows]


@pytest.mark.req("K5")
def test_everybody_sees_who_is_at_work_and_since_when(salon: Services) -> None:
    petra, eva = salon.team.members()
    came = salon.timeclock.tap(petra.id).at
    clock_of(salon).advance(HOUR)
    salon.timeclock.choose(petra.id, "break")
    salon.timeclock.tap(eva.id)
    story = opened(salon, "Eva")
    assert [said(row.chip) for row in story.state.people] == ["On a break", "At work"]
    since = came + HOUR * 1000
    assert [row.right.values for row in story.state.people] == [(("time", TimeOfDay(since)),)] * 2
    clock_of(salon).advance(HOUR)
    salon.timeclock.tap(eva.id)
    salon.timeclock.tap(petra.id)
    story = opened(salon, "Eva")
    assert [said(row.chip) for row in story.state.people] == ["At work", "Not here"]
    assert story.state.people[0].right.values == (("time", TimeOfDay(came)),), "not since the break"


@pytest.mark.req("K5", "T1", "T2")
def test_the_staff_see_their_own_hours_only(salon: Services) -> None:
    petra, eva = salon.team.members()
    for member in (petra, eva):
        salon.timeclock.tap(member.id, "pin")
    clock_of(salon).advance(2 * HOUR)
    story = opened(salon, "Eva")
    assert words(story.state.people) == [
        "",
        said(
            Msg(
                "Today {today} · this week {week}",
                (("today", Duration(120)), ("week", Duration(120))),
            )
        ),
    ]
    assert story.state.marked == ()
    story.tap("pick", petra.id.hex())
    assert story.state.week is None


@pytest.mark.req("K5", "T2")
def test_the_manager_sees_that_the_card_was_missing(salon: Services) -> None:
    _, eva = salon.team.members()
    salon.timeclock.tap(eva.id, "pin")
    story = opened(salon, "Petra")
    (row,) = story.state.marked
    assert (row.title, said(row.subtitle)) == ("Eva Sample", "1× without the card")
    story.tap("pick", row.key)
    (day,) = story.state.week.days
    assert words(day.rows) == ["Without the card"]
    story.tap("unpick")
    assert (story.state.week, len(story.state.people)) == (None, 2)
    story.tap("close").at("desk")


@pytest.mark.req("K5", "T2")
def test_a_week_shows_every_day_and_what_was_taken_back(salon: Services) -> None:
    _, eva = salon.team.members()
    clock, timeclock = clock_of(salon), salon.timeclock
    timeclock.tap(eva.id)
    clock.advance(HOUR)
    timeclock.tap(eva.id)
    clock.advance(5)
    timeclock.choose(eva.id, "break")
    clock.advance(HOUR)
    timeclock.tap(eva.id)
    clock.advance(HOUR)
    timeclock.tap(eva.id)
    clock.advance(21 * HOUR)
    timeclock.tap(eva.id)
    story = opened(salon, "Petra").tap("pick", eva.id.hex())
    sunday, saturday = story.state.week.days
    assert [said(row.title) for row in saturday.rows] == [
        "Arrival",
        "Departure",
        "Break",
        "End of the break",
        "Departure",
    ]
    assert words(saturday.rows) == ["", "Undone", "", "", ""]
    assert [row.dim for row in saturday.rows] == [False, True, False, False, False]
    assert dict(saturday.title.values)["hours"] == Duration(120)
    assert [said(row.title) for row in sunday.rows] == ["Arrival"]


@pytest.mark.req("K5")
def test_a_departure_nobody_entered_is_marked_until_it_is_told(salon: Services) -> None:
    _, eva = salon.team.members()
    clock, timeclock = clock_of(salon), salon.timeclock
    timeclock.tap(eva.id)
    clock.advance(48 * HOUR)
    story = opened(salon, "Petra")
    assert words(story.state.marked) == ["The departure is missing"]
    assert said(story.state.people[1].chip) == "Not here"
    story.tap("pick", eva.id.hex())
    assert words(story.state.week.days[0].rows) == ["The departure is missing"], "of last week"
    timeclock.left_at(eva.id, clock.now() - 40 * HOUR * 1000)
    story = opened(salon, "Petra")
    assert words(story.state.marked) == ["1× time added later"]
    story.tap("pick", eva.id.hex())
    monday, saturday = story.state.week.days
    assert words(monday.rows) == [""]
    assert words(saturday.rows) == ["", "Time added later"]
    assert dict(saturday.title.values)["hours"] == Duration(8 * 60)


@pytest.mark.req("K5")
def test_a_clock_that_was_set_back_is_marked(salon: Services) -> None:
    _, eva = salon.team.members()
    clock = clock_of(salon)
    salon.timeclock.tap(eva.id)
    clock.jump(clock.now() - 2 * HOUR * 1000)
    salon.timeclock.tap(eva.id, "pin")
    story = opened(salon, "Petra")
    assert words(story.state.marked) == ["1× without the card · 1× the clock was set back"]
    story.tap("pick", eva.id.hex())
    assert words(story.state.week.days[0].rows) == [
        "",
        "The clock was set back · Without the card",
    ]


def test_hours_grow_while_somebody_looks_and_are_gone_after(salon: Services) -> None:
    petra, _ = salon.team.members()
    salon.timeclock.tap(petra.id)
    story = opened(salon, "Petra").tap("pick", petra.id.hex())
    before = story.state.week.hours
    story.wait(61)
    assert story.state.week.hours != before
    story.tap("close").at("desk")
    assert "Petra" not in repr(story.nav.presenter("attendance").state)


@pytest.mark.req("K5")
def test_a_forgotten_card_is_one_touch_on(salon: Services) -> None:
    story = opened(salon, "Petra").tap("forgot_card").at("clock_forgot")
    story.tap("close").at("attendance").tap("forgot_card")
    story.tap("pick", story.state.people[0].key)
    for digit in MANAGER_PIN:
        story.tap("key", digit)
    story.tap("confirm").at("clock_result").wait(8).at("attendance")
    assert [said(row.chip) for row in story.state.people] == ["At work", "Not here"]
    assert words(story.state.marked) == ["1× without the card"]


def test_on_a_box_for_the_desk_the_way_back_is_there(salon: Services) -> None:
    story = Story(salon, "desk").unlock(salon.team.members()[0]).tap("rail", "attendance")
    story.tap("forgot_card").at("clock_forgot")
    assert story.state.can_close
    story.tap("close").at("attendance")


def test_without_an_open_desk_there_is_nothing_to_see(salon: Services) -> None:
    story = Story(salon)
    story.nav.go("attendance")
    story.at("attract")
