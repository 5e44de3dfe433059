"""Moves what is in the write-ahead log into the database while nobody waits for it.

SQLite would do it in the middle of the commit that fills the log: one sale in thirty would then
wait for a second and third sync. What has been committed is durable before and after.
"""

from __future__ import annotations

import contextlib
import threading

from kiosk.salon import threads
from kiosk.salon.domain.errors import PultError
from kiosk.salon.store.database import Store

NAME = "checkpoints"
EVERY_SECONDS = 10.0
STOP_SECONDS = 2.0


class Checkpoints:
    """A thread from :meth:`start` to :meth:`stop`."""

    def __init__(self, store: Store, seconds: float = EVERY_SECONDS) -> None:
        self._store, self._seconds = store, seconds
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threads.begin(NAME, self._run)

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        try:
            threads.keep_up(NAME, self._turn, self._stop.wait)
        finally:
            self._store.close()

    def _turn(self) -> bool:
        if self._stop.wait(self._seconds):
            return False
        # A full disk or a busy database is told where somebody writes; here it only waits.
        with contextlib.suppress(PultError):
            self._store.tidy_log()
        return True
