"""The page of a service: how it stands, what it asks, what waits, and what it did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from kiosk.presenters.agenda.args import DeskArgs
from kiosk.presenters.agenda.visit_panel import Action
from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.clients.args import ClientArgs
from kiosk.presenters.forms import require_manager
from kiosk.presenters.rows import Row
from kiosk.presenters.sync.args import SyncCodeArgs
from kiosk.presenters.sync.cases import Group, groups
from kiosk.presenters.sync.questions import CaseCard, questions
from kiosk.presenters.sync.words import LEAVING, Headline, begins, headline, permille, run_rows
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import N, Number, T, Text
from kiosk.salon.services.sync import ServiceState, Summary

READ_RUNS = 100
SHOWN_RUNS = 8
"""Runs with nothing to do are put together, so more are read than shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """``title``: of the service; ``services``: all of them, where there are several to choose from.
    ``account``: the e-mail of the account in use. ``facts``: pairs of label and value.
    ``actions``: buttons below the headline, the first the one to take. ``permille``: how far
    the run is, -1 while nothing runs. ``promises``: icon and words, while nobody is signed in."""

    title: Text = ""
    services: tuple[Row, ...] = ()
    head: Headline | None = None
    account: str = ""
    facts: tuple[tuple[Text, Text], ...] = ()
    permille: int = -1
    actions: tuple[Action, ...] = ()
    questions: tuple[CaseCard, ...] = ()
    groups: tuple[Group, ...] = ()
    runs: tuple[Row, ...] = ()
    promises: tuple[tuple[str, Text], ...] = ()


