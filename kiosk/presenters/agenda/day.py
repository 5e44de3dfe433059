"""The day at the front desk as it was last read: its visits, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kiosk.presenters.agenda.columns import (
    Block,
    Column,
    blocks_of,
    columns_of,
    key_id,
    minute_of,
    slot_instant,
)
from kiosk.presenters.agenda.desk_state import QUIET, Moving, Quiet, quiet_of
from kiosk.salon.domain.agenda.spans import Span
from kiosk.salon.domain.appointment import Appointment
from kiosk.salon.domain.catalogue import Resource
from kiosk.salon.domain.clock import Clock
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T, TimeOfDay
from kiosk.salon.services.salon_services import Services

MINUTE_MS = 60_000
REFRESH_SECONDS = 20
"""How long something recorded elsewhere (another desk) may stay unseen."""


class DeskDay:
    """``date`` may be set at any time; everything else tells what the last :meth:`read` saw.
    ``date.min`` until there is a day. ``visits`` by key. ``hours``: of the salon and its
    stylists, in minutes of the day. ``rooms``: all rooms and devices."""

    def __init__(self, services: Services, clock: Clock) -> None:
        self._services = services
        self._clock = clock
        self.forget()

    def forget(self) -> None:
        """No visit of any client is left here."""
        self.date = date.min
        self.visits: Mapping[str, Appointment] = {}
        self.columns: tuple[Column, ...] = ()
        self.hours: tuple[Span, ...] = ()
        self.quiet: Quiet = QUIET
        self.rooms: tuple[Resource, ...] = ()
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
        self.columns = columns_of(view.columns)
        self.visits = {visit.id.hex(): visit for visit in view.appointments}
        self.rooms = self._services.resources.resources()
        self.quiet = quiet_of(self._services, view.appointments)

    def blocks(self, now: int) -> tuple[Block, ...]:
        """``now``: UTC ms. Made anew when the day was read again or a minute has passed, not for
        each scan."""
        key = (self._read_count, now // MINUTE_MS)
        if key != self._blocks_key:
            salon = self._services.context.salon
            self._blocks_key = key
            self._blocks = blocks_of(salon, self.date, self.columns, self.visits.values(), now)
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
        dropped in its own place."""
        visit, at = self.visits[key], self.instant(minute)
        if at == visit.starts_at and key_id(column_key) == visit.staff_id:
            return None
        index = self.column(column_key)
        if index is None:
            return None
        question = T(
            "Move {name} to {time}, {stylist}?",
            name=visit.client_name,
            time=TimeOfDay(at),
            stylist=self.columns[index].name,
        )
        start = minute_of(self._services.context.salon, self.date, at)
        return Moving(key, index, start, question)

    def moved_to(self, moving: Moving) -> tuple[Id, int]:
        """Whose column that is, and the instant (UTC ms)."""
        return key_id(self.columns[moving.column].key), self.instant(moving.start)
