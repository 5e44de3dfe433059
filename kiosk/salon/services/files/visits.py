"""Rows of visits to come, as another program has booked them.

Who comes is known by name with a number or an e-mail, as clients are; somebody new with one of them
becomes a client, a name alone is booked as a name. Stylist and services are known by what they are
called here. What is over, cancelled, or booked here already is left out; what clashes is refused,
never booked over another visit. What came out of such a file before is moved or cancelled as it was
there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.agenda.clash import OF_HOURS
from kiosk.salon.domain.agenda.shape import shape_of
from kiosk.salon.domain.clock import MINUTE_MS
from kiosk.salon.domain.entry import lengths, written_days
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.goods.catalogue import Service
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client, StaffMember
from kiosk.salon.domain.text import Duration, Msg, T
from kiosk.salon.services.agenda.visits import Agenda
from kiosk.salon.services.agenda.window import Window
from kiosk.salon.services.catalogue import Catalogue
from kiosk.salon.services.clients import Clients
from kiosk.salon.services.context import Context
from kiosk.salon.services.files import columns as import_columns
from kiosk.salon.services.files.cells import KEPT_IN_NOTE, Cell, Cells
from kiosk.salon.services.files.clients import ClientRows, Doubt, recognised
from kiosk.salon.services.files.habits import Habits
from kiosk.salon.services.files.visit_again import Again, ComingVisit, origin_of
from kiosk.salon.services.files.visit_words import (
    parts_of,
    said_besides,
    services_in,
    services_named,
    state_of,
    stylist_in,
    stylist_named,
)
from kiosk.salon.services.team import Team
from kiosk.salon.services.till.open_bills import OpenBills
from kiosk.salon.services.till.visit_bills import VisitBills
from kiosk.salon.services.waiting import WaitingList
from kiosk.salon.store import appointments, importing
from kiosk.salon.store.agenda import origins
from kiosk.salon.store.agenda.origins import Origin
from kiosk.salon.store.agenda.visits import Placed

_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?\s*([AaPp])?\.?(?:[Mm]\.?)?$")
_LONGEST = 24 * 60
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NAMES = ("first_name", "last_name", "name", "name_last_first")
_PERSON = (*_NAMES, "phone", "mobile", "email")


class VisitRows:
    """Paired by person, stylist and beginning."""

    columns = import_columns.VISITS
    portions = True
    one_of = (("starts", "day"), ("first_name", "last_name", "name", "name_last_first", "subject"))

    def __init__(self, context: Context, habits: Habits) -> None:
        self._context, self._habits, self._salon = context, habits, context.salon
        self._staff = [one for one in Team(context).members() if one.bookable]
        self._services = Catalogue(context).services()
        bills = VisitBills(context, OpenBills(context))
        self._agenda = Agenda(context, WaitingList(context), bills)
        self._bookable = appointments.bookable_services(
            context.store, [service.id for service in self._services]
        )
        self._again = Again(context)
        self._planned: list[Placed] = []
        self._left: set[Id] = set()
        self._windows: dict[date, Window] = {}
        self.doubt: Doubt | None = None
        """About the row that was judged last."""

    def item(self, cells: Cells) -> tuple[ComingVisit | None, ComingVisit]:
        """What is here and what the row says; the same twice for what is left out. Refused: nobody
        is named, the time, the stylist or a service cannot be made out, or the stylist is taken
        then."""
        self.doubt = None
        cancelled, subject = state_of(cells.get("state", ""), cells.get("subject", ""))
        known = self._again.known(origin_of(cells))
        if known is not None and cancelled:
            return self._cancelled(cells, *known)
        if cells.has_column("series") and _DAY.fullmatch(cells.get("starts", "")):
            return self._whole_day(cells, subject)
        at = self._start(cells)
        named, subject = stylist_in(subject, self._staff)
        names = [cell.text for cell in cells.each("staff")]
        stylist = stylist_named([named, *names] if named else names, self._staff)
        services, rest = self._what(cells, subject)
        parts = parts_of(rest)
        client, name, doubt = self._who(self._named(cells, parts))
        day = self._salon.local(at).date()
        told = ", ".join(service.name for service in services)
        minutes = self._length(cells, at, services)
        ids = tuple(service.id for service in services)
        visit = ComingVisit(
            *(name, day, at, stylist.id, stylist.name, ids, told, minutes, client),
            note=self._note(cells, parts, (name, stylist.name)),
        )
        visit = replace(visit, origin=origin_of(cells, visit))
        known = known or self._again.known(visit.origin)
        if known is not None:
            if cancelled:
                return self._cancelled(cells, *known)
            return self._moved(cells, *known, visit, stylist)
        left = self._left_out(visit, cancelled=cancelled)
        if left is not None:
            cells.remark(_cell(cells, "starts", "day"), left)
            return visit, visit
        self._check_free(cells, visit, stylist)
        self._tell_time(cells)
        if client is None and doubt is None:
            cells.remark(_cell(cells, *_PERSON), T("Booked under the name: no phone or e-mail."))
        if doubt is not None:
            self.doubt = Doubt(doubt.message, None, _replaced(visit, doubt.like))
        return None, visit

    # -- what came before ----------------------------------------------------------------------

    def _cancelled(
        self, cells: Cells, said: Origin, visit: Appointment
    ) -> tuple[ComingVisit, ComingVisit]:
        old = self._again.here(visit, (said.name, said.series))
        item = self._again.cancelled(said, visit, old)
        if item == old:
            self._tell(cells)
        else:
            self._leave(visit.id)
        return old, item

    def _moved(
        self,
        cells: Cells,
        said: Origin,
        visit: Appointment,
        row: ComingVisit,
        stylist: StaffMember,
    ) -> tuple[ComingVisit, ComingVisit]:
        old = self._again.here(visit, (said.name, said.series))
        item = self._again.moved(said, visit, old, row)
        if item == old:
            self._tell(cells)
            return old, old
        self._check_free(cells, item, stylist)
        self._tell_time(cells)
        return old, item

    def _tell(self, cells: Cells) -> None:
        if self._again.told is not None:
            cells.remark(_cell(cells, "starts", "day"), self._again.told)

    def _leave(self, visit_id: Id) -> None:
        """Its place is free for the rows below."""
        self._left.add(visit_id)
        for window in self._windows.values():
            window.leave(visit_id)

    def _whole_day(self, cells: Cells, subject: str) -> tuple[ComingVisit, ComingVisit]:
        cells.remark(_cell(cells, "starts"), T("Left out: a whole day, no visit."))
        day = date.fromisoformat(cells["starts"])
        nothing = ComingVisit(subject, day, 0, b"", "", (), "", 0)
        return nothing, nothing

    # -- when --------------------------------------------------------------------------------------

    def _start(self, cells: Cells) -> int:
        text = cells.get("starts") or f"{cells.get('day', '')} {cells.get('time', '')}".strip()
        return self._instant(text)

    def _instant(self, text: str) -> int:
        """UTC ms. A time without an offset is the salon's."""
        try:
            exact = datetime.fromisoformat(text)
        except ValueError:
            exact = None
        if exact is not None and exact.tzinfo is not None:
            return int(exact.timestamp()) * 1000
        found = _TIME.search(text.strip())
        if found is None:
            raise Refused(T("{text} is not a time of a day.", text=text[:40]))
        hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour > 23 or minute > 59:
            raise Refused(T("{text} is not a time of a day.", text=text[:40]))
        before = text.strip()[: found.start()].rstrip(" ,T")
        today = self._salon.local(self._context.now()).date()
        day = written_days.day(before, self._habits.days, today, self._salon.zone)
        return self._salon.instant(day, hour * 60 + minute)

    def _length(self, cells: Cells, at: int, services: Sequence[Service]) -> int:
        """Minutes: as long as the file says, which is told where its services take otherwise here;
        by those where it says nothing that can be."""
        here = sum(service.minutes for service in services)
        theirs = None
        if "minutes" in cells:
            theirs = lengths.minutes(cells["minutes"])
        elif "ends" in cells:
            ends = cells["ends"]
            day = self._salon.local(at).date().isoformat()
            theirs = (self._instant(ends if len(ends) > 8 else f"{day} {ends}") - at) // MINUTE_MS
        if theirs is None or theirs == here:
            return here
        cell = _cell(cells, "minutes", "ends")
        if not 0 < theirs <= _LONGEST:
            cells.remark(cell, T("No visit takes that long. It takes {here}.", here=Duration(here)))
            return here
        cells.remark(cell, T("Its services take {here} here.", here=Duration(here)))
        return theirs

    def _tell_time(self, cells: Cells) -> None:
        if "zone" in cells:
            told = T("Nobody knows this time zone: the time is taken as the salon's.")
            cells.remark(_cell(cells, "zone"), told)
        if "goes_on" in cells:
            cells.remark(_cell(cells, "starts"), T("It goes on after that; a year is read."))

    # -- who and what ------------------------------------------------------------------------------

    def _what(self, cells: Cells, subject: str) -> tuple[list[Service], str]:
        """The services, and what a subject says besides them."""
        if "service" in cells:
            return services_named(cells["service"], self._services), subject
        return services_in(subject, self._services)

    def _note(self, cells: Cells, parts: Sequence[str], names: Sequence[str]) -> str:
        """With what a subject that names the services says of the visit besides."""
        beside = parts if cells.each(*_NAMES) else parts[1:]
        more = "" if "service" in cells else said_besides(beside, names)
        if more:
            cells.remark(replace(_cell(cells, "subject"), text=more), KEPT_IN_NOTE)
        return "\n".join(filter(None, (more, cells.get("note", ""))))

    def _named(self, cells: Cells, parts: Sequence[str]) -> Cells:
        """The cells about the person; of a subject the first that is no service is the name."""
        about = list(cells.each(*_PERSON))
        if not cells.each(*_NAMES):
            about += [Cell("name", "", name) for name in parts[:1]]
        return Cells(about, frozenset(cell.field for cell in about), cells.line)

    def _who(self, cells: Cells) -> tuple[Client | None, str, Doubt | None]:
        """The client or nobody, the name, and whether they may be somebody who is here."""
        rows = ClientRows(self._context, self._habits)
        old, row = rows.item(cells)
        given = cells.each("phone", "mobile", "email")
        reached = bool(given) and bool(row.phone or row.other_phone or row.email)
        if reached and old is not None:
            return old, old.name, None
        if reached:
            like = rows.doubt.like if rows.doubt else None
            return row, row.name, rows.doubt if like else None
        alike = [
            one
            for one in importing.clients_like(self._context.store, row)
            if one.active and fold(one.name) == fold(row.name)
        ]
        told = T("Somebody of this name is here already.")
        return None, row.name, Doubt(told, alike[0]) if len(alike) == 1 else None

    # -- what is here ------------------------------------------------------------------------------

    def _left_out(self, visit: ComingVisit, *, cancelled: bool) -> Msg | None:
        if cancelled:
            return T("Left out: it was cancelled.")
        if visit.starts_at < self._context.now():
            return T("Left out: it is over.")
        found = appointments.between(self._context.store, visit.starts_at, visit.starts_at + 1)
        for one in found:
            same = visit.client is not None and one.client_id == visit.client.id
            if one.staff_id == visit.staff_id and (
                same or fold(one.client_name) == fold(visit.name)
            ):
                return T("It is booked here already.")
        return None

    def _check_free(self, cells: Cells, visit: ComingVisit, stylist: StaffMember) -> None:
        """By what is booked here and by the rows above, as a booking is. Whoever was booked outside
        the hours comes all the same: that is told."""
        start = visit.starts_at - visit.starts_at % MINUTE_MS
        services = tuple(self._bookable[one] for one in visit.service_ids)
        shape = shape_of(services, visit.minutes * MINUTE_MS)
        for clash in self._window(start).clashes(stylist, shape.at(start), visit.visit_id):
            if clash.kind not in OF_HOURS:
                raise Refused(clash.message)
            cells.remark(_cell(cells, "starts", "day"), clash.message)
        if visit.visit_id is not None:
            # Only now: one that is refused stays where it is, in the way of the rows below.
            self._leave(visit.visit_id)
        new = visit.visit_id or self._context.new_id()
        placed = Placed(new, stylist.id, start, start + shape.length, "booked", services)
        self._planned.append(placed)
        for window in self._windows.values():
            window.expect(placed)

    def _window(self, at: int) -> Window:
        """The agenda of a day, read once, with the rows above in it."""
        day = self._salon.business_day(at)
        if day not in self._windows:
            self._windows[day] = window = Window(self._context, day, day)
            for gone in self._left:
                window.leave(gone)
            for placed in self._planned:
                window.expect(placed)
        return self._windows[day]

    def unique(self, item: ComingVisit) -> dict[str, Msg]:
        """Nothing: two visits that cannot both be are a clash."""
        return {}

    def save(self, item: ComingVisit, by: Id | None) -> None:
        # What is planned here stands in the agenda from now on, and is read there.
        self._planned.clear()
        self._left.clear()
        self._windows.clear()
        if item.visit_id is not None:
            self._change(item, item.visit_id, by)
            return
        client = item.client
        if client is not None and not client.id:
            # A row above may have been the same person.
            here = next(
                iter(recognised(importing.clients_like(self._context.store, client), client)), None
            )
            client = here or Clients(self._context).save(client, by)
        booked = self._agenda.book(
            item.staff_id,
            item.starts_at,
            item.service_ids,
            by,
            client_id=client.id if client else None,
            guest_name="" if client else item.name,
            note=item.note,
            despite=OF_HOURS,
            minutes=item.minutes,
        )
        origins.keep(self._context.store, item.said(booked.id))

    def _change(self, item: ComingVisit, visit_id: Id, by: Id | None) -> None:
        if item.state == "cancelled":
            self._agenda.set_state(visit_id, "cancelled", by)
            return
        booked = tuple(service.service_id for service in self._agenda.get(visit_id).services)
        services = item.service_ids if item.service_ids != booked else None
        self._agenda.change(
            *(visit_id, item.staff_id, item.starts_at, services, by),
            despite=OF_HOURS,
            minutes=item.minutes,
        )
        origins.keep(self._context.store, item.said(visit_id))

    def title(self, item: ComingVisit) -> str:
        return item.name


def _cell(cells: Cells, *fields: str) -> Cell:
    return next(iter(cells.each(*fields)), Cell(fields[0], "", ""))


def _replaced(visit: ComingVisit, client: Client | None) -> ComingVisit | None:
    return replace(visit, client=client, name=client.name) if client else None
