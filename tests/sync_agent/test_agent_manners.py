"""The agent lets others write: its database says after each transaction how long it took."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.salon.services.clock import SystemClock
from kiosk.salon.settings import Settings
from kiosk.salon.store.database import Store
from sync_agent import open_salon
from sync_agent.open_salon import OpenSalon
from tests.rigs.worker import prepare


def test_others_get_their_turn_after_each_transaction(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "pult.db")
    held: list[float] = []
    store.manners = held.append
    with store.transaction():
        with store.transaction():
            store.try_writing()
        assert held == []
    assert len(held) == 1
    with pytest.raises(ValueError, match="no"), store.transaction():
        raise ValueError("no")
    with store.snapshot():
        store.rows("SELECT 1")
    assert len(held) == 1, "neither a failed nor a reading one keeps anybody waiting"
    store.close()


def test_only_the_agent_is_that_polite(tmp_path: Path) -> None:
    from kiosk.salon.home import open_home

    home = open_home(tmp_path)
    prepare(tmp_path, 1_795_250_000_000)
    place = OpenSalon(home, Settings(), SystemClock())
    assert place.store.manners is open_salon.let_others_write
    place.close()
    till = Store.open(home.database)
    assert till.manners is None
    till.close()
