"""A salon with an agenda, the real calendar remote and the fake Google, for the state machine."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk.salon.domain.agenda.appointment import Appointment, VisitState
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.bill import Discount
from kiosk.salon.store import appointments
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import remotes as sync_remotes
from kiosk.salon.store.sync.links import Links
from sync_agent.engine.links import Link, from_row
from sync_agent.google.calendar import GoogleCalendar
from sync_agent.google.event import OWNER, project
from sync_agent.google.http import Session
from sync_agent.google.quota import people_quota
from sync_agent.sides.visits import Visits
from tests.fakes.google.calendar_book import Calendar, Event
from tests.fakes.google.clock import rfc3339
from tests.rigs.agenda_world import add_client, add_service
from tests.rigs.salon import close_salon, make_salon
from tests.sync_agent.plays.google_wire import Wire
from tests.sync_agent.plays.google_world import ACCOUNT, GoogleWorld

NAME = GoogleCalendar.name
HALF_HOUR = 1_800_000
DAY_MS = 86_400_000
FOREIGN = {"private": {OWNER: "0123456789abcdef:" + "00" * 16}}
"""What another salon's agent would write into its events."""


def make_template(home: Path) -> Path:
    """A set-up salon with three clients and two services, which is copied for each play."""
    home.mkdir(parents=True, exist_ok=True)
    salon = make_salon(home)
    sync_accounts.installation(salon.context.store)
    for n in range(3):
        add_client(salon, f"First{n}.", f"Last{n}.", phone=f"+42060100000{n}")
    add_service(salon, "Haircut", 30)
    add_service(salon, "Colour", 90)
    salon.context.store.cut_log()
    close_salon(salon)
    return home


class CalendarWire(Wire):
    """``meanwhile``: what somebody does just before the n-th request from now. ``deleting``: the
    last request deletes something."""

    meanwhile: tuple[int, Callable[[], None]] | None = None
    deleting = False

    def request(self, *arguments: Any, **named: Any) -> Any:
        self.deleting = "DELETE" in (named.get("method"), *arguments[1:2])
        if self.meanwhile is not None:
            left, act = self.meanwhile
            self.meanwhile = (left - 1, act) if left > 1 else None
            if left <= 1:
                act()
        return super().request(*arguments, **named)

    def calm(self) -> None:
        super().calm()
        self.meanwhile = None


