"""When a remote is due. Pure: times are seconds of a monotonic clock, chance is handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.salon.store.sync.book import Outcome

PATIENCE = 5
"""Changes that never pause are sent after so many debounce times all the same."""
FIRST_WAITS: dict[str, float] = {"offline": 15, "later": 30, "failed": 60}
"""Seconds after the first failure of a kind, doubled with each further one."""
LONGEST_WAITS: dict[str, float] = {"offline": 300, "later": 900, "failed": 3600}
SIGN_IN_SECONDS = 1800
"""Nobody is signed in: one more try, because a wrong clock looks the same and heals."""
JITTER = 0.2


@dataclass(frozen=True, slots=True)
class Pace:
    """From the settings ``[sync]``."""

    every: float
    debounce: float


class Schedule:
    """Of one remote. ``chance``: a number in [0, 1), so that many salons do not come at once."""

    def __init__(self, pace: Pace, now: float, chance: Callable[[], float]) -> None:
        self._pace, self._chance = pace, chance
        self._regular = now
        self._changed_at: float | None = None
        self._local: float | None = None
        self._not_before = 0.0
        self._failures = 0
        self._last: Outcome = "ok"

    @property
    def due(self) -> float:
        """When it should run next."""
        wanted = self._regular if self._local is None else min(self._regular, self._local)
        return max(wanted, self._not_before)

    def changed(self, now: float) -> None:
        """Something changed here: sent when it has been quiet for the debounce time."""
        if self._changed_at is None:
            self._changed_at = now
        self._local = min(
            now + self._pace.debounce, self._changed_at + PATIENCE * self._pace.debounce
        )

    def asked(self, now: float) -> None:
        """A person wants it: at once, whatever went wrong before."""
        self._regular, self._not_before, self._failures = now, 0.0, 0

    def freed(self, now: float) -> None:
        """What the last run waited for (an account, an answer) may be there."""
        if self._last in ("sign_in", "question", "ok"):
            self.asked(now)

    def began(self) -> None:
        self._changed_at = self._local = None

    def ended(self, outcome: Outcome, now: float, at_least: float = 0) -> None:
        """``at_least``: seconds that the remote asks us to stay away."""
        self._last = outcome
        self._regular = now + self._spread(self._pace.every)
        self._not_before = 0.0
        if outcome in FIRST_WAITS:
            self._failures += 1
            wait = FIRST_WAITS[outcome] * 2 ** min(self._failures - 1, 16)
            wait = max(self._spread(min(wait, LONGEST_WAITS[outcome])), at_least)
            self._not_before = now + wait
            self._regular = self._not_before
            return
        self._failures = 0
        if outcome == "sign_in":
            self._not_before = self._regular = now + self._spread(SIGN_IN_SECONDS)
        elif outcome in ("stopped", "question"):
            # Changes alone do not start again what a person stopped or has to decide.
            self._not_before = self._regular

    def _spread(self, seconds: float) -> float:
        return seconds * (1 + JITTER * (2 * self._chance() - 1))
