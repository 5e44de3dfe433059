"""A new booking, or a change of one: who, what, when, and what is to be known of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from functools import partial

from kiosk.presenters.agenda.args import (
    Booked,
    BookingArgs,
    DatePickerArgs,
    DayPicked,
    DeskArgs,
    TimeOffFormArgs,
)
from kiosk.presenters.agenda.booking_services import ChosenServices
from kiosk.presenters.agenda.booking_state import (
    GUEST,
    NEW,
    PARTS,
    BookingState,
    Part,
    client_row,
    extra_rows,
    service_row,
    times_of,
)
from kiosk.presenters.agenda.booking_times import BookingTimes
from kiosk.presenters.agenda.columns import key_id, minute_of
from kiosk.presenters.agenda.visit_panel import ChipView
from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.clients.args import ClientFormArgs, ClientSaved
from kiosk.presenters.forms import require_manager
from kiosk.presenters.rows import Row
from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.agenda.clash import ClashKind, DoesNotFit
from kiosk.salon.domain.goods.catalogue import Service
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client, may_overbook
from kiosk.salon.domain.text import Day, Duration, Phone, T, Text, TimeOfDay

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
        self._chosen = ChosenServices()
        self._offered: tuple[Service, ...] = ()
        self._times: BookingTimes | None = None
        self._waiting: Id | None = None
        self._note = ""
        self._from_slot = False

    # -- coming and going ---------------------------------------------------------------------

    def enter(self, args: BookingArgs) -> None:
        services, agenda = self.services, self.services.agenda
        self._from_slot = args.starts_at is not None
        self._offered = services.catalogue.services()
        if args.appointment_id is not None:
            visit = self._edited = agenda.get(args.appointment_id)
            self._note = visit.note
            args = replace(
                args,
                client_id=visit.client_id,
                guest_name="" if visit.client_id else visit.client_name,
                staff_id=args.staff_id or visit.staff_id,
                starts_at=args.starts_at or visit.starts_at,
                service_ids=tuple(service.service_id for service in visit.services),
            )
        if args.client_id is not None:
            self._client = services.clients.get(args.client_id)
        self._guest, self._waiting = args.guest_name, args.waiting_id
        known = {service.id: service for service in services.catalogue.services(inactive=True)}
        self._chosen = ChosenServices(tuple(known[one] for one in args.service_ids if one in known))
        self._times = self._begin_time(args)
        self._part = "who" if not self._somebody else "what" if not self._chosen else "when"
        self._redraw()

    def _begin_time(self, args: BookingArgs) -> BookingTimes:
        now, times = self.services.context.now(), BookingTimes(self.services, args.appointment_id)
        times.here_now = args.here_now
        times.day = args.day or times.day
        wanted = args.starts_at or args.around or (now if args.here_now else None)
        if wanted is not None:
            times.day = self.services.context.salon.business_day(wanted)
        times.stylist = args.staff_id or b""
        if times.stylist not in [member.id for member in times.stylists]:
            times.take_most_free(wanted or now)
        if args.starts_at is not None:
            times.starts_at = args.starts_at
        elif not args.here_now:
            times.take_nearest(self._chosen, wanted or now)
        return times

    def reenter(self, args: BookingArgs) -> None:
        """It goes on; only whom it is for may be new."""
        if args.client_id is not None:
            self._take_client(self.services.clients.get(args.client_id))
        self._redraw()

    def resume(self, result: Result | None = None) -> None:
        """Back from the form of a new client, from services that were added, or with a day."""
        self._offered = self.services.catalogue.services()
        if isinstance(result, ClientSaved):
            self._take_client(self.services.clients.get(result.client_id))
        elif isinstance(result, DayPicked):
            self.times.turn_to(self._chosen, result.day)
        self._redraw()

    # -- touches: who and what ----------------------------------------------------------------

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
        """A row of the list shown, or a time."""
        if self._part == "who":
            self._pick_who(key)
        elif self._part == "what":
            for service in self._offered:
                if service.id.hex() == key:
                    self._chosen.toggle(service)
        else:
            self.times.pick(self._chosen, int(key))
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

    def add_services(self) -> None:
        """There is none to book yet."""
        require_manager(self)
        self.host.go("starter_services")

    def once_more(self, key: str) -> None:
        """A chosen service is wanted another time."""
        self._chosen.once_more(key)
        self._redraw()

    def once_less(self, key: str) -> None:
        """A chosen service is wanted once less, or not at all."""
        self._chosen.once_less(key)
        self._redraw()

    def type_note(self, text: str) -> None:
        self._note = text
        self.show(replace(self.state, note=text))

    # -- touches: when ------------------------------------------------------------------------

    def choose_stylist(self, key: str) -> None:
        self.times.choose_stylist(key_id(key))
        self._redraw()

    def next_day(self) -> None:
        self._turn(1)

    def previous_day(self) -> None:
        self._turn(-1)

    def ahead(self, weeks: int) -> None:
        """So many weeks after the day shown."""
        self._turn(7 * weeks)

    def _turn(self, days: int) -> None:
        self.times.turn_to(self._chosen, self.times.day + timedelta(days=days))
        self._redraw()

    def pick_day(self) -> None:
        times = self.times
        self.host.go(
            DatePickerArgs(
                day=times.day,
                service_ids=tuple(self._chosen.ids),
                staff_id=times.stylist or None,
                own=times.own,
            )
        )

    def first_free(self) -> None:
        self.times.take_first(self._chosen)
        self._redraw()

    def here(self) -> None:
        """The person stands at the desk: the visit begins now, or not after all."""
        self.times.begin_now()
        self._redraw()

    def block(self) -> None:
        """Nobody is to be booked then: the stylist is busy otherwise."""
        at, salon = self.times.starts_at, self.services.context.salon
        if at is None or not self.times.stylist:
            return
        day = salon.business_day(at)
        starts = minute_of(salon, day, at)
        self.host.swap(
            TimeOffFormArgs(staff_id=self.times.stylist, kind="break", day=day, starts=starts)
        )

    # -- saving -------------------------------------------------------------------------------

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
        agenda, by, times = self.services.agenda, self.by, self.times
        if not times.known:
            self.show_part("when")
            return
        now = self.services.context.now()
        at = now if times.here_now else times.starts_at or now
        if self._edited is not None:
            visit = agenda.change(
                self._edited.id,
                times.stylist,
                at,
                self._chosen.ids,
                by,
                note=self._note,
                despite=despite,
            )
        else:
            visit = agenda.book(
                times.stylist,
                at,
                self._chosen.ids,
                by,
                client_id=self._client.id if self._client else None,
                guest_name=self._guest,
                note=self._note,
                arrived=times.here_now,
                waiting_id=self._waiting,
                despite=despite,
            )
        self.hardware.sound("ok")
        self._say_saved(visit, by)
        self.host.back(Booked(visit.id))

    def _say_saved(self, visit: Appointment, by: Id | None) -> None:
        text = T("{name} is booked: {when}", name=visit.client_name, when=self._at(visit.starts_at))
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
    def times(self) -> BookingTimes:
        """Made when the page comes up."""
        assert self._times is not None
        return self._times

    @property
    def _somebody(self) -> bool:
        return self._client is not None or bool(self._guest)

    def _at(self, instant: int) -> Text:
        day = self.services.context.salon.business_day(instant)
        return T("{day}, {time}", day=Day(day), time=TimeOfDay(instant))

    def _rows(self) -> tuple[Row, ...]:
        currency = self.services.context.salon.currency.code
        if self._part == "who":
            found = self.services.clients.search(self._query, FOUND)
            return (*map(client_row, found), *extra_rows(self._query))
        if self._part == "what":
            return tuple(
                service_row(service, currency, chosen=service in self._chosen)
                for service in self._offered
                if self._category in ("", service.category)
            )
        return ()

    def _missing(self) -> Text:
        if not self._somebody:
            return T("Choose a client or enter a name.")
        if not self._chosen:
            return T("Choose at least one service.")
        return "" if self.times.known else T("Choose a time.")

    def _redraw(self) -> None:
        if self._times is None:
            return
        client, times, chosen = self._client, self._times, self._chosen
        categories = dict.fromkeys(service.category for service in self._offered)
        time: Text = ""
        if times.here_now:
            time = T("Now")
        elif times.starts_at is not None:
            time = self._at(times.starts_at)
        warning, missing = times.clash(chosen), self._missing()
        if warning and not missing and not may_overbook(self.host.staff):
            warning, missing = "", warning
        when = self._part == "when"
        free = times.free(chosen) if when else ()
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
                no_services=not self._offered,
                category=self._category,
                categories=(("", T("All")), *((name, name) for name in categories if name)),
                day=Day(times.day, "brief"),
                stylist=times.stylist.hex(),
                stylists=times.choices,
                name=client.name if client else self._guest,
                phone=Phone(client.phone) if client and client.phone else "",
                chips=tuple(chips),
                client_note=client.note if client else "",
                note=self._note,
                chosen=chosen.lines,
                rooms=chosen.rooms(self.services.resources.resources()),
                times=times_of(free),
                time_key="" if times.here_now or times.starts_at is None else str(times.starts_at),
                none="" if free or not when else times.none(chosen),
                length=Duration(chosen.minutes) if chosen else "",
                price=chosen.price(self.services.context.salon.currency.code) if chosen else "",
                time=time,
                here_now=times.here_now,
                may_be_here=self._edited is None,
                may_block=self._from_slot and not self._somebody,
                warning=warning,
                missing=missing,
            )
        )
