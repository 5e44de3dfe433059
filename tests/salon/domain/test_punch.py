"""The rules of punches, without a database."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.punch import FOLLOWS, LEADS_TO, Hours, Punch, PunchKind, Timeline

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
def test_today_and_the_week_are_cut_where_they_begin() -> None:
    line = timeline(("in", WEEK - HOUR), ("out", WEEK + HOUR), ("in", TODAY - HOUR))
    assert line.hours(TODAY, TODAY - 2 * HOUR, WEEK) == Hours(60, 120)


def test_an_open_earlier_day_counts_nothing_and_is_asked_about() -> None:
    line = timeline(("in", TODAY - 10 * HOUR))
    assert line.forgotten(TODAY)
    assert line.hours(TODAY + HOUR, TODAY, WEEK) == Hours(0, 0)
    assert not timeline(("in", TODAY)).forgotten(TODAY)


def test_leaving_must_lie_within_the_open_day() -> None:
    line = timeline(("in", TODAY - 10 * HOUR))
    line.require_left(TODAY - HOUR, day_end=TODAY, now=TODAY + HOUR)
    for wrong in (TODAY - 10 * HOUR, TODAY - 11 * HOUR, TODAY, TODAY + 2 * HOUR):
        with pytest.raises(Refused):
            line.require_left(wrong, day_end=TODAY, now=TODAY + HOUR)


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


def test_a_clock_set_back_never_makes_a_punch_earlier_than_the_one_before() -> None:
    line = timeline(("in", TODAY))
    assert line.stamp(TODAY + 1) == (TODAY + 1, ())
    assert line.stamp(TODAY - HOUR) == (TODAY, ("clock-back",))
    assert line.stamp(TODAY - 10) == (TODAY, ())


KINDS = st.sampled_from(["in", "break", "back", "out"])


@given(
    st.lists(st.tuples(KINDS, st.integers(0, 400 * HOUR)), max_size=30),
    st.integers(0, 400 * HOUR),
    st.integers(0, 200 * HOUR),
)
def test_no_clock_makes_hours_negative(
    wanted: list[tuple[PunchKind, int]], now: int, week: int
) -> None:
    line = Timeline()
    for number, (kind, at) in enumerate(wanted):
        if kind in FOLLOWS[line.state]:
            stamp, flags = line.stamp(at)
            entry = Punch(number.to_bytes(2), kind, stamp, at, "card", None, flags)
            line = Timeline((*line.punches, entry))
    hours = line.hours(now, week + 24 * HOUR, week)
    assert 0 <= hours.today_minutes <= hours.week_minutes
    assert all(before.at <= after.at for before, after in pairwise(line.punches))
    assert all(b.kind in FOLLOWS[LEADS_TO[a.kind]] for a, b in pairwise(line.punches))


def test_since_when_somebody_is_here() -> None:
    came, paused, back = ("in", 1), ("break", 5), ("back", 7)
    assert timeline(came).since == 1
    assert timeline(came, paused).since == 5
    assert timeline(came, paused, back).since == 1
    assert timeline(came, ("out", 9)).since is None
    assert timeline(back).since == 7, "what came before is not looked at"
