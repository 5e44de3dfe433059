"""A Slovenian salon whose receipts are confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rigs.confirmed import Confirmed, make_confirmed
from tests.rigs.salon import close_salon


@pytest.fixture
def furs(tmp_path: Path) -> Iterator[Confirmed]:
    """It is Saturday 21 November 2026, 10:00 in Ljubljana."""
    world = make_confirmed(tmp_path)
    yield world
    close_salon(world.salon)
