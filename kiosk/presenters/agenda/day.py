"""The day at the front desk as it was last read: its visits, and where they stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from kiosk.presenters.agenda.clash_words import worth_a_mark
from kiosk.presenters.agenda.columns import (
    Block,
    Column,
    Zone,
    blocks_of,
    columns_of,
    key_id,
    minute_of,
    room_blocks_of,
    room_columns_of,
    slot_instant,
)
from kiosk.presenters.agenda.desk_state import QUIET, Moving, Quiet, quiet_of
from kiosk.presenters.agenda.zones import room_zones_of, zones_of
from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.agenda.clash import Clash
from kiosk.salon.domain.agenda.hours import TimeOff
from kiosk.salon.domain.agenda.spans import Span
from kiosk.salon.domain.clock import MINUTE_MS, Clock
from kiosk.salon.domain.goods.catalogue import Resource
from kiosk.salon.domain.text import T, TimeOfDay
from kiosk.salon.services.salon_services import Services

REFRESH_SECONDS = 20
"""How long something recorded elsewhere (another desk) may stay unseen."""


class DeskDay:
    """``date`` may be set at any time; everything else tells what the last :meth:`read` saw.
    ``date.min`` until there is a day. ``visits`` and ``clashes`` by key. ``hours``: of the salon
    and its stylists, in minutes of the day. ``rooms``: all rooms and devices, which are the columns
    when ``by_room``; that may be set as ``date`` may."""

    def __init__(self, services: Services, clock: Clock) -> None:
        self._services = services
        self._clock = clock
        self.forget()

    def forget(self) -> None:
        """No visit of any client is left here."""
        self.date = date.min
        self.visits: Mapping[str, Appointment] = {}
        self.clashes: Mapping[str, tuple[Clash, ...]] = {}
        self.to_place: Collection[str] = ()
        self.columns: tuple[Column, ...] = ()
        self.hours: tuple[Span, ...] = ()
        self.quiet: Quiet = QUIET
        self.rooms: tuple[Resource, ...] = ()
        self.by_room = False
        self.zones: tuple[Zone, ...] = ()
        self._off: Mapping[str, TimeOff] = {}
        self._read_at = 0.0
        self._read_count = 0
        self._blocks_key = (0, 0)
        self._blocks: tuple[Block, ...] = ()

    @property
    def stale(self) -> bool:
        return self._clock.monotonic() - self._read_at >= REFRESH_SECONDS

    def read(self) -> None:
        """Looks at the database again."""
        self._read_at = self._clock.monotonic()
        self._read_count += 1
        view = self._services.agenda.day(self.date)
        plan = self._services.planning.day(self.date)
        self.hours = tuple(span for hours in (plan.opening, *plan.hours.values()) for span in hours)
        self.rooms = self._services.resources.resources()
        self.by_room = self.by_room and bool(self.rooms)
        if self.by_room:
            self.columns = room_columns_of(self.rooms)
            self.zones = room_zones_of(plan, self.columns)
        else:
            self.columns = columns_of(view.columns)
            self.zones = zones_of(plan, self.columns)
        self._off = {off.id.hex(): off for _, off in plan.off}
        self.visits = {visit.id.hex(): visit for visit in view.appointments}
        self.clashes = {
            key: marked
            for key, visit in self.visits.items()
            if (marked := worth_a_mark(visit, plan.clashes.get(visit.id, ())))
        }
        self.to_place = {visit.hex() for visit in self._services.agenda.to_place()}
        self.quiet = quiet_of(self._services, view.appointments)

    def blocks(self, now: int) -> tuple[Block, ...]:
        """``now``: UTC ms. Made anew when the day was read again or a minute has passed, not for
        each scan."""
        key = (self._read_count, now // MINUTE_MS)
        if key != self._blocks_key:
            salon = self._services.context.salon
            self._blocks_key = key
            make = room_blocks_of if self.by_room else blocks_of
            clashing = {key_id(visit) for visit in self.clashes}
            self._blocks = make(salon, self.date, self.columns, self.visits.values(), now, clashing)
        return self._blocks

    def column(self, key: str) -> int | None:
        """The index of a column; None when there is none of that key."""
        keys = [column.key for column in self.columns]
        return keys.index(key) if key in keys else None

    def instant(self, minute: int) -> int:
        """UTC ms of the quarter hour that a touch at ``minute`` falls into."""
        return slot_instant(self._services.context.salon, self.date, minute)

    def moving(self, key: str, column_key: str, minute: int) -> Moving | None:
        """The question about a visit that was dropped on a column at a minute; None where it was
        dropped in its own place. Among rooms it stays with its stylist."""
        visit, at = self.visits[key], self.instant(minute)
        staff_id = visit.staff_id if self.by_room else key_id(column_key)
        index = self.column(column_key)
        if index is None or (at == visit.starts_at and staff_id == visit.staff_id):
            return None
        return Moving(
            key=key,
            column=index,
            start=minute_of(self._services.context.salon, self.date, at),
            staff_id=staff_id,
            at=at,
            question=T(
                "Move {name} to {time}, {stylist}?",
                name=visit.client_name,
                time=TimeOfDay(at),
                stylist=visit.staff_first_name if self.by_room else self.columns[index].name,
            ),
        )

    def off_at(self, column_key: str, minute: int) -> TimeOff | None:
        """The time off that is drawn there."""
        index = self.column(column_key)
        keys = [
            zone.off
            for zone in self.zones
            if zone.off and zone.column == index and zone.start <= minute < zone.end
        ]
        return self._off.get(keys[-1]) if keys else None
