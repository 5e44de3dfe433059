"""Every thread of ours begins here: what nobody expected is logged, and a loop goes on after it.

A thread that ends by an error of a library leaves a device silent until the next start, and no line
anywhere says so.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

LONGEST_PAUSE = 15.0
"""The most seconds until a loop that fails again and again goes on."""
FIRST_PAUSE = 0.05

log = logging.getLogger(__name__)


def begin(name: str, work: Callable[[], object]) -> threading.Thread:
    """Runs ``work`` in a thread of its own that dies with us; what it raises is logged."""

    def run() -> None:
        try:
            work()
        except Exception:
            log.exception("thread %s ended", name)

    thread = threading.Thread(target=run, name=name, daemon=True)
    thread.start()
    return thread


def keep_up(name: str, turn: Callable[[], bool], stopped: Callable[[float], bool]) -> None:
    """Runs ``turn`` again and again, in the thread that calls it, until it returns False. A turn
    that raises is logged and the next one comes after a pause, which grows. ``stopped``: waits so
    many seconds, and whether to end."""
    pause = FIRST_PAUSE
    while True:
        try:
            if not turn():
                return
            pause = FIRST_PAUSE
        except Exception:
            log.exception("thread %s goes on", name)
            if stopped(pause):
                return
            pause = min(pause * 2, LONGEST_PAUSE)
