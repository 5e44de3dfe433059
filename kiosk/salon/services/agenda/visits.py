"""The day's agenda: appointments by stylist, booking, moving, states.

Where a visit does not fit it is refused (:class:`DoesNotFit`), unless it is booked ``despite``
these kinds of clashes: by who may, which the journal says, or by a program (``by`` None). What a
program puts upon another visit is to be placed by a person, until it fits or they leave it so.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.salon.domain.agenda.appointment import (
    MOVABLE,
    Appointment,
    AppointmentService,
    VisitState,
    may_follow,
)
from kiosk.salon.domain.agenda.clash import OF_HOURS, Clash, ClashKind, DoesNotFit
from kiosk.salon.domain.agenda.shape import shape_of
from kiosk.salon.domain.clock import MINUTE_MS
from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import NotFound, Refused, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember, may_overbook
from kiosk.salon.domain.text import T
from kiosk.salon.services.agenda.window import Window
from kiosk.salon.services.context import Context
from kiosk.salon.services.till.visit_bills import VisitBills
from kiosk.salon.services.waiting import WaitingList
from kiosk.salon.store import appointments, staff
from kiosk.salon.store.agenda import visits
from kiosk.salon.store.clients import table as clients

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


def _view(day: date, members: Sequence[StaffMember], found: Sequence[Appointment]) -> DayView:
    busy = {visit.staff_id for visit in found}
    columns = tuple(
        member for member in members if (member.active and member.bookable) or member.id in busy
    )
    return DayView(day, columns, tuple(found))


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
        return self.days(day, day)[0]

    def days(self, first: date, last: date) -> tuple[DayView, ...]:
        """Every day from ``first`` to ``last``, both included, as :meth:`day`; read at once."""
        salon, store = self._context.salon, self._context.store
        begins, ends = salon.day_bounds(first)[0], salon.day_bounds(last)[1]
        found: dict[date, list[Appointment]] = {
            first + timedelta(days=number): [] for number in range((last - first).days + 1)
        }
        for visit in appointments.between(store, begins, ends):
            found[salon.business_day(visit.starts_at)].append(visit)
        members = staff.members(store, inactive=True)
        return tuple(_view(day, members, those) for day, those in found.items())

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
        despite: Collection[ClashKind] = (),
        minutes: int | None = None,
    ) -> Appointment:
        """Length = sum of the services, unless ``minutes`` says another. Refused: nobody named, no
        service, stylist inactive, client blocked; :class:`DoesNotFit`. ``arrived``: a walk-in, who
        stands there whatever the opening hours are. ``waiting_id``: who is seated from the waiting
        list with it; somebody who is off the list already, by another desk, is booked all the
        same."""
        context, store = self._context, self._context.store
        guest = entering.line(guest_name, 2 * entering.NAME)
        if client_id is None and not guest:
            raise Refused(T("Choose a client or enter a name."))
        with store.transaction():
            self._check_client(client_id)
            services = self._services(service_ids, ())
            start = starts_at - starts_at % MINUTE_MS
            if minutes is None:
                minutes = sum(service.minutes for service in services)
            end = start + minutes * MINUTE_MS
            clashes = self._clashes(staff_id, start, services, None, end - start)
            if arrived:
                clashes = [clash for clash in clashes if clash.kind not in OF_HOURS]
            facts = self._allowed(clashes, by, despite)
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
            self._mark(new, clashes, by)
            self._record("visit.booked", new, by, **facts)
            if arrived:
                self._record("visit.arrived", new, by, via="desk")
            if waiting_id is not None:
                self._waiting.seat(waiting_id, by)
            return self.get(new)

    def move(
        self,
        appointment_id: Id,
        staff_id: Id,
        starts_at: int,
        by: Id | None,
        *,
        despite: Collection[ClashKind] = (),
    ) -> Appointment:
        """Refused: :class:`DoesNotFit`, or the visit has begun to be paid or is over."""
        return self.change(appointment_id, staff_id, starts_at, None, by, despite=despite)

    def change(
        self,
        appointment_id: Id,
        staff_id: Id,
        starts_at: int,
        service_ids: Sequence[Id] | None,
        by: Id | None,
        *,
        note: str | None = None,
        despite: Collection[ClashKind] = (),
        minutes: int | None = None,
    ) -> Appointment:
        """Time, stylist, services and note at once; ``service_ids`` None leaves the services, and
        those that stay keep the name, length and price they were booked with. ``minutes``: how
        long it is where that is not what its services take; None leaves that to them. ``note``:
        what the salon wants to know of this booking, None leaves it; its words stand in no journal.
        A bill that is open for the visit follows. Refused as :meth:`move` is; no service. What
        stood in its way before and it stays there does not count again."""
        context = self._context
        with context.store.transaction():
            visit = self.get(appointment_id)
            if visit.state not in MOVABLE:
                raise Refused(T("This visit is over and cannot be changed."), state=visit.state)
            start = starts_at - starts_at % MINUTE_MS
            length = visit.ends_at - visit.starts_at
            services = visit.services
            if service_ids is not None:
                services = self._services(service_ids, visit.services)
                length = sum(service.minutes for service in services) * MINUTE_MS
            if minutes is not None:
                length = minutes * MINUTE_MS
            clashes = self._clashes(staff_id, start, services, visit.id, length)
            moved = (staff_id, start) != (visit.staff_id, visit.starts_at)
            if not moved:
                stood = visit.ends_at - visit.starts_at
                known = self._clashes(staff_id, start, visit.services, visit.id, stood)
                before = {(clash.kind, clash.other) for clash in known}
                clashes = [one for one in clashes if (one.kind, one.other) not in before]
            facts = self._allowed(clashes, by, despite)
            appointments.set_time(
                context.store, visit.id, staff_id, start, start + length, context.now()
            )
            if services != visit.services:
                self._write_services(visit.id, services)
            self._mark(visit.id, clashes, by, moved=moved)
            self._look_again()
            self._record("visit.changed", visit.id, by, was_at=visit.starts_at, **facts)
            words = visit.note if note is None else entering.lines(note)
            if words != visit.note:
                appointments.set_note(context.store, visit.id, words, context.now())
                self._record("visit.note", visit.id, by)
            changed = self.get(visit.id)
            self._visit_bills.follow_visit(visit, changed)
            return changed

    def set_state(
        self,
        appointment_id: Id,
        state: VisitState,
        by: Id | None,
        *,
        despite: Collection[ClashKind] = (),
    ) -> Appointment:
        """Never sets *paid*. A visit that falls through takes its open bill with it. Refused when
        the change is not allowed (``appointment.FOLLOWS``), when that bill has goods on it or was
        changed, or when a visit comes back whose place is taken (:class:`DoesNotFit`)."""
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
            now, facts = self._context.now(), dict[str, object]()
            if state == "booked" and visit.state in ("no_show", "cancelled"):
                found = self._clashes(
                    visit.staff_id,
                    visit.starts_at,
                    visit.services,
                    visit.id,
                    visit.ends_at - visit.starts_at,
                )
                # Whether the hours were right was decided when it was booked.
                taken = [clash for clash in found if clash.kind in ("overlap", "resource")]
                facts = self._allowed(taken, by, despite)
            if state in ("no_show", "cancelled"):
                self._visit_bills.drop_of_visit(visit, by)
            appointments.set_state(self._context.store, visit.id, state, now)
            self._look_again()
            if state in ("arrived", "in_chair", "done") and visit.arrived_at is None:
                appointments.set_arrival(self._context.store, visit.id, now, "desk", now)
            elif state in ("booked", "no_show") and visit.arrived_at is not None:
                appointments.set_arrival(self._context.store, visit.id, None, "", now)
            self._record(f"visit.{state}", visit.id, by, **facts)
            return self.get(visit.id)

    def to_place(self) -> tuple[Id, ...]:
        """Visits to come that a program put where they do not fit, by beginning."""
        return tuple(visits.to_place(self._context.store, self._context.now()))

    def leave_so(self, appointment_id: Id, by: Id) -> None:
        """It stays where it does not fit. Refused for anybody who may not book so."""
        with self._context.store.transaction():
            self._may_overbook(by)
            visit = self.get(appointment_id)
            visits.mark_to_place(self._context.store, visit.id, wanted=False)
            self._record("visit.left-so", visit.id, by)

    def again_at(self, visit: Appointment, weeks: int = AGAIN_WEEKS) -> int:
        """When the same is booked again: some weeks after, at the same time of day."""
        salon = self._context.salon
        wall = salon.local(visit.starts_at)
        day = wall.date() + timedelta(weeks=weeks)
        return salon.instant(day, wall.hour * 60 + wall.minute)

    def _check_client(self, client_id: Id | None) -> None:
        if client_id is None:
            return
        found = clients.standing(self._context.store, client_id)
        if found is None or not found.active:
            raise NotFound(T("This client does not exist any more."))
        if found.status == "blocked":
            raise Refused(T("This client is blocked and cannot be booked."))

    def _clashes(
        self,
        staff_id: Id,
        start: int,
        services: Sequence[AppointmentService],
        own: Id | None,
        length_ms: int | None = None,
    ) -> list[Clash]:
        """What speaks against it. ``own``: the visit that may be in its own way. Refused: a stylist
        who is inactive."""
        stylist = staff.member(self._context.store, staff_id)
        if not stylist.active:
            raise Refused(T("This stylist does not work here any more."))
        day = self._context.salon.business_day(start)
        window = Window(self._context, day, day, own)
        return list(window.clashes(stylist, shape_of(services, length_ms).at(start)))

    def _allowed(
        self, clashes: Sequence[Clash], by: Id | None, despite: Collection[ClashKind]
    ) -> dict[str, object]:
        """What the journal says of clashes that are wanted; all others are refused, those too
        that came up since somebody agreed."""
        if not clashes:
            return {}
        if any(clash.kind not in despite for clash in clashes):
            raise DoesNotFit(clashes)
        kinds = sorted({clash.kind for clash in clashes})
        if by is None:
            return {"clashes": kinds}
        self._may_overbook(by)
        return {"on_purpose": kinds}

    def _may_overbook(self, by: Id) -> None:
        if not may_overbook(staff.member(self._context.store, by)):
            raise Refused(T("You may not book where it does not fit. Ask a manager."))

    def _mark(
        self, visit_id: Id, clashes: Sequence[Clash], by: Id | None, *, moved: bool = True
    ) -> None:
        """Other hours are no reason: whoever comes then comes. A person has seen what they do. One
        that stays where it stood is still to be placed if it was."""
        wanted = by is None and any(clash.kind not in OF_HOURS for clash in clashes)
        if wanted or moved:
            visits.mark_to_place(self._context.store, visit_id, wanted=wanted)

    def _look_again(self) -> None:
        """What was to be placed may fit by now: the other visit went elsewhere."""
        store = self._context.store
        for visit_id in self.to_place():
            visit = self.get(visit_id)
            day = self._context.salon.business_day(visit.starts_at)
            window = Window(self._context, day, day)
            found = window.clashes_of(staff.member(store, visit.staff_id), visit)
            if all(clash.kind in OF_HOURS for clash in found):
                visits.mark_to_place(store, visit_id, wanted=False)

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
