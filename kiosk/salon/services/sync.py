"""Synchronisation as the desk sees it: how it stands, and what the desk asks of the agent.

Nothing here talks to the internet. The background agent does, in a process of its own; both meet
in the database. Whatever the desk wants is a request that the agent takes; whatever the agent needs
is a case that a person answers (``sync_answers.py``). What it can keep the salon in step with, it
says itself: services are rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kiosk.salon.domain import stored_message
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.keys import sync_import
from kiosk.salon.domain.people import UNLOCK_AS_MANAGER
from kiosk.salon.domain.text import Text
from kiosk.salon.services.context import Area
from kiosk.salon.services.team import require_manager
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync import services as sync_services
from kiosk.salon.store.sync import view as sync_view
from kiosk.salon.store.sync.book import Progress

__all__ = [
    "Problem",
    "Promise",
    "Run",
    "Running",
    "ServiceState",
    "Summary",
    "Sync",
]

Problem = Literal[
    "", "sign_in", "clock", "question", "asleep", "offline", "later", "failed", "stopped"
]

ASLEEP_MS = 30_000
"""A request that nobody has taken for so long: the agent does not run."""
BUSY_MS = 900_000
"""A run that began no longer ago may still be at work: somebody looks for a password."""
SILENT_MS = 300_000
"""Progress that nobody has told for so long is what a power cut left; waiting for a quota takes a
minute or two."""

TROUBLE: Mapping[str, Problem] = {
    "offline": "offline",
    "later": "later",
    "failed": "failed",
    "sign_in": "sign_in",
    "stopped": "stopped",
}
"""How a run may end that somebody should know of."""

Run = sync_book.Run


@dataclass(frozen=True, slots=True)
class Running:
    """``phase``: reading, merging, sending. ``total`` 0: nobody knows. ``seconds_left`` None: too
    early to tell. ``seconds``: how long it has been going on."""

    remote: str
    phase: str
    done: int = 0
    total: int = 0
    seconds: int = 0
    seconds_left: int | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What comes of signing in."""

    icon: str
    words: Text


@dataclass(frozen=True, slots=True)
class Summary:
    """How one service stands, cheap enough to be asked every second. ``service``: its title, a
    proper name that sentences say as it is. ``account``: whose (an e-mail), None for nobody's.
    ``asked``: kinds of requests that nobody has taken yet. ``cases``: how many wait for a person,
    ``questions``: those among them that everything waits for. ``run``, ``ended``: numbers of the
    newest run and of the newest that has ended, of all services."""

    name: str
    service: str
    account: str | None = None
    problem: str = ""
    run: int = 0
    ended: int = 0
    running: tuple[Running, ...] = ()
    asked: tuple[str, ...] = ()
    asleep: bool = False
    cases: int = 0
    questions: int = 0

    @property
    def connected(self) -> bool:
        return self.account is not None

    @property
    def needs_person(self) -> bool:
        """Nothing goes on until somebody does something."""
        return self.connected and bool(self.problem or self.questions)


UNKNOWN = Summary("", "", asleep=True)
"""The agent has never said what there is."""


@dataclass(frozen=True, slots=True)
class ServiceState:
    """``why``: what was said of a failure. ``ok_at``: when a run last ended well (UTC ms, 0 never).
    ``about``: what the service is for. ``files``: a sign-in can be taken from a stick. ``ready``:
    nothing is missing to sign in with. ``signing_in``: the service's page is open in the browser.
    ``waiting``: changes that have not been sent. ``contacts``, ``bookings``: how many stand there
    (``bookings``: clients with a booking, in a place of their own). ``titles``: of its remotes, by
    name."""

    summary: Summary
    problem: Problem = ""
    why: Text = ""
    ok_at: int = 0
    waiting: int = 0
    contacts: int = 0
    bookings: int = 0
    about: Text = ""
    files: bool = False
    ready: bool = False
    signing_in: bool = False
    promises: tuple[Promise, ...] = ()
    titles: Mapping[str, Text] = field(default_factory=dict)


