"""The day's agenda: appointments by stylist, booking, moving, states."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.salon.domain import entering
from kiosk.salon.domain.appointment import (
    MOVABLE,
    Appointment,
    AppointmentService,
    VisitState,
    blocks,
    may_follow,
)
from kiosk.salon.domain.errors import NotFound, Refused, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import T, TimeOfDay
from kiosk.salon.services.context import Context
from kiosk.salon.services.till.visit_bills import VisitBills
from kiosk.salon.services.waiting import WaitingList
from kiosk.salon.store import appointments, staff
from kiosk.salon.store.clients import table as clients

MINUTE_MS = 60_000
AGAIN_WEEKS = 6
CODE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
CODE_LENGTH = 12
"""About 59 bits of chance: a code cannot be guessed at the kiosk, and its QR stays small."""


@dataclass(frozen=True, slots=True)
class DayView:
    """``columns``: bookable active staff (and anybody inactive with a visit that day)."""

    day: date
    columns: tuple[StaffMember, ...]
    appointments: tuple[Appointment, ...]


def new_code() -> str:
    """A booking's secret, printed as a QR code on its slip."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


class Agenda:
    def __init__(self, context: Context, waiting: WaitingList, visit_bills: VisitBills) -> None:
        self._context = context
        self._visit_bills = visit_bills
        self._waiting = waiting

    def today(self) -> date:
        """The salon's business day now."""
        return self._context.today()

    def day(self, day: date) -> DayView:
        """By start; cancelled visits are left out."""
        start, end = self._context.salon.day_bounds(day)
        visits = appointments.between(self._context.store, start, end)
        busy = {visit.staff_id for visit in visits}
        columns = tuple(
            member
            for member in staff.members(self._context.store, inactive=True)
            if (member.active and member.bookable) or member.id in busy
        )
        return DayView(day, columns, visits)

    def get(self, appointment_id: Id) -> Appointment:
        found = appointments.get(self._context.store, appointment_id)
        return existing(found, T("This visit does not exist any more."))

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
        waiting_id: Id | None = None,
    ) -> Appointment:
        """Length = sum of the services. Refused: nobody named, no service, stylist inactive, the
        stylist is taken then (message names the time), client blocked. ``arrived``: a walk-in.
        ``waiting_id``: who is seated from the waiting list with it; somebody who is off the list
        already, by another desk, is booked all the same."""
        context, store = self._context, self._context.store
        guest = entering.line(guest_name, 2 * entering.NAME)
        if client_id is None and not guest:
            raise Refused(T("Choose a client or enter a name."))
        with store.transaction():
            self._check_client(client_id)
            services = self._services(service_ids, ())
            start = starts_at - starts_at % MINUTE_MS
            end = start + sum(service.minutes for service in services) * MINUTE_MS
            self._check_stylist(staff_id, start, end, None)
            now, new = context.now(), context.new_id()
            visit = appointments.NewVisit(
                id=new,
                code=new_code(),
                client_id=client_id,
                guest_name="" if client_id is not None else guest,
                staff_id=staff_id,
                starts_at=start,
                ends_at=end,
                state="arrived" if arrived else "booked",
                note=entering.lines(note),
                arrived_at=now if arrived else None,
                arrived_via="desk" if arrived else "",
            )
            appointments.insert(store, visit, now)
            self._write_services(new, services)
            self._record("visit.booked", new, by)
            if arrived:
                self._record("visit.arrived", new, by, via="desk")
            if waiting_id is not None:
                self._waiting.seat(waiting_id, by)
            return self.get(new)

    def move(self, appointment_id: Id, staff_id: Id, starts_at: int, by: Id | None) -> Appointment:
        """Refused when taken, or the visit has begun to be paid or is over."""
        return self.change(appointment_id, staff_id, starts_at, None, by)

    def change(
        self,
        appointment_id: Id,
        staff_id: Id,
        starts_at: int,
        service_ids: Sequence[Id] | None,
        by: Id | None,
    ) -> Appointment:
        """Time, stylist and services at once; ``service_ids`` None leaves the services, and those
        that stay keep the name, length and price they were booked with. A bill that is open for the
        visit follows. Refused as :meth:`move` is; no service."""
        context = self._context
        with context.store.transaction():
            visit = self.get(appointment_id)
            if visit.state not in MOVABLE:
                raise Refused(T("This visit is over and cannot be changed."), state=visit.state)
            start = starts_at - starts_at % MINUTE_MS
            end = start + visit.ends_at - visit.starts_at
            services = visit.services
            if service_ids is not None:
                services = self._services(service_ids, visit.services)
                end = start + sum(service.minutes for service in services) * MINUTE_MS
            self._check_stylist(staff_id, start, end, visit.id)
            appointments.set_time(context.store, visit.id, staff_id, start, end, context.now())
            if services != visit.services:
                self._write_services(visit.id, services)
            self._record("visit.changed", visit.id, by, was_at=visit.starts_at)
            changed = self.get(visit.id)
            self._visit_bills.follow_visit(visit, changed)
            return changed

    def set_state(self, appointment_id: Id, state: VisitState, by: Id | None) -> Appointment:
        """Never sets *paid*. A visit that falls through takes its open bill with it. Refused when
        the change is not allowed (``appointment.FOLLOWS``), or when that bill has goods on it or
        was changed."""
        with self._context.store.transaction():
            visit = self.get(appointment_id)
            if visit.state == state:
                return visit
            # Only a sale makes a visit paid, and only its void takes that back.
            if "paid" in (state, visit.state) or not may_follow(visit.state, state):
                raise Refused(
                    T("The visit cannot be changed like that any more."),
                    before=visit.state,
                    after=state,
                )
            now = self._context.now()
            if state == "booked" and visit.state in ("no_show", "cancelled"):
                self._check_stylist(visit.staff_id, visit.starts_at, visit.ends_at, visit.id)
            if state in ("no_show", "cancelled"):
                self._visit_bills.drop_of_visit(visit)
            appointments.set_state(self._context.store, visit.id, state, now)
            if state in ("arrived", "in_chair", "done") and visit.arrived_at is None:
                appointments.set_arrival(self._context.store, visit.id, now, "desk", now)
            elif state in ("booked", "no_show") and visit.arrived_at is not None:
                appointments.set_arrival(self._context.store, visit.id, None, "", now)
            self._record(f"visit.{state}", visit.id, by)
            return self.get(visit.id)

    def free_from(self, staff_id: Id, starts_at: int) -> int:
        """Minutes free for a stylist from an instant to their next visit (or closing time)."""
        salon, now = self._context.salon, self._context.now()
        closing = salon.instant(salon.business_day(starts_at), salon.closes)
        taken = appointments.of_staff_overlapping(
            self._context.store, staff_id, starts_at, max(closing, starts_at + MINUTE_MS)
        )
        until = min(
            (one.starts_at for one in taken if blocks(one.state, one.starts_at, now)),
            default=closing,
        )
        return max(0, (min(until, closing) - starts_at) // MINUTE_MS)

    def again_at(self, visit: Appointment) -> int:
        """When the same is booked again: some weeks after, at the same time of day."""
        salon = self._context.salon
        wall = salon.local(visit.starts_at)
        day = wall.date() + timedelta(weeks=AGAIN_WEEKS)
        return salon.instant(day, wall.hour * 60 + wall.minute)

    def _check_client(self, client_id: Id | None) -> None:
        if client_id is None:
            return
        found = clients.standing(self._context.store, client_id)
        if found is None or not found.active:
            raise NotFound(T("This client does not exist any more."))
        if found.status == "blocked":
            raise Refused(T("This client is blocked and cannot be booked."))

    def _check_stylist(self, staff_id: Id, start: int, end: int, own: Id | None) -> None:
        """``own``: the visit that may be in its own way."""
        store, now = self._context.store, self._context.now()
        stylist = staff.member(store, staff_id)
        if not stylist.active:
            raise Refused(T("This stylist does not work here any more."))
        for taken in appointments.of_staff_overlapping(store, staff_id, start, end):
            if taken.visit_id != own and blocks(taken.state, taken.starts_at, now):
                raise Refused(
                    T(
                        "{stylist} already has a visit at {time}.",
                        stylist=stylist.first_name,
                        time=TimeOfDay(taken.starts_at),
                    )
                )

    def _services(
        self, ids: Sequence[Id], kept: Sequence[AppointmentService]
    ) -> tuple[AppointmentService, ...]:
        if not ids:
            raise Refused(T("Choose at least one service."))
        known = appointments.bookable_services(self._context.store, ids)
        known |= {service.service_id: service for service in kept}
        if missing := [service_id for service_id in ids if service_id not in known]:
            raise Refused(T("A chosen service is not offered any more."), missing=len(missing))
        return tuple(known[service_id] for service_id in ids)

    def _write_services(self, appointment_id: Id, services: Sequence[AppointmentService]) -> None:
        appointments.replace_services(
            self._context.store,
            appointment_id,
            [(self._context.new_id(), service) for service in services],
        )

    def _record(self, kind: str, appointment_id: Id, by: Id | None, **facts: object) -> None:
        """Journal and change feed. Call it after the rows are written."""
        record(self._context, kind, self.get(appointment_id), by, **facts)


def record(context: Context, kind: str, visit: Appointment, by: Id | None, **facts: object) -> None:
    """Writes a change of a visit to the journal and the change feed, as it now stands."""
    people = appointments.pseudonyms(context.store, visit.id)
    context.note(
        kind,
        by,
        at=visit.starts_at,
        until=visit.ends_at,
        services=[service.name for service in visit.services],
        client=people.client,
        stylist=people.stylist,
        **facts,
    )
    context.changed("appointment", visit.id)
