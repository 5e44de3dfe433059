"""The rig of these tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.salon.services.clock import ManualClock
from tests.fakes.nav.server import open_nav
from tests.sync_agent.fiscal.nav.rig import NOW, Rig


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    """Somebody is signed in."""
    clock = ManualClock(NOW)
    with open_nav(clock.now) as office:
        made = Rig(tmp_path / "home", office, clock)
        made.sign_in()
        yield made
        made.close()
