"""The rules of punches, without a database."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.timeclock.punch import FOLLOWS, Hours, Punch, PunchKind, Source
from kiosk.salon.domain.timeclock.timeline import Timeline, strays

MINUTE = 60_000
HOUR = 60 * MINUTE
TODAY, WEEK = 100 * HOUR, 60 * HOUR


def punch(number: int, kind: PunchKind, at: int, undoes: bytes | None = None) -> Punch:
    return Punch(bytes([number]), kind, at, at, "card", undoes)


def timeline(*entries: tuple[PunchKind, int]) -> Timeline:
    return Timeline.of(punch(n, kind, at) for n, (kind, at) in enumerate(entries))


def test_what_was_undone_does_not_count() -> None:
    line = Timeline.of([punch(1, "in", 0), punch(2, "out", 9), punch(3, "out", 10, bytes([2]))])
    assert [p.kind for p in line.punches] == ["in"]
    assert line.state == "in"


@pytest.mark.req("T2")
def test_breaks_are_taken_off() -> None:
    line = timeline(
        ("in", TODAY + 2 * HOUR),
        ("break", TODAY + 5 * HOUR),
        ("back", TODAY + 6 * HOUR),
        ("out", TODAY + 8 * HOUR),
    )
    assert line.hours(TODAY + 9 * HOUR, TODAY, WEEK) == Hours(300, 300)


@pytest.mark.req("T2")
def test_a_shift_belongs_to_the_day_and_the_week_that_it_began_in() -> None:
    line = timeline(("in", WEEK - HOUR), ("out", WEEK + HOUR), ("in", TODAY - HOUR))
    assert line.hours(TODAY, TODAY - 2 * HOUR, WEEK) == Hours(60, 60)


@pytest.mark.req("T2")
def test_last_nights_shift_is_todays_until_the_next_begins() -> None:
    night = ("in", TODAY - 30 * MINUTE), ("out", TODAY + 5 * HOUR)
    assert timeline(*night[:1]).hours(TODAY + HOUR, TODAY, WEEK) == Hours(90, 90)
    assert timeline(*night).hours(TODAY + 6 * HOUR, TODAY, TODAY) == Hours(330, 330)
    later = timeline(*night, ("in", TODAY + 8 * HOUR))
    assert later.hours(TODAY + 9 * HOUR, TODAY, TODAY) == Hours(60, 60)
    assert later.hours(TODAY + 9 * HOUR, TODAY, WEEK) == Hours(60, 390)


def test_a_shift_that_is_too_long_counts_nothing_and_is_asked_about() -> None:
    line = timeline(("in", TODAY - 17 * HOUR))
    assert line.forgotten(TODAY)
    assert line.hours(TODAY, TODAY, WEEK) == Hours(0, 0)
    assert not line.forgotten(TODAY - HOUR)
    assert not timeline(("in", TODAY)).forgotten(TODAY)


def test_leaving_must_lie_within_the_longest_shift() -> None:
    line = timeline(("in", TODAY - 17 * HOUR))
    line.require_left(TODAY - 2 * HOUR, TODAY + HOUR)
    for wrong in (TODAY - 17 * HOUR, TODAY - 18 * HOUR, TODAY - HOUR, TODAY + 2 * HOUR):
        with pytest.raises(Refused):
            line.require_left(wrong, TODAY + HOUR)


def test_a_tap_is_repeated_for_a_minute_and_undoable_for_eight_seconds() -> None:
    line = timeline(("in", TODAY))
    assert line.repeated(TODAY + 59_999)
    assert not line.repeated(TODAY + 60_000)
    assert line.undoable(TODAY + 7_999)
    assert not line.undoable(TODAY + 8_000)


def test_offers_are_what_could_have_been_meant_instead_and_later_what_follows() -> None:
    line = timeline(("in", TODAY), ("out", TODAY + HOUR))
    assert line.offers(TODAY + HOUR) == ("break",)
    assert line.offers(TODAY + 2 * HOUR) == ("in",)
    assert timeline(("in", TODAY)).offers(TODAY) == ()
    assert timeline(("in", TODAY)).offers(TODAY + HOUR) == ("break", "out")


def test_a_punch_stands_where_the_clock_stands_and_says_when_that_went_back() -> None:
    line = timeline(("in", TODAY))
    assert line.stamp(TODAY + 1) == (TODAY + 1, ())
    assert line.stamp(TODAY - HOUR) == (TODAY - HOUR, ("clock-back",))
    assert line.stamp(TODAY - 10) == (TODAY, ())


YEAR = 365 * 24 * HOUR


@pytest.mark.req("T2")
@pytest.mark.parametrize("wrong", [YEAR, 30 * HOUR, -20 * 24 * HOUR, -5 * YEAR])
def test_moments_of_a_clock_that_was_wrong_decide_about_nothing(wrong: int) -> None:
    """An arrival and a departure, or an arrival alone, while the clock ran ahead or behind."""
    before = [punch(1, "in", TODAY - 22 * HOUR), punch(2, "out", TODAY - 16 * HOUR)]
    after = [punch(5, "in", TODAY), punch(6, "out", TODAY + 8 * HOUR)]
    both = [punch(3, "in", TODAY + wrong), punch(4, "out", TODAY + wrong + 30 * MINUTE)]
    for meant in (both, both[:1]):
        now = TODAY + 8 * HOUR
        line = Timeline.of([*before, *meant, *after], now)
        assert [p.id for p in line.punches] == [p.id for p in (*before, *after)]
        assert line.hours(now, TODAY, TODAY) == Hours(480, 480)
        assert {p.id for p in line.marked(TODAY)} == {p.id for p in meant}
        assert Timeline.of([*before, *meant], TODAY).state == "out"
        assert not Timeline.of([*before, *meant], TODAY).forgotten(TODAY)


def test_a_clock_that_is_wrong_now_still_tells_coming_from_leaving() -> None:
    came = punch(1, "in", TODAY)
    assert Timeline.of([came], TODAY - 5 * HOUR).state == "in", "the same shift for all one knows"
    assert Timeline.of([came], TODAY - YEAR).state == "out"
    line = Timeline.of([came, punch(2, "in", TODAY - YEAR)], TODAY - YEAR + HOUR)
    assert (line.state, line.began) == ("in", TODAY - YEAR)
    assert Timeline.of([came, punch(2, "in", TODAY - YEAR)], TODAY + HOUR).began == TODAY


def late(number: int, kind: PunchKind, at: int, recorded_at: int) -> Punch:
    return Punch(
        *(bytes([number]), kind, at, recorded_at, "manager", None),
        flags=("late-entry",),
        by=b"boss",
        why="forgotten",
    )


def test_what_is_entered_later_stands_where_its_time_puts_it() -> None:
    taps = [punch(1, "in", TODAY), punch(2, "in", TODAY + 24 * HOUR)]
    left = late(3, "out", TODAY + 8 * HOUR, TODAY + 25 * HOUR)
    line = Timeline.of([*taps, left], TODAY + 25 * HOUR)
    assert [p.id[0] for p in line.punches] == [1, 3, 2]
    assert [s.minutes for s in line.shifts(TODAY + 25 * HOUR)] == [480, 60]
    assert (line.state, line.repeated(TODAY + 25 * HOUR)) == ("in", False)


def test_what_does_not_fit_is_told_and_counts_nothing() -> None:
    line = timeline(("out", TODAY), ("in", TODAY + HOUR), ("in", TODAY + 2 * HOUR))
    shifts = line.shifts(TODAY + 3 * HOUR)
    assert [(s.minutes, s.open) for s in shifts] == [(0, True), (60, False)]
    assert strays(line.punches, shifts) == {bytes([0]), bytes([2])}


def test_minutes_are_those_between_what_the_clock_shows() -> None:
    line = timeline(("in", TODAY + 59_999), ("out", TODAY + 8 * HOUR + 1))
    assert line.hours(TODAY + 9 * HOUR, TODAY, WEEK) == Hours(480, 480)


KINDS = st.sampled_from(["in", "break", "back", "out"])
MOMENTS = st.integers(0, 400 * HOUR)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(KINDS, MOMENTS), max_size=30), MOMENTS, st.integers(0, 200 * HOUR))
def test_no_clock_makes_hours_negative_and_the_order_is_that_of_arrival(
    wanted: list[tuple[PunchKind, int]], now: int, week: int
) -> None:
    entries: list[Punch] = []
    for number, (kind, at) in enumerate(wanted):
        line = Timeline.of(entries, at)
        if kind in FOLLOWS[line.state]:
            stamp, flags = line.stamp(at)
            entries.append(Punch(number.to_bytes(2), kind, stamp, at, "card", None, flags))
    line = Timeline.of(entries, now)
    hours = line.hours(now, week + 24 * HOUR, week)
    assert 0 <= hours.today_minutes <= hours.week_minutes
    numbers = [p.id for p in line.punches]
    assert numbers == sorted(numbers)
    assert sorted([*numbers, *(p.id for p in line.doubted)]) == [p.id for p in entries]


ANYTHING = st.lists(
    st.tuples(KINDS, MOMENTS, MOMENTS, st.sampled_from(["card", "manager"]), st.booleans()),
    max_size=25,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ANYTHING, MOMENTS, KINDS, MOMENTS)
def test_no_punch_is_lost_and_corrections_can_be_taken_back(
    wanted: list[tuple[PunchKind, int, int, Source, bool]], now: int, kind: PunchKind, at: int
) -> None:
    entries: list[Punch] = []
    for number, (was, when, made, source, undone) in enumerate(wanted):
        entries.append(Punch(bytes([number]), was, when, made, source))
        if undone:
            counter = Punch(bytes([100 + number]), was, made, made, source, bytes([number]))
            entries.append(counter)
    before = Timeline.of(entries, now)
    counted = {p.id for p in (*before.punches, *before.doubted)}
    taken_back = {e.undoes for e in entries}
    assert counted == {e.id for e in entries if e.undoes is None} - taken_back
    shifts = before.shifts(now)
    assert all(shift.minutes >= 0 and shift.pause >= 0 for shift in shifts)
    held = [one for shift in shifts for one in shift.punches]
    assert len(held) == len(set(held))
    added = late(250, kind, at, now)
    counter = Punch(bytes([251]), kind, now, now, "manager", added.id)
    after = Timeline.of([*entries, added, counter], now)
    assert {p.id for p in (*after.punches, *after.doubted)} == counted


def test_since_when_somebody_is_here() -> None:
    came, paused, back = ("in", 1), ("break", 5), ("back", 7)
    assert timeline(came).since == 1
    assert timeline(came, paused).since == 5
    assert timeline(came, paused, back).since == 1
    assert timeline(came, ("out", 9)).since is None
    assert timeline(back).since == 7, "what came before is not looked at"
