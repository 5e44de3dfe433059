"""A clock that only sleeping moves."""

from __future__ import annotations


class Standing:
    """A :class:`sync_agent.engine.ports.Timing`. ``at``: seconds; ``naps``: every sleep."""

    def __init__(self) -> None:
        self.at, self.naps = 1_700_000_000.0, list[float]()

    def now(self) -> int:
        return round(self.at * 1000)

    def monotonic(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += seconds
        if seconds:
            self.naps.append(seconds)
