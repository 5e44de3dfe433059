"""How busy the machine was with other work while the bench ran, so that its figures can be read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

IDLE = (3, 4)
"""Columns of /proc/stat in which nobody runs: idle and iowait (proc(5))."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds of CPU since the machine and this process began. ``whole``: of all cores."""

    whole: float
    used: float
    ours: float


def now() -> Moment:
    ticks = [int(word) for word in Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    tick = os.sysconf("SC_CLK_TCK")
    idle = sum(ticks[column] for column in IDLE)
    times = os.times()
    ours = times.user + times.system + times.children_user + times.children_system
    return Moment(sum(ticks) / tick, (sum(ticks) - idle) / tick, ours)


def since(before: Moment) -> str:
    """One sentence: what part of the machine others used."""
    after = now()
    whole = max(after.whole - before.whole, 0.01)
    others = max(after.used - before.used - (after.ours - before.ours), 0)
    one, five, _ = os.getloadavg()
    return (
        f"busy: other programs used {100 * others / whole:.0f} % of {os.cpu_count()} cores "
        f"meanwhile; load {one:.1f} now, {five:.1f} over five minutes"
    )
