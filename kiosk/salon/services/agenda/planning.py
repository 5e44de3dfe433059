"""When somebody can be booked, what of the agenda clashes, and how busy everybody is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.salon.domain.agenda.appointment import AppointmentService
from kiosk.salon.domain.agenda.clash import Clash
from kiosk.salon.domain.agenda.hours import DayHours, TimeOff
from kiosk.salon.domain.agenda.shape import Shape, on_grid, shape_of
from kiosk.salon.domain.agenda.spans import Span, both, total
from kiosk.salon.domain.clock import MINUTE_MS
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.services.agenda.window import Window
from kiosk.salon.services.context import Area
from kiosk.salon.store import appointments, catalogue, staff

WEEKS_AHEAD = 8


@dataclass(frozen=True, slots=True)
class FreeTime:
    """A visit may begin then (UTC ms) with this stylist; ``ends_at``: when it would be over."""

    starts_at: int
    ends_at: int
    staff_id: Id


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The frame of a day. ``opening`` and ``hours`` (of each active stylist) in minutes of the
    day. ``off``: time off with the part of this day that it takes. ``clashes``: of visits that
    are not over and stand where they do not fit, by their id."""

    day: date
    opening: DayHours
    hours: Mapping[Id, DayHours]
    off: tuple[tuple[Span, TimeOff], ...]
    clashes: Mapping[Id, tuple[Clash, ...]]


@dataclass(frozen=True, slots=True)
class LoadLine:
    """``open_minutes``: there to be booked (0 of a service). ``share``: basis points of them that
    are, of a service of all that is booked; more than 10,000 where people work longer."""

    id: Id
    name: str
    open_minutes: int
    booked_minutes: int
    share: int


@dataclass(frozen=True, slots=True)
class Load:
    """``staff``: work alone, without what develops by itself. ``resources``: all units."""

    staff: tuple[LoadLine, ...]
    services: tuple[LoadLine, ...]
    resources: tuple[LoadLine, ...]


