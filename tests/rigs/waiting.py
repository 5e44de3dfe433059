"""The one way in which tests and rigs wait for what other threads and processes do."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
PATIENCE_SECONDS = 30.0
"""Far beyond what anything takes: a limit for what will never happen, not a measurement."""
PAUSE_SECONDS = 0.02


class NeverHappened(AssertionError):
    """What was waited for did not come."""


def until(
    found: Callable[[], T],
    what: str | Callable[[], object] = "it did not happen",
    *,
    seconds: float = PATIENCE_SECONDS,
) -> T:
    """Waits until ``found()`` is true; what it gave.

    ``what``: said when it never is, or a function that tells how things stand then. Raises
    :class:`NeverHappened` after ``seconds``."""
    end = time.monotonic() + seconds
    while not (value := found()):
        if time.monotonic() > end:
            raise NeverHappened(what if isinstance(what, str) else what())
        time.sleep(PAUSE_SECONDS)
    return value
