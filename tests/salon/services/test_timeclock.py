"""Punches on the real database: taps, breaks, taking back, forgotten days, odd clocks."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.timeclock.punch import Hours, Presence
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import changes
from tests.rigs.salon import clock_of

MINUTE, HOUR = 60, 3600


def eva(salon: Services) -> Id:
    return salon.team.members()[1].id


def wait(salon: Services, seconds: float) -> None:
    clock_of(salon).advance(seconds)


def entries(salon: Services) -> list[tuple[str, str, bool]]:
    found = salon.context.store.rows("SELECT kind, flag, undoes IS NULL FROM punch ORDER BY number")
    return [(kind, flag, bool(counts)) for kind, flag, counts in found]


@pytest.mark.req("K5", "T2")
def test_a_day_with_a_break(salon: Services) -> None:
    who = eva(salon)
    came = salon.timeclock.tap(who)
    assert (came.outcome, came.kind, came.first_name) == ("recorded", "in", "Eva")
    wait(salon, 3 * HOUR)
    assert salon.timeclock.tap(who).kind == "out"
    on_break = salon.timeclock.choose(who, "break")
    assert (on_break.kind, on_break.offers) == ("break", ("out",))
    wait(salon, HOUR)
    assert salon.timeclock.tap(who).kind == "back"
    wait(salon, 2 * HOUR)
    left = salon.timeclock.tap(who)
    assert left.kind == "out"
    assert left.hours == Hours(300, 300) == salon.timeclock.hours(who)
    assert salon.context.journal.verify() is None


@pytest.mark.req("K5")
def test_a_second_tap_within_a_minute_changes_nothing(salon: Services) -> None:
    who = eva(salon)
    first = salon.timeclock.tap(who)
    wait(salon, 59)
    second = salon.timeclock.tap(who)
    assert (second.outcome, second.kind, second.at) == ("repeated", "in", first.at)
    assert second.punch_id is None
    assert entries(salon) == [("in", "", True)]
    wait(salon, 1)
    assert salon.timeclock.tap(who).kind == "out"


@pytest.mark.req("K5")
def test_what_was_not_meant_is_taken_back_by_a_counter_entry(salon: Services) -> None:
    who = eva(salon)
    first = salon.timeclock.tap(who)
    assert first.punch_id is not None
    wait(salon, 7)
    undone = salon.timeclock.undo(first.punch_id)
    assert (undone.outcome, undone.kind, undone.punch_id) == ("undone", "in", None)
    assert entries(salon) == [("in", "", True), ("in", "", False)]
    with pytest.raises(Refused):
        salon.timeclock.undo(first.punch_id)
    assert salon.timeclock.tap(who).kind == "in", (
        "the tap after it counts, though a minute is not over"
    )


def test_taking_back_is_refused_after_eight_seconds_and_for_nothing(salon: Services) -> None:
    punched = salon.timeclock.tap(eva(salon))
    assert punched.punch_id is not None
    wait(salon, 8)
    with pytest.raises(Refused):
        salon.timeclock.undo(punched.punch_id)
    with pytest.raises(Refused):
        salon.timeclock.undo(bytes(16))


def test_a_button_that_does_not_fit_is_refused_and_replaces_nothing(salon: Services) -> None:
    who = eva(salon)
    salon.timeclock.tap(who)
    with pytest.raises(Refused):
        salon.timeclock.choose(who, "back")
    assert entries(salon) == [("in", "", True)]


@pytest.mark.req("K5")
def test_a_pin_instead_of_the_card_is_marked(salon: Services) -> None:
    salon.timeclock.tap(eva(salon), "pin")
    assert entries(salon) == [("in", "no-card", True)]


@pytest.mark.req("K5")
def test_an_open_earlier_day_is_asked_about_and_answered_in_one_step(salon: Services) -> None:
    who = eva(salon)
    came = salon.timeclock.tap(who)
    wait(salon, 23 * HOUR)
    asked = salon.timeclock.tap(who)
    assert (asked.outcome, asked.open_since, asked.offers) == ("ask_left", came.at, ())
    assert salon.timeclock.choose(who, "out").outcome == "ask_left"
    assert len(entries(salon)) == 1
    assert salon.timeclock.present() == ()
    for wrong in (came.at, came.at + 19 * HOUR * 1000):
        with pytest.raises(Refused):
            salon.timeclock.left_at(who, wrong)
    back = salon.timeclock.left_at(who, came.at + 8 * HOUR * 1000)
    assert (back.outcome, back.kind) == ("recorded", "in")
    assert entries(salon) == [("in", "", True), ("out", "late-entry", True), ("in", "", True)]
    assert back.hours == Hours(0, 480)
    with pytest.raises(Refused):
        salon.timeclock.left_at(who, came.at + 9 * HOUR * 1000)
    assert back.punch_id is not None
    salon.timeclock.undo(back.punch_id)
    assert salon.timeclock.tap(who).kind == "in", "the late answer itself is no tap"


def test_who_is_here(salon: Services) -> None:
    boss, stylist = (member.id for member in salon.team.members())
    came = salon.timeclock.tap(stylist)
    assert salon.timeclock.present() == (Presence(stylist, "in", came.at),)
    wait(salon, HOUR)
    salon.timeclock.tap(boss)
    on_break = salon.timeclock.choose(stylist, "break")
    assert [one.staff_id for one in salon.timeclock.present()] == [boss, stylist]
    assert salon.timeclock.present()[1] == Presence(stylist, "break", on_break.at)
    salon.timeclock.choose(stylist, "out")
    assert [one.staff_id for one in salon.timeclock.present()] == [boss]


def test_a_clock_that_jumps_back_is_marked_and_costs_nobody_hours(salon: Services) -> None:
    who, clock = eva(salon), clock_of(salon)
    salon.timeclock.tap(who)
    wait(salon, 2 * HOUR)
    clock.jump(clock.now() - 5 * HOUR * 1000)
    left = salon.timeclock.tap(who)
    assert (left.kind, left.hours) == ("out", Hours(0, 0))
    assert entries(salon) == [("in", "", True), ("out", "clock-back", True)]


@pytest.mark.parametrize(
    ("day", "minutes"), [(date(2026, 3, 29), 7 * 60), (date(2026, 10, 25), 9 * 60)]
)
def test_a_night_when_the_clocks_change_has_its_true_length(
    salon: Services, day: date, minutes: int
) -> None:
    profile = salon.context.salon
    clock = clock_of(salon)
    # A business day begins at four, so the night before belongs to Saturday: 20:00 to 3:59.
    clock.jump(profile.instant(day, -4 * 60))
    salon.timeclock.tap(eva(salon))
    clock.jump(profile.instant(day, 4 * 60) - 1)
    assert salon.timeclock.hours(eva(salon)).today_minutes == minutes - 1


def test_somebody_who_left_the_team_cannot_clock_in(salon: Services) -> None:
    boss, stylist = salon.team.members()
    salon.team.save(replace(stylist, active=False), boss.id)
    with pytest.raises(Refused):
        salon.timeclock.tap(stylist.id)


@pytest.mark.req("K5")
def test_a_punch_is_journalled_by_pseudonym_and_shown_to_the_agent(salon: Services) -> None:
    store = salon.context.store
    punched = salon.timeclock.tap(eva(salon))
    changed = {(one.entity, one.entity_id) for one in changes.since(store, 0)}
    assert ("punch", punched.punch_id) in changed
    body = store.rows("SELECT body FROM journal WHERE kind = 'punch'")[0][0]
    assert "Eva" not in body
    assert eva(salon).hex() not in body


@pytest.mark.req("T1", "T2")
def test_weeks_of_the_others_are_for_managers(salon: Services) -> None:
    petra, who = (member.id for member in salon.team.members())
    salon.timeclock.tap(who, "pin")
    with pytest.raises(Refused):
        salon.timesheets.week(petra, who)
    assert [day.minutes for day in salon.timesheets.week(who, petra)] == [0]
    assert salon.timesheets.week(who, who) == salon.timesheets.week(who, petra)
    own = {found.member.id: found.hours for found in salon.timeclock.attendance(who)}
    assert own == {petra: None, who: Hours(0, 0)}
    assert [len(found.marked) for found in salon.timeclock.attendance(petra)] == [0, 1]
