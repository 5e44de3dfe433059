"""Not asking faster than a remote allows, and asking again after it said no.

Remotes count requests a minute in several kinds (such as things read and things written) and a
batch as several requests; where the numbers are not published they are settings.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sync_agent.engine.ports import Timing

WINDOW_SECONDS = 61.0
"""A minute and a little: the other side's minute begins when the request arrives there."""

SHORTEST_SECONDS = 0.001
"""Nothing shorter is waited for: not every clock would move by it."""

Weights = Mapping[str, int]
"""Units of each bucket that one request costs."""


@dataclass(frozen=True, slots=True)
class Quota:
    """``per_minute``: units of each bucket that may be spent in any minute. ``weights``: by the
    method's id; a method that is not named costs ``otherwise``."""

    per_minute: Mapping[str, int]
    weights: Mapping[str, Weights] = field(default_factory=dict)
    otherwise: Weights = field(default_factory=dict)

    def of(self, method: str) -> Weights:
        return self.weights.get(method, self.otherwise)


class Pace:
    """Waits before a request until every bucket it draws from has room.

    A minute is counted as a sliding window, not as a bucket that refills while it is emptied: a
    full bucket spent at once and its refill would come to twice the limit in the same minute.
    What was spent before a restart is not known; the remote's refusal then takes its place.
    """

    def __init__(self, quota: Quota, timing: Timing) -> None:
        self._quota, self._timing = quota, timing
        self._spent: dict[str, deque[tuple[float, int]]] = {}

    def spend(self, method: str) -> float:
        """Books one request of ``method``; returns the seconds it had to wait. Raises Stopped."""
        weights = self._quota.of(method)
        waited = 0.0
        while (seconds := self._missing(weights)) > SHORTEST_SECONDS:
            self._timing.sleep(seconds)
            waited += seconds
        now = self._timing.monotonic()
        for bucket, units in weights.items():
            self._spent.setdefault(bucket, deque()).append((now, units))
        return waited

    def _missing(self, weights: Weights) -> float:
        return max((self._wait(bucket, units) for bucket, units in weights.items()), default=0.0)

    def _wait(self, bucket: str, units: int) -> float:
        """Seconds until ``units`` fit; a request larger than the limit waits for an empty one."""
        limit = self._quota.per_minute.get(bucket)
        if limit is None:
            return 0.0
        now = self._timing.monotonic()
        spent = self._spent.setdefault(bucket, deque())
        while spent and spent[0][0] + WINDOW_SECONDS <= now:
            spent.popleft()
        over = sum(amount for _, amount in spent) + min(units, limit) - limit
        for at, amount in spent:
            if over <= 0:
                break
            over -= amount
            if over <= 0:
                return at + WINDOW_SECONDS - now
        return 0.0


LONGEST_PAUSE = 60.0


class Backoff:
    """Growing pauses with jitter, so that several machines do not come back at once: from a second
    doubling, each up to half longer, never above :data:`LONGEST_PAUSE`."""

    def __init__(self, timing: Timing, chance: random.Random | None = None) -> None:
        self._timing, self._chance = timing, chance or random.Random()

    def pauses(self, times: int) -> Iterator[float]:
        """Sleeps before yielding, ``times`` times. Raises Stopped."""
        for number in range(times):
            seconds = min(LONGEST_PAUSE, 2.0**number * (1 + self._chance.random() / 2))
            self._timing.sleep(seconds)
            yield seconds
