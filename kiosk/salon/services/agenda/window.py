"""Some days of the agenda, read once: whose time is free, and what is in a visit's way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from kiosk.salon.domain.agenda.appointment import Appointment, blocks
from kiosk.salon.domain.agenda.clash import Clash, ClashKind
from kiosk.salon.domain.agenda.hours import ABSENCES, DayHours, TimeOff
from kiosk.salon.domain.agenda.shape import Occupied, Shape, shape_of, starts
from kiosk.salon.domain.agenda.spans import Span, covers, crowded, meets, merged, without
from kiosk.salon.domain.clock import MINUTE_MS
from kiosk.salon.domain.goods.catalogue import MOST_BUFFER, Resource
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import Msg, T, TimeOfDay
from kiosk.salon.services.context import Context
from kiosk.salon.store.agenda import hours, resources, visits
from kiosk.salon.store.agenda.visits import Placed

DAY_MS = 86_400_000


class Window:
    """From ``first`` to ``last``, both included, and the day that follows, into which a night may
    last. ``own``: a visit that is not in its own way."""

    def __init__(self, context: Context, first: date, last: date, own: Id | None = None) -> None:
        self._salon, self._store = context.salon, context.store
        self._days = [first + timedelta(days=number) for number in range((last - first).days + 2)]
        self.calendar = hours.calendar(self._store, first, self._days[-1])
        self.begins, _ = self._salon.day_bounds(first)
        _, self.ends = self._salon.day_bounds(last)
        # No visit is longer than a day; what is to be prepared before one reaches back further.
        self._read = self.begins - DAY_MS, self.ends + DAY_MS + MOST_BUFFER * MINUTE_MS
        self.visits = visits.between(self._store, *self._read)
        now = context.now()
        self._in_the_way: list[tuple[Placed, Occupied]] = []
        self._of_stylist: dict[Id, list[tuple[Placed, Occupied]]] = {}
        for visit in self.visits:
            if visit.id != own and blocks(visit.state, visit.starts_at, now):
                self._put(visit)
        self._resources = {one.id: one for one in resources.resources(self._store, inactive=True)}
        self._names: Mapping[Id, str] | None = None
        # Asked for each visit that is looked at.
        self._here_of: dict[Id, list[Span]] = {}
        self._working_of: dict[Id, list[Span]] = {}

    # -- who is there -------------------------------------------------------------------------

    def opening(self) -> list[Span]:
        """When the salon is open (UTC ms)."""
        return self._instants((day, self.calendar.opening(day)) for day in self._days)

    def here(self, staff_id: Id) -> list[Span]:
        """When clients of a stylist may be in the salon."""
        if staff_id not in self._here_of:
            days = ((day, self.calendar.here(staff_id, day)) for day in self._days)
            self._here_of[staff_id] = self._instants(days)
        return self._here_of[staff_id]

    def works(self, staff_id: Id) -> list[Span]:
        """When a stylist works, time off left out."""
        off = merged(span for span, _ in self._off(staff_id))
        return without(self._working(staff_id), off)

    def taken(self, staff_id: Id) -> list[Span]:
        """What visits hold of a stylist."""
        return merged(
            span for _, where in self._of_stylist.get(staff_id, ()) for span in where.held
        )

    def full(self, shape: Shape) -> dict[Id, list[Span]]:
        """When no unit is left of what the shape needs."""
        return {room: self._full(room) for room, _ in shape.rooms}

    def starts(self, shape: Shape, staff_id: Id, full: Mapping[Id, Sequence[Span]]) -> list[Span]:
        """When a visit may begin with a stylist (see ``domain/agenda/shape.py``). ``full``: of
        :meth:`full`."""
        here, works = self.here(staff_id), self.works(staff_id)
        found = starts(shape, here, works, self.taken(staff_id), full)
        return [
            (max(start, self.begins), min(end, self.ends))
            for start, end in found
            if end > self.begins and start < self.ends
        ]

    # -- what is in the way -------------------------------------------------------------------

    def clashes(
        self, stylist: StaffMember, where: Occupied, own: Id | None = None
    ) -> tuple[Clash, ...]:
        """Everything that speaks against it, hours first."""
        return (
            *self._hours_against(stylist, where),
            *self._off_against(stylist, where),
            *self._visits_against(stylist, where, own),
            *self._rooms_against(where, own),
        )

    def clashes_of(self, stylist: StaffMember, visit: Placed | Appointment) -> tuple[Clash, ...]:
        """Of a visit where it stands."""
        return self.clashes(stylist, _occupied(visit), visit.id)

    def _hours_against(self, stylist: StaffMember, where: Occupied) -> Iterable[Clash]:
        name = stylist.first_name
        if not stylist.active:
            yield _clash("not_working", T("{stylist} does not work here any more.", stylist=name))
            return
        if not covers(self.here(stylist.id), *where.span):
            yield _clash("closed", T("The salon is closed then."))
            return
        working = self._working(stylist.id)
        for start, end in where.work:
            if covers(working, start, end):
                continue
            day = self._salon.business_day(start)
            times = self._instants([(day, self.calendar.working(stylist.id, day))])
            if times and times[0][0] <= start and end <= times[-1][1]:
                yield _clash("break", T("{stylist} has a break then.", stylist=name))
            else:
                yield _clash("not_working", T("{stylist} does not work then.", stylist=name))
            return

    def _off_against(self, stylist: StaffMember, where: Occupied) -> Iterable[Clash]:
        name, told = stylist.first_name, set[Id]()
        for span, off in self._off(stylist.id):
            if off.id in told or not meets(where.work, *span):
                continue
            told.add(off.id)
            if off.kind in ABSENCES:
                yield _clash("absent", T("{stylist} is not there then.", stylist=name), off.id)
            elif off.kind == "break":
                yield _clash("break", T("{stylist} has a break then.", stylist=name), off.id)
            else:
                text = T("{stylist}: this time is blocked.", stylist=name)
                yield _clash("blocked", text, off.id)

    def _visits_against(
        self, stylist: StaffMember, where: Occupied, own: Id | None
    ) -> Iterable[Clash]:
        for visit, other in self._of_stylist.get(stylist.id, ()):
            if visit.id == own:
                continue
            if any(meets(other.held, *span) for span in where.held):
                who, at = stylist.first_name, TimeOfDay(visit.starts_at)
                yield Clash(
                    "overlap",
                    T("{stylist} already has a visit at {time}.", stylist=who, time=at),
                    T(
                        "{stylist} has {client} at {time}.",
                        stylist=who,
                        client=self._name(visit.id),
                        time=at,
                    ),
                    visit.id,
                )

    def _rooms_against(self, where: Occupied, own: Id | None) -> Iterable[Clash]:
        for room, span in where.rooms:
            if meets(self._full(room, own), *span):
                name = self._resources[room].name
                yield _clash("resource", T("{name} is taken then.", name=name), room)

    @property
    def in_the_way(self) -> list[Placed]:
        """Visits that keep their stylist busy."""
        return [visit for visit, _ in self._in_the_way]

    def expect(self, visit: Placed) -> None:
        """Somebody who will be booked: in the way of whatever is asked from now on."""
        since, until = self._read
        if since <= visit.starts_at < until:
            self.visits.append(visit)
            self._put(visit)

    def leave(self, visit_id: Id) -> None:
        """Somebody who will not stand where they do: in the way of nothing from now on."""
        self.visits = [one for one in self.visits if one.id != visit_id]
        self._in_the_way = [one for one in self._in_the_way if one[0].id != visit_id]
        for stylist, placed in self._of_stylist.items():
            self._of_stylist[stylist] = [one for one in placed if one[0].id != visit_id]

    def resources(self) -> tuple[Resource, ...]:
        return tuple(self._resources.values())

    # -- inside -------------------------------------------------------------------------------

    def _put(self, visit: Placed) -> None:
        placed = visit, _occupied(visit)
        self._in_the_way.append(placed)
        self._of_stylist.setdefault(visit.staff_id, []).append(placed)

    def _name(self, visit_id: Id) -> str:
        if self._names is None:
            self._names = visits.client_names(self._store, *self._read)
        return self._names.get(visit_id, "")

    def _full(self, room: Id, own: Id | None = None) -> list[Span]:
        held = (
            span
            for visit, where in self._in_the_way
            if visit.id != own
            for other, span in where.rooms
            if other == room
        )
        known = self._resources.get(room)
        if known is None or not known.active:
            return []
        return crowded(held, known.units)

    def _working(self, staff_id: Id) -> list[Span]:
        if staff_id not in self._working_of:
            days = ((day, self.calendar.working(staff_id, day)) for day in self._days)
            self._working_of[staff_id] = self._instants(days)
        return self._working_of[staff_id]

    def _off(self, staff_id: Id) -> list[tuple[Span, TimeOff]]:
        return [
            ((self._salon.instant(day, start), self._salon.instant(day, end)), off)
            for day in self._days
            for (start, end), off in self.calendar.off(staff_id, day)
        ]

    def _instants(self, days: Iterable[tuple[date, DayHours]]) -> list[Span]:
        return merged(
            (self._salon.instant(day, start), self._salon.instant(day, end))
            for day, times in days
            for start, end in times
        )


def _clash(kind: ClashKind, message: Msg, other: Id | None = None) -> Clash:
    return Clash(kind, message, message, other)


def _occupied(visit: Placed | Appointment) -> Occupied:
    return shape_of(visit.services, visit.ends_at - visit.starts_at).at(visit.starts_at)