class SyncPage(Presenter[SyncState, None]):
    name = "sync"
    blank = SyncState()

    def forget(self) -> None:
        self._summaries: tuple[Summary, ...] | None = None
        self._service = ""
        self._leaving = False

    def enter(self, _: None = None) -> None:
        self._leaving = False
        self._service = self.services.sync.summary().name
        self._load()

    def resume(self, _: Result | None = None) -> None:
        self._load()

    def tick(self) -> None:
        """Reads all of it only when a summary has changed."""
        summaries = self.services.sync.summaries()
        if summaries != self._summaries:
            self._load(summaries)

    def _load(self, summaries: tuple[Summary, ...] | None = None) -> None:
        sync, now = self.services.sync, self.services.context.now()
        salon = self.services.context.salon
        self._summaries = sync.summaries() if summaries is None else summaries
        summary = sync.summary(self._service)
        self._service, service = summary.name, summary.service
        state = sync.state(summary)
        waiting = self.services.sync_answers.waiting(summary.name)
        read = partial(self.services.sync_answers.cases, service=summary.name)
        self.show(
            SyncState(
                title=service or T("Synchronisation"),
                services=self._others(salon, now),
                head=LEAVING.of(service) if self._leaving else headline(state, salon, now),
                account=summary.account or "",
                facts=_facts(state),
                permille=0 if begins(state) else permille(summary),
                actions=self._actions(state),
                questions=questions(waiting, read),
                groups=groups(waiting, read, service),
                runs=run_rows(
                    sync.runs(READ_RUNS, summary.name), state.titles, salon, now, SHOWN_RUNS
                ),
                promises=()
                if summary.connected
                else tuple((one.icon, one.words) for one in state.promises),
            )
        )

    def _others(self, salon: Salon, now: int) -> tuple[Row, ...]:
        """Every service with how it stands; nothing where there is no choice."""
        summaries = self._summaries or ()
        if len(summaries) < 2:
            return ()
        rows = []
        for one in summaries:
            head = headline(self.services.sync.state(one), salon, now)
            shown = one.name == self._service
            title: Text = one.service
            if one.account:
                title = T("{service}: {account}", service=one.service, account=one.account)
            rows.append(Row(one.name, title, head.text, icon=head.icon, tone=head.tone, dim=shown))
        return tuple(rows)

    def _actions(self, state: ServiceState) -> tuple[Action, ...]:
        summary = state.summary
        if not summary.name:
            return ()
        if self._leaving:
            return (
                Action("sign_out", T("Yes, sign out"), "log-out", "danger"),
                Action("stay", T("Stay signed in"), "", "plain"),
            )
        # The service's page or the stick: one after the other.
        busy = not summary.asleep and not {"sign_in", "import"}.isdisjoint(summary.asked)
        file = Action("use_file", T("Use a sign-in file"), "key", "plain", busy=busy)
        files = (file,) if state.files else ()
        if not summary.connected and not state.ready:
            # Nothing to sign in with yet: a file made on a PC brings everything.
            project = Action("use_project", T("Use a project file"), "box", "plain", busy=busy)
            return (*(replace(one, look="primary") for one in files), project)
        if not summary.connected:
            words = T("Sign in to {service}", service=summary.service)
            return Action("sign_in", words, "log-in", "primary", busy=busy), *files
        out = Action("ask_sign_out", T("Sign out"), "log-out", "ghost")
        if state.problem == "sign_in":
            again = Action("sign_in", T("Sign in again"), "log-in", "primary", busy=busy)
            return again, *files, out
        if summary.running:
            stopping = "stop" in summary.asked
            stop = Action("stop", T("Stopping") if stopping else T("Stop"), "x", busy=stopping)
            return stop, out
        look = "soft" if summary.questions else "primary"
        words = T("Refresh {service}", service=summary.service)
        refresh = Action("refresh", words, "refresh", look)
        return replace(refresh, busy="run" in summary.asked and not summary.asleep), out

    # -- intents ------------------------------------------------------------------------------

    def show_service(self, name: str) -> None:
        """Another service, of those that there are."""
        self._service, self._leaving = name, False
        self._load()

    def refresh(self) -> None:
        self.services.sync.refresh()
        self._load()

    def stop(self) -> None:
        """The run under way ends after its present step and goes on another time."""
        self.services.sync.stop()
        self._load()

    def sign_in(self) -> None:
        """The agent opens the browser. The first time a manager decides whose account it is."""
        if not self.services.sync.summary(self._service).connected:
            require_manager(self)
        self.services.sync.sign_in(self._service)
        self._load()

    def use_file(self) -> None:
        """A sign-in that was made on a PC and lies on a stick; it opens with a code."""
        require_manager(self)
        self.host.go(SyncCodeArgs(self._service))

    def use_project(self) -> None:
        """The file of the salon's own project at the service, on a stick."""
        self.services.sync.use_file(self._service, require_manager(self).id)
        self._load()

    def ask_sign_out(self) -> None:
        """Asks before signing out."""
        require_manager(self)
        self._leaving = True
        self._load()

    def stay(self) -> None:
        self._leaving = False
        self._load()

    def sign_out(self) -> None:
        member = require_manager(self)
        self._leaving = False
        self.services.sync.sign_out(self._service, member.id)
        self.host.say(Toast(T("Signing out. Clients and contacts stay on both sides."), "info"))
        self._load()

    def answer(self, arg: str) -> None:
        """``arg``: number of the case and the choice, as the button says."""
        number, _, choice = arg.partition(":")
        try:
            self.services.sync_answers.answer(int(number), choice, self._by())
        finally:
            self._load()

    def answer_all(self, arg: str) -> None:
        kind, _, choice = arg.partition(":")
        many = self.services.sync_answers.answer_all(kind, choice, self._by(), self._service)
        if choice == "send":
            words = N("{n} is sent again.", "{n} are sent again.", many)
            self.host.say(Toast(words, "info"))
        self._load()

    def open_client(self, key: str) -> None:
        self.host.go(ClientArgs(bytes.fromhex(key)))

    def open_visit(self, key: str) -> None:
        self.host.go(DeskArgs(appointment_id=bytes.fromhex(key)))

    def _by(self) -> Id:
        """Staff screens are only there while somebody has the desk open."""
        member = self.host.staff
        assert member is not None
        return member.id


def _facts(state: ServiceState) -> tuple[tuple[Text, Text], ...]:
    if not state.summary.connected:
        return ()
    return (
        (T("Contacts in step"), Number(state.contacts * 1000)),
        (T("With a booking"), Number(state.bookings * 1000)),
        (T("Waiting to be sent"), Number(state.waiting * 1000)),
    )
