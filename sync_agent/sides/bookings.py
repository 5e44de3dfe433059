"""Bookings that a booking system writes into a calendar, taken in as visits of the agenda."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.ids import Id
from kiosk.domain.people import Client, StaffMember
from kiosk.domain.text import T
from kiosk.services.salon_services import Services
from kiosk.store.client_reach import by_reach
from sync_agent.ports import Record, Seen
from sync_agent.sides.booking_text import BookingText, Named, read
from sync_agent.sides.visits import start_of


class Bookings:
    """See :class:`sync_agent.intake.Intake`. Records: ``time`` (see ``visits.span``), ``title``,
    ``about``, ``attendees`` (``NAME <E-MAIL>``, one a line)."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def take(self, seen: Seen, local_id: Id | None) -> Id | None:
        """What began already is not taken in. Refused when nobody can tell to whom or for what the
        person comes, or when the time is taken: staff place it by hand."""
        starts_at = start_of(seen.record.get("time", ""))
        if local_id is None and starts_at < self._services.context.now():
            return None
        booking = self._read(seen.record)
        if local_id is not None:
            return self._again(local_id, booking, starts_at)
        staff_id, service_ids = self._placed(booking)
        client_id = self._client(booking)
        return self._services.agenda.book(
            staff_id,
            starts_at,
            service_ids,
            by=None,
            client_id=client_id,
            guest_name="" if client_id else booking.name,
        ).id

    def give_up(self, local_id: Id) -> None:
        try:
            visit = self._services.agenda.get(local_id)
        except NotFound:
            return
        if visit.state == "booked" and visit.starts_at >= self._services.context.now():
            self._services.agenda.set_state(local_id, "cancelled", by=None)

    def told(self, seen: Seen) -> dict[str, object]:
        return {"time": seen.record.get("time", ""), "title": seen.record.get("title", "")}

    def expected(self, ids: Sequence[Id]) -> Collection[Id]:
        now, found = self._services.context.now(), []
        for visit_id in ids:
            try:
                visit = self._services.agenda.get(visit_id)
            except NotFound:
                continue
            if visit.starts_at >= now:
                found.append(visit_id)
        return found

    def _again(self, local_id: Id, booking: BookingText, starts_at: int) -> Id:
        """Follows the booking; what its text does not say any more stays as it is."""
        visit = self._services.agenda.get(local_id)
        if visit.state == "cancelled":
            # Cancelled at the desk: only staff bring it back.
            return local_id
        staff_id = booking.staff_id or visit.staff_id
        booked = tuple(service.service_id for service in visit.services)
        wanted = booking.service_ids or booked
        if (starts_at, staff_id, wanted) != (visit.starts_at, visit.staff_id, booked):
            self._services.agenda.change(
                local_id, staff_id, starts_at, wanted if wanted != booked else None, by=None
            )
        return local_id

    def _read(self, record: Record) -> BookingText:
        attendees = []
        for line in record.get("attendees", "").splitlines():
            name, _, email = line.rpartition("<")
            attendees.append((name.strip(), email.rstrip(">").strip()))
        services = [
            Named(service.id, (service.name,)) for service in self._services.catalogue.services()
        ]
        staff = [Named(member.id, (member.name, member.first_name)) for member in self._stylists()]
        return read(
            record.get("title", ""),
            record.get("about", ""),
            attendees,
            services,
            staff,
            self._services.context.salon.country,
        )

    def _stylists(self) -> list[StaffMember]:
        return [member for member in self._services.team.members() if member.bookable]

    def _placed(self, booking: BookingText) -> tuple[Id, tuple[Id, ...]]:
        stylists = self._stylists()
        staff_id = booking.staff_id or (stylists[0].id if len(stylists) == 1 else None)
        if staff_id is None:
            raise Refused(T("The booking does not say which stylist. Book it by hand."))
        if not booking.service_ids:
            raise Refused(T("The booking names no service of yours. Book it by hand."))
        return staff_id, booking.service_ids

    def _client(self, booking: BookingText) -> Id | None:
        """By e-mail or phone; a new one when there is a name and a way to reach the person."""
        store = self._services.context.store
        found = by_reach(store, booking.email, booking.phone)
        if found is not None:
            return found
        if not booking.name:
            raise Refused(T("The booking does not say who comes. Book it by hand."))
        if not (booking.email or booking.phone):
            return None
        first, _, last = booking.name.partition(" ")
        new = Client(b"", first, last, phone=booking.phone, email=booking.email)
        return self._services.clients.save(new, None).id
