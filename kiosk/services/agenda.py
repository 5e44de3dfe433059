"""The day's agenda: appointments by stylist, booking, moving, states, the waiting list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.domain.appointment import Appointment, State, WaitingEntry
from kiosk.domain.ids import Id
from kiosk.domain.people import StaffMember
from kiosk.services.context import Context


@dataclass(frozen=True, slots=True)
class DayView:
    """``columns``: bookable active staff (and anybody inactive with a visit that day)."""

    day: date
    columns: tuple[StaffMember, ...]
    appointments: tuple[Appointment, ...]


class Agenda:
    def __init__(self, context: Context) -> None:
        self._context = context

    def today(self) -> date:
        """The salon's business day now."""
        raise NotImplementedError

    def day(self, day: date) -> DayView:
        """By start; cancelled visits are left out."""
        raise NotImplementedError

    def get(self, appointment_id: Id) -> Appointment:
        raise NotImplementedError

    def book(
        self,
        staff_id: Id,
        starts_at: int,
        service_ids: Sequence[Id],
        by: Id | None,
        *,
        client_id: Id | None = None,
        guest_name: str = "",
        note: str = "",
        arrived: bool = False,
    ) -> Appointment:
        """Length = sum of the services. Refused: nobody named, no service, stylist inactive, the
        stylist is taken then (message names the time), client blocked. ``arrived``: a walk-in."""
        raise NotImplementedError

    def move(self, appointment_id: Id, staff_id: Id, starts_at: int, by: Id | None) -> Appointment:
        """Refused when taken, or the visit has begun to be paid or is over."""
        raise NotImplementedError

    def set_state(self, appointment_id: Id, state: State, by: Id | None) -> Appointment:
        """Refused when the change is not allowed (``appointment.FOLLOWS``). Never sets *paid*."""
        raise NotImplementedError

    def set_services(
        self, appointment_id: Id, service_ids: Sequence[Id], by: Id | None
    ) -> Appointment:
        raise NotImplementedError

    def free_from(self, staff_id: Id, starts_at: int) -> int:
        """Minutes free for a stylist from an instant to their next visit (or closing time)."""
        raise NotImplementedError

    def waiting(self) -> tuple[WaitingEntry, ...]:
        """Of this business day, oldest first."""
        raise NotImplementedError

    def add_waiting(self, first_name: str, client_id: Id | None = None) -> WaitingEntry:
        raise NotImplementedError

    def settle_waiting(self, waiting_id: Id, outcome: str, by: Id | None) -> None:
        """``seated`` or ``left``."""
        raise NotImplementedError
