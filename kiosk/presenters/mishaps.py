"""Errors that nobody foresaw: told once each, and too many in a row end the process, so that it is
started anew."""

from __future__ import annotations

from kiosk.salon.domain.clock import Clock
from kiosk.salon.domain.text import T

SORRY = T("Something went wrong. Nothing that was recorded is lost.")
MANY, WITHIN_SECONDS = 3, 60.0


class Mishaps:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._when: list[float] = []

    def enough(self) -> bool:
        """One more happened; whether it is the third within a minute."""
        now = self._clock.monotonic()
        self._when = [at for at in self._when if now - at < WITHIN_SECONDS] + [now]
        return len(self._when) >= MANY
