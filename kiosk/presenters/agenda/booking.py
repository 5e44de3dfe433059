"""A new booking, or a change of one: who, what, when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from kiosk.presenters.agenda.args import Booked, BookingArgs, DeskArgs
from kiosk.presenters.agenda.booking_state import (
    GUEST,
    NEW,
    PARTS,
    BookingState,
    Part,
    client_row,
    extra_rows,
    service_row,
    time_row,
)
from kiosk.presenters.agenda.columns import key_id
from kiosk.presenters.agenda.visit_panel import ChipView
from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.clients.args import ClientFormArgs, ClientSaved
from kiosk.presenters.rows import Row
from kiosk.salon.domain.agenda.clash import OF_HOURS, ClashKind, DoesNotFit
from kiosk.salon.domain.appointment import Appointment
from kiosk.salon.domain.catalogue import Service
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client, StaffMember, may_overbook
from kiosk.salon.domain.text import Amount, Day, Duration, Phone, T, Text, TimeOfDay
from kiosk.salon.services.agenda.planning import FreeTime

FOUND = 30
"""How many clients are listed; another letter finds the rest."""


class Booking(Presenter[BookingState, BookingArgs]):
    """Hands back ``Booked`` when it was saved."""

    name = "booking"
    blank = BookingState()

    def forget(self) -> None:
        self._edited: Appointment | None = None
        self._client: Client | None = None
        self._guest = ""
        self._query = ""
        self._category = ""
        self._part: Part = "who"
        self._chosen: tuple[Service, ...] = ()
        self._offered: tuple[Service, ...] = ()
        self._stylists: tuple[StaffMember, ...] = ()
        self._stylist = b""
        self._day = date.min
        self._starts_at: int | None = None
        self._here_now = False
        self._waiting: Id | None = None

    # -- coming and going ---------------------------------------------------------------------

    def enter(self, args: BookingArgs) -> None:
        services, agenda = self.services, self.services.agenda
        self._offered = services.catalogue.services()
        if args.appointment_id is not None:
            visit = self._edited = agenda.get(args.appointment_id)
            args = replace(
                args,
                client_id=visit.client_id,
                guest_name="" if visit.client_id else visit.client_name,
                staff_id=visit.staff_id,
                starts_at=visit.starts_at,
                service_ids=tuple(service.service_id for service in visit.services),
            )
        self._day = args.day or agenda.today()
        if args.client_id is not None:
            self._client = services.clients.get(args.client_id)
        self._guest, self._waiting, self._here_now = args.guest_name, args.waiting_id, args.here_now
        known = {service.id: service for service in services.catalogue.services(inactive=True)}
        self._chosen = tuple(known[one] for one in args.service_ids if one in known)
        self._begin_time(args)
        self._part = "who" if not self._somebody else "what" if not self._chosen else "when"
        self._redraw()

    def _begin_time(self, args: BookingArgs) -> None:
        salon, now = self.services.context.salon, self.services.context.now()
        wanted = args.starts_at or args.around or (now if self._here_now else None)
        if wanted is not None:
            self._day = salon.business_day(wanted)
        self._read_stylists()
        self._stylist = args.staff_id or b""
        if self._stylist not in [member.id for member in self._stylists]:
            self._stylist = self._first_free(wanted or now)
        if args.starts_at is not None:
            self._starts_at = args.starts_at
        elif not self._here_now:
            self._take_nearest(wanted or now)

    def _take_nearest(self, around: int) -> None:
        """The free time of the day that is closest to an instant, else the next there is."""
        near = min(self._times(), key=lambda time: abs(time.starts_at - around), default=None)
        after = max(around, self.services.context.salon.day_bounds(self._day)[0])
        ids = self._service_ids
        found = near or self.services.planning.next_free(ids, after, self._stylist or None)
        self._starts_at = found.starts_at if found else None
        if found is not None:
            self._day = self.services.context.salon.business_day(found.starts_at)

    def _read_stylists(self) -> None:
        self._stylists = tuple(member for member in self.services.team.members() if member.bookable)

    def _first_free(self, at: int) -> Id:
        """The stylist with the most time from an instant on; empty bytes without any."""
        free = self.services.planning.free_from
        return max(
            (member.id for member in self._stylists), key=lambda who: free(who, at), default=b""
        )

    def reenter(self, args: BookingArgs) -> None:
        """It goes on; only whom it is for may be new."""
        if args.client_id is not None:
            self._take_client(self.services.clients.get(args.client_id))
        self._redraw()

    def resume(self, result: Result | None = None) -> None:
        """Back from the form of a new client."""
        if isinstance(result, ClientSaved):
            self._take_client(self.services.clients.get(result.client_id))
        self._redraw()

    # -- touches ------------------------------------------------------------------------------

    def show_part(self, part: Part) -> None:
        self._part = part
        self._redraw()

    def type(self, query: str) -> None:
        """A key of the client search."""
        self._query = query
        self._redraw()

    def choose_category(self, category: str) -> None:
        self._category = category
        self._redraw()

    def pick(self, key: str) -> None:
        """A row of the list shown."""
        if self._part == "who":
            self._pick_who(key)
        elif self._part == "what":
            found = [service for service in self._offered if service.id.hex() == key]
            self._chosen = (*self._chosen, *found)
        else:
            self._starts_at, self._here_now = int(key), False
        self._redraw()

    def _pick_who(self, key: str) -> None:
        if key == NEW:
            self.host.go(ClientFormArgs(typed=self._query, hand_back=True))
        elif key == GUEST:
            self._client, self._guest = None, " ".join(self._query.split())
            self._part = "what"
        else:
            self._take_client(self.services.clients.get(key_id(key)))

    def _take_client(self, client: Client) -> None:
        self._client, self._guest, self._query = client, "", ""
        self._part = "when" if self._chosen else "what"

    def take_away(self, key: str) -> None:
        """A chosen service is not wanted after all. ``key``: its place in the list."""
        place = int(key)
        self._chosen = self._chosen[:place] + self._chosen[place + 1 :]
        self._redraw()

    def choose_stylist(self, key: str) -> None:
        self._stylist = key_id(key)
        self._redraw()

    def next_day(self) -> None:
        self._turn(1)

    def previous_day(self) -> None:
        self._turn(-1)

    def next_week(self) -> None:
        self._turn(7)

    def _turn(self, days: int) -> None:
        """Another day at the same time of day, if that is free then."""
        salon, before = self.services.context.salon, self._starts_at
        self._day += timedelta(days=days)
        if before is not None:
            wall = salon.local(before)
            at = salon.instant(self._day, wall.hour * 60 + wall.minute)
            times = [time.starts_at for time in self._times()]
            self._starts_at = at if at in times else None
        self._redraw()

    def here(self) -> None:
        """The person stands at the desk: the visit begins now, or not after all."""
        self._here_now = not self._here_now
        if self._here_now:
            self._day = self.services.agenda.today()
        self._redraw()

    def cancel(self) -> None:
        self.host.back()

    def save(self) -> None:
        """Refused with the reason when something is missing or it does not fit; who may book it
        all the same is offered to."""
        try:
            self._save()
        except DoesNotFit as error:
            if not may_overbook(self.host.staff):
                raise
            self.hardware.sound("refuse")
            words, despite = T("Book all the same"), [clash.kind for clash in error.clashes]
            again = partial(self._save_despite, self.state, despite)
            self.host.say(Toast(error.clashes[0].text, "warn", words, again))

    def _save_despite(self, shown: BookingState, despite: Collection[ClashKind]) -> None:
        """Only what was refused, and not what was chosen since."""
        if self.state == shown:
            self._save(despite)

    def _save(self, despite: Collection[ClashKind] = ()) -> None:
        agenda, by = self.services.agenda, self.by
        ids = self._service_ids
        if self._edited is not None:
            visit = agenda.change(
                self._edited.id,
                self._stylist,
                self._starts_at or self._edited.starts_at,
                ids,
                by,
                despite=despite,
            )
        else:
            now = self.services.context.now()
            if self._starts_at is None and not self._here_now:
                self.show_part("when")
                return
            visit = agenda.book(
                self._stylist,
                now if self._here_now else self._starts_at or now,
                ids,
                by,
                client_id=self._client.id if self._client else None,
                guest_name=self._guest,
                arrived=self._here_now,
                waiting_id=self._waiting,
                despite=despite,
            )
        self.hardware.sound("ok")
        self._say_saved(visit, by)
        self.host.back(Booked(visit.id))

    def _say_saved(self, visit: Appointment, by: Id | None) -> None:
        when = T("{day}, {time}", day=Day(self._day_of(visit)), time=TimeOfDay(visit.starts_at))
        text = T("{name} is booked: {when}", name=visit.client_name, when=when)
        if self._edited is not None or self._waiting is not None or visit.state != "booked":
            self.host.say(Toast(text))
            return
        agenda = self.services.agenda
        self.host.say(
            Toast(text, "ok", T("Undo"), lambda: self._cancel_again(agenda.get(visit.id), by))
        )

    def _cancel_again(self, visit: Appointment, by: Id | None) -> None:
        self.services.agenda.set_state(visit.id, "cancelled", by)
        self.host.go(DeskArgs())

    # -- inside -------------------------------------------------------------------------------

    @property
    def _somebody(self) -> bool:
        return self._client is not None or bool(self._guest)

    @property
    def _minutes(self) -> int:
        return sum(service.minutes for service in self._chosen)

    @property
    def _service_ids(self) -> list[Id]:
        return [service.id for service in self._chosen]

    def _day_of(self, visit: Appointment) -> date:
        return self.services.context.salon.business_day(visit.starts_at)

    def _times(self) -> tuple[FreeTime, ...]:
        """Free times of the stylist on the day, as they are now."""
        if not self._stylist:
            return ()
        return self.services.planning.free_times(
            self._service_ids, self._day, None, self._stylist, own=self._own
        )

    @property
    def _own(self) -> Id | None:
        return self._edited.id if self._edited else None

    def _rows(self) -> tuple[Row, ...]:
        currency = self.services.context.salon.currency.code
        if self._part == "who":
            found = self.services.clients.search(self._query, FOUND)
            return (*map(client_row, found), *extra_rows(self._query))
        if self._part == "what":
            return tuple(
                service_row(service, currency, self._chosen.count(service))
                for service in self._offered
                if self._category in ("", service.category)
            )
        return tuple(
            time_row(time, chosen=time.starts_at == self._starts_at and not self._here_now)
            for time in self._times()
        )

    def _missing(self) -> Text:
        if not self._somebody:
            return T("Choose a client or enter a name.")
        if not self._chosen:
            return T("Choose at least one service.")
        if not self._here_now and self._starts_at is None:
            return T("Choose a time.")
        return ""

    def _warning(self) -> Text:
        """What is in the way. It can be saved once it fits, or by who may book all the same."""
        at = self.services.context.now() if self._here_now else self._starts_at
        if at is None or not self._stylist or not self._chosen:
            return ""
        found = self.services.planning.clashes(self._service_ids, self._stylist, at, own=self._own)
        if self._here_now:
            found = tuple(clash for clash in found if clash.kind not in OF_HOURS)
        return found[0].text if found else ""

    def _redraw(self) -> None:
        if self._day == date.min:
            return
        client, currency = self._client, self.services.context.salon.currency.code
        categories = dict.fromkeys(service.category for service in self._offered)
        price = sum(service.price_minor for service in self._chosen)
        time: Text = ""
        if self._here_now:
            time = T("Now")
        elif self._starts_at is not None:
            day = self.services.context.salon.business_day(self._starts_at)
            time = T("{day}, {time}", day=Day(day), time=TimeOfDay(self._starts_at))
        chips = []
        if client is not None and client.warning:
            chips.append(ChipView(client.warning, "alert-triangle", "bad"))
        self.show(
            BookingState(
                title=T("Change booking") if self._edited else T("New booking"),
                part=self._part,
                parts=PARTS[1:] if self._edited else PARTS,
                query=self._query,
                rows=self._rows(),
                category=self._category,
                categories=(("", T("All")), *((name, name) for name in categories if name)),
                day=Day(self._day),
                stylist=self._stylist.hex(),
                stylists=tuple((who.id.hex(), who.first_name) for who in self._stylists),
                name=client.name if client else self._guest,
                phone=Phone(client.phone) if client and client.phone else "",
                chips=tuple(chips),
                chosen=tuple(
                    Row(str(place), service.name, Duration(service.minutes), icon="x")
                    for place, service in enumerate(self._chosen)
                ),
                length=Duration(self._minutes) if self._chosen else "",
                price=Amount(price, currency) if self._chosen else "",
                time=time,
                here_now=self._here_now,
                may_be_here=self._edited is None,
                warning=self._warning(),
                missing=self._missing(),
            )
        )
