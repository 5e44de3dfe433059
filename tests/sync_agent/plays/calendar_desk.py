"""A salon whose agenda stands in a fake Google calendar, and takes bookings in from another."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book
from sync_agent.engine import intake
from sync_agent.engine.job import Rules
from sync_agent.engine.pacing import Quota
from sync_agent.engine.tally import RunTally
from sync_agent.google.bookings import GoogleBookings
from sync_agent.google.calendar import GoogleCalendar
from sync_agent.google.http import OnceHttp, Session
from sync_agent.report import Report
from sync_agent.sides.bookings import Bookings
from sync_agent.sides.visits import Visits
from tests.fakes.google import FakeGoogle
from tests.rigs.salon import close_salon, make_salon
from tests.sync_agent.plays.google_desk import VirtualTiming
from tests.sync_agent.plays.running import run, silent

ACCOUNT = "account-1"
MINUTE = 60.0


class CalendarDesk:
    """``bookings``: id of the calendar that the booking system writes to. ``salon``: one that is
    open already."""

    def __init__(
        self,
        home: Path,
        google: FakeGoogle,
        *,
        account: str = ACCOUNT,
        http: bool = False,
        salon: Services | None = None,
        bookings: str = "",
    ) -> None:
        self.google, self.account = google, account
        self.salon = salon or make_salon(home)
        self.timing = VirtualTiming(google, self.salon)
        self.timing.now()
        self.bookings = bookings or google.owner.create_calendar("Bookings")
        self._http = http
        self.restart()

    def restart(self) -> None:
        """The agent begins anew: nothing but the database is left."""
        session = Session(
            self.google.credentials(),
            self.timing,
            Quota({}),
            people_endpoint=self.google.people_endpoint,
            calendar_endpoint=self.google.calendar_endpoint,
            http=OnceHttp(timeout=10) if self._http else self.google.transport(),
            chance=random.Random(1),
        )
        installation = sync_accounts.installation(self.store)
        self.remote = GoogleCalendar(session, self.account, installation, "Pult Sample Salon")
        self.side = Visits(self.salon)
        self.source = GoogleBookings(session, self.account, self.bookings, self.timing)
        self.taker = Bookings(self.salon)

    @property
    def store(self) -> Any:
        return self.salon.context.store

    def close(self) -> None:
        close_salon(self.salon)

    def run(self) -> Report:
        return run(self.store, self.side, self.remote, self.timing, Rules())

    def later(self, minutes: float = 11) -> None:
        self.timing.sleep(minutes * MINUTE)

    def quiet(self) -> None:
        """Two runs, and the second sends nothing."""
        for _ in range(2):
            self.run()
            self.later()
        self.google.reset_log()
        report = self.run()
        assert (report.outcome, self.google.writes()) == ("ok", 0), self.google.counts

    def take_in(self) -> RunTally:
        """Raises what the run raises."""
        tally = RunTally()
        intake.run(self.store, self.taker, self.source, self.timing, Rules(), silent, tally)
        return tally

    def cases(self, kind: str = "") -> list[sync_book.Case]:
        return sync_book.open_cases(self.store, "", kind)

    def answer(self, kind: str, text: str) -> None:
        case = self.cases(kind)[-1]
        assert sync_book.answer(self.store, case.number, text, self.timing.now())

    # -- Google's side ----------------------------------------------------------------------------

    @property
    def calendar_id(self) -> str:
        found = [c.id for c in self.google.calendars.all.values() if c.app_made]
        return found[-1]

    def events(self) -> list[Any]:
        return self.google.calendars.get(self.calendar_id).living()

    def event_of(self, visit_id: bytes) -> Any:
        (found,) = [
            event
            for event in self.events()
            if str(event.private("pult.visit")).endswith(visit_id.hex())
        ]
        return found
