"""The agent: when each remote runs, and what the desk asks for in between.

It looks once a second whether anybody has written to the database (one pragma); everything else
follows from that and from the clock. Nothing that goes wrong with a remote ends it.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kiosk.domain.errors import NeedsPerson, TryAgain
from kiosk.home import Home
from kiosk.settings import Settings
from kiosk.store import changes, sync_accounts, sync_book
from sync_agent.desk import Desk
from sync_agent.problems import SignInAgain
from sync_agent.registry import Entry, Making, Worker
from sync_agent.run import Report, Rules
from sync_agent.schedule import Pace, Schedule
from sync_agent.signin import vault
from sync_agent.signin.access import Access
from sync_agent.timing import Halt
from sync_agent.turn import take_turn
from sync_agent.workplace import Workplace

LOOK_SECONDS = 1.0
WAIT_FOR_SALON_SECONDS = 2.0
QUIET_WHOLE_DAYS, WHOLE_DAYS = 5, 6
"""Google's feed tokens end after 7 days. At a quiet hour the whole list is read a day earlier."""
log = logging.getLogger(__name__)


@dataclass
class Slot:
    """A remote with its schedule. ``seq``: changes up to here are known; ``worker``: made when
    it first runs with the present account."""

    entry: Entry
    schedule: Schedule
    seq: int = 0
    worker: Worker | None = None
    outcome: sync_book.Outcome = "ok"


@dataclass
class Seen:
    """What was found the last time somebody had written."""

    version: int = -1
    answers: dict[str, int] = field(default_factory=dict)
    account: int = -1


