"""Some thousands of steps over a real agenda, the real calendar remote and the fake Google;
``python -m tests.sync_agent.soak --world calendar --steps n`` plays as many as it is told."""

from __future__ import annotations

import pytest

from tests.sync_agent.plays.calendar_machine import calendar_machine
from tests.sync_agent.soak import play


@pytest.mark.slow
@pytest.mark.req("G9")
@pytest.mark.timeout(600)
def test_everything_goes_wrong_in_the_calendar_and_both_sides_find_together() -> None:
    with calendar_machine() as machine:
        play(machine, 4_000, None, length=30)
