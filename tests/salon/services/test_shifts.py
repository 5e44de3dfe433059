"""Shifts on the real database: over the night, too long, under a clock that was wrong."""

from datetime import UTC, date, datetime

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.timeclock.punch import Hours
from kiosk.salon.services.salon_services import Services
from tests.rigs.salon import clock_of

HOUR_MS = 3_600_000


def at(salon: Services, day: date, hour: int, minute: int = 0) -> None:
    """Puts the clock there."""
    clock_of(salon).jump(salon.context.salon.instant(day, hour * 60 + minute))


def eva(salon: Services) -> Id:
    return salon.team.members()[1].id


def boss(salon: Services) -> Id:
    return salon.team.members()[0].id


def punched(salon: Services, who: Id) -> list[str]:
    found = salon.context.store.rows(
        "SELECT kind || ' ' || flag FROM punch WHERE staff_id = ? ORDER BY number", (who,)
    )
    return [row[0].strip() for row in found]


@pytest.mark.req("T2")
@pytest.mark.parametrize("wrong", [date(2027, 11, 30), date(2026, 12, 2), date(2025, 3, 1)])
@pytest.mark.parametrize("left", [True, False])
def test_punches_of_a_clock_that_was_wrong_do_not_govern_what_follows(
    salon: Services, wrong: date, left: bool
) -> None:
    who = eva(salon)
    for day in (27, 28):
        at(salon, date(2026, 11, day), 8)
        salon.timeclock.tap(who)
        at(salon, date(2026, 11, day), 12)
        salon.timeclock.tap(who)
    at(salon, wrong, 8)
    assert salon.timeclock.tap(who).kind == "in"
    if left:
        at(salon, wrong, 8, 30)
        assert salon.timeclock.tap(who).kind == "out"
    today = date(2026, 12, 1)
    at(salon, today, 8)
    assert salon.timeclock.tap(who).kind == "in"
    assert [one.staff_id for one in salon.timeclock.present()] == [who]
    at(salon, today, 16)
    assert salon.timeclock.tap(who).hours == Hours(480, 480)
    (shown,) = [one for one in salon.timeclock.attendance(boss(salon)) if one.member.id == who]
    assert {"clock-wrong"} <= {flag for punch in shown.marked for flag in punch.flags}
    days = {day.day: day.minutes for day in salon.timesheets.week(who, boss(salon))}
    assert (days[today], days[wrong]) == (480, 0)
    assert salon.timesheets.day(who, today, who).minutes == 480
    at(salon, date(2026, 12, 3), 9)
    assert salon.timeclock.hours(who) == Hours(0, 480)
    assert salon.timeclock.tap(who).kind == "in"
    assert salon.context.journal.verify() is None


@pytest.mark.req("T2")
@pytest.mark.parametrize(
    ("came", "left", "minutes"),
    [((3, 30), (9, 0), 330), ((3, 59), (4, 1), 2), ((23, 0), (6, 15), 435), ((20, 0), (2, 0), 360)],
)
def test_a_shift_may_cross_the_start_of_the_business_day(
    salon: Services, came: tuple[int, int], left: tuple[int, int], minutes: int
) -> None:
    who, day, after = eva(salon), date(2026, 12, 3), date(2026, 12, 4)
    at(salon, after if came[0] < 12 else day, *came)
    salon.timeclock.tap(who)
    at(salon, after, *left)
    done = salon.timeclock.tap(who)
    assert (done.outcome, done.kind) == ("recorded", "out")
    assert (done.hours.today_minutes, done.hours.week_minutes) == (minutes, minutes)
    assert salon.timeclock.present() == ()
    (shift,) = salon.timesheets.day(who, day, who).shifts
    assert shift.minutes == minutes
    assert salon.timesheets.day(who, after, who).minutes == 0
    assert salon.timeclock.hours(who).today_minutes == (minutes if left[0] >= 4 else 360)