class Sync(Area):
    # -- how it stands --------------------------------------------------------------------------

    def summaries(self) -> tuple[Summary, ...]:
        """Of every service, in the order in which they run; a few short queries."""
        store, now = self._context.store, self._context.now()
        activity = sync_view.activity(store)
        living = [
            (service, _running(one))
            for service, one in activity.progress
            if now - one.at < SILENT_MS
        ]
        # What is left of a stop that came too late waits for the next run.
        asked = activity.requests
        oldest = min((one.at for one in asked if one.kind != "stop"), default=0)
        busy = bool(living) or now - activity.began < BUSY_MS
        asleep = bool(oldest) and not busy and now - oldest > ASLEEP_MS
        return tuple(
            Summary(
                one.service,
                one.title,
                one.account,
                one.problem,
                activity.run,
                activity.ended,
                tuple(running for service, running in living if service == one.service),
                tuple(sorted({r.kind for r in asked if r.service in ("", one.service)})),
                asleep,
                one.waiting,
                one.questions,
            )
            for one in sync_view.services(store)
        )

    def summary(self, name: str = "") -> Summary:
        """Of this service; "": of the first that needs somebody, or else the first."""
        found = self.summaries()
        named = [one for one in found if one.name == name]
        waiting = [one for one in found if one.needs_person]
        return next(iter((*named, *waiting, *found)), UNKNOWN)

    def in_need(self) -> str:
        """Title of the first service that needs somebody, "" for none; cheap enough for what is
        drawn with every scan."""
        return sync_view.in_need(self._context.store)

    def state(self, summary: Summary | None = None) -> ServiceState:
        """``summary``: one that was just read."""
        store = self._context.store
        summary = summary or self.summary()
        name = summary.name
        service = next((one for one in sync_services.everything(store) if one.name == name), None)
        problem, why = self._problem(summary)
        if service is None:
            return ServiceState(summary, problem, why)
        return ServiceState(
            summary,
            problem,
            why,
            sync_view.last_ok(store, name),
            sync_view.unsent(store, name),
            sync_view.linked(store, name),
            sync_view.added(store, name),
            stored_message.load(service.about),
            service.files,
            not service.needs or sync_accounts.get(store, service.needs) is not None,
            any(
                (run.service, run.asked, run.outcome) == (name, "sign_in", "running")
                for run in self.runs(1)
            ),
            tuple(Promise(one.icon, stored_message.load(one.words)) for one in service.promises),
            {one.remote: stored_message.load(one.title) for one in service.channels},
        )

    def _problem(self, summary: Summary) -> tuple[Problem, Text]:
        """What a person should know or do first."""
        if summary.asleep:
            return "asleep", ""
        latest = sync_view.latest_outcomes(self._context.store, summary.name)
        if latest and latest[0].asked and latest[0].outcome in TROUBLE.keys() - {"stopped"}:
            return TROUBLE[latest[0].outcome], stored_message.load(latest[0].why)
        if not summary.connected:
            return "", ""
        if summary.problem:
            return ("clock" if summary.problem == "clock" else "sign_in"), ""
        if summary.questions:
            return "question", ""
        for one in latest:
            if not one.asked and one.outcome in TROUBLE:
                return TROUBLE[one.outcome], stored_message.load(one.why)
        return "", ""

    def runs(self, limit: int = 20, service: str = "") -> tuple[Run, ...]:
        """The last runs of all remotes, newest first. ``service`` "": of all services."""
        return tuple(sync_book.runs(self._context.store, limit=limit, service=service))

    def keeping_clients(self) -> tuple[str, ...]:
        """Titles of the services that clients are given to."""
        return tuple(
            service.title
            for service in sync_services.everything(self._context.store)
            if any(one.about == "clients" and one.direction != "in" for one in service.channels)
        )

    def of_clients(self, run: Run) -> bool:
        """Whether it kept clients the same on both sides."""
        channel = sync_services.channel(self._context.store, run.remote)
        return channel is not None and (channel.about, channel.direction) == ("clients", "both")

    # -- what the desk asks of the agent ---------------------------------------------------------

    def refresh(self) -> None:
        """A run as soon as possible."""
        sync_book.ask(self._context.store, "run", self._context.now())

    def stop(self) -> None:
        """Ends the run under way after its present step; the next one goes on from there."""
        sync_book.ask(self._context.store, "stop", self._context.now())

    def sign_in(self, service: str) -> None:
        """The agent opens the browser."""
        sync_book.ask(self._context.store, "sign_in", self._context.now(), service=service)

    def use_file(self, service: str, by: Id, code: str = "") -> None:
        """Takes the newest file on a USB stick; for managers. With the ``code`` that a PC showed it
        is a sign-in made there, without one what has to be imported before signing in."""
        context = self._context
        require_manager(context, by, UNLOCK_AS_MANAGER)
        detail = sync_import.detail(context.keys, code=code)
        sync_book.ask(context.store, "import", context.now(), detail, service)

    def sign_out(self, service: str, by: Id) -> None:
        """For managers. Nothing is deleted, here or there."""
        context = self._context
        with context.store.transaction():
            require_manager(context, by, UNLOCK_AS_MANAGER)
            context.note("sync.sign-out", by, service=service)
            sync_book.ask(context.store, "sign_out", context.now(), service=service)


def _running(progress: Progress) -> Running:
    seconds = max(0, progress.at - progress.began_at) // 1000
    left = None
    if progress.total > progress.done > 0 and seconds >= 3:
        left = seconds * (progress.total - progress.done) // progress.done
    return Running(progress.remote, progress.phase, progress.done, progress.total, seconds, left)
