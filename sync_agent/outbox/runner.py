"""A thread for each outbox: what waits at a slow office keeps no mail waiting, and neither keeps a
remote.

One more thread looks whether anybody has written to the database, often enough that a receipt has
its code while the paper still waits for it. The agent begins and ends them, and holds the folder's
lock meanwhile: nothing is ever sent by two.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Protocol

from kiosk.salon import faults, threads
from kiosk.salon.domain.errors import NeedsPerson, PultError, TryAgain
from kiosk.salon.home import Home
from kiosk.salon.settings import Settings
from kiosk.salon.store import changes
from kiosk.salon.store.database import Store
from sync_agent.open_salon import OpenSalon
from sync_agent.outbox.pacing import IDLE_SECONDS
from sync_agent.outbox.ports import Outbox
from sync_agent.timing import StopToken

LOOK_SECONDS = 0.04
"""How often is looked whether somebody has written: one pragma, some microseconds."""
AGAIN_SECONDS, LONGEST_AGAIN_SECONDS = 1.0, 60.0
"""After a fault of ours, and how long that may grow."""
BUSY_SECONDS, PERSON_SECONDS = 0.5, 30.0
"""After the database was busy, and after it said that a person is needed."""
log = logging.getLogger(__name__)


class Thread(Protocol):
    """Of :mod:`threading`, as much of it as is needed here."""

    def join(self, timeout: float | None = None) -> None: ...

    def is_alive(self) -> bool: ...


class Line:
    """One outbox in its thread, with a salon and a connection of its own."""

    def __init__(self, runner: Runner, outbox: Outbox) -> None:
        self._runner, self.outbox = runner, outbox
        self.bell = threading.Event()
        self._version = -1
        self._faults = 0

    def run(self) -> None:
        """Until the runner stops. Nothing that goes wrong ends it."""
        salon: OpenSalon | None = None
        try:
            while not self._runner.stopping:
                wait = AGAIN_SECONDS
                try:
                    if salon is None:
                        salon = self._runner.open()
                    wait = self._turn(salon)
                    self._faults = 0
                except TryAgain as error:
                    log.info("%s: %s", self.outbox.name, type(error).__name__)
                    wait = BUSY_SECONDS
                except PultError as error:
                    log.warning("%s: %s", self.outbox.name, faults.told(error))
                    wait = PERSON_SECONDS if isinstance(error, NeedsPerson) else self._longer()
                except Exception as error:  # noqa: BLE001 - a mistake of ours must not end it
                    # Where it happened, not what it said: that may name a person.
                    log.error("%s: %s", self.outbox.name, faults.told(error))
                    wait = self._longer()
                self._rest(salon, wait)
        finally:
            if salon is not None:
                salon.close()

    def _turn(self, salon: OpenSalon) -> float:
        if salon.settings != self._runner.settings:
            salon.settings = self._runner.settings
        if changes.version(salon.store) != self._version:
            salon.refresh()
            self._version = changes.version(salon.store)
        return self.outbox.step(salon)

    def _rest(self, salon: OpenSalon | None, seconds: float) -> None:
        """Waits so long, or until somebody else has written."""
        end = self._runner.monotonic() + min(seconds, IDLE_SECONDS)
        while not self._runner.stopping and (left := end - self._runner.monotonic()) > 0:
            if not self.bell.wait(left):
                return
            self.bell.clear()
            if salon is not None and self._faults == 0 and self._written(salon):
                return

    def _written(self, salon: OpenSalon) -> bool:
        """Whether it was somebody else who wrote: what this one writes itself wakes the others
        alone."""
        if salon.settings != self._runner.settings:
            return True
        try:
            return changes.version(salon.store) != self._version
        except PultError:
            return False

    def _longer(self) -> float:
        self._faults = min(self._faults + 1, 16)
        return min(LONGEST_AGAIN_SECONDS, AGAIN_SECONDS * 2.0 ** (self._faults - 1))


class Runner:
    """All outboxes of one agent. ``made``: makes them once the salon is there; they are asked by
    one thread each."""

    def __init__(
        self,
        home: Home,
        settings: Settings,
        stop_token: StopToken,
        made: Callable[[StopToken], Iterable[Outbox]],
    ) -> None:
        self.home, self.settings, self._stop_token = home, settings, stop_token
        self._made = made
        self._stop = threading.Event()
        self._lines: list[Line] = []
        self._threads: list[Thread] = []

    # -- for the agent ----------------------------------------------------------------------------

    def start(self, salon: OpenSalon) -> None:
        """Once the salon is open; does nothing the second time, nor for a folder in which somebody
        practises: nothing of that is ever sent."""
        if self._threads or self._stop.is_set() or salon.services.context.training:
            return
        self._lines = [Line(self, outbox) for outbox in self._made(self._stop_token)]
        self._threads = [
            threads.begin(f"outbox-{line.outbox.name}", line.run) for line in self._lines
        ]
        if self._lines:
            self._threads.append(threads.begin("outbox-look", self._look))

    def obey(self, settings: Settings) -> None:
        self.settings = settings
        self._ring()

    def stop(self, seconds: float) -> bool:
        """Lets each end what it is at, for so long; whether all did. One that hangs in a request
        ends with the process: its intent is written down."""
        self._stop.set()
        self._ring()
        end = self.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, end - self.monotonic()))
        ended = not any(thread.is_alive() for thread in self._threads)
        if not ended:
            log.warning("an outbox is left in the middle of a request")
        return ended

    # -- for its threads --------------------------------------------------------------------------

    @property
    def stopping(self) -> bool:
        return self._stop.is_set() or self._stop_token.leaving

    def monotonic(self) -> float:
        return self._stop_token.monotonic()

    def open(self) -> OpenSalon:
        """A salon for the calling thread. Between two of its transactions an outbox waits for the
        network: that lets others write enough."""
        return OpenSalon(self.home, self.settings, self._stop_token, manners=None)

    def _ring(self) -> None:
        for line in self._lines:
            line.bell.set()

    def _look(self) -> None:
        """Rings whenever anybody has written."""
        store: Store | None = None
        known = -1

        def turn() -> bool:
            nonlocal store, known
            while not self.stopping:
                store = store or Store.open(self.home.database)
                version = changes.version(store)
                if version != known:
                    known = version
                    self._ring()
                self._stop.wait(LOOK_SECONDS)
            self._ring()
            return False

        try:
            threads.keep_up("outbox-look", turn, self._stop.wait)
        finally:
            if store is not None:
                store.close()
