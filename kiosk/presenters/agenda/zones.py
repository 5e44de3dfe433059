"""Where nobody can be booked: closed time, absences, pauses, blocked time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kiosk.presenters.agenda.columns import Column, Zone, key_id
from kiosk.salon.domain.agenda.hours import (
    ABSENCES,
    DAY_BEGINS,
    DAY_ENDS,
    OFF_KINDS,
    DayHours,
    TimeOff,
)
from kiosk.salon.domain.agenda.spans import Span, merged, without
from kiosk.salon.domain.text import T, Text, side_by_side
from kiosk.salon.services.agenda.planning import DayPlan

WHOLE: Sequence[Span] = ((DAY_BEGINS, DAY_ENDS),)


def zones_of(plan: DayPlan, columns: Sequence[Column]) -> tuple[Zone, ...]:
    """Of the columns of stylists."""
    zones: list[Zone] = []
    for index, column in enumerate(columns):
        hours = plan.hours.get(key_id(column.key), plan.opening)
        off = [one for one in plan.off if one[1].staff_id.hex() == column.key]
        zones += column_zones(index, hours, off)
    return tuple(zones)


def column_zones(
    index: int, hours: DayHours, off: Iterable[tuple[Span, TimeOff]]
) -> Iterator[Zone]:
    """Of one column: outside of ``hours``, and time off upon them."""
    for span in without(WHOLE, merged(hours)):
        yield Zone(index, *span)
    for span, one in off:
        yield Zone(index, *span, one.id.hex(), _text(one))


def room_zones_of(plan: DayPlan, columns: Sequence[Column]) -> tuple[Zone, ...]:
    """Of the columns of rooms and devices."""
    shut = without(WHOLE, merged(plan.opening))
    return tuple(Zone(index, *span) for index in range(len(columns)) for span in shut)


def _text(off: TimeOff) -> Text:
    """Why somebody is absent is nobody's business who looks at the desk."""
    if off.kind in ABSENCES:
        return T("Absent")
    return side_by_side([OFF_KINDS[off.kind], *([off.note] if off.note else [])])
