"""The page for Google: how it stands, what it asks, what waits, and what it did."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.agenda.args import DeskArgs
from kiosk.presenters.agenda.visit_panel import Action
from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.clients.args import ClientArgs
from kiosk.presenters.forms import require_manager
from kiosk.presenters.rows import Row
from kiosk.presenters.sync.cases import Group, groups
from kiosk.presenters.sync.questions import CaseCard, questions
from kiosk.presenters.sync.words import LEAVING, Headline, begins, headline, permille, run_rows
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import N, Number, T, Text
from kiosk.salon.services.sync import Pulse, State

READ_RUNS = 100
SHOWN_RUNS = 8
"""Runs with nothing to do are put together, so more are read than shown."""


PROMISES: tuple[tuple[str, Text], ...] = (
    (
        "phone",
        T(
            "Clients are in the address book of your phones, "
            "and what you edit there comes back here."
        ),
    ),
    ("calendar", T("The bookings of the day stand in a Google calendar, by stylist.")),
    ("eye", T("Only the salon's own label is read. Your private contacts never come here.")),
    ("cloud-off", T("Without a connection everything here goes on working.")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """``account``: the e-mail of the account in use. ``facts``: pairs of label and value.
    ``actions``: buttons below the headline, the first the one to take. ``permille``: how far
    the run is, -1 while nothing runs. ``promises``: icon and words, while nobody is signed in."""

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
        self._pulse: Pulse | None = None
        self._leaving = False

    def enter(self, _: None = None) -> None:
        self._leaving = False
        self._load()

    def resume(self, _: Result | None = None) -> None:
        self._load()

    def tick(self) -> None:
        """Reads all of it only when the pulse has changed."""
        pulse = self.services.sync.pulse()
        if pulse != self._pulse:
            self._load(pulse)

    def _load(self, pulse: Pulse | None = None) -> None:
        sync, now = self.services.sync, self.services.context.now()
        salon = self.services.context.salon
        self._pulse = pulse or sync.pulse()
        state = sync.state(self._pulse)
        waiting = sync.waiting()
        self.show(
            SyncState(
                head=LEAVING if self._leaving else headline(state, salon, now),
                account=self._pulse.title or "",
                facts=_facts(state),
                permille=0 if begins(state) else permille(self._pulse),
                actions=self._actions(state),
                questions=questions(waiting, sync.cases),
                groups=groups(waiting, sync.cases),
                runs=run_rows(sync.runs(READ_RUNS), salon, now, SHOWN_RUNS),
                promises=() if self._pulse.connected else PROMISES,
            )
        )

    def _actions(self, state: State) -> tuple[Action, ...]:
        pulse = state.pulse
        if self._leaving:
            return (
                Action("sign_out", T("Yes, sign out"), "log-out", "danger"),
                Action("stay", T("Stay signed in"), "", "plain"),
            )
        # Google's page or the stick: one after the other.
        busy = not pulse.asleep and not {"sign_in", "import"}.isdisjoint(pulse.asked)
        file = Action("use_file", T("Use a sign-in file"), "key", "plain", busy=busy)
        if not pulse.connected and not state.project:
            # Nothing to sign in with yet: a file made on a PC brings everything.
            project = Action("use_project", T("Use a project file"), "box", "plain", busy=busy)
            return replace(file, look="primary"), project
        if not pulse.connected:
            return Action("sign_in", T("Sign in to Google"), "log-in", "primary", busy=busy), file
        out = Action("leave_google", T("Sign out"), "log-out", "ghost")
        if state.problem == "sign_in":
            again = Action("sign_in", T("Sign in again"), "log-in", "primary", busy=busy)
            return again, file, out
        if pulse.running:
            stopping = "stop" in pulse.asked
            stop = Action("stop", T("Stopping") if stopping else T("Stop"), "x", busy=stopping)
            return stop, out
        look = "soft" if pulse.questions else "primary"
        refresh = Action("refresh", T("Refresh Google"), "refresh", look)
        return replace(refresh, busy="run" in pulse.asked and not pulse.asleep), out

    # -- intents ------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.services.sync.refresh()
        self._load()

    def stop(self) -> None:
        """The run under way ends after its present step and goes on another time."""
        self.services.sync.stop()
        self._load()

    def sign_in(self) -> None:
        """The agent opens the browser. The first time a manager decides whose account it is."""
        if self._pulse is None or not self._pulse.connected:
            require_manager(self.host)
        self.services.sync.sign_in()
        self._load()

    def use_file(self) -> None:
        """A sign-in that was made on a PC and lies on a stick; it opens with a code."""
        require_manager(self.host)
        self.host.go("sync_code")

    def use_project(self) -> None:
        """The file of the salon's own Google project, on a stick."""
        self.services.sync.use_file(require_manager(self.host).id)
        self._load()

    def leave_google(self) -> None:
        """Asks before signing out."""
        require_manager(self.host)
        self._leaving = True
        self._load()

    def stay(self) -> None:
        self._leaving = False
        self._load()

    def sign_out(self) -> None:
        member = require_manager(self.host)
        self._leaving = False
        self.services.sync.sign_out(member.id)
        self.host.say(Toast(T("Signing out. Clients and contacts stay on both sides."), "info"))
        self._load()

    def answer(self, arg: str) -> None:
        """``arg``: number of the case and the choice, as the button says."""
        number, _, choice = arg.partition(":")
        try:
            self.services.sync.answer(int(number), choice, self._by())
        finally:
            self._load()

    def answer_all(self, arg: str) -> None:
        kind, _, choice = arg.partition(":")
        many = self.services.sync.answer_all(kind, choice, self._by())
        if choice == "send":
            words = N("{n} is sent again.", "{n} are sent again.", many)
            self.host.say(Toast(words, "info"))
        self._load()

    def open_client(self, key: str) -> None:
        self.host.go(ClientArgs(bytes.fromhex(key)))

    def open_visit(self, key: str) -> None:
        self.host.go(DeskArgs(appointment_id=bytes.fromhex(key)))

    def close(self) -> None:
        self.host.back()

    def _by(self) -> Id:
        """Staff screens are only there while somebody has the desk open."""
        member = self.host.staff
        assert member is not None
        return member.id


def _facts(state: State) -> tuple[tuple[Text, Text], ...]:
    if not state.pulse.connected:
        return ()
    return (
        (T("Contacts in step"), Number(state.contacts * 1000)),
        (T("With a booking"), Number(state.bookings * 1000)),
        (T("Waiting to be sent"), Number(state.waiting * 1000)),
    )
