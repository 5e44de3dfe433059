"""A salon whose clients are kept the same as a fake Google's contacts."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync import links as sync_links
from kiosk.salon.store.sync import remotes as sync_remotes
from sync_agent.engine.job import Rules
from sync_agent.engine.links import from_row
from sync_agent.engine.pacing import Quota
from sync_agent.google.booking_label import NAME as BOOKING_LABEL
from sync_agent.google.booking_label import label_of
from sync_agent.google.contacts import NAME, GoogleContacts
from sync_agent.google.http import OnceHttp, Session
from sync_agent.google.labels import Names
from sync_agent.google.quota import people_quota
from sync_agent.report import Report
from sync_agent.sides.clients import ClientsSide
from tests.fakes.google import FakeGoogle
from tests.rigs.salon import clock_of, close_salon, make_salon
from tests.sync_agent.plays import google_hand as hand
from tests.sync_agent.plays.running import run

LABEL, BOOKINGS = "Pult kontakty", "Pult rezervace"
OLD_LABEL, OLD_BOOKINGS = "HairSoft kontakty", "Rezervace UnisBook"
NAMES = Names(LABEL, BOOKINGS, OLD_LABEL, OLD_BOOKINGS)
MINUTE = 60.0


class VirtualTiming:
    """The fake's clock and the salon's, moved together by sleeping. ``slept``: seconds."""

    def __init__(self, google: FakeGoogle, salon: Services) -> None:
        self.google, self.salon, self.slept = google, salon, 0.0
        self.hurry: Callable[[], None] = lambda: None
        self._monotonic = 0.0
        self._seen = google.clock.now_ms
        self.off_ms = 0

    def _follow(self) -> None:
        """The fake moves its clock by itself when it is slow."""
        moved = self.google.clock.now_ms - self._seen
        self._seen = self.google.clock.now_ms
        self._monotonic += moved / 1000
        clock_of(self.salon).jump(self.google.clock.now_ms + self.off_ms)

    def now(self) -> int:
        self._follow()
        return clock_of(self.salon).now()

    def monotonic(self) -> float:
        self._follow()
        return self._monotonic

    def sleep(self, seconds: float) -> None:
        self.hurry()
        self.google.clock.sleep(seconds)
        self.slept += seconds
        self._follow()


class GoogleDesk:
    """``rules``, ``names``, ``quota``: as the agent would take them from the settings. ``salon``:
    one that is open already."""

    def __init__(
        self,
        home: Path,
        google: FakeGoogle,
        *,
        account: str = "account-1",
        rules: Rules | None = None,
        quota: Quota | None = None,
        http: bool = False,
        take_over: bool = False,
        salon: Services | None = None,
    ) -> None:
        self.take_over, self.names = take_over, NAMES
        home.mkdir(exist_ok=True)
        self.home, self.google, self.account = home, google, account
        self.salon = salon or make_salon(home)
        self.manager = self.salon.team.members()[0]
        self.timing = VirtualTiming(google, self.salon)
        self.rules, self.quota = rules or Rules(), quota or people_quota()
        self._http = http
        self.told: list[tuple[str, int, int]] = []
        self.restart()

    def restart(self) -> None:
        """The agent begins anew: nothing but the database is left."""
        context = self.salon.context
        self.session = Session(
            self.google.credentials(),
            self.timing,
            self.quota,
            people_endpoint=self.google.people_endpoint,
            calendar_endpoint=self.google.calendar_endpoint,
            http=OnceHttp(timeout=10) if self._http else self.google.transport(),
            chance=random.Random(1),
        )
        self.side = ClientsSide(self.salon, NAME, BOOKING_LABEL)
        self.remote = GoogleContacts(
            self.session,
            self.timing,
            self.names,
            account=self.account,
            installation=sync_accounts.installation(context.store),
            region=context.salon.country,
            beside=lambda: label_of(self._scope(BOOKING_LABEL)),
            take_over=self.take_over,
        )

    def _scope(self, remote: str) -> str:
        row = sync_remotes.in_use(self.store, remote)
        return row.scope if row is not None else ""

    def close(self) -> None:
        close_salon(self.salon)

    # -- running ----------------------------------------------------------------------------------

    def run(self) -> Report:
        self.told.clear()

        def told(phase: str, done: int, total: int) -> None:
            self.told.append((phase, done, total))

        return run(self.store, self.side, self.remote, self.timing, self.rules, told)

    def later(self, minutes: float = 11) -> None:
        """So long that Google has caught up with everything."""
        self.timing.sleep(minutes * MINUTE)

    def quiet(self) -> Report:
        """Runs until both sides rest, and then asserts that they do."""
        for _ in range(4):
            self.run()
            self.later()
        self.google.reset_log()
        report = self.run()
        assert report.outcome == "ok", report
        assert self.google.writes() == 0, self.google.counts
        return report

    @property
    def store(self) -> Any:
        return self.salon.context.store

    # -- the salon's side -------------------------------------------------------------------------

    def client(self, first: str, last: str = "", **fields: Any) -> Client:
        return self.salon.clients.save(Client(b"", first, last, **fields), self.manager.id)

    def edit(self, client_id: Id, **fields: Any) -> Client:
        from dataclasses import replace

        client = replace(self.salon.clients.get(client_id), **fields)
        return self.salon.clients.save(client, self.manager.id)

    def get(self, client_id: Id) -> Client:
        return self.salon.clients.get(client_id)

    def clients(self) -> list[Client]:
        return list(self.salon.clients.search("", 10_000))

    def cases(self, kind: str = "") -> list[sync_book.Case]:
        return sync_book.open_cases(self.store, NAME, kind)

    def answer(self, kind: str, text: str) -> None:
        case = self.cases(kind)[-1]
        assert sync_book.answer(self.store, case.number, text, self.timing.now())

    # -- Google's side ----------------------------------------------------------------------------

    @property
    def label(self) -> Any:
        return self.google.groups.by_name(LABEL)

    def members(self) -> list[Any]:
        return self.google.book.members(self.label.resource_name)

    def theirs(self, client: Client | Id) -> Any:
        """The one living contact with this client's id."""
        found = self.all_theirs(client)
        assert len(found) == 1, found
        return found[0]

    def all_theirs(self, client: Client | Id) -> list[Any]:
        local_id = client if isinstance(client, bytes) else client.id
        installation = sync_accounts.installation(self.store)
        found: list[Any] = self.google.book.find("pult.id", f"{installation}:{local_id.hex()}")
        return found

    def assert_equal(self) -> None:
        """Everybody here is there once, with the same data, and nobody else."""
        from sync_agent.google import person as google_person

        installation = sync_accounts.installation(self.store)
        links = sync_links.Links(self.store, NAME, self.account)
        for client in self.clients():
            there = self.theirs(client)
            row = links.by_key(there.resource_name)
            raw = hand.held(there, from_row(row) if row else None)
            record = google_person.record_of(raw, installation, "CZ")
            assert record == self.side.records([client.id])[client.id].record
        assert len(self.members()) == len(self.clients())
