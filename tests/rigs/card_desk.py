"""A PC/SC driver at work before a real pcscd: its thread, and what it told."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from drivers.device import DeviceMissing
from drivers.events import Event
from drivers.pcsc import PcscReader
from tests.rigs.pcscd import Pcscd
from tests.rigs.virtual_card import Card, Slot

SECONDS = 4.0
QUIET_SECONDS = 0.6
"""Longer than the service takes to see that a card came or went."""
GONE, BACK = "gone", "back"


class CardDesk:
    """``told``: the events; ``states``: "back" and "gone", as a supervisor hears it."""

    def __init__(self, pcscd: Pcscd, reader: PcscReader) -> None:
        self.pcscd, self._reader = pcscd, reader
        self.told: queue.Queue[Event] = queue.Queue()
        self.states: queue.Queue[str] = queue.Queue()
        self.missing: list[DeviceMissing] = []
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._run)

    @property
    def slot(self) -> Slot:
        return self.pcscd.slots[0]

    def lay_on(self, card: Card, tear_at: int = 0) -> Event:
        """What the driver tells of the card."""
        self.slot.lay_on(card, tear_at)
        return self.told.get(timeout=SECONDS)

    def hears_nothing(self) -> bool:
        try:
            self.told.get(timeout=QUIET_SECONDS)
        except queue.Empty:
            return True
        return False

    def lift(self, seconds: float = QUIET_SECONDS) -> None:
        """Takes the card away; returns when the service has seen it."""
        self.slot.take_away()
        self.stop.wait(seconds)

    def state(self) -> str:
        return self.states.get(timeout=SECONDS)

    def wait_back(self) -> None:
        """After a restart too quick to be sure to be told as "gone"."""
        while self.state() != BACK:
            pass

    def _run(self) -> None:
        while not self.stop.is_set():
            try:
                self._reader.run(self.told.put, lambda: self.states.put(BACK), self.stop)
            except DeviceMissing as missing:
                self.missing.append(missing)
                self.states.put(GONE)


@contextmanager
def working(pcscd: Pcscd, reader: PcscReader) -> Iterator[CardDesk]:
    """The driver in a thread of its own; AssertionError if it does not end in time."""
    desk = CardDesk(pcscd, reader)
    desk.thread.start()
    try:
        yield desk
    finally:
        desk.stop.set()
        desk.thread.join(2)
        assert not desk.thread.is_alive(), "the driver does not end"
        occupied = [slot for slot in pcscd.slots if slot.occupied]
        for slot in occupied:
            slot.take_away()
        if occupied:
            time.sleep(QUIET_SECONDS)
