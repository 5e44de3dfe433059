"""Guessing at the kiosk: after five misses in two minutes nothing is looked up for a minute."""

from __future__ import annotations

MOST = 5
WITHIN_SECONDS = 120.0
LOCKED_SECONDS = 60.0


class LockOut:
    """Counts by a clock that never jumps (seconds)."""

    def __init__(self) -> None:
        self._at: list[float] = []
        self._locked_until = float("-inf")

    def missed(self, now: float) -> None:
        """Somebody was not found, or it was somebody else."""
        self._at = [at for at in self._at if now - at < WITHIN_SECONDS] + [now]
        if len(self._at) >= MOST:
            self._at, self._locked_until = [], now + LOCKED_SECONDS

    def locked(self, now: float) -> bool:
        return now < self._locked_until
