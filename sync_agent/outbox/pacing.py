"""When what could not be sent is tried again: soon at first, then more rarely, each time a little
differently, so that a town's salons do not come back to an office at the same second."""

from __future__ import annotations

import random

FIRST_SECONDS, LONGEST_SECONDS = 2.0, 300.0
FARTHEST_SECONDS = 900.0
"""Nothing is put off for longer than this at a time."""
IDLE_SECONDS = 60.0
"""An outbox with nothing to send looks again after so long, should no change have woken it."""


def wait_seconds(tries: int, least: float = 0.0, chance: random.Random | None = None) -> float:
    """After so many tries in a row: from :data:`FIRST_SECONDS` doubling up to
    :data:`LONGEST_SECONDS`, each up to half longer. ``least``: what the other side asked for."""
    doubled = FIRST_SECONDS * 2.0 ** min(max(tries, 1) - 1, 16)
    drawn = (chance or random).random()
    return max(min(least, FARTHEST_SECONDS), min(LONGEST_SECONDS, doubled) * (1 + drawn / 2))


def until_due(next_at: int, now: int) -> float:
    """Seconds until a moment that was written down (UTC ms, 0 for at once). One that is farther
    away than anybody sets it is due: the clock was set back meanwhile."""
    left = (next_at - now) / 1000
    return 0.0 if left > FARTHEST_SECONDS else max(0.0, left)
