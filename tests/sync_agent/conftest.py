"""Fixtures of the engine's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync_agent.plays.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A desk and the memory remote, nothing in either."""
    made = World(tmp_path / "pult.db")
    yield made
    made.close()
