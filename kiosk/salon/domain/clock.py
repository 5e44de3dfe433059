"""The clock as the house asks for it. Real ones live in ``kiosk.salon.services.clock``."""

from __future__ import annotations

from typing import Protocol

MINUTE_MS = 60_000


class Clock(Protocol):
    """``now`` is UTC milliseconds (what gets recorded); ``monotonic`` is seconds that never jump
    (what time-outs are measured with)."""

    def now(self) -> int: ...

    def monotonic(self) -> float: ...
