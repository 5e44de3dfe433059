"""States of a visit, shared time, and the window for checking in."""

from __future__ import annotations

from typing import get_args

import pytest

from kiosk.salon.domain.agenda.appointment import (
    FOLLOWS,
    VisitState,
    blocks,
    may_check_in,
    may_follow,
    waiting_name,
)
from kiosk.salon.domain.errors import Refused

NOW = 1_795_251_600_000
MINUTE = 60_000


@pytest.mark.parametrize(
    ("minutes", "allowed"),
    [(-61, False), (-60, True), (0, True), (120, True), (121, False)],
)
def test_check_in_from_an_hour_late_to_two_hours_early(minutes: int, allowed: bool) -> None:
    assert may_check_in(NOW + minutes * MINUTE, NOW) is allowed


def test_edges_of_the_window_are_to_the_millisecond() -> None:
    assert may_check_in(NOW + 120 * MINUTE, NOW)
    assert not may_check_in(NOW + 120 * MINUTE + 1, NOW)
    assert may_check_in(NOW - 60 * MINUTE, NOW)
    assert not may_check_in(NOW - 60 * MINUTE - 1, NOW)


def test_every_state_knows_what_may_follow() -> None:
    assert set(FOLLOWS) == set(get_args(VisitState))
    assert may_follow("booked", "arrived")
    assert not may_follow("paid", "booked")
    assert not may_follow("cancelled", "in_chair")


def test_a_finished_visit_gives_the_chair_back() -> None:
    assert blocks("booked", NOW, NOW)
    assert not blocks("done", NOW - MINUTE, NOW)
    assert blocks("paid", NOW + MINUTE, NOW), "paid ahead, still to come"
    assert not blocks("no_show", NOW, NOW)


def test_waiting_name_is_tidied_and_bounded() -> None:
    assert waiting_name("  Anna   Marie ") == "Anna Marie"
    with pytest.raises(Refused):
        waiting_name("   ")
    with pytest.raises(Refused):
        waiting_name("x" * 41)
