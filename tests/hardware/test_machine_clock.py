"""The clock of the machine, set by hand."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.hardware.machine.clock import TRIES, set_clock
from kiosk.salon.domain.errors import Refused
from tests.fakes.timedatectl import Timedatectl

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=ZoneInfo("Europe/Prague"))


@pytest.mark.parametrize("lets_go_after", [0, 3])
@pytest.mark.parametrize("follows", [True, False])
def test_it_is_set_and_follows_the_network_as_before(follows: bool, lets_go_after: int) -> None:
    """Also while it follows one that is not there, and lets go of it late."""
    machine, pauses = Timedatectl(follows=follows, lets_go_after=lets_go_after), []
    set_clock(NOON, machine, pauses.append)
    assert machine.at == NOON
    assert machine.follows is follows
    assert len(pauses) == (lets_go_after if follows else 0)


def test_it_follows_again_although_it_could_not_be_set() -> None:
    machine, pauses = Timedatectl(lets_go_after=10 * TRIES), []
    with pytest.raises(Refused, match="Automatic"):
        set_clock(NOON, machine, pauses.append)
    assert machine.follows
    assert machine.at is None
    assert len(pauses) == TRIES


def test_who_may_not_is_told_what_to_do() -> None:
    with pytest.raises(Refused, match="ask whoever set it up"):
        set_clock(NOON, Timedatectl(allowed=False))
