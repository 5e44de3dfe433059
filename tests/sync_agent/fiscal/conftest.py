"""One fake office for a test, and a salon that sends to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.furs import Authority, FakeFurs
from tests.rigs.office_world import FursWorld


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def fake(authority: Authority) -> Iterator[FakeFurs]:
    with FakeFurs(authority) as made:
        yield made


@pytest.fixture
def world(tmp_path: Path, fake: FakeFurs) -> Iterator[FursWorld]:
    made = FursWorld(tmp_path / "home", fake)
    yield made
    made.close()
