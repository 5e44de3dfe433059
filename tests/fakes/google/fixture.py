"""The fixture ``google``: import it into a conftest or a test file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .service import FakeGoogle


@pytest.fixture
def google() -> Iterator[FakeGoogle]:
    """An account with the nastier defaults, over real HTTP; no client may break the rules."""
    with FakeGoogle(seed=1) as fake:
        yield fake
    assert fake.violations == []