class Planning(Area):
    def free_times(
        self,
        service_ids: Sequence[Id],
        first: date,
        last: date | None = None,
        staff_id: Id | None = None,
        *,
        own: Id | None = None,
    ) -> tuple[FreeTime, ...]:
        """Beginnings on the grid at which these services fit, from ``first`` to ``last`` (the same
        day when it is None), by time and column; without a service, where anything fits at all.
        ``staff_id`` None: with anybody. ``own``: the visit that is to be changed; its services are
        as long as they were booked. What is over is left out, the part of the grid that runs is
        not."""
        shape = self._shape(service_ids, own)
        window = Window(self._context, first, last or first, own)
        return self._times(window, shape, self._stylists(staff_id))

    def next_free(
        self, service_ids: Sequence[Id], after: int, staff_id: Id | None = None
    ) -> FreeTime | None:
        """The first from an instant (UTC ms) on in the coming weeks, None when there is none."""
        shape, people = self._shape(service_ids, None), self._stylists(staff_id)
        day = self._context.salon.business_day(after)
        for week in range(WEEKS_AHEAD):
            first = day + timedelta(weeks=week)
            window = Window(self._context, first, first + timedelta(days=6))
            for time in self._times(window, shape, people):
                if time.starts_at >= after:
                    return time
        return None

    def clashes(
        self, service_ids: Sequence[Id], staff_id: Id, starts_at: int, *, own: Id | None = None
    ) -> tuple[Clash, ...]:
        """What would be in the way of a booking; nothing where it fits."""
        day = self._context.salon.business_day(starts_at)
        window = Window(self._context, day, day, own)
        where = self._shape(service_ids, own).at(starts_at - starts_at % MINUTE_MS)
        return window.clashes(staff.member(self._context.store, staff_id), where)

    def free_from(self, staff_id: Id, starts_at: int) -> int:
        """Minutes that a stylist is free from an instant on: to the next visit, time off or the
        end of their work."""
        day = self._context.salon.business_day(starts_at)
        window = Window(self._context, day, day)
        works, taken = window.works(staff_id), window.taken(staff_id)
        if any(start <= starts_at < end for start, end in taken):
            return 0
        until = next((end for start, end in works if start <= starts_at < end), starts_at)
        until = min([until, *(start for start, _ in taken if start > starts_at)])
        return (until - starts_at) // MINUTE_MS

    def day(self, day: date) -> DayPlan:
        """What the agenda draws behind the visits of a day."""
        window, people = Window(self._context, day, day), self._stylists(None)
        calendar = window.calendar
        return DayPlan(
            day,
            calendar.opening(day),
            {one.id: calendar.working(one.id, day) for one in people},
            tuple(off for one in people for off in calendar.off(one.id, day)),
            self._clashing(window),
        )

    def clashing(
        self, first: date, last: date, staff_id: Id | None = None
    ) -> Mapping[Id, tuple[Clash, ...]]:
        """Visits that begin on these days, are not over and stand where they do not fit, by their
        id. ``staff_id``: whose, None for all."""
        return self._clashing(Window(self._context, first, last), staff_id)

    def load(self, first: date, last: date) -> Load:
        """Hours open and booked from ``first`` to ``last``, both included: of stylists, services,
        rooms and devices."""
        window = Window(self._context, first, last)
        return self._load(window, (window.begins, window.ends))

    def loads(self, first: date, last: date) -> tuple[Load, ...]:
        """Of each day from ``first`` to ``last``, read at once."""
        window = Window(self._context, first, last)
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return tuple(self._load(window, self._context.salon.day_bounds(day)) for day in days)

    # -- inside -------------------------------------------------------------------------------

    def _load(self, window: Window, of: Span) -> Load:
        by_staff, by_service, by_room = Counter[Id](), Counter[Id](), Counter[Id]()
        for visit in window.visits:
            if not of[0] <= visit.starts_at < of[1]:
                continue
            shape = shape_of(visit.services, visit.ends_at - visit.starts_at)
            by_staff[visit.staff_id] += total(shape.work) // MINUTE_MS
            for service in visit.services:
                by_service[service.service_id] += service.minutes
            for room, held in shape.rooms:
                by_room[room] += total([held]) // MINUTE_MS
        store = self._context.store
        opening = total(both(window.opening(), [of])) // MINUTE_MS
        people = [
            one
            for one in staff.members(store, inactive=True)
            if (one.active and one.bookable) or one.id in by_staff
        ]
        booked = sum(by_service.values())
        return Load(
            tuple(
                _line(
                    one.id,
                    one.name,
                    total(both(window.works(one.id), [of])) // MINUTE_MS if one.active else 0,
                    by_staff[one.id],
                )
                for one in people
            ),
            tuple(
                LoadLine(one.id, one.name, 0, minutes, 10_000 * minutes // max(1, booked))
                for one in catalogue.services(store, inactive=True)
                if (minutes := by_service[one.id])
            ),
            tuple(
                _line(one.id, one.name, opening * one.units if one.active else 0, by_room[one.id])
                for one in window.resources()
                if one.active or one.id in by_room
            ),
        )

    def _times(
        self, window: Window, shape: Shape, people: Sequence[StaffMember]
    ) -> tuple[FreeTime, ...]:
        step = self._context.grid_minutes * MINUTE_MS
        over = self._context.now() - step
        full = window.full(shape)
        found = [
            (at, place, member.id)
            for place, member in enumerate(people)
            for at in on_grid(window.starts(shape, member.id, full), step)
            if at > over
        ]
        found.sort()
        return tuple(FreeTime(at, at + shape.length, who) for at, _, who in found)

    def _shape(self, service_ids: Sequence[Id], own: Id | None) -> Shape:
        store = self._context.store
        visit = appointments.get(store, own) if own is not None else None
        known = appointments.bookable_services(store, service_ids) if service_ids else {}
        known |= {service.service_id: service for service in (visit.services if visit else ())}
        chosen: list[AppointmentService] = [known[one] for one in service_ids if one in known]
        if not chosen:
            step = self._context.grid_minutes * MINUTE_MS
            return Shape(step, ((0, step),), ((0, step),))
        return shape_of(chosen)

    def _stylists(self, staff_id: Id | None) -> list[StaffMember]:
        """Who can be booked, or the one."""
        return [
            one
            for one in staff.members(self._context.store)
            if (one.bookable if staff_id is None else one.id == staff_id)
        ]

    def _clashing(
        self, window: Window, staff_id: Id | None = None
    ) -> Mapping[Id, tuple[Clash, ...]]:
        people = {one.id: one for one in staff.members(self._context.store, inactive=True)}
        now = self._context.now()
        found = {
            visit.id: window.clashes_of(people[visit.staff_id], visit)
            for visit in window.in_the_way
            if window.begins <= visit.starts_at < window.ends
            and visit.ends_at > now
            and staff_id in (None, visit.staff_id)
        }
        return {visit: clashes for visit, clashes in found.items() if clashes}


def _line(row_id: Id, name: str, open_minutes: int, booked: int) -> LoadLine:
    share = 10_000 * booked // open_minutes if open_minutes else 0
    return LoadLine(row_id, name, open_minutes, booked, share)
