"""The clock of the machine, set by hand."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.hardware.machine.clock import TRIES, follow_again, set_clock
from kiosk.salon.domain.errors import Refused
from tests.fakes.timedatectl import Timedatectl


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    return tmp_path / "clock.alone"


NOON = datetime(2026, 11, 30, 12, 0, tzinfo=ZoneInfo("Europe/Prague"))


@pytest.mark.parametrize("lets_go_after", [0, 3])
@pytest.mark.parametrize("follows", [True, False])
def test_it_is_set_and_follows_the_network_as_before(
    follows: bool, lets_go_after: int, mark: Path
) -> None:
    """Also while it follows one that is not there, and lets go of it late."""
    machine, pauses = Timedatectl(follows=follows, lets_go_after=lets_go_after), []
    set_clock(NOON, machine, mark, pauses.append)
    assert machine.at == NOON
    assert not mark.exists()
    assert machine.follows is follows
    assert len(pauses) == (lets_go_after if follows else 0)


def test_it_follows_again_although_it_could_not_be_set(mark: Path) -> None:
    machine, pauses = Timedatectl(lets_go_after=10 * TRIES), []
    with pytest.raises(Refused, match="Automatic"):
        set_clock(NOON, machine, mark, pauses.append)
    assert machine.follows
    assert machine.at is None
    assert len(pauses) == TRIES


def test_who_may_not_is_told_what_to_do(mark: Path) -> None:
    with pytest.raises(Refused, match="ask whoever set it up"):
        set_clock(NOON, Timedatectl(allowed=False), mark)
    assert not mark.exists()


class Killed(BaseException):
    """Nothing of the program runs any more."""


@pytest.mark.parametrize("at", ["set-ntp", "set-time"])
def test_after_a_kill_in_the_middle_the_next_start_has_it_follow_again(at: str, mark: Path) -> None:
    machine, done = Timedatectl(lets_go_after=3), []

    def run(command: tuple[str, ...]) -> tuple[int, str]:
        if "set-ntp" in done and (at == "set-ntp" or command[1] != "set-time" or len(done) > 2):
            raise Killed
        done.append(command[1])
        return machine(command)

    with pytest.raises(Killed):
        set_clock(NOON, run, mark, lambda _: None)
    assert not machine.follows
    machine.allowed = False
    follow_again(machine, mark)
    assert mark.exists(), "it is tried at the next start again"
    machine.allowed = True
    follow_again(machine, mark)
    assert machine.follows
    assert not mark.exists()
    machine.follows = False
    follow_again(machine, mark)
    assert not machine.follows, "who switched it off otherwise meant it"
