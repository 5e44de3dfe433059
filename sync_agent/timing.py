"""The agent's clocks, and being told to stop.

Signals write one byte into a pipe: every wait of the agent looks at it, so it ends at once, and
nothing that takes a lock runs inside a signal handler.
"""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from collections.abc import Callable

from kiosk.salon.domain.clock import Clock
from kiosk.salon.services.clock import SystemClock
from sync_agent.engine.problems import Stopped

GRACE_SECONDS = 1.0
"""Between asking a run to stop and ending the process without it."""
LOOK_SECONDS = 0.5
"""How often the desk's request to stop is looked for during a run."""


class StopToken:
    """Told to leave by a signal (the process ends) or to stop by a person (only this run does).

    Also a :class:`sync_agent.engine.ports.Timing`: ``sleep`` and :meth:`check` raise
    :class:`Stopped`. ``stop_asked``: looks whether somebody at the desk asked to stop.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock = clock or SystemClock()
        self.stop_asked: Callable[[], bool] = lambda: False
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        self._leave_at: float | None = None
        self._stopped = False
        self._looked_at = 0.0

    def now(self) -> int:
        return self.clock.now()

    def monotonic(self) -> float:
        return time.monotonic()

    # -- being told -------------------------------------------------------------------------------

    def on_signals(self, exit_seconds: float, exit_code: int = 0) -> None:
        """From the first SIGTERM or SIGINT runs have so many seconds to end; whatever hangs after
        that ends with the process, and its exit code is ``exit_code``. Everything is written so
        that this loses nothing."""

        def told(_number: int, _frame: object) -> None:
            if self._leave_at is None:
                self.leave(exit_seconds)
                last = threading.Timer(exit_seconds + GRACE_SECONDS, os._exit, (exit_code,))
                last.daemon = True
                last.start()

        signal.signal(signal.SIGTERM, told)
        signal.signal(signal.SIGINT, told)

    def leave(self, seconds: float) -> None:
        self._leave_at = self.monotonic() + seconds
        os.write(self._writer, b"!")

    @property
    def leaving(self) -> bool:
        return self._leave_at is not None

    # -- during a run -----------------------------------------------------------------------------

    def begin(self) -> None:
        """A run begins: a stop that was asked for before is not about it."""
        self._stopped = False

    def check(self) -> None:
        """Raises :class:`Stopped` when the run should end here."""
        now = self.monotonic()
        if self._leave_at is not None and now >= self._leave_at:
            raise Stopped()
        if not self._stopped and now - self._looked_at >= LOOK_SECONDS:
            self._looked_at = now
            self._stopped = self.stop_asked()
        if self._stopped:
            raise Stopped()

    def sleep(self, seconds: float) -> None:
        """For runs: waits and raises :class:`Stopped` as soon as there is a reason to. Told to
        leave, a run waits for nothing any more."""
        end = self.monotonic() + seconds
        while True:
            self.check()
            left = end - self.monotonic()
            if left <= 0:
                return
            if self.leaving:
                raise Stopped()
            self.wait(min(left, LOOK_SECONDS))

    # -- between runs -----------------------------------------------------------------------------

    def wait(self, seconds: float) -> None:
        """Waits, no longer than until the process is told to leave. Raises nothing."""
        select.select([self._reader], [], [], max(0.0, seconds))

    def close(self) -> None:
        os.close(self._reader)
        os.close(self._writer)
