"""The per-minute buckets: a sliding window of fake time, one for each metric."""

from __future__ import annotations

from collections import deque

from .clock import FakeClock
from .errors import calendar_error, quota_exceeded
from .switches import Quotas


class Buckets:
    def __init__(self, quotas: Quotas, clock: FakeClock) -> None:
        self.quotas, self.clock = quotas, clock
        self._spent: dict[str, deque[tuple[int, int]]] = {}
        self._sum: dict[str, int] = {}

    def used(self, bucket: str) -> int:
        """Units spent in the window that ends at this moment."""
        spent = self._spent.setdefault(bucket, deque())
        oldest = self.clock.now_ms - self.quotas.window_ms
        total = self._sum.get(bucket, 0)
        while spent and spent[0][0] <= oldest:
            total -= spent.popleft()[1]
        self._sum[bucket] = total
        return total

    def charge(self, method: str, *, full_list: bool = False) -> dict[str, int]:
        """Books a request; raises the 429 (403 for Calendar) when a bucket would overflow.

        A refused request costs nothing, as far as public reports go.
        """
        if method.startswith("calendar."):
            weights = self.quotas.weights.get(method, {"calendar": 1})
        else:
            weights = self.quotas.weights.get(method, {})
            if full_list:
                weights = {**weights, "full_list": 1}
        for bucket, units in weights.items():
            limit = self.quotas.per_minute.get(bucket)
            if limit is not None and self.used(bucket) + units > limit:
                if bucket == "calendar":
                    raise self.calendar_limit()
                raise quota_exceeded(bucket)
        for bucket, units in weights.items():
            self._spent.setdefault(bucket, deque()).append((self.clock.now_ms, units))
            self._sum[bucket] = self._sum.get(bucket, 0) + units
        return weights

    def calendar_limit(self) -> Exception:
        code = int(self.quotas.calendar_status)
        return calendar_error(
            code, "rateLimitExceeded", "Rate Limit Exceeded", domain="usageLimits"
        )
