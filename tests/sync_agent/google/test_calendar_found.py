"""Plays in which the machine once found something wrong between agenda and calendar."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.salon.store.sync import book as sync_book
from tests.sync_agent.plays.calendar_machine import CalendarMachine, calendar_machine


@pytest.fixture(scope="module")
def kind() -> Iterator[type[CalendarMachine]]:
    with calendar_machine() as made:
        yield made


@pytest.fixture
def play(kind: type[CalendarMachine]) -> Iterator[CalendarMachine]:
    """Whatever was played, in the end everything has to be right."""
    machine = kind()
    yield machine
    machine.teardown()


def begin(play: CalendarMachine, here: int = 1) -> None:
    play.begin(seed=1, guarded=False, here=here, known=True)


def test_moved_out_of_the_bin_an_event_is_not_overwritten_with_the_visit_booked_again(
    play: CalendarMachine,
) -> None:
    begin(play)
    play.desk_toggle(0)
    play.run()
    play.there_undelete(0)
    play.there_move(0, slot=168)
    play.desk_toggle(0)
    play.run()


@pytest.mark.parametrize("kind_of_fault", ["before", "after", "late"])
def test_booked_again_after_a_lost_deletion_a_visit_has_one_event(
    play: CalendarMachine, kind_of_fault: str
) -> None:
    begin(play)
    play.desk_toggle(0)
    play.run_with_a_fault_of("events.delete", kind_of_fault)
    play.desk_toggle(0)


@pytest.mark.parametrize("revive", ["ok", "403"])
def test_deleted_there_a_second_time_it_is_cancelled_a_second_time(
    play: CalendarMachine, revive: str
) -> None:
    """An event that came back under its old id would be taken for the one that was buried."""
    begin(play)
    play.world.google.switches.calendar_revive = revive  # type: ignore[assignment]
    play.there_cancel(0)
    play.check()
    play.desk_toggle(0)
    play.run()
    play.there_cancel(0)


def test_booked_again_in_another_calendar_it_is_not_taken_for_the_one_deleted_before(
    play: CalendarMachine,
) -> None:
    begin(play, here=2)
    play.desk_toggle(0)
    play.run()
    play.there_lose_calendar(0)
    play.desk_toggle(0)
    play.run()
    play.there_cancel(0)
    play.there_cancel(0)


def test_a_copy_that_the_owner_made_moves_nothing_and_stays(play: CalendarMachine) -> None:
    begin(play)
    visit = play.world.visits()
    play.there_copy(0, slot=168)
    play.check()
    assert play.world.visits() == visit
    assert len(play.world.events()) == 2


def test_an_erased_client_is_not_named_while_a_question_is_open(play: CalendarMachine) -> None:
    begin(play)
    play.there_whole_day(0)
    play.run()
    play.desk_erase(0)


def test_an_erased_client_is_not_named_in_what_was_cancelled_here_and_moved_there(
    play: CalendarMachine,
) -> None:
    begin(play)
    play.desk_toggle(0)
    play.there_move(0, slot=40)
    play.run()
    play.desk_erase(0)
    play.check()
    assert play.world.events() == []


def test_the_calendar_is_deleted_while_one_of_its_events_is_looked_at(
    play: CalendarMachine,
) -> None:
    begin(play)
    play.there_whole_day(0)
    play.run()
    play.wait(700)
    play.desk_rename(0)
    play.run_meanwhile(3, "there_lose_calendar", 0, 0)


def test_a_question_stays_open_when_everything_is_read_anew(play: CalendarMachine) -> None:
    begin(play)
    play.there_whole_day(0)
    play.run()
    play.token_expires()
    play.check()
    assert [case.kind for case in sync_book.open_cases(play.world.store)] == ["refused"]


def test_out_of_the_bin_and_booked_again_it_is_cancelled_when_deleted_again(
    play: CalendarMachine,
) -> None:
    begin(play)
    play.wait(700)
    play.there_cancel(0)
    play.run()
    play.there_undelete(0)
    play.desk_toggle(0)
    play.run()
    play.there_cancel(0)
    play.check()


def test_a_lost_calendar_is_not_filled_with_what_is_over(play: CalendarMachine) -> None:
    begin(play, here=3)
    play.wait(8 * 86_400)
    play.there_lose_calendar(0)
    play.run()
    assert play.world.events() == []


def test_an_empty_list_cancels_nothing_while_staff_are_asked_about_the_only_one(
    play: CalendarMachine,
) -> None:
    begin(play)
    play.wait(700)
    play.there_whole_day(0)
    play.run()
    play.hollow_list(0)


def test_out_of_the_bin_after_the_clock_was_set_back(play: CalendarMachine) -> None:
    play.begin(seed=28554, guarded=True, here=4, known=True)
    play.desk_toggle(223)
    play.run()
    play.clock_set_back(172_800)
    play.check()
    play.there_undelete(223)


def test_cancelled_booked_again_and_cancelled_while_nobody_heard_of_the_first(
    play: CalendarMachine,
) -> None:
    begin(play)
    play.wait(700)
    play.desk_toggle(0)
    play.run_and_crash_asking(3, False)
    play.desk_toggle(0)
    play.run_and_stop(7)
    play.desk_toggle(0)
    play.check()
    assert play.world.events() == []
    assert sync_book.open_cases(play.world.store) == []


def test_a_restored_event_dragged_to_a_time_that_once_was_ours_is_told(
    play: CalendarMachine,
) -> None:
    play.begin(seed=48445, guarded=False, here=1, known=True)
    play.desk_move(7, 205, 1)
    play.desk_toggle(53)
    play.run_in_bad_weather(51, 0.6)
    play.desk_toggle(129)
    play.run_with_faults((4, "after"), (2, "twice"))
    play.desk_erase(167)
    play.there_undelete(173)
    play.run_meanwhile(5, "there_words", 179, 33)
    play.desk_book(88, 116, 167, 4)
    play.there_undelete(124)
    play.run_meanwhile(8, "there_move_onto", 91, 252)
    play.there_move_onto(40, 36)
    play.run_with_googles_faults([(4, "fbs"), (4, "offline"), (2, "middle")])
    play.there_move(111, 13)
