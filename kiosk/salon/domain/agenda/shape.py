"""What a visit takes of its stylist and of rooms and devices, and where that fits.

A service is work, or work, a gap in which something develops and the stylist is free, and work.
Before and after it there may be minutes to prepare and to clean; within a visit they are spent
once: the longest of its services before the visit, and the longest after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.salon.domain.agenda.appointment import AppointmentService
from kiosk.salon.domain.agenda.spans import Span, both, merged, without
from kiosk.salon.domain.clock import MINUTE_MS
from kiosk.salon.domain.ids import Id


@dataclass(frozen=True, slots=True)
class Shape:
    """Milliseconds from the beginning of the visit. ``work``: when the stylist is at it;
    ``held``: the same with preparing and cleaning; ``rooms``: which room or device is held when.
    """

    length: int
    work: tuple[Span, ...]
    held: tuple[Span, ...]
    rooms: tuple[tuple[Id, Span], ...] = ()

    def at(self, start: int) -> Occupied:
        """Where it lies when it begins at an instant (UTC ms)."""
        return Occupied(
            (start, start + self.length),
            tuple((start + a, start + b) for a, b in self.work),
            tuple((start + a, start + b) for a, b in self.held),
            tuple((room, (start + a, start + b)) for room, (a, b) in self.rooms),
        )


@dataclass(frozen=True, slots=True)
class Occupied:
    """The same as UTC milliseconds. ``span``: the visit as the client knows it."""

    span: Span
    work: tuple[Span, ...]
    held: tuple[Span, ...]
    rooms: tuple[tuple[Id, Span], ...]


def shape_of(services: Sequence[AppointmentService], length_ms: int | None = None) -> Shape:
    """Services one after the other. ``length_ms``: how long the visit was made, where that is not
    the sum of them: work goes on until then, or ends by then."""
    work: list[Span] = []
    rooms: dict[Id, list[Span]] = {}
    at = 0
    for service in services:
        end = at + service.minutes * MINUTE_MS
        if service.gap_minutes:
            stop = at + service.gap_from * MINUTE_MS
            work += [(at, stop), (stop + service.gap_minutes * MINUTE_MS, end)]
        else:
            work.append((at, end))
        for room in service.resource_ids:
            first = at - service.before_minutes * MINUTE_MS
            rooms.setdefault(room, []).append((first, end + service.after_minutes * MINUTE_MS))
        at = end
    length = at if length_ms is None else length_ms
    if length > at:
        work.append((at, length))
    work = both(merged(work), [(0, length)]) or [(0, length)]
    before = max((service.before_minutes for service in services), default=0) * MINUTE_MS
    after = max((service.after_minutes for service in services), default=0) * MINUTE_MS
    held = merged((*work, (-before, 0), (length, length + after)))
    kept = tuple((room, span) for room, spans in rooms.items() for span in merged(spans))
    return Shape(length, tuple(work), tuple(held), kept)


def starts(
    shape: Shape,
    here: Sequence[Span],
    works: Sequence[Span],
    taken: Sequence[Span],
    rooms: Mapping[Id, Sequence[Span]],
) -> list[Span]:
    """When a visit of this shape may begin: ``(from, to)`` of UTC ms, both included as half-open
    spans of whole milliseconds. ``here``: when the client may be in the salon; ``works``: when the
    stylist works, time off left out; ``taken``: what other visits hold of the stylist; ``rooms``:
    when no unit of a room or device is left."""
    found = _inside(here, (0, shape.length))
    for span in shape.work:
        found = both(found, _inside(works, span))
    for span in shape.held:
        found = without(found, _against(taken, span))
    for room, span in shape.rooms:
        found = without(found, _against(rooms.get(room, ()), span))
    return found


def _inside(spans: Sequence[Span], part: Span) -> list[Span]:
    """Beginnings with which ``part`` lies inside one of the spans."""
    return [
        (start - part[0], end - part[1] + 1)
        for start, end in spans
        if end - start >= part[1] - part[0]
    ]


def _against(spans: Iterable[Span], part: Span) -> list[Span]:
    """Beginnings with which ``part`` shares time with one of the spans."""
    return merged((start - part[1] + 1, end - part[0]) for start, end in spans)


def on_grid(spans: Iterable[Span], step: int) -> list[int]:
    """The whole multiples of ``step`` inside the spans."""
    return [at for start, end in spans for at in range(-(-start // step) * step, end, step)]
