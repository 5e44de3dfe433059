"""A salon and the nastier Google: late feeds, stale reads, answers in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.google import FakeGoogle, Quotas, Switches
from tests.sync_agent.plays.google_desk import GoogleDesk

MakeDesk = Callable[..., GoogleDesk]


@pytest.fixture
def make_desk(tmp_path: Path) -> Iterator[MakeDesk]:
    """Makes desks: ``make_desk(home="b", google=..., switches=..., rules=...)``. At the end nothing
    was asked that Google forbids, and no contact written that is none of ours."""
    made: list[GoogleDesk] = []

    def make(
        home: str = "a",
        google: FakeGoogle | None = None,
        switches: Switches | None = None,
        quotas: Quotas | None = None,
        **how: Any,
    ) -> GoogleDesk:
        google = google or FakeGoogle(seed=11, switches=switches, quotas=quotas)
        desk = GoogleDesk(tmp_path / home, google, **how)
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.close()
        assert desk.google.violations == []
        assert desk.google.foreign_writes == []


def salon_of(desk: GoogleDesk, number: int) -> None:
    """So many clients, in step with Google."""
    for n in range(number):
        desk.client(f"Client{n}", "Nová", phone=f"7771234{n:02}")
    desk.run()
    desk.quiet()
    desk.assert_equal()


@pytest.fixture
def desk(make_desk: MakeDesk) -> GoogleDesk:
    return make_desk()
