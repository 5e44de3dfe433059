"""Plans, exceptions, time off, holidays, and hours as they are typed."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.salon.domain.agenda import typed
from kiosk.salon.domain.agenda.hours import (
    DAY_BEGINS,
    DAY_ENDS,
    USUAL,
    Calendar,
    HoursException,
    HoursPlan,
    TimeOff,
    check_time_off,
    checked_hours,
)
from kiosk.salon.domain.errors import Refused

EVA = b"eva"
MORNING, EVENING = ((8 * 60, 12 * 60),), ((14 * 60, 20 * 60),)
MONDAY = date(2026, 12, 28)


def same(hours: tuple[tuple[int, int], ...]) -> tuple[tuple[tuple[int, int], ...], ...]:
    return (hours,) * 7


def test_who_says_nothing_has_opening_hours_alone() -> None:
    assert Calendar().opening(MONDAY) == USUAL[0]
    assert Calendar().working(EVA, MONDAY) == USUAL[0]


@pytest.mark.req("V4")
def test_a_new_pattern_does_not_change_what_was_before() -> None:
    calendar = Calendar(
        (
            HoursPlan(b"1", EVA, date(2026, 1, 1), (same(MORNING),)),
            HoursPlan(b"2", EVA, date(2027, 1, 1), (same(EVENING),)),
        )
    )
    assert calendar.working(EVA, date(2025, 12, 31)) == USUAL[0]
    assert calendar.working(EVA, date(2026, 12, 31)) == MORNING
    assert calendar.working(EVA, date(2027, 1, 1)) == EVENING


@pytest.mark.req("V4")
def test_two_weeks_take_turns_over_a_year_of_53_weeks() -> None:
    calendar = Calendar((HoursPlan(b"1", EVA, date(2026, 12, 23), (same(MORNING), same(EVENING))),))
    found = [calendar.working(EVA, date(2026, 12, day)) for day in (23, 27, 28, 31)]
    assert found == [MORNING, MORNING, EVENING, EVENING]
    assert date(2027, 1, 1).isocalendar().week == 53
    assert calendar.working(EVA, date(2027, 1, 3)) == EVENING
    assert calendar.working(EVA, date(2027, 1, 4)) == MORNING
    assert calendar.working(EVA, date(2027, 1, 11)) == EVENING


def test_a_pattern_lies_within_opening_hours_and_a_single_day_may_leave_them() -> None:
    plans = (
        HoursPlan(b"0", None, date.min, (same(((9 * 60, 17 * 60),)),)),
        HoursPlan(b"1", EVA, date.min, (same(((7 * 60, 12 * 60),)),)),
    )
    closed = HoursException(b"2", None, MONDAY, MONDAY, (), "Christmas Day")
    works = HoursException(b"3", EVA, MONDAY, MONDAY, MORNING)
    assert Calendar(plans).working(EVA, MONDAY) == ((9 * 60, 12 * 60),)
    assert Calendar(plans, (closed,)).working(EVA, MONDAY) == ()
    calendar = Calendar(plans, (closed, works))
    assert (calendar.opening(MONDAY), calendar.working(EVA, MONDAY)) == ((), MORNING)
    assert calendar.here(EVA, MONDAY) == MORNING


def test_the_exception_that_was_entered_last_wins() -> None:
    week = HoursException(b"1", None, date(2026, 12, 24), date(2027, 1, 3))
    day = HoursException(b"2", None, MONDAY, MONDAY, MORNING)
    assert Calendar((), (day, week)).opening(MONDAY) == MORNING
    assert Calendar((), (day, week)).opening(date(2027, 1, 3)) == ()


def test_time_off_over_several_days_takes_all_of_them() -> None:
    off = TimeOff(b"", EVA, "holiday", date(2026, 12, 12), date(2026, 12, 28), 870, 1005)
    calendar = Calendar(time_off=(off,))

    def taken(day: int) -> list[tuple[int, int]]:
        return [span for span, _ in calendar.off(EVA, date(2026, 12, day))]

    assert taken(11) == []
    assert taken(12) == [(870, DAY_ENDS)]
    assert taken(20) == [(DAY_BEGINS, DAY_ENDS)]
    assert taken(28) == [(DAY_BEGINS, 1005)]
    assert calendar.off(b"petra", date(2026, 12, 20)) == []


@pytest.mark.parametrize(("starts", "ends"), [(600, 600), (600, 540), (100, 600), (600, 1700)])
def test_time_off_that_cannot_be(starts: int, ends: int) -> None:
    with pytest.raises(Refused):
        check_time_off(TimeOff(b"", EVA, "break", MONDAY, MONDAY, starts, ends))


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(Refused):
        check_time_off(TimeOff(b"", EVA, "sick", MONDAY, date(2026, 12, 27)))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("9-17", ((540, 1020),)),
        ("9:00 – 12:30, 13.15-18", ((540, 750), (795, 1080))),
        ("13-18 9-12", ((540, 720), (780, 1080))),
        ("9-12,12-18", ((540, 1080),)),
        ("18-2", ((1080, 1560),)),
        ("16-24", ((960, 1440),)),
        ("20-0", ((1200, 1440),)),
        ("0830-1200", ((510, 720),)),
        ("0-24", ((DAY_BEGINS, DAY_ENDS),)),
        ("00:00 - 24:00", ((DAY_BEGINS, DAY_ENDS),)),
        ("0-0", ((DAY_BEGINS, DAY_ENDS),)),
        ("6-6", ((DAY_BEGINS, DAY_ENDS),)),
        ("", ()),
    ],
)
def test_hours_as_they_are_typed(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert typed.hours(text) == spans
    assert typed.hours(typed.shown(spans)) == spans


@pytest.mark.parametrize(
    "text", ["9", "9-", "9-12 13", "9-25:70", "8-25", "25-26", "closed", "9-14, 12-18", "3-9"]
)
def test_hours_that_cannot_be(text: str) -> None:
    with pytest.raises(Refused):
        typed.hours(text)


def test_a_day_ends_at_four_in_the_morning() -> None:
    assert checked_hours([(1080, 240)]) == ((1080, DAY_ENDS),)
    with pytest.raises(Refused):
        checked_hours([(1080, 300)])
