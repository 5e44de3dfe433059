"""Some thousands of steps of the machine; ``make soak STEPS=n`` plays as many as it is told."""

from __future__ import annotations

import pytest

from tests.sync_agent.plays.two import TwoMachine, TwoWorld
from tests.sync_agent.soak import memory_machine, play


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("once", [False, True], ids=["ids of theirs", "ids of ours"])
def test_everything_goes_wrong_and_both_sides_find_together(once: bool) -> None:
    with memory_machine(once) as machine:
        play(machine, 2_000, None)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_everything_goes_wrong_between_two_remotes_and_a_desk() -> None:
    with memory_machine(False, TwoMachine, TwoWorld) as machine:
        play(machine, 2_000, None)
