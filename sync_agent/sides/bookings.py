"""Bookings that a booking system writes into a calendar, taken in as visits of the agenda."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress

from kiosk.salon.domain.agenda.appointment import NAMELESS
from kiosk.salon.domain.agenda.clash import ANYTHING, BUT_VISITS, ClashKind
from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client, StaffMember
from kiosk.salon.domain.text import T
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.clients import contacts
from kiosk.salon.store.clients.reach import by_reach
from kiosk.salon.store.sync import intake as sync_intake
from kiosk.salon.store.sync.intake import VisitThen
from sync_agent.engine.ports import Record, Seen
from sync_agent.sides.booking_text import BookingText, Named, read
from sync_agent.sides.visits import start_of


class Bookings:
    """See :class:`sync_agent.engine.taking.Intake`. Records: ``time`` (see ``visits.span``; empty
    for an entry of whole days), ``title``, ``about``, ``attendees`` (``NAME <E-MAIL>``, one a
    line).

    Remembered of a booking: ``begins`` (UTC ms), ``staff`` and ``services`` (ids in hex) as it
    says them."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._last: tuple[Record, BookingText] = ({}, BookingText())

    def take(self, seen: Seen, local_id: Id | None, known: Record) -> Id | None:
        """What began already is not taken in, nor is an entry of whole days: holidays and notes
        stand in such a calendar too. Refused when nobody can tell to whom or for what the person
        comes, or when the same person has another visit with the stylist then: staff place it by
        hand. Other hours and another visit are no reason, the person comes in any case; the agenda
        shows it, and asks to place what lies upon another visit."""
        time = seen.record.get("time", "")
        if local_id is None and not time:
            return None
        starts_at = start_of(time)
        if local_id is not None:
            return self._again(local_id, self._read(seen.record), starts_at, known)
        if starts_at < self._services.context.now():
            return None
        booking = self._read(seen.record)
        staff_id, service_ids = self._placed(booking)
        client_id = self._client(booking)
        return self._services.agenda.book(
            staff_id,
            starts_at,
            service_ids,
            by=None,
            client_id=client_id,
            guest_name="" if client_id else booking.name,
            despite=self._despite(booking, starts_at, None),
        ).id

    def find(self, seen: Seen, known: Record, since: int) -> Sequence[tuple[Id, Record]]:
        """Visits of this person, by e-mail, phone or a guest's name, that begin when the booking
        does or did when it was refused. With somebody else than the booking says only those that
        were made after the refusal: most are refused because that stylist is taken."""
        if _begins(seen) < 0:
            return ()
        booking, now = self._read(seen.record), self._services.context.now()
        sure: list[tuple[Id, Record]] = []
        likely: list[tuple[Id, Record]] = []
        for made_as in (_remembered(booking, _begins(seen)), known):
            begins = int(made_as.get("begins") or 0)
            if begins < now:
                continue
            said = made_as.get("staff", "")
            for visit in self._theirs(booking, begins, begins + 1):
                if said in ("", visit.staff_id.hex()):
                    sure.append((visit.id, made_as))
                elif 0 < since <= visit.created_at:
                    likely.append((visit.id, made_as))
        return (*sure, *likely)

    def instead(self, seen: Seen, since: int) -> Sequence[Id]:
        """Visits of this person on the same day that were made after the refusal."""
        begins, salon = _begins(seen), self._services.context.salon
        if begins < 0:
            return ()
        start, end = salon.day_bounds(salon.business_day(begins))
        visits = self._theirs(self._read(seen.record), start, end)
        return [visit.id for visit in visits if visit.created_at >= since]

    def _theirs(self, booking: BookingText, start: int, end: int) -> list[VisitThen]:
        """Visits of who booked that begin in ``[start, end)``."""
        found = sync_intake.visits_between(self._services.context.store, start, end)
        return [visit for visit in found if _comes(booking, visit)]

    def remember(self, seen: Seen) -> Record:
        return _remembered(self._read(seen.record), _begins(seen))

    def until(self, known: Record) -> int:
        return int(known.get("begins") or 0)

    def give_up(self, local_id: Id, known: Record) -> None:
        try:
            visit = self._services.agenda.get(local_id)
        except NotFound:
            return
        if visit.state == "booked" and visit.starts_at >= self._services.context.now():
            if known.get("begins", str(visit.starts_at)) != str(visit.starts_at):
                raise Refused(T("The booking was cancelled, but the visit was moved here."))
            self._services.agenda.set_state(local_id, "cancelled", by=None)

    def told(self, seen: Seen, local_id: Id | None) -> dict[str, object]:
        """Without words when the visit's client was erased: they would come back with them."""
        time, title = seen.record.get("time", ""), seen.record.get("title", "")
        with suppress(NotFound):
            if local_id and self._services.agenda.get(local_id).client_name == NAMELESS:
                title = ""
        return {"time": time, "title": title}

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

    def _again(self, local_id: Id, booking: BookingText, starts_at: int, known: Record) -> Id:
        """Follows what has changed in the booking: somebody who corrects a telephone number does
        not undo what staff have arranged since. What its text does not say stays as it is."""
        visit = self._services.agenda.get(local_id)
        if visit.state == "cancelled":
            # Cancelled at the desk: only staff bring it back.
            return local_id
        said = _remembered(booking, starts_at)
        staff_id, begins = visit.staff_id, visit.starts_at
        if _differ(said, known, "begins", "staff"):
            staff_id, begins = booking.staff_id or staff_id, starts_at
        booked = tuple(service.service_id for service in visit.services)
        wanted = booked
        if booking.service_ids and _differ(said, known, "services"):
            wanted = booking.service_ids
        if (begins, staff_id, wanted) != (visit.starts_at, visit.staff_id, booked):
            changed = wanted if wanted != booked else None
            self._services.agenda.change(
                *(local_id, staff_id, begins, changed),
                by=None,
                despite=self._despite(booking, begins, local_id),
            )
        return local_id

    def _despite(self, booking: BookingText, at: int, own: Id | None) -> Collection[ClashKind]:
        """The same person twice at a time is more likely one booking than two: that is refused."""
        start, end = self._services.context.salon.day_bounds(
            self._services.context.salon.business_day(at)
        )
        theirs = (visit.id for visit in self._theirs(booking, start, end) if visit.id != own)
        for one in theirs:
            visit = self._services.agenda.get(one)
            if visit.starts_at <= at < visit.ends_at:
                return BUT_VISITS
        return ANYTHING

    def _read(self, record: Record) -> BookingText:
        """Once for all that is asked about it in a row: most of it outside the write lock."""
        if self._last[0] is not record:
            self._last = record, self._text(record)
        return self._last[1]

    def _text(self, record: Record) -> BookingText:
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
        known = [
            *contacts.with_email(store, booking.email),
            *contacts.with_phone(store, booking.phone),
        ]
        if known and not any(client.active for client in known):
            raise Refused(T("This client is inactive here. Make them active, or book by hand."))
        if not booking.name:
            raise Refused(T("The booking does not say who comes. Book it by hand."))
        if not (booking.email or booking.phone):
            return None
        first, _, last = booking.name.partition(" ")
        new = Client(b"", first, last, phone=booking.phone, email=booking.email)
        return self._services.clients.save(new, None).id


def _begins(seen: Seen) -> int:
    """UTC ms, -1 for what has no time of day."""
    try:
        return start_of(seen.record.get("time", ""))
    except Refused:
        return -1


def _remembered(booking: BookingText, begins: int) -> Record:
    return {
        "begins": str(begins),
        "staff": booking.staff_id.hex() if booking.staff_id else "",
        "services": " ".join(service_id.hex() for service_id in booking.service_ids),
    }


def _differ(said: Record, known: Record, *fields: str) -> bool:
    return any(said.get(field) != known.get(field) for field in fields)


def _comes(booking: BookingText, visit: VisitThen) -> bool:
    """Whether the visit is of the person who booked."""
    return (
        bool(booking.email and booking.email == visit.email)
        or bool(booking.phone and booking.phone in visit.phones)
        or bool(booking.name and fold(booking.name) == fold(visit.name))
    )
