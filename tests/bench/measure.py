"""Timing: rounds of ours and of bare SQLite in turn, so that a busy neighbour disturbs both."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

ROUNDS = 5

Work = Callable[[], None]
"""What is timed. Prepared by the caller, so that nothing but the work itself is in it."""


@dataclass(frozen=True)
class Times:
    """Durations in ms, one list a round."""

    rounds: list[list[float]] = field(default_factory=list)

    def add(self, durations: list[float]) -> None:
        self.rounds.append(durations)

    @property
    def all(self) -> list[float]:
        return [value for part in self.rounds for value in part]

    def percentile(self, percent: float) -> float:
        """Over everything measured."""
        return percentile(self.all, percent)

    def best(self, percent: float) -> float:
        """Of the quietest round: what the machine does when nobody else is on it."""
        return min(percentile(part, percent) for part in self.rounds)


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that ``percent`` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


Steps = Iterable[tuple[str, Work]]
"""Works of several kinds in the order they happen, each with the name of its series."""


def timed(steps: Steps) -> dict[str, list[float]]:
    """Runs each step; durations in ms by series. What the iterable does between the steps
    (preparing the next one) is not counted, and neither is collecting garbage."""
    durations: dict[str, list[float]] = {}
    gc.collect()
    gc.disable()
    try:
        for series, step in steps:
            begun = time.perf_counter_ns()
            step()
            taken = (time.perf_counter_ns() - begun) / 1e6
            durations.setdefault(series, []).append(taken)
    finally:
        gc.enable()
    return durations


def in_turn(*contenders: Callable[[], Steps], rounds: int = ROUNDS) -> list[dict[str, Times]]:
    """One unmeasured round of each contender to warm up, then ``rounds`` of each in turn.
    Returns the series of each contender."""
    found: list[dict[str, Times]] = [{} for _ in contenders]
    for number in range(rounds + 1):
        for contender, results in zip(contenders, found, strict=True):
            for series, durations in timed(contender()).items():
                if number:
                    results.setdefault(series, Times()).add(durations)
    return found
