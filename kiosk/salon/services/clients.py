"""Clients: search as you type, the sheet, adding and editing."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date, timedelta

from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.clients import client_words
from kiosk.salon.domain.entry import entering, phones
from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import GENDERS, Client, ClientLine, ClientOrder
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.context import Area
from kiosk.salon.services.team import require_manager
from kiosk.salon.store import appointments
from kiosk.salon.store.clients import erasing
from kiosk.salon.store.clients import listing as client_list
from kiosk.salon.store.clients import search as client_search
from kiosk.salon.store.clients import table as clients
from kiosk.salon.store.clients.wanted import Wanted
from kiosk.salon.store.till import closings, sales

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_OLDEST_YEAR = 1900
LONGEST = {
    **dict.fromkeys(("first_name", "last_name"), entering.NAME),
    **dict.fromkeys(("street", "city"), entering.ADDRESS),
    "postcode": entering.POSTCODE,
    "email": entering.EMAIL,
    "warning": entering.LINE,
    "marketing_origin": entering.LINE,
    "note": entering.NOTE,
}
PAGE = 20
"""Lines of a page of the client list: two screens full."""


class Clients(Area):
    def search(self, query: str, limit: int = 50) -> tuple[Client, ...]:
        """Every word must match the start of a name, e-mail or digits of a phone; diacritics and
        case are ignored. When nobody is found, by another spelling (*Mueller*). Active clients in
        order of last and first names; after a single word, those whose last name begins so come
        before the others. Budget: 5 ms among 100,000."""
        return tuple(client_search.search(self._context.store, self._asked(query), limit))

    def _asked(self, typed: str) -> client_words.Query:
        """What was typed, or another spelling of it that finds somebody when it finds nobody."""
        query, store = client_words.query(typed), self._context.store
        for other in client_words.respelled(query):
            if client_search.search(store, query, 1):
                break
            if client_search.search(store, other, 1):
                return other
        return query

    def listing(
        self,
        query: str = "",
        staff_id: Id | None = None,
        order: ClientOrder = "name",
        after: ClientLine | None = None,
        limit: int = PAGE,
    ) -> tuple[ClientLine, ...]:
        """Active clients found as by :meth:`search`, with sums and visits, a page at a time.

        ``staff_id``: only those who were with this stylist or are booked there; sums, share and
        visits are then those with that stylist. ``after``: the last line of the page before, of
        the same query, stylist and order.

        Order: *name* by last name; *turnover*, *created* and *last_visit* the greatest first;
        *next_visit* the soonest first. Those without such a visit come last, by name.
        """
        wanted = Wanted(self._asked(query), staff_id, order, self._context.now(), after, limit)
        return client_list.page(self._context.store, wanted)

    def inactive(self, query: str, limit: int = 50) -> tuple[Client, ...]:
        """Those whom :meth:`search` leaves out, found by the same words, in order of names."""
        return tuple(client_search.inactive(self._context.store, client_words.query(query), limit))

    def count(self) -> int:
        return clients.count(self._context.store)

    def get(self, client_id: Id) -> Client:
        return clients.get(self._context.store, client_id)

    def save(self, client: Client, staff_id: Id | None) -> Client:
        """New when ``client.id`` is empty bytes. Phones are normalised to E.164 in the salon's
        region. What follows from what happened (visits, points, created_at) stays as it stands in
        the database. Refused: no name, phone or e-mail or birth date not valid, e-mail used by
        another client."""
        store = self._context.store
        with store.transaction():
            client = self.checked(client, clients.get(store, client.id) if client.id else None)
            if client.email and clients.email_taken(store, client.email, client.id):
                raise Refused(T("Another client has this e-mail address."), field="email")
            if not client.id:
                now = self._context.now()
                client = replace(client, id=self._context.new_id(), points=0, created_at=now)
                clients.insert(store, client, os.urandom(16), now)
                self._record("client.added", client, staff_id)
                return client
            before = clients.get(store, client.id)
            if clients.erased(store, client.id):
                raise Refused(T("This client was erased."))
            client = replace(
                client, visits=before.visits, points=before.points, created_at=before.created_at
            )
            if client != before:
                clients.update(store, client, self._context.now())
                self._record("client.changed", client, staff_id)
                if (client.name, client.phone) != (before.name, before.phone):
                    self._touch_visits(client.id)
        return client

    def account(self, client_id: Id) -> int:
        """What stands open on their account, minor units: above zero they owe it to the salon,
        below the salon owes it to them. Added up from sales, voids and returns."""
        return sales.on_account(self._context.store, client_id)

    def erased(self, client_id: Id) -> bool:
        """Whether all that is left of them are visits and sales."""
        return clients.erased(self._context.store, client_id)

    def may_erase(self, client_id: Id) -> None:
        """Refused, with what to do first, while they have something unpaid or are here."""
        context = self._context
        start, end = context.salon.day_bounds(context.today())
        found = erasing.in_the_way(context.store, client_id, start, end)
        if found == "bill":
            raise Refused(T("There is an open bill. Have it paid or discard it first."))
        if found == "visit":
            raise Refused(T("Today's visit is not finished. Have it paid or cancel it first."))

    def coming(self, client_id: Id) -> int:
        """How many booked visits are still to come."""
        return erasing.coming(self._context.store, client_id, self._context.now())

    def erase(self, client_id: Id, by: Id) -> None:
        """Takes the person out of every table (GDPR); visits and sales stay without them. Their
        cards work no more and may be given to somebody else. Cannot be undone.

        Refused: ``by`` is not a manager, or as :meth:`may_erase`. NotFound: unknown, or erased
        before. What stands in the log of the database goes within seconds.
        """
        context, store = self._context, self._context.store
        with store.transaction():
            require_manager(context, by)
            client = clients.get(store, client_id)
            if clients.erased(store, client_id):
                raise NotFound(T("This client no longer exists."))
            self.may_erase(client_id)
            for entity, ids in erasing.touched(store, client_id).items():
                for entity_id in ids:
                    context.changed(entity, entity_id)
            now = context.now()
            pseudonym = clients.pseudonym(store, client_id)
            told = erasing.told_in_journal(store, client, pseudonym, context.mark)
            erasing.erase(store, client, now)
            closings.forget_reasons(store, erasing.sold_in(store, client_id))
            context.journal.redact(told, now)
            context.note("client.erased", by, now, client=pseudonym)
            context.changed("client", client_id, gone=True)

    def _record(self, kind: str, client: Client, by: Id | None) -> None:
        self._context.note(
            kind,
            by,
            client=clients.pseudonym(self._context.store, client.id),
            status=client.status,
            active=client.active,
            marketing=client.marketing,
        )
        self._context.changed("client", client.id)

    def _touch_visits(self, client_id: Id) -> None:
        """Visits from yesterday on read differently elsewhere: in calendars they are called by who
        comes, with the phone below."""
        context = self._context
        since, _ = context.salon.day_bounds(context.today() - timedelta(days=1))
        for visit_id in appointments.ids_of_client(context.store, client_id, since):
            context.changed("appointment", visit_id)

    def checked(self, client: Client, before: Client | None = None) -> Client:
        """The client as it would be kept: texts as
        :mod:`kiosk.salon.domain.entry.entering` has them, phones in E.164. ``before``: as it
        stands now; what is not changed is not judged again.
        Refused as :meth:`save` does (but an e-mail of another client is not looked for)."""
        client = entering.record(client, LONGEST, before)
        if not client.name:
            raise Refused(T("Enter a name."), field="first_name")
        email = client.email.lower()
        if email and not _EMAIL.fullmatch(email):
            raise Refused(T("This is not an e-mail address."), field="email")
        self._check_birth_date(client.birth_date)
        if client.gender not in GENDERS:
            raise Refused(
                T("{text} is not a gender we know.", text=client.gender[:40]), field="gender"
            )
        region = self._context.salon.country
        standing = (before.phone, before.other_phone) if before else ()
        return replace(
            client,
            email=email,
            phone=phones.normalise(client.phone, region, standing),
            other_phone=phones.normalise(client.other_phone, region, standing),
        )

    def _check_birth_date(self, iso: str) -> None:
        if not iso:
            return
        try:
            born = date.fromisoformat(iso)
        except ValueError as error:
            raise Refused(T("This is not a date."), field="birth_date") from error
        today = self._context.salon.local(self._context.now()).date()
        if not (born.year >= _OLDEST_YEAR and born <= today):
            raise Refused(T("The date of birth cannot be right."), field="birth_date")

    def visits(self, client_id: Id, limit: int = 20) -> tuple[Appointment, ...]:
        """Upcoming and past, newest first."""
        return appointments.of_client(self._context.store, client_id, limit)

    def purchases(self, client_id: Id, limit: int = 10) -> tuple[Sale, ...]:
        """Newest first."""
        return sales.of_client(self._context.store, client_id, limit)
