"""The agent: when each remote runs, and what the desk asks for in between.

It looks once a second whether anybody has written to the database (one pragma); everything else
follows from that and from the clock. Nothing that goes wrong with a remote ends it.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kiosk.salon.domain.errors import NeedsPerson, Refused, TryAgain
from kiosk.salon.home import Home
from kiosk.salon.settings import Settings
from kiosk.salon.store import changes
from kiosk.salon.store.sync import book as sync_book
from sync_agent.engine.job import Rules
from sync_agent.engine.problems import SignInAgain
from sync_agent.open_salon import OpenSalon
from sync_agent.outbox.runner import Runner
from sync_agent.outboxes import outboxes
from sync_agent.provider import Account, Entry
from sync_agent.rates.daily import DailyRates
from sync_agent.registry import describe, load, services
from sync_agent.requests import AccountRequests
from sync_agent.schedule import Pace, Schedule
from sync_agent.timing import StopToken
from sync_agent.turn import run_once
from sync_agent.workers import Worker

LOOK_SECONDS = 1.0
WAIT_FOR_SALON_SECONDS = 2.0
OUTBOX_SECONDS = 5.0
"""What an outbox is at when the agent ends may take so long more."""
QUIET_WHOLE_DAYS, WHOLE_DAYS = 5, 6
"""A remote's feed token may end after 7 days. At a quiet hour the whole list is read a day
earlier."""
log = logging.getLogger(__name__)


@dataclass
class Slot:
    """A remote with the account that lets it in and its schedule. ``seq``: changes up to here are
    known; ``worker``: made when it first runs with the present account."""

    entry: Entry
    account: Account
    schedule: Schedule
    seq: int = 0
    worker: Worker | None = None
    outcome: sync_book.Outcome = "ok"


@dataclass
class Seen:
    """What was found the last time somebody had written."""

    version: int = -1
    answers: dict[str, int] = field(default_factory=dict)


def _stamp(home: Home) -> tuple[int, int, int]:
    """Tells one state of the settings file from another."""
    try:
        status = home.settings.stat()
    except OSError:
        return (0, 0, 0)
    return status.st_mtime_ns, status.st_size, status.st_ino


class Agent:
    """One per data folder; the caller holds its lock (:mod:`sync_agent.lock`)."""

    def __init__(self, home: Home, settings: Settings, stop_token: StopToken) -> None:
        self._home, self._stop_token = home, stop_token
        self._file = _stamp(home)
        self._seen = Seen()
        self._salon: OpenSalon | None = None
        self._rates = DailyRates(stop_token)
        self._outboxes = Runner(home, settings, stop_token, outboxes)
        self._obey(settings)

    def _obey(self, settings: Settings) -> None:
        """Makes everything anew that the settings decide."""
        self._settings = settings
        pace = Pace(settings.sync.every_minutes * 60, settings.sync.debounce_seconds)
        now = self._stop_token.monotonic()
        self._services = services(settings)
        self._accounts: list[Account] = []
        self.slots: list[Slot] = []
        for service in self._services:
            account = service.provider.account(service.account, self._stop_token)
            self._accounts.append(account)
            self.slots += [
                Slot(entry, account, Schedule(pace, now, random.random))
                for entry in service.remotes
                if entry.on
            ]

    # -- life -------------------------------------------------------------------------------------

    def forever(self) -> None:
        """Until the process is told to leave; then one short round more."""
        while not self._open():
            self._stop_token.wait(WAIT_FOR_SALON_SECONDS)
            if self._stop_token.leaving:
                return
        try:
            self._outboxes.start(self.salon)
            while not self._stop_token.leaving:
                self._safely(self._step)
                self._stop_token.wait(self._pause())
            self._safely(self._farewell)
        finally:
            self.close()

    def once(self) -> list[sync_book.Outcome]:
        """Each remote one time; what came of each. Raises what opening raises,
        :class:`SignInAgain` when nobody is signed in."""
        if not self._open():
            return []
        self._look()
        ready = [slot for slot in self.slots if slot.account.ready]
        if not ready:
            raise next((account.asks() for account in self._accounts), SignInAgain())
        for slot in ready:
            self._turn(slot)
        return [slot.outcome for slot in self.slots]

    def close(self) -> None:
        self._outboxes.stop(OUTBOX_SECONDS)
        if self._salon is not None:
            self._salon.close()
            self._salon = None

    def _open(self) -> bool:
        """False while there is no salon yet: its key and its database are made by the kiosk."""
        if self._salon is None and self._home.database.exists():
            self._salon = OpenSalon(self._home, self._settings, self._stop_token)
            sync_book.tidy_runs(self.salon.store, self._stop_token.now())
            describe(self.salon.store, self._settings)
            self._stop_token.stop_asked = self._stop_asked
        return self._salon is not None

    @property
    def salon(self) -> OpenSalon:
        assert self._salon is not None
        return self._salon

    def _safely(self, step: Callable[[], None]) -> None:
        """The database may be busy or full for a while; selling has priority, we come again."""
        try:
            step()
        except TryAgain as error:
            log.info("%s", type(error).__name__)
        except NeedsPerson as error:
            log.warning("%s", error)
            self._stop_token.wait(30)

    # -- one step ---------------------------------------------------------------------------------

    def _step(self) -> None:
        self._look_at_settings()
        self._look()
        if self._settings.sync.rates:
            self._rates.look(self.salon.services.context)
        for slot in self.slots:
            if self._stop_token.leaving:
                return
            if slot.account.ready and slot.schedule.due <= self._stop_token.monotonic():
                self._turn(slot)
                if slot.outcome == "stopped":
                    self._rest()
                    return

    def _pause(self) -> float:
        """Until the next remote is due, but looking around once a second."""
        now = self._stop_token.monotonic()
        waits = [slot.schedule.due - now for slot in self.slots if slot.account.ready]
        return max(0.0, min([LOOK_SECONDS, *waits]))

    def _rest(self) -> None:
        """A person stopped it: that means all of it."""
        now = self._stop_token.monotonic()
        for slot in self.slots:
            if slot.schedule.due <= now:
                slot.schedule.ended("stopped", now)

    def _farewell(self) -> None:
        """What can still be sent in the seconds given. A remote that was in trouble is not tried:
        it would only cost them."""
        self._look()
        for slot in self.slots:
            if slot.account.ready and slot.outcome == "ok":
                self._turn(slot)

    def _look_at_settings(self) -> None:
        """What was set at the desk, or by hand, is in effect at once; a file that is wrong is left
        until it is right."""
        stamp = _stamp(self._home)
        if stamp == self._file:
            return
        self._file = stamp
        try:
            settings = load(self._home.settings)
        except Refused as error:
            log.warning("the settings stay as they were: %s", error)
            return
        if settings == self._settings:
            return
        log.info("other settings")
        self._seen = Seen()
        self._obey(settings)
        self.salon.settings = settings
        self._outboxes.obey(settings)
        describe(self.salon.store, settings)

    # -- looking around ---------------------------------------------------------------------------

    def _look(self) -> None:
        store = self.salon.store
        version = changes.version(store)
        if version == self._seen.version:
            return
        self._seen.version = version
        if self.salon.refresh():
            for account in self._accounts:
                account.forget()
        self._desk_asks()
        self._look_at_accounts()
        now = self._stop_token.monotonic()
        latest = changes.latest(store)
        answers = sync_book.newest_answers(store)
        for slot in self.slots:
            if latest != slot.seq:
                if slot.entry.entities & changes.entities_since(store, slot.seq):
                    slot.schedule.changed(now)
                slot.seq = latest
            if answers.get(slot.entry.name, 0) > self._seen.answers.get(slot.entry.name, 0):
                slot.schedule.freed(now)
        self._seen.answers = answers

    def _desk_asks(self) -> None:
        requests = AccountRequests(self._services, self.salon, self._stop_token)
        now = self._stop_token.monotonic()
        for request in sync_book.requests(self.salon.store):
            taken = sync_book.take(self.salon.store, request.kind, request.service)
            if taken is None or request.kind == "stop":
                continue
            if request.kind != "run":
                requests.do(taken)
            for slot in self.slots:
                if request.kind == "run" and taken.detail in ("", slot.entry.name):
                    slot.schedule.asked(now)

    def _look_at_accounts(self) -> None:
        """Another account, or none: its remotes are made anew with it."""
        now = self._stop_token.monotonic()
        for account in self._accounts:
            if account.look(self.salon):
                for slot in self.slots:
                    if slot.account is account:
                        slot.worker = None
                        if account.ready:
                            slot.schedule.asked(now)

    def _stop_asked(self) -> bool:
        store = self.salon.store
        asked = any(request.kind == "stop" for request in sync_book.requests(store))
        return asked and sync_book.take(store, "stop") is not None

    # -- a turn -----------------------------------------------------------------------------------

    def _turn(self, slot: Slot) -> None:
        store = self.salon.store
        slot.schedule.began()
        slot.seq = changes.latest(store)
        slot.worker = slot.worker or slot.entry.make(slot.account.context(self.salon))
        report = run_once(store, slot.entry.name, slot.worker, self._stop_token, self._rules())
        slot.outcome = report.outcome
        slot.schedule.ended(report.outcome, self._stop_token.monotonic(), report.later_seconds)
        slot.account.ended(self.salon, report)
        sync_book.tidy_runs(store, self._stop_token.now())

    def _rules(self) -> Rules:
        sync = self._settings.sync
        days = QUIET_WHOLE_DAYS if self._quiet() else WHOLE_DAYS
        return Rules(settle_seconds=sync.settle_minutes * 60, whole_after_days=days)

    def _quiet(self) -> bool:
        sync = self._settings.sync
        try:
            zone = self.salon.services.context.salon.zone
        except NeedsPerson:
            return False
        hour = datetime.fromtimestamp(self._stop_token.now() / 1000, UTC).astimezone(zone).hour
        first, last = sync.quiet_from, sync.quiet_until
        return first <= hour < last if first <= last else hour >= first or hour < last
