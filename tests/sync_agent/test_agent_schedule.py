"""When a remote is due: pure arithmetic on a clock that is handed in."""

from __future__ import annotations

import pytest

from sync_agent.schedule import JITTER, LONGEST_WAITS, SIGN_IN_SECONDS, Pace, Schedule

PACE = Pace(every=300, debounce=4)


def made(chance: float = 0.5) -> Schedule:
    return Schedule(PACE, 0.0, lambda: chance)


def after(outcome: str, times: int = 1, chance: float = 0.5) -> tuple[Schedule, float]:
    """A schedule after so many runs that each took no time, and when the last one was."""
    schedule, now = made(chance), 0.0
    for _ in range(times):
        now = schedule.due
        schedule.began()
        schedule.ended(outcome, now)  # type: ignore[arg-type]
    return schedule, now


def test_at_once_at_the_start_then_regularly() -> None:
    schedule = made()
    assert schedule.due == 0
    schedule.ended("ok", 2)
    assert schedule.due == 302


def test_many_salons_do_not_come_at_the_same_moment() -> None:
    early, late = after("ok", chance=0.0)[0].due, after("ok", chance=1.0)[0].due
    assert (early, late) == (300 * (1 - JITTER), 300 * (1 + JITTER))


def test_changes_are_collected_for_a_moment() -> None:
    schedule, _ = after("ok")
    schedule.changed(100)
    assert schedule.due == 104
    schedule.changed(103)
    assert schedule.due == 107


def test_changes_that_never_pause_are_sent_all_the_same() -> None:
    schedule, _ = after("ok")
    for second in range(100, 130):
        schedule.changed(second)
    assert schedule.due == 120
    schedule.began()
    schedule.ended("ok", 120)
    assert schedule.due == 420


def test_changes_during_a_run_are_sent_after_it() -> None:
    schedule, _ = after("ok")
    schedule.changed(100)
    schedule.began()
    schedule.changed(105)
    schedule.ended("ok", 110)
    assert schedule.due == 109


@pytest.mark.parametrize(("outcome", "waits"), [("offline", [15, 30, 60]), ("later", [30, 60])])
def test_trouble_waits_longer_each_time(outcome: str, waits: list[float]) -> None:
    for times, wait in enumerate(waits, 1):
        schedule, now = after(outcome, times)
        assert schedule.due == now + wait
    schedule, now = after(outcome, 30)
    assert schedule.due == now + LONGEST_WAITS[outcome]


def test_changes_do_not_hurry_a_remote_in_trouble() -> None:
    schedule, now = after("offline", 3)
    schedule.changed(now + 1)
    assert schedule.due == now + 60


def test_a_person_does_hurry_it() -> None:
    for outcome in ("offline", "later", "failed", "sign_in", "question", "stopped"):
        schedule, now = after(outcome, 5)
        schedule.asked(now + 1)
        assert schedule.due == now + 1


def test_one_good_run_ends_the_trouble() -> None:
    schedule, now = after("offline", 5)
    schedule.ended("ok", now)
    schedule.ended("offline", now)
    assert schedule.due == now + 15


def test_a_lost_sign_in_is_tried_rarely() -> None:
    schedule, now = after("sign_in")
    schedule.changed(now + 1)
    assert schedule.due == now + SIGN_IN_SECONDS
    schedule.freed(now + 2)
    assert schedule.due == now + 2


def test_what_a_person_stopped_goes_on_at_the_regular_time() -> None:
    schedule, now = after("stopped")
    schedule.changed(now + 1)
    assert schedule.due == now + 300


def test_an_answer_starts_the_next_run_but_not_when_there_is_no_way() -> None:
    schedule, now = after("question")
    schedule.freed(now + 1)
    assert schedule.due == now + 1
    schedule, now = after("offline")
    schedule.freed(now + 1)
    assert schedule.due == now + 15


def test_a_remote_that_says_how_long_is_believed() -> None:
    schedule = made()
    schedule.ended("later", 10, at_least=3000)
    assert schedule.due == 3010
    schedule.ended("later", 4000, at_least=1)
    assert schedule.due == 4060
