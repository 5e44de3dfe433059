"""Bookings: what is asked of people, whose calendar it is, and clocks that were wrong."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.errors import Refused
from sync_agent.engine.intake import run as take_in
from sync_agent.engine.job import Rules
from sync_agent.engine.problems import Stopped
from sync_agent.engine.tally import RunTally
from sync_agent.google.bookings import GoogleBookings
from sync_agent.report import Report
from sync_agent.timing import StopToken
from sync_agent.turn import run_once
from sync_agent.workers import one_way
from tests.fakes.google import FakeGoogle
from tests.rigs.agenda_world import stylists
from tests.sync_agent.google.test_google_bookings import TEXT, desk, google, iso, online, visits
from tests.sync_agent.plays.calendar_desk import CalendarDesk

pytestmark = pytest.mark.req("G7")

__all__ = ["desk", "google"]

DAY_MS = 86_400_000


class AgentTiming(StopToken):
    """The desk's time for the agent's own way of running things."""

    def __init__(self, desk: CalendarDesk) -> None:
        super().__init__()
        self._desk = desk

    def now(self) -> int:
        return self._desk.timing.now()

    def monotonic(self) -> float:
        return self._desk.timing.monotonic()

    def sleep(self, seconds: float) -> None:
        self._desk.timing.sleep(seconds)


def turn(desk: CalendarDesk) -> Report:
    """A run as the agent makes it: what it asks becomes a case."""
    worker = one_way(desk.source, desk.taker)
    return run_once(desk.store, desk.source.name, worker, AgentTiming(desk), Rules())


def many(desk: CalendarDesk) -> list[str]:
    """93 bookings of December, three a day."""
    found = []
    for hour in (10, 12, 14):
        for day in range(1, 32):
            start, end = f"2026-12-{day:02}T{hour}:00", f"2026-12-{day:02}T{hour + 1}:00"
            found.append(
                desk.google.owner.create_event(
                    desk.bookings, "Haircut", f"{start}:00+01:00", f"{end}:00+01:00",
                    description=TEXT,
                )
            )  # fmt: skip
    return found


def booked(desk: CalendarDesk) -> int:
    (count,) = desk.store.row("SELECT count(*) FROM appointment WHERE state = 'booked'")
    return int(count)


def cancel(desk: CalendarDesk, events: list[str]) -> None:
    for event in events:
        desk.google.owner.cancel_event(desk.bookings, event)


def say_go(desk: CalendarDesk) -> None:
    petra, _ = stylists(desk.salon)
    (case,) = desk.cases("guard")
    desk.salon.sync_answers.answer(case.number, "go", petra.id)


# -- questions -------------------------------------------------------------------------------------


def test_a_yes_to_thirty_is_no_yes_to_eighty_five(desk: CalendarDesk) -> None:
    events = many(desk)
    assert turn(desk).received == 93
    cancel(desk, events[:30])
    assert turn(desk).outcome == "question"
    say_go(desk)
    cancel(desk, events[30:85])
    for _ in range(3):
        assert turn(desk).outcome == "question"
        assert booked(desk) == 93
    (case,) = desk.cases("guard")
    assert (case.answer, case.detail["gone"]) == ("", 85)
    assert desk.salon.sync.summary().questions == 1
    say_go(desk)
    assert turn(desk).outcome == "ok"
    assert (booked(desk), desk.cases()) == (8, [])


def test_a_yes_is_good_for_one_run(desk: CalendarDesk) -> None:
    """Also when that run is stopped half-way: what is left is asked about again."""
    events = many(desk)
    turn(desk)
    cancel(desk, events[:60])
    turn(desk)
    say_go(desk)

    def stop(phase: str, done: int, total: int) -> None:
        if phase == "merging":
            raise Stopped()

    with pytest.raises(Stopped):
        take_in(desk.store, desk.taker, desk.source, desk.timing, Rules(), stop, RunTally())
    assert booked(desk) == 93 - 25
    assert turn(desk).outcome == "question"
    say_go(desk)
    assert turn(desk).outcome == "ok"
    assert booked(desk) == 33


def test_a_question_on_the_screen_is_not_answered_for_more_than_it_shows(
    desk: CalendarDesk,
) -> None:
    events = many(desk)
    turn(desk)
    cancel(desk, events[:30])
    turn(desk)
    (shown,) = desk.cases("guard")
    cancel(desk, events[30:35])
    turn(desk)
    assert [case.number for case in desk.cases("guard")] == [shown.number], "about as much"
    cancel(desk, events[35:85])
    turn(desk)
    petra, _ = stylists(desk.salon)
    with pytest.raises(Refused):
        desk.salon.sync_answers.answer(shown.number, "go", petra.id)
    assert turn(desk).outcome == "question"
    assert booked(desk) == 93


@pytest.mark.parametrize("answered", [False, True])
def test_a_question_that_settled_itself_is_no_permit_for_later(
    desk: CalendarDesk, answered: bool
) -> None:
    events = many(desk)
    turn(desk)
    cancel(desk, events[:30])
    assert turn(desk).outcome == "question"
    if answered:
        say_go(desk)
    for event in events[:30]:
        desk.google.owner.restore_event(desk.bookings, event)
    assert turn(desk).outcome == "ok"
    assert desk.cases() == []
    cancel(desk, events[:30])
    assert turn(desk).outcome == "question"
    assert booked(desk) == 93


# -- whose calendar --------------------------------------------------------------------------------


def as_account(desk: CalendarDesk, account: str, calendar: str = "") -> None:
    session = desk.source._session
    calendar = calendar or desk.bookings
    desk.source = GoogleBookings(session, account, calendar, desk.timing)


def test_another_account_that_reads_the_same_calendar_goes_on(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    moved = online(desk, "14:00")
    gone = online(desk, "16:00", TEXT.replace("ana", "ina").replace("111", "333"))
    desk.take_in()
    for account in ("account-2", "account-1"):
        as_account(desk, account)
        assert desk.take_in().received == 0
        assert (len(visits(desk)), desk.cases()) == (2, [])
    as_account(desk, "account-2")
    google.owner.cancel_event(desk.bookings, gone)
    google.owner.move_event(desk.bookings, moved, iso(desk, "17:00"))
    desk.take_in()
    local = desk.salon.context.salon.local
    found = [(v.client_name, local(v.starts_at).hour) for v in visits(desk)]
    assert found == [("Jana Vzorová", 17)]


def test_everybodys_own_calendar_is_another_one(desk: CalendarDesk) -> None:
    as_account(desk, "account-1", "primary")
    before = desk.source.about()
    as_account(desk, "account-2", "primary")
    assert desk.source.about() != before


def test_another_calendar_gives_nobody_up_and_the_old_one_is_known_again(
    desk: CalendarDesk, google: FakeGoogle
) -> None:
    event, first = online(desk), desk.bookings
    desk.take_in()
    desk.bookings = google.owner.create_calendar("New system")
    as_account(desk, "account-1")
    online(desk)  # the same booking, brought over
    desk.take_in()
    assert (len(visits(desk)), desk.cases()) == (1, [])
    desk.bookings = first
    as_account(desk, "account-1")
    google.owner.cancel_event(first, event)
    desk.take_in()
    assert visits(desk) == ()


# -- clocks ----------------------------------------------------------------------------------------


def test_what_a_clock_that_ran_ahead_took_for_over_is_taken_in_after_all(
    desk: CalendarDesk,
) -> None:
    turn(desk)
    desk.timing.off_ms = 3 * DAY_MS
    online(desk)
    turn(desk)
    assert booked(desk) == 0
    desk.timing.off_ms = 0
    turn(desk)
    assert booked(desk) == 1


def test_after_a_whole_reading_in_the_future_there_are_whole_readings_again(
    desk: CalendarDesk,
) -> None:
    desk.timing.off_ms = 300 * DAY_MS
    online(desk)
    desk.take_in()
    assert booked(desk) == 0
    desk.timing.off_ms = 0
    desk.take_in()
    assert booked(desk) == 1
