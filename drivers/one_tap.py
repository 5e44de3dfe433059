"""A tag that is held on the reader is one tap, however often the reader repeats it."""

from __future__ import annotations

import time
from collections.abc import Callable


class OneTap:
    """``hold``: seconds a tag must have been away to count again. Another tag counts at once."""

    def __init__(self, hold: float, now: Callable[[], float] = time.monotonic) -> None:
        self._hold, self._now = hold, now
        self._number = ""
        self._seen = 0.0

    def counts(self, number: str) -> bool:
        """Whether this reading is a tap of its own. Each reading prolongs the holding."""
        now = self._now()
        again = number == self._number and now - self._seen < self._hold
        self._number, self._seen = number, now
        return not again