class Agent:
    """One per data folder; the caller holds its lock (:mod:`sync_agent.lock`)."""

    def __init__(
        self,
        home: Home,
        settings: Settings,
        registry: Callable[[Settings], Sequence[Entry]],
        halt: Halt,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._home, self._settings, self._halt = home, settings, halt
        pace = Pace(settings.sync.every_minutes * 60, settings.sync.debounce_seconds)
        now = halt.monotonic()
        self.slots = [Slot(entry, Schedule(pace, now, chance)) for entry in registry(settings)]
        self._access: Access | None = None
        self._made: Making | None = None
        self._seen = Seen()
        self._place: Workplace | None = None

    # -- life -------------------------------------------------------------------------------------

    def forever(self) -> None:
        """Until the process is told to leave; then one short round more."""
        while not self._open():
            self._halt.wait(WAIT_FOR_SALON_SECONDS)
            if self._halt.leaving:
                return
        try:
            while not self._halt.leaving:
                self._safely(self._step)
                self._halt.wait(self._pause())
            self._safely(self._farewell)
        finally:
            self.close()

    def once(self) -> list[sync_book.Outcome]:
        """Each remote one time; what came of each. Raises what opening raises,
        :class:`SignInAgain` when nobody is signed in."""
        if not self._open():
            return []
        self._look()
        if self._access is None:
            raise SignInAgain()
        for slot in self.slots:
            self._turn(slot)
        return [slot.outcome for slot in self.slots]

    def close(self) -> None:
        if self._place is not None:
            self._place.close()
            self._place = None

    def _open(self) -> bool:
        """False while there is no salon yet: its key and its database are made by the kiosk."""
        if self._place is None and self._home.database.exists():
            self._place = Workplace(self._home, self._settings, self._halt)
            sync_book.tidy_runs(self.place.store, self._halt.now())
            self._halt.stop_asked = self._stop_asked
        return self._place is not None

    @property
    def place(self) -> Workplace:
        assert self._place is not None
        return self._place

    def _safely(self, step: Callable[[], None]) -> None:
        """The database may be busy or full for a while; selling has priority, we come again."""
        try:
            step()
        except TryAgain as error:
            log.info("%s", type(error).__name__)
        except NeedsPerson as error:
            log.warning("%s", error)
            self._halt.wait(30)

    # -- one step ---------------------------------------------------------------------------------

    def _step(self) -> None:
        self._look()
        for slot in self.slots:
            if self._access is None or self._halt.leaving:
                return
            if slot.schedule.due <= self._halt.monotonic():
                self._turn(slot)
                if slot.outcome == "stopped":
                    self._rest()
                    return

    def _pause(self) -> float:
        """Until the next remote is due, but looking around once a second."""
        now = self._halt.monotonic()
        waits = [slot.schedule.due - now for slot in self.slots] if self._access else []
        return max(0.0, min([LOOK_SECONDS, *waits]))

    def _rest(self) -> None:
        """A person stopped it: that means all of it."""
        now = self._halt.monotonic()
        for slot in self.slots:
            if slot.schedule.due <= now:
                slot.schedule.ended("stopped", now)

    def _farewell(self) -> None:
        """What can still be sent in the seconds given. A remote that was in trouble is not tried:
        it would only cost them."""
        self._look()
        for slot in self.slots:
            if self._access is not None and slot.outcome == "ok":
                self._turn(slot)

    # -- looking around ---------------------------------------------------------------------------

    def _look(self) -> None:
        store = self.place.store
        version = changes.version(store)
        if version == self._seen.version:
            return
        self._seen.version = version
        if self.place.refresh():
            self._seen.account = -1
        self._desk_asks()
        self._account()
        now = self._halt.monotonic()
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
        desk = Desk(self.place, self._halt)
        now = self._halt.monotonic()
        for request in sync_book.requests(self.place.store):
            taken = sync_book.take(self.place.store, request.kind)
            if taken is None or request.kind == "stop":
                continue
            if request.kind != "run":
                desk.do(taken)
            for slot in self.slots:
                if request.kind == "run" and taken.detail in ("", slot.entry.name):
                    slot.schedule.asked(now)

    def _account(self) -> None:
        """Another account, or none: remotes are made anew with it."""
        kept = sync_accounts.get(self.place.store, vault.ACCOUNT)
        signed_in_at = 0 if kept is None else kept.signed_in_at
        if signed_in_at == self._seen.account:
            return
        self._seen.account = signed_in_at
        self._forget_workers()
        self._access = None
        if kept is None:
            return
        try:
            grant = vault.grant(self.place.store, self.place.keys)
        except SignInAgain:
            sync_accounts.set_problem(self.place.store, vault.ACCOUNT, "sign_in")
            return
        self._access = Access.of(grant, self._settings.google.token_endpoint, self._seconds)
        now = self._halt.monotonic()
        for slot in self.slots:
            slot.schedule.asked(now)

    def _forget_workers(self) -> None:
        self._made = None
        for slot in self.slots:
            slot.worker = None

    def _seconds(self) -> float:
        return self._halt.now() / 1000

    def _stop_asked(self) -> bool:
        store = self.place.store
        asked = any(request.kind == "stop" for request in sync_book.requests(store))
        return asked and sync_book.take(store, "stop") is not None

    # -- a turn -----------------------------------------------------------------------------------

    def _turn(self, slot: Slot) -> None:
        store = self.place.store
        slot.schedule.began()
        slot.seq = changes.latest(store)
        slot.worker = slot.worker or slot.entry.make(self._making())
        report = take_turn(store, slot.entry.name, slot.worker, self._halt, self._rules())
        slot.outcome = report.outcome
        slot.schedule.ended(report.outcome, self._halt.monotonic(), report.later_seconds)
        self._about_account(report)
        sync_book.tidy_runs(store, self._halt.now())

    def _making(self) -> Making:
        assert self._access is not None
        if self._made is None:
            kept = sync_accounts.get(self.place.store, vault.ACCOUNT)
            self._made = Making(
                self.place.services,
                self._settings,
                self._halt,
                self._access,
                kept.account if kept else "",
                sync_accounts.installation(self.place.store),
            )
        return self._made

    def _about_account(self, report: Report) -> None:
        """Whether it still lets us in, for the dashboard. A wrong clock looks like a lost sign-in,
        and setting it is what helps. A run that had nothing to ask for says nothing about it."""
        store = self.place.store
        wrong = self._access is not None and self._access.clock_wrong
        if report.outcome in ("ok", "question") and report.requests:
            with store.transaction():
                sync_accounts.set_ok(store, vault.ACCOUNT, self._halt.now())
                if wrong:
                    sync_accounts.set_problem(store, vault.ACCOUNT, "clock")
        elif report.outcome == "sign_in":
            sync_accounts.set_problem(store, vault.ACCOUNT, "clock" if wrong else "sign_in")

    def _rules(self) -> Rules:
        sync = self._settings.sync
        days = QUIET_WHOLE_DAYS if self._quiet() else WHOLE_DAYS
        return Rules(settle_seconds=sync.settle_minutes * 60, whole_after_days=days)

    def _quiet(self) -> bool:
        sync = self._settings.sync
        try:
            zone = self.place.services.context.salon.zone
        except NeedsPerson:
            return False
        hour = datetime.fromtimestamp(self._seconds(), UTC).astimezone(zone).hour
        first, last = sync.quiet_from, sync.quiet_until
        return first <= hour < last if first <= last else hour >= first or hour < last
