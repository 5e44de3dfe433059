"""The day as columns of visits: what the desk draws, computed without drawing.

Minutes are counted on the wall clock from the midnight that begins the business day, so 26:30 is
half past two in the following night, and a day of 23 or 25 hours still lies under its hours.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from kiosk.salon.domain.agenda.appointment import Appointment, VisitState
from kiosk.salon.domain.agenda.hours import USUAL
from kiosk.salon.domain.agenda.shape import shape_of
from kiosk.salon.domain.agenda.spans import Span
from kiosk.salon.domain.clock import MINUTE_MS
from kiosk.salon.domain.goods.catalogue import Resource
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import Text, TimeOfDay

HOUR = 60
STEP = 15
"""Visits begin on the quarter when they are booked by a touch."""


@dataclass(frozen=True, slots=True)
class Column:
    """``colour``: index of the stylist's colour."""

    key: str
    name: str
    colour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A visit in a column. ``start``/``end``: minutes of the day. ``lane`` of ``lanes``: where
    visits overlap they stand beside each other. ``late``: should have begun, nobody came.
    ``clash``: does not fit where it stands."""

    key: str
    column: int
    start: int
    end: int
    name: str
    time: TimeOfDay
    services: str
    state: VisitState
    late: bool = False
    warning: bool = False
    clash: bool = False
    lane: int = 0
    lanes: int = 1
    parts: tuple[Span, ...] = ()
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a column, in minutes of the day, that is not to be booked. ``off``: whose key in
    ``DeskDay.off``; empty for time outside of the hours. ``text``: what it is."""

    column: int
    start: int
    end: int
    off: str = ""
    text: Text = ""


def columns_of(staff: Iterable[StaffMember]) -> tuple[Column, ...]:
    """First names, with an initial where two share one."""
    members = list(staff)
    names = [member.first_name for member in members]
    return tuple(
        Column(
            member.id.hex(),
            member.first_name
            if names.count(member.first_name) == 1
            else f"{member.first_name} {member.last_name[:1]}.",
            member.colour,
        )
        for member in members
    )


def room_columns_of(rooms: Iterable[Resource]) -> tuple[Column, ...]:
    return tuple(Column(room.id.hex(), room.name, place) for place, room in enumerate(rooms))


def minute_of(salon: Salon, day: date, at: int) -> int:
    """Minutes on the wall clock since midnight of ``day``; ``at``: UTC ms."""
    wall = salon.local(at)
    return (wall.date() - day).days * 24 * HOUR + wall.hour * HOUR + wall.minute


def blocks_of(
    salon: Salon,
    day: date,
    columns: Sequence[Column],
    visits: Iterable[Appointment],
    now: int,
    clashing: Container[Id],
) -> tuple[Block, ...]:
    """A block of each visit in the column of its stylist. ``clashing``: those that do not fit."""
    places = {column.key: index for index, column in enumerate(columns)}
    blocks = [
        _block(salon, day, places[visit.staff_id.hex()], visit, now, clashing, _parts(visit))
        for visit in visits
    ]
    return tuple(block for index in range(len(columns)) for block in _laned(blocks, index))


def room_blocks_of(
    salon: Salon,
    day: date,
    columns: Sequence[Column],
    visits: Iterable[Appointment],
    now: int,
    clashing: Container[Id],
) -> tuple[Block, ...]:
    """A block of each visit in the columns of the rooms and devices that it needs."""
    places = {column.key: index for index, column in enumerate(columns)}
    blocks = [
        _block(salon, day, places[room.hex()], visit, now, clashing, (span,))
        for visit in visits
        for room, span in shape_of(visit.services, visit.ends_at - visit.starts_at).rooms
        if room.hex() in places
    ]
    return tuple(block for index in range(len(columns)) for block in _laned(blocks, index))


def _parts(visit: Appointment) -> tuple[Span, ...]:
    return shape_of(visit.services, visit.ends_at - visit.starts_at).work


def _block(
    salon: Salon,
    day: date,
    column: int,
    visit: Appointment,
    now: int,
    clashing: Container[Id],
    parts: tuple[Span, ...],
) -> Block:
    """``parts``: ms from the beginning of the visit."""
    begins = minute_of(salon, day, visit.starts_at)
    spans = [(begins + start // MINUTE_MS, begins + end // MINUTE_MS) for start, end in parts]
    start = spans[0][0]
    end = max(start + STEP, spans[-1][1])
    return Block(
        key=visit.id.hex(),
        column=column,
        start=start,
        end=end,
        name=visit.client_name,
        time=TimeOfDay(visit.starts_at),
        services=", ".join(service.name for service in visit.services),
        state=visit.state,
        late=visit.state == "booked" and visit.starts_at < now,
        warning=bool(visit.warning),
        clash=visit.id in clashing,
        parts=tuple(spans) if len(spans) > 1 else (),
    )


def _laned(blocks: Sequence[Block], column: int) -> list[Block]:
    """The column's blocks; overlapping ones in the first lane that is free. One that lies in the
    gap of another stands in that gap."""
    own = [block for block in blocks if block.column == column]
    gaps = [(end, start) for block in own for (_, end), (start, _) in pairwise(block.parts)]
    free: list[Block] = []
    held: list[Block] = []
    for block in own:
        if any(start <= block.start and block.end <= end for start, end in gaps):
            held.append(replace(block, inside=True))
        else:
            free.append(block)
    return [*_beside(free), *_beside(held)]


def _beside(blocks: Sequence[Block]) -> list[Block]:
    done: list[Block] = []
    cluster: list[Block] = []
    for block in sorted(blocks, key=lambda block: (block.start, block.end, block.key)):
        if cluster and block.start >= max(other.end for other in cluster):
            done += _spread(cluster)
            cluster = []
        taken = {other.lane for other in cluster if other.end > block.start}
        lane = next(lane for lane in range(len(cluster) + 1) if lane not in taken)
        cluster.append(replace(block, lane=lane) if lane else block)
    return done + _spread(cluster)


def _spread(cluster: list[Block]) -> list[Block]:
    lanes = max((block.lane for block in cluster), default=0) + 1
    if lanes == 1:
        return cluster
    return [replace(block, lanes=lanes) for block in cluster]


def hours_shown(
    hours: Iterable[Span], blocks: Iterable[Block], now_minute: int | None
) -> tuple[int, int]:
    """First and last minute drawn, on whole hours: ``hours`` (of the salon and its stylists; a
    usual day when there are none), all visits, and now."""
    spans = [*hours] or [*USUAL[0]]
    spans += [(block.start, block.end) for block in blocks]
    if now_minute is not None:
        spans.append((now_minute, now_minute))
    first = min(start for start, _ in spans)
    last = max(end for _, end in spans)
    return first // HOUR * HOUR, -(-last // HOUR) * HOUR


def slot_instant(salon: Salon, day: date, minute: int) -> int:
    """UTC ms of the quarter hour a touch at ``minute`` falls into."""
    return salon.instant(day, minute // STEP * STEP)


def key_id(key: str) -> Id:
    """The id a view-state's key stands for."""
    return bytes.fromhex(key)
