"""The real clock, and one for tests and demonstrations that stands until it is moved."""

from __future__ import annotations

import time


class SystemClock:
    """Wall clock and monotonic clock of this machine."""

    def now(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        return time.monotonic()


class ManualClock:
    """Stands still until :meth:`advance`; both clocks move together."""

    def __init__(self, now_ms: int) -> None:
        self._now = now_ms
        self._monotonic = 0.0

    def now(self) -> int:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def advance(self, seconds: float) -> None:
        self._now += round(seconds * 1000)
        self._monotonic += seconds

    def jump(self, now_ms: int) -> None:
        """Sets the wall clock alone, as a time server or a dead battery does."""
        self._now = now_ms
