"""Some thousands of steps over the real Google remote and a real salon's clients; ``python -m
tests.sync_agent.soak --world google --steps n`` plays as many as it is told."""

from __future__ import annotations

import pytest

from tests.sync_agent.plays.google_machine import google_machine
from tests.sync_agent.soak import play


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_everything_goes_wrong_at_google_and_both_sides_find_together() -> None:
    with google_machine() as machine:
        play(machine, 6_000, None, length=30)