@pytest.mark.req("T2")
def test_who_came_only_now_says_so_and_is_asked_about_last_night(salon: Services) -> None:
    who = eva(salon)
    at(salon, date(2026, 12, 3), 18)
    salon.timeclock.tap(who)
    at(salon, date(2026, 12, 4), 9)
    done = salon.timeclock.tap(who)
    assert (done.kind, done.offers) == ("out", ("break", "in"))
    asked = salon.timeclock.choose(who, "in")
    assert asked.outcome == "ask_left"
    assert asked.open_since is not None
    back = salon.timeclock.left_at(who, asked.open_since + 4 * HOUR_MS)
    assert (back.kind, back.hours.week_minutes) == ("in", 240)
    assert punched(salon, who) == [
        *("in", "out clock-set", "out", "out late-entry", "in"),
    ]


@pytest.mark.req("T2")
def test_a_long_shift_may_end_only_now(salon: Services) -> None:
    who = eva(salon)
    at(salon, date(2026, 12, 3), 5)
    salon.timeclock.tap(who)
    at(salon, date(2026, 12, 3), 22)
    asked = salon.timeclock.tap(who)
    assert (asked.outcome, asked.leaves_now) == ("ask_left", True)
    done = salon.timeclock.leaves_now(who)
    assert (done.kind, done.hours.today_minutes) == ("out", 17 * 60)
    assert punched(salon, who) == ["in", "out long-shift"]
    with pytest.raises(Refused):
        salon.timeclock.leaves_now(who)


def test_after_more_than_a_day_nobody_leaves_only_now(salon: Services) -> None:
    who = eva(salon)
    at(salon, date(2026, 12, 3), 5)
    salon.timeclock.tap(who)
    at(salon, date(2026, 12, 4), 8)
    assert not salon.timeclock.tap(who).leaves_now
    with pytest.raises(Refused):
        salon.timeclock.leaves_now(who)


def test_how_long_a_shift_may_be_is_a_setting(salon: Services) -> None:
    who = eva(salon)
    salon.context.longest_shift_ms = 10 * HOUR_MS
    at(salon, date(2026, 12, 3), 8)
    salon.timeclock.tap(who)
    at(salon, date(2026, 12, 3), 19)
    assert salon.timeclock.tap(who).outcome == "ask_left"


@pytest.mark.req("T2")
@pytest.mark.parametrize(
    ("day", "minutes"), [(date(2026, 3, 28), 7 * 60), (date(2026, 10, 24), 9 * 60)]
)
def test_a_night_shift_at_a_clock_change_is_as_long_as_it_was(
    salon: Services, day: date, minutes: int
) -> None:
    who = eva(salon)
    clock_of(salon).jump(salon.context.salon.instant(day, 22 * 60))
    salon.timeclock.tap(who)
    clock_of(salon).jump(salon.context.salon.instant(day, 30 * 60))
    assert salon.timeclock.tap(who).kind == "out"
    assert salon.timesheets.day(who, day, who).minutes == minutes


def test_a_clock_that_was_set_between_two_punches_is_told(salon: Services) -> None:
    who, clock = eva(salon), clock_of(salon)
    at(salon, date(2026, 12, 3), 8)
    salon.timeclock.tap(who)
    clock.advance(3600)
    clock.jump(clock.now() + 2 * HOUR_MS)
    salon.timeclock.tap(who)
    clock.advance(3600)
    salon.timeclock.tap(who)
    assert punched(salon, who) == ["in", "out clock-set", "in"]


def test_a_year_ahead_for_weeks_loses_none_of_the_right_days(salon: Services) -> None:
    """Nobody noticed for twenty days; then the clock was put right."""
    who = eva(salon)
    start = int(datetime(2027, 11, 2, 7, tzinfo=UTC).timestamp() * 1000)
    for day in range(20):
        clock_of(salon).jump(start + day * 24 * HOUR_MS)
        salon.timeclock.tap(who)
        clock_of(salon).jump(start + day * 24 * HOUR_MS + 8 * HOUR_MS)
        salon.timeclock.tap(who)
    at(salon, date(2026, 11, 30), 8)
    assert salon.timeclock.tap(who).kind == "in"
    at(salon, date(2026, 11, 30), 12)
    assert salon.timeclock.tap(who).hours == Hours(240, 240)
    at(salon, date(2026, 12, 1), 8)
    assert salon.timeclock.tap(who).kind == "in"
    at(salon, date(2026, 12, 1), 9)
    assert salon.timeclock.hours(who) == Hours(60, 300)
