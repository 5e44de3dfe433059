"""What the agenda's screens take and hand back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kiosk.presenters.args import Args, Result
from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.agenda.hours import OffKind, TimeOff
from kiosk.salon.domain.ids import Id


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskArgs(Args):
    """``appointment_id``: a visit to select. ``day``: which to show. ``bill_id``: a parked bill to
    take up again. ``scanned``: a code to sell or to look up."""

    appointment_id: Id | None = None
    day: date | None = None
    bill_id: Id | None = None
    scanned: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingArgs(Args):
    """``appointment_id``: the visit to change, with another ``staff_id`` or ``starts_at`` where
    they are given. A new one is for ``client_id`` or ``guest_name``, at ``starts_at`` (UTC ms, kept
    as it is), the nearest free time ``around`` an instant, or on a ``day``. ``here_now``: a
    walk-in, arrived. ``waiting_id``: who is taken off the waiting list when it is saved."""

    appointment_id: Id | None = None
    client_id: Id | None = None
    guest_name: str = ""
    service_ids: tuple[Id, ...] = ()
    staff_id: Id | None = None
    starts_at: int | None = None
    around: int | None = None
    day: date | None = None
    here_now: bool = False
    waiting_id: Id | None = None

    @classmethod
    def again(cls, visit: Appointment, around: int) -> BookingArgs:
        """The same services with the same stylist."""
        return cls(
            client_id=visit.client_id,
            guest_name="" if visit.client_id else visit.client_name,
            service_ids=tuple(service.service_id for service in visit.services),
            staff_id=visit.staff_id,
            around=around,
        )


@dataclass(frozen=True, slots=True)
class HoursFormArgs(Args):
    """``staff_id``: whose hours, None for the salon's."""

    staff_id: Id | None = None


@dataclass(frozen=True, slots=True)
class HoursDaysArgs(Args):
    """``staff_id``: whose days and absences, None for the salon's closed days."""

    staff_id: Id | None = None


@dataclass(frozen=True, slots=True)
class DayFormArgs(Args):
    """``exception_id``: what to edit, None for a new one; of a stylist or the salon (None)."""

    staff_id: Id | None = None
    exception_id: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOffFormArgs(Args):
    """``off``: what to edit. A new one is of ``kind``, on ``day``, from ``starts`` (minute of the
    day) on."""

    staff_id: Id
    off: TimeOff | None = None
    kind: OffKind = "holiday"
    day: date | None = None
    starts: int | None = None


@dataclass(frozen=True, slots=True)
class WaitingArgs(Args):
    """``selected``: key of an entry, empty for none."""

    selected: str = ""


DayUse = Literal["visits", "plain", "birth"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePickerArgs(Args):
    """``day``: what is chosen now. Days on which ``service_ids`` fit nowhere with ``staff_id``
    (None: with anybody) are marked; ``own``: a visit that is not in its own way. ``what`` comes
    back with the day, where a screen asks for more than one. ``use``: ``plain`` for a day that is
    no visit's; ``birth`` for one of long ago, for which the year is asked first. ``chosen`` False:
    none is yet, ``day`` is where to begin."""

    day: date
    use: DayUse = "visits"
    chosen: bool = True
    service_ids: tuple[Id, ...] = ()
    staff_id: Id | None = None
    own: Id | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class WeekArgs(Args):
    """The week of ``day``; ``staff_id``: whose, None for the salon's."""

    day: date
    staff_id: Id | None = None


@dataclass(frozen=True, slots=True)
class DayPicked(Result):
    """``what``: of the args."""

    day: date
    what: str = ""


@dataclass(frozen=True, slots=True)
class Booked(Result):
    """A visit was booked or changed."""

    appointment_id: Id