class CalendarWorld(GoogleWorld):
    """Time, trouble and restarts are :class:`GoogleWorld`'s; desk and remote are the agenda and
    its calendar."""

    page = 2500
    behind_ms = 0
    wire: CalendarWire

    def __init__(self, home: Path, template: Path, seed: int, counts: Counter[str]) -> None:
        super().__init__(home, template, seed, counts)
        chance = random.Random(seed + 1)
        self.google.switches.calendar_revive = chance.choice(("ok", "403"))
        self.google.switches.calendar_token_ms = chance.choice((28, 3)) * DAY_MS
        self.page = chance.choice((2500, 2))
        self.wire = CalendarWire(self.google)
        self.restart()
        self.stylists = [member.id for member in self.salon.team.members()]
        self.services = [one.id for one in self.salon.catalogue.services()]
        self.clients = [one.id for one in self.salon.clients.search("", 10)]
        self.others: dict[tuple[str, str], tuple[int, bool]] = {}
        """The owner's own events: calendar and id -> revision, whether deleted by the owner."""

    def _open(self) -> None:
        super()._open()
        self.timing.off_ms = self.behind_ms

    def set_back(self, seconds: int) -> None:
        """Our clock is behind from now on."""
        self.behind_ms = self.timing.off_ms = -1000 * seconds
        self.timing.now()

    def restart(self) -> None:
        session = Session(
            self.credentials,
            self.timing,
            people_quota(),
            people_endpoint=self.google.people_endpoint,
            calendar_endpoint=self.google.calendar_endpoint,
            http=self.wire,
            chance=random.Random(1),
        )
        installation = sync_accounts.installation(self.store)
        remote = GoogleCalendar(session, ACCOUNT, installation, "Pult Sample Salon")
        remote.page = self.page
        self.remote = remote  # type: ignore[assignment]
        self.side = Visits(self.salon)  # type: ignore[assignment]

    def link(self, local_id: Id) -> Link | None:
        row = Links(self.store, NAME, ACCOUNT).by_local(local_id)
        return from_row(row) if row else None

    def violations(self) -> list[str]:
        mailed = [f"mailed: {request}" for request in self.google.mailed]
        touched = []
        for (calendar, key), (rev, gone) in self.others.items():
            if calendar in self.google.calendars.all:
                event = self.google.calendars.event(calendar, key)
                if (event.rev, event.cancelled) != (rev, gone):
                    touched.append(f"{event.summary} of the owner's was written")
        return [*self.google.violations, *mailed, *touched]

    # -- the desk --------------------------------------------------------------------------------

    def visits(self) -> dict[Id, Appointment]:
        rows = self.store.rows("SELECT id FROM appointment ORDER BY id")
        if not rows:
            return {}
        found = appointments.of_ids(self.store, [bytes(row[0]) for row in rows])
        return {visit.id: visit for visit in sorted(found, key=lambda visit: visit.id)}

    def record(self, visit_id: Id) -> Mapping[str, str] | None:
        return self.side.records([visit_id])[visit_id].record

    def slot(self, pick: int) -> int:
        """UTC ms: some half hour from three hours ago until three days ahead."""
        now = self.clock.now()
        away = pick % 64 - 6
        days = 2 * (away // 50)
        return now - now % HALF_HOUR + away * HALF_HOUR + days * DAY_MS

    def is_free(self, visit: Appointment, start: int) -> bool:
        """Whether the visit could be there as far as its stylist is concerned."""
        booked = [service.service_id for service in visit.services]
        found = self.salon.planning.clashes(booked, visit.staff_id, start, own=visit.id)
        return all(clash.kind != "overlap" for clash in found)

    def desk_rename(self, client_id: Id, n: int) -> None:
        client = self.salon.clients.get(client_id)
        self.salon.clients.save(replace(client, last_name=f"Last{n}."), self.manager)

    def desk_state(self, visit_id: Id, state: VisitState) -> None:
        """Also *paid* and back, which only a sale and its void do."""
        visit = self.salon.agenda.get(visit_id)
        if state != "paid" and visit.state != "paid":
            self.salon.agenda.set_state(visit_id, state, self.manager)
            return
        follows = visit.state in ("booked", "arrived", "in_chair", "done") and state == "paid"
        if follows or (visit.state, state) == ("paid", "done"):
            with self.store.transaction():
                appointments.set_state(self.store, visit_id, state, self.clock.now())
                self.salon.context.changed("appointment", visit_id)

    def desk_bill(self, visit_id: Id) -> None:
        """An open bill that was changed: the visit cannot be cancelled before it is paid."""
        try:
            bill = self.salon.visit_bills.open(visit_id, self.manager)
        except Refused:
            return
        self.salon.bills.discount_bill(bill.id, Discount("amount", 100, "?"))

    # -- Google ----------------------------------------------------------------------------------

    def calendar(self) -> Calendar | None:
        """Ours, as long as it is there."""
        row = sync_remotes.in_use(self.store, NAME)
        bound = str(json.loads(row.scope)["calendar"]) if row and row.scope else ""
        return self.google.calendars.all.get(bound)

    def events(self, *, living: bool = True) -> list[tuple[Event, Id | None]]:
        """Events of our calendar and whose visit each says it is (None: the owner's own)."""
        calendar = self.calendar()
        if calendar is None:
            return []
        return [
            (event, self._visit_of(event))
            for event in calendar.events.values()
            if event.cancelled != living
        ]

    def _visit_of(self, event: Event) -> Id | None:
        whose, _, visit = (event.private(OWNER) or "").partition(":")
        return bytes.fromhex(visit) if whose == self.installation and event.by_api else None

    def told(self, event: Event) -> Mapping[str, str]:
        return project(event.data)

    def there_move(self, event: Event, start: int, end: int | None = None) -> None:
        calendar = self.calendar()
        assert calendar is not None
        until = None if end is None else rfc3339(end)
        self.google.owner.move_event(calendar.id, event.id, rfc3339(start), until)
        self.note(event)

    def there_edit(self, event: Event, **fields: Any) -> None:  # type: ignore[override]
        calendar = self.calendar()
        assert calendar is not None
        self.google.owner.edit_event(calendar.id, event.id, **fields)
        self.note(event)

    def there_cancel(self, event: Event, *, cancelled: bool) -> None:
        calendar, owner = self.calendar(), self.google.owner
        assert calendar is not None
        (owner.cancel_event if cancelled else owner.restore_event)(calendar.id, event.id)
        self.note(event)

    def there_own(self, start: int, n: int, *, foreign: bool) -> None:
        calendar = self.calendar()
        if calendar is None:
            return
        more: dict[str, Any] = {"extendedProperties": FOREIGN} if foreign else {}
        key = self.google.owner.create_event(
            calendar.id, f"Own {n}.", rfc3339(start), rfc3339(start + HALF_HOUR), **more
        )
        self.note(calendar.events[key], new=True)

    def there_copy(self, event: Event, start: int) -> None:
        """Hidden properties are copied with the rest."""
        calendar = self.calendar()
        assert calendar is not None
        rest = {k: v for k, v in event.data.items() if k not in ("start", "end", "summary")}
        key = self.google.owner.create_event(
            calendar.id, event.summary, rfc3339(start), rfc3339(start + HALF_HOUR), **rest
        )
        self.note(calendar.events[key], new=True)

    def note(self, event: Event, *, new: bool = False) -> None:
        """How the owner left an event of their own."""
        calendar = self.calendar()
        assert calendar is not None
        at = (calendar.id, event.id)
        if new or at in self.others:
            self.others[at] = (event.rev, event.cancelled)

    def there_lose_calendar(self) -> None:
        calendar = self.calendar()
        if calendar is not None:
            self.google.owner.delete_calendar(calendar.id)

    def stray(self) -> list[Event]:
        """Events of ours in calendars that are not ours any more, or never were."""
        ours = self.calendar()
        return [
            event
            for calendar in self.google.calendars.all.values()
            if calendar is not ours
            for event in calendar.living()
            if event.by_api
        ]

    def hollow(self, lists: int) -> None:
        """The token expires, and so many whole lists are empty."""
        self.google.hollow = lists
        self.expire()

    def expire(self) -> None:
        calendar = self.calendar()
        if calendar is not None:
            self.google.calendars.expire_tokens(calendar.id)
