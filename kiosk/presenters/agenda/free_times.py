"""When a stylist is free on a day, in quarter hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.presenters.agenda.columns import STEP
from kiosk.salon.domain.appointment import Appointment, blocks, overlaps
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.salon import Salon

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class FreeTime:
    """``starts_at``: UTC ms; ``minutes``: until the next visit or closing time."""

    starts_at: int
    minutes: int


def free_times(
    salon: Salon, day: date, visits: Iterable[Appointment], *, own: Id | None, now: int
) -> tuple[FreeTime, ...]:
    """Quarter hours within opening time at which one stylist (whose ``visits`` these are) is free,
    also where the time left is short. ``own``: a visit that is not in its own way. Quarter hours
    that are over are left out."""
    busy = [
        (visit.starts_at, visit.ends_at)
        for visit in visits
        if visit.id != own and blocks(visit.state, visit.starts_at, now)
    ]
    closing = salon.instant(day, salon.closes)
    found = []
    for minute in range(salon.opens // STEP * STEP, salon.closes, STEP):
        start = salon.instant(day, minute)
        if start + STEP * MINUTE_MS <= now:
            continue
        if any(overlaps(start, start + MINUTE_MS, *span) for span in busy):
            continue
        until = min((begins for begins, _ in busy if begins > start), default=closing)
        found.append(FreeTime(start, (min(until, closing) - start) // MINUTE_MS))
    return tuple(found)


def nearest(times: Iterable[FreeTime], around: int, minutes: int) -> FreeTime | None:
    """The free time of at least ``minutes`` that is closest to ``around`` (UTC ms)."""
    fitting = [time for time in times if time.minutes >= minutes]
    return min(fitting, key=lambda time: abs(time.starts_at - around), default=None)
