"""Synchronisation as the desk sees it: how it stands, what it asks, and what people answer.

Nothing here talks to the internet. The background agent does, in a process of its own; both meet
in the database. Whatever the desk wants is a request that the agent takes; whatever the agent needs
is a case that a person answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kiosk.salon.domain import stored_message, sync_import
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Text
from kiosk.salon.services.sync_answers import QUESTIONS, Answers, Question
from kiosk.salon.store import staff
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync import view as sync_view

__all__ = [
    "CONTACTS",
    "QUESTIONS",
    "Problem",
    "Pulse",
    "Question",
    "Run",
    "Running",
    "State",
    "Sync",
]

Problem = Literal[
    "", "sign_in", "clock", "question", "asleep", "offline", "later", "failed", "stopped"
]

CONTACTS = "google.contacts"
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

PROJECT = "google-project"
SIGN_IN = "google.sign_in"
BY_HAND = (SIGN_IN, "google.sign_out", "google.import")
"""What the agent did once because somebody asked; told as a run, and over with the next one."""

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
class Pulse:
    """What can be asked every second. ``title``: whose account (an e-mail), None for nobody's.
    ``asked``: kinds of requests that nobody has taken yet. ``cases``: how many wait for a person,
    ``questions``: those among them that everything waits for. ``run``, ``ended``: numbers of the
    newest run and of the newest that has ended."""

    title: str | None
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
        return self.title is not None

    @property
    def needs_person(self) -> bool:
        """Nothing goes on until somebody does something."""
        return self.connected and bool(self.problem or self.questions)


@dataclass(frozen=True, slots=True)
class State:
    """``why``: what was said of a failure. ``ok_at``: when a run last ended well (UTC ms, 0 never).
    ``project``: the program that signs in is known to Google. ``signing_in``: Google's page is
    open in the browser. ``waiting``: changes that have not been sent. ``contacts``,
    ``bookings``: how many stand at Google (``bookings``: clients with a booking, in their own
    label)."""

    pulse: Pulse
    problem: Problem = ""
    why: Text = ""
    ok_at: int = 0
    waiting: int = 0
    contacts: int = 0
    bookings: int = 0
    project: bool = False
    signing_in: bool = False


class Sync(Answers):
    # -- how it stands --------------------------------------------------------------------------

    def pulse(self) -> Pulse:
        """One short query, for whoever looks every second."""
        store = self._context.store
        title, problem, run, ended, progress, asked, cases, questions, began = sync_view.pulse(
            store
        )
        now = self._context.now()
        running = tuple(_running(line) for line in progress.splitlines() if _lives(line, now))
        wants = dict(line.split("|") for line in asked.splitlines())
        # What is left of a stop that came too late waits for the next run.
        oldest = min((int(at) for kind, at in wants.items() if kind != "stop"), default=0)
        busy = bool(running) or now - began < BUSY_MS
        asleep = bool(oldest) and not busy and now - oldest > ASLEEP_MS
        return Pulse(
            title, problem, run, ended, running, tuple(sorted(wants)), asleep, cases, questions
        )

    def state(self, pulse: Pulse | None = None) -> State:
        """``pulse``: one that was just read."""
        store = self._context.store
        pulse = pulse or self.pulse()
        problem, why = self._problem(pulse)
        return State(
            pulse,
            problem,
            why,
            sync_view.last_ok(store),
            sync_view.unsent(store),
            sync_view.linked(store, CONTACTS),
            sync_view.fed(store),
            sync_accounts.get(store, PROJECT) is not None,
            any(r.remote == SIGN_IN and r.outcome == "running" for r in self.runs(1)),
        )

    def _problem(self, pulse: Pulse) -> tuple[Problem, Text]:
        """What a person should know or do first."""
        if pulse.asleep:
            return "asleep", ""
        latest = sync_view.latest_outcomes(self._context.store)
        if latest and latest[0][0] in BY_HAND and latest[0][1] in TROUBLE.keys() - {"stopped"}:
            return TROUBLE[latest[0][1]], stored_message.load(latest[0][2])
        if not pulse.connected:
            return "", ""
        if pulse.problem:
            return ("clock" if pulse.problem == "clock" else "sign_in"), ""
        if pulse.questions:
            return "question", ""
        for remote, outcome, why in latest:
            if remote not in BY_HAND and outcome in TROUBLE:
                return TROUBLE[outcome], stored_message.load(why)
        return "", ""

    def runs(self, limit: int = 20) -> tuple[Run, ...]:
        """The last runs of all remotes, newest first."""
        return tuple(sync_book.runs(self._context.store, limit=limit))

    # -- what the desk asks of the agent ---------------------------------------------------------

    def stop(self) -> None:
        """Ends the run under way after its present step; the next one goes on from there."""
        sync_book.ask(self._context.store, "stop", self._context.now())

    def sign_in(self) -> None:
        """The agent opens the browser."""
        sync_book.ask(self._context.store, "sign_in", self._context.now(), service="google")

    def use_file(self, by: Id, code: str = "") -> None:
        """Takes the newest file on a USB stick; for managers. With the ``code`` that a PC showed it
        is a sign-in made there, without one the file of a Google project."""
        self.require_manager(by)
        detail = sync_import.detail(self._context.keys, code=code)
        sync_book.ask(self._context.store, "import", self._context.now(), detail, "google")

    def sign_out(self, by: Id) -> None:
        """For managers. Nothing is deleted, here or at Google."""
        context = self._context
        with context.store.transaction():
            self.require_manager(by)
            body: dict[str, object] = {"by": staff.actor(context.store, by)}
            context.journal.append("sync.sign-out", context.now(), body)
            sync_book.ask(context.store, "sign_out", context.now(), service="google")


def _lives(line: str, now: int) -> bool:
    return now - int(line.rpartition("|")[2]) < SILENT_MS


def _running(line: str) -> Running:
    remote, phase, *figures = line.split("|")
    done, total, began, at = map(int, figures)
    seconds = max(0, at - began) // 1000
    left = None
    if total > done > 0 and seconds >= 3:
        left = seconds * (total - done) // done
    return Running(remote, phase, done, total, seconds, left)
