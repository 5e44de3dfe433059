"""Synchronisation as the desk sees it: how it stands, what it asks, and what people answer.

Nothing here talks to the internet. The background agent does, in a process of its own; both meet
in the database. Whatever the desk wants is a request that the agent takes; whatever the agent needs
is a case that a person answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Literal

from kiosk.domain import kept_text, sync_import
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.ids import Id
from kiosk.domain.text import T, Text
from kiosk.services.clients import Clients
from kiosk.services.context import Context
from kiosk.store import appointments, clients, staff, sync_accounts, sync_book, sync_view

CONTACTS = "google.contacts"
ASLEEP_MS = 30_000
"""A request that nobody has taken for so long: the agent does not run."""
SILENT_MS = 300_000
"""Progress that nobody has told for so long is what a power cut left; waiting for a quota takes a
minute or two."""

Problem = Literal["", "sign_in", "clock", "question", "asleep", "offline", "later", "failed"]

TROUBLE: Mapping[str, Problem] = {
    "offline": "offline",
    "later": "later",
    "failed": "failed",
    "sign_in": "sign_in",
}
"""How a run may end that somebody should know of."""

PROJECT = "google-project"
SIGN_IN = "google.sign_in"
BY_HAND = (SIGN_IN, "google.sign_out", "google.import")
"""What the agent did once because somebody asked; told as a run, and over with the next one."""

Run = sync_book.Run

QUESTIONS = ("other_account", "guard", "empty", "adopt")
"""Kinds of cases that a run stops for until they are answered."""

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "other_account": ("go",),
    "guard": ("go",),
    "empty": ("go",),
    "adopt": ("adopt", "new"),
    "conflict": ("swap", "ok"),
    "removed": ("send", "leave"),
}
"""What may be answered, by kind; anything else is only told and answered with ``ok``. To say no to
a question is to leave it open: nothing happens until somebody says yes."""

ATTRIBUTES: Mapping[str, str] = {
    "first_name": "first_name",
    "last_name": "last_name",
    "gender": "gender",
    "mobile": "phone",
    "email": "email",
    "street": "street",
    "city": "city",
    "postcode": "postcode",
    "birth_date": "birth_date",
    "phone": "other_phone",
    "note": "note",
}
"""What a field of a contact is called in a client."""


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


@dataclass(frozen=True, slots=True)
class Question:
    """A case with the name of whom it is about (empty: nobody, or somebody who is gone).
    ``now``: of a conflict, what stands here at present."""

    number: int
    kind: str
    name: str
    client_id: Id | None
    detail: Mapping[str, Any]
    at: int
    remote: str = ""
    now: str = ""
    local_id: Id | None = None


class Sync:
    def __init__(self, context: Context, people: Clients) -> None:
        self._context = context
        self._people = people

    # -- how it stands --------------------------------------------------------------------------

    def pulse(self) -> Pulse:
        """One short query, for whoever looks every second."""
        title, problem, run, ended, progress, asked, cases, questions = sync_view.pulse(
            self._context.store
        )
        now = self._context.now()
        running = tuple(_running(line) for line in progress.splitlines() if _lives(line, now))
        wants = dict(line.split("|") for line in asked.splitlines())
        oldest = min(map(int, wants.values()), default=0)
        asleep = bool(oldest) and not running and now - oldest > ASLEEP_MS
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
        if latest and latest[0][0] in BY_HAND and latest[0][1] in TROUBLE:
            return TROUBLE[latest[0][1]], kept_text.read(latest[0][2])
        if not pulse.connected:
            return "", ""
        if pulse.problem:
            return ("clock" if pulse.problem == "clock" else "sign_in"), ""
        if pulse.questions:
            return "question", ""
        for remote, outcome, why in latest:
            if remote not in BY_HAND and outcome in TROUBLE:
                return TROUBLE[outcome], kept_text.read(why)
        return "", ""

    def runs(self, limit: int = 20) -> tuple[Run, ...]:
        """The last runs of all remotes, newest first."""
        return tuple(sync_book.runs(self._context.store, limit=limit))

    def cases(self, kind: str = "", *, limit: int = 500) -> tuple[Question, ...]:
        """Those that nobody has answered, oldest first."""
        found = sync_book.open_cases(self._context.store, kind=kind, limit=limit)
        return tuple(self._question(case) for case in found if not case.answer)

    def _question(self, case: sync_book.Case) -> Question:
        store, now = self._context.store, ""
        name, client_id = "", None
        if case.local_id is not None:
            try:
                client = clients.get(store, case.local_id)
                name, client_id = client.name, client.id
                if case.kind == "conflict":
                    now = str(getattr(client, _attribute(case.detail) or "name"))
            except NotFound:
                name, client_id = self._visit(case.local_id)
        return Question(
            case.number,
            case.kind,
            name,
            client_id,
            case.detail,
            case.at,
            case.remote,
            now,
            case.local_id,
        )

    def _visit(self, visit_id: Id) -> tuple[str, Id | None]:
        visit = appointments.get(self._context.store, visit_id)
        return (visit.client_name, visit.client_id) if visit is not None else ("", None)

    # -- what the desk asks of the agent ---------------------------------------------------------

    def refresh(self) -> None:
        """A run as soon as possible."""
        sync_book.ask(self._context.store, "run", self._context.now())

    def stop(self) -> None:
        """Ends the run under way after its present step; the next one goes on from there."""
        sync_book.ask(self._context.store, "stop", self._context.now())

    def sign_in(self) -> None:
        """The agent opens the browser."""
        sync_book.ask(self._context.store, "sign_in", self._context.now())

    def use_file(self, by: Id, code: str = "") -> None:
        """Takes the newest file on a USB stick; for managers. With the ``code`` that a PC showed it
        is a sign-in made there, without one the file of a Google project."""
        self._require_manager(by)
        detail = sync_import.detail(self._context.keys, code=code)
        sync_book.ask(self._context.store, "import", self._context.now(), detail)

    def sign_out(self, by: Id) -> None:
        """For managers. Nothing is deleted, here or at Google."""
        context = self._context
        with context.store.transaction():
            self._require_manager(by)
            body: dict[str, object] = {"by": staff.actor(context.store, by)}
            context.journal.append("sync.sign-out", context.now(), body)
            sync_book.ask(context.store, "sign_out", context.now())

    # -- answers ----------------------------------------------------------------------------------

    def answer(self, number: int, choice: str, by: Id) -> None:
        """Refused: it was answered meanwhile, the value cannot be taken, or a manager is needed
        (to go on after a question). ValueError for a choice that the kind does not know."""
        context = self._context
        with context.store.transaction():
            case = sync_book.case(context.store, number)
            if case is None or case.answer or case.settled_at is not None:
                raise Refused(T("This has been dealt with already."))
            self._decide(case, choice, by)
            self._record(case.kind, choice, by, 1, case.local_id)
            if choice != "ok":
                self.refresh()

    def answer_all(self, kind: str, choice: str, by: Id) -> int:
        """The same answer for all of a kind; returns how many. For ``removed`` and what is only
        told; a conflict is swapped one by one."""
        if kind in QUESTIONS or choice == "swap":
            raise ValueError(f"{kind} is answered one by one")
        context = self._context
        with context.store.transaction():
            many, after = 0, 0
            while found := sync_book.open_cases(context.store, kind=kind, after=after):
                after = found[-1].number
                for case in found:
                    if not case.answer:
                        self._decide(case, choice, by)
                        many += 1
            if many:
                self._record(kind, choice, by, many, None)
                if choice != "ok":
                    self.refresh()
        return many

    def _decide(self, case: sync_book.Case, choice: str, by: Id) -> None:
        store, now = self._context.store, self._context.now()
        if choice not in ANSWERS.get(case.kind, ("ok",)):
            raise ValueError(f"{case.kind} cannot be answered with {choice}")
        if case.kind in QUESTIONS:
            self._require_manager(by)
        if choice == "swap":
            self._swap(case, by)
        sync_book.answer(store, case.number, choice, now)
        if choice in ("swap", "ok"):
            # Nothing is left to do for the agent: a swapped value goes out as any change does.
            sync_book.settle(store, case.number, now)

    def _swap(self, case: sync_book.Case, by: Id) -> None:
        """The value that lost becomes the client's; that of a note is added to it."""
        if case.local_id is None:
            raise Refused(T("This client no longer exists."))
        client = clients.get(self._context.store, case.local_id)
        name, lost = _attribute(case.detail), str(case.detail.get("lost", ""))
        if name == "note" and client.note and lost not in client.note:
            lost = f"{client.note}\n{lost}"
        if not name:
            raise Refused(T("This cannot be changed here."))
        values: dict[str, Any] = {name: lost}
        self._people.save(replace(client, **values), by)

    def _record(self, kind: str, choice: str, by: Id, many: int, about: Id | None) -> None:
        store = self._context.store
        body: dict[str, object] = {
            "case": kind,
            "answer": choice,
            "many": many,
            "by": staff.actor(store, by),
        }
        if about is not None:
            # Of a visit nothing: the journal names persons only by their pseudonyms.
            with suppress(NotFound):
                body["client"] = clients.pseudonym(store, about)
        self._context.journal.append("sync.answered", self._context.now(), body)

    def _require_manager(self, by: Id) -> None:
        member = staff.member(self._context.store, by)
        if not member.active or member.role != "manager":
            raise Refused(T("Only a manager can do this. Unlock the desk with a manager's card."))


def _attribute(detail: Mapping[str, Any]) -> str:
    """The client's attribute that a conflict is about, "" for none."""
    return ATTRIBUTES.get(str(detail.get("field", "")), "")


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
