"""The write-ahead log is emptied behind the back of whoever works."""

from __future__ import annotations

from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.checkpoints import Checkpoints
from tests.rigs.waiting import until


def test_a_checkpoint_leaves_nothing_to_move(salon: Services) -> None:
    store = salon.context.store
    store.try_writing()
    assert store.checkpoint() == 0


def test_the_thread_does_it_and_ends(salon: Services) -> None:
    store = salon.context.store
    store.checkpoint()
    checkpoints = Checkpoints(store, seconds=0.01)
    store.try_writing()
    size_before = store.path.stat().st_mtime_ns
    checkpoints.start()
    until(lambda: store.path.stat().st_mtime_ns > size_before)
    checkpoints.stop()
