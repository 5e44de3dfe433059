"""What synchronisation asks people at the desk, and what answering does.

The agent opens cases and acts upon the answers at its next run; what needs nothing more of it is
settled here at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import CONTACT_FIELDS, UNLOCK_AS_MANAGER
from kiosk.salon.domain.text import T
from kiosk.salon.services.clients import Clients
from kiosk.salon.services.context import Context
from kiosk.salon.services.sync import Sync
from kiosk.salon.services.team import require_manager
from kiosk.salon.store import appointments
from kiosk.salon.store.clients import table as clients
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync import services as sync_services
from kiosk.salon.store.sync.services import About, Direction

QUESTIONS = sync_book.STOPPING

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "other_account": ("go",),
    "guard": ("go",),
    "empty": ("go",),
    "adopt": ("adopt", "new"),
    "conflict": ("swap", "ok"),
    "removed": ("send", "leave", "delete"),
    "taken": ("send", "leave"),
    "refused": ("keep", "ok"),
    "rejected": ("again", "ok"),
    "twin": ("one", "leave"),
}
"""What may be answered, by kind; anything else is only told and answered with ``ok``. To say no to
a question is to leave it open: nothing happens until somebody says yes."""


@dataclass(frozen=True, slots=True)
class Question:
    """A case with the name of whom it is about (empty: nobody, or somebody who is gone).
    ``service``: title of whose case it is; ``about`` and ``direction``: of its remote.
    ``client_id`` or ``visit_id``: what it is about, ``begins``: when that visit does (UTC ms).
    ``now``: of a conflict, what stands here at present; of another account, what people call it."""

    number: int
    remote: str
    kind: str
    detail: Mapping[str, Any]
    service: str = ""
    about: About = "other"
    direction: Direction = "both"
    name: str = ""
    client_id: Id | None = None
    visit_id: Id | None = None
    begins: int = 0
    now: str = ""


class SyncAnswers:
    """``sync``: is asked to run when there is something to act upon."""

    def __init__(self, context: Context, sync: Sync, people: Clients) -> None:
        self._context, self._sync, self._people = context, sync, people

    def waiting(self, service: str = "") -> dict[str, int]:
        """How many cases nobody has answered, by kind. ``service`` "": of all services."""
        return sync_book.waiting(self._context.store, service)

    def cases(self, kind: str, limit: int = 20, service: str = "") -> tuple[Question, ...]:
        """Those of a kind that nobody has answered, oldest first."""
        store = self._context.store
        asked = {
            channel.remote: Question(
                0, channel.remote, kind, {}, one.title, channel.about, channel.direction
            )
            for one in sync_services.everything(store)
            for channel in one.channels
        }
        told: list[Question] = []
        after = 0
        while found := sync_book.open_cases(store, kind=kind, service=service, after=after):
            after = found[-1].number
            open_ones = [case for case in found if not case.answer]
            told += [
                self._question(case, asked.get(case.remote, Question(0, case.remote, kind, {})))
                for case in open_ones[: limit - len(told)]
            ]
            if len(told) == limit:
                break
        return tuple(told)

    def _question(self, case: sync_book.Case, asked: Question) -> Question:
        store = self._context.store
        asked = replace(asked, number=case.number, detail=case.detail)
        if case.kind == "other_account":
            return replace(asked, now=sync_accounts.title_of(store, str(case.detail.get("is", ""))))
        if case.local_id is None:
            return asked
        with suppress(NotFound):
            client = clients.get(store, case.local_id)
            field = _attribute(case.detail)
            now = str(getattr(client, field)) if field else ""
            return replace(asked, name=client.name, client_id=client.id, now=now)
        visit = appointments.get(store, case.local_id)
        if visit is None:
            return asked
        return replace(asked, name=visit.client_name, visit_id=visit.id, begins=visit.starts_at)

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
                self._sync.refresh()

    def answer_all(self, kind: str, choice: str, by: Id, service: str = "") -> int:
        """The same answer for all of a kind; returns how many. For ``removed`` and what is only
        told; a conflict is swapped one by one."""
        if kind in QUESTIONS or choice == "swap":
            raise ValueError(f"{kind} is answered one by one")
        context = self._context
        with context.store.transaction():
            many, after = 0, 0
            while found := sync_book.open_cases(
                context.store, kind=kind, service=service, after=after
            ):
                after = found[-1].number
                for case in found:
                    if not case.answer:
                        self._decide(case, choice, by)
                        many += 1
            if many:
                self._record(kind, choice, by, many, None)
                if choice != "ok":
                    self._sync.refresh()
        return many

    def _decide(self, case: sync_book.Case, choice: str, by: Id) -> None:
        store, now = self._context.store, self._context.now()
        if choice not in ANSWERS.get(case.kind, ("ok",)):
            raise ValueError(f"{case.kind} cannot be answered with {choice}")
        if case.kind in QUESTIONS:
            require_manager(self._context, by, UNLOCK_AS_MANAGER)
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
        whom = {}
        if about is not None:
            # Of a visit nothing: the journal names persons only by their pseudonyms.
            with suppress(NotFound):
                whom["client"] = clients.pseudonym(self._context.store, about)
        self._context.note("sync.answered", by, case=kind, answer=choice, many=many, **whom)


def _attribute(detail: Mapping[str, Any]) -> str:
    """The client's attribute that a conflict is about, "" for none."""
    return CONTACT_FIELDS.get(str(detail.get("field", "")), "")
