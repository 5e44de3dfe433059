"""Words for synchronisation: how it stands, how far a run is, and what a run did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from kiosk.presenters.base import Tone
from kiosk.presenters.rows import Row
from kiosk.salon.domain import stored_message
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import Day, Duration, Msg, N, Number, T, Text, TimeOfDay
from kiosk.salon.services.sync import Problem, Run, Running, ServiceState, Summary

SECONDS_IN_MINUTE = 60

BY_HAND: dict[str, Msg] = {
    "sign_in": T("Signing in"),
    "sign_out": T("Signing out"),
    "import": T("Reading a file"),
}
"""What was asked for at the desk, by kind of request."""
PHASES: dict[str, Msg] = {
    "reading": T("Reading from {service}"),
    "merging": T("Comparing"),
    "sending": T("Sending to {service}"),
}


@dataclass(frozen=True, slots=True)
class Headline:
    """How it stands, in a few words; ``advice``: what follows from it."""

    text: Text
    advice: Text
    icon: str
    tone: str

    def of(self, service: str) -> Headline:
        return replace(self, text=about(self.text, service), advice=about(self.advice, service))


def about(words: Text, service: str) -> Text:
    """A sentence of one of these tables, with the service that it is about."""
    return words.of(service=service) if isinstance(words, Msg) else words


PROBLEMS: dict[Problem, Headline] = {
    "sign_in": Headline(
        T("Sign in again"),
        T("{service} wants to know that it is still you. Everything here goes on working."),
        "log-in",
        "warn",
    ),
    "clock": Headline(
        T("The clock of this box is wrong"),
        T("{service} does not let it in until date and time are right."),
        "clock",
        "warn",
    ),
    "question": Headline(
        T("A question waits for you"),
        T("Nothing is sent or taken over until it is answered."),
        "message",
        "warn",
    ),
    "asleep": Headline(
        T("The service in the background does not answer"),
        T("Switch Pult off and on. If this stays, call your technician."),
        "alert-triangle",
        "bad",
    ),
    "offline": Headline(
        T("No connection"),
        T("Everything is kept and sent as soon as there is one."),
        "cloud-off",
        "ink2",
    ),
    "later": Headline(
        T("{service} asks us to wait a while"), T("It goes on by itself."), "hourglass", "ink2"
    ),
    "failed": Headline(
        T("It did not work"), T("It is tried again by itself."), "alert-triangle", "warn"
    ),
    "stopped": Headline(
        T("Stopped"),
        T("It goes on by itself later, or now with Refresh {service}."),
        "pause",
        "ink2",
    ),
}
NEVER = Headline(
    T("Not connected"),
    T(
        "A manager does it once: plug in a USB stick with a sign-in made on a PC, "
        "or with the file of your {service} project."
    ),
    "globe",
    "ink2",
)
READY = Headline(
    T("Not connected"),
    T("A manager signs in once, with the salon's {service} account."),
    "globe",
    "ink2",
)
LEAVING = Headline(
    T("Sign out of {service}?"),
    T("Clients and contacts stay on both sides. Edits wait until somebody signs in again."),
    "log-out",
    "warn",
)
OPEN = Headline(
    T("{service}'s page is open"), T("Sign in there with the salon's account."), "log-in", "info"
)
BEGINNING = Headline(T("{service} begins"), "", "refresh", "info")
ASKED: dict[str, Headline] = {
    "sign_in": Headline(
        T("{service}'s page opens in a moment"), T("Have the password at hand."), "log-in", "info"
    ),
    "import": Headline(T("The stick is being read."), "", "hourglass", "info"),
    "sign_out": Headline(T("Signing out"), "", "log-out", "info"),
}
"""What somebody asked for and the agent has not taken up yet, by kind of request."""
SINCE: tuple[Problem, ...] = ("sign_in", "clock", "offline", "later", "failed")
"""Problems that are told with the time until which all was well."""
BEGINS: tuple[Problem, ...] = ("", "question", "offline", "failed", "stopped")
"""With these a run that was asked for begins at once."""
OF_RUNS: tuple[Problem, ...] = ("", "offline", "later", "failed", "stopped")
"""What the last run ended in is over as soon as there is another one."""


def headline(state: ServiceState, salon: Salon, now: int) -> Headline:
    summary, service = state.summary, state.summary.service
    if state.signing_in:
        return OPEN.of(service)
    asked = next((told for kind, told in ASKED.items() if kind in summary.asked), None)
    if asked is not None and not summary.asleep:
        return asked.of(service)
    if begins(state):
        return BEGINNING.of(service)
    if summary.running and state.problem in OF_RUNS:
        running = summary.running[0]
        return Headline(about(phase(running), service), progress(running), "refresh", "info")
    last = T("Last time {moment}", moment=moment(state.ok_at, salon, now))
    if state.problem:
        known = PROBLEMS[state.problem].of(service)
        advice = state.why or known.advice
        if state.problem in SINCE and summary.connected and state.ok_at:
            advice = T("{first}\n{second}", first=advice, second=last)
        return replace(known, advice=advice)
    if not summary.connected:
        return (READY if state.ready else NEVER).of(service)
    if not state.ok_at:
        return Headline(T("Connected"), T("The first run begins by itself."), "check", "ok")
    if summary.cases:
        many = N("{n} thing to look at", "{n} things to look at", summary.cases)
        last = T("{first}\n{second}", first=last, second=many)
    return Headline(T("Everything is in step"), last, "check-circle", "ok")


def begins(state: ServiceState) -> bool:
    """Somebody asked for a run that begins in a moment."""
    summary = state.summary
    wanted = "run" in summary.asked and not summary.running
    return summary.connected and wanted and state.problem in BEGINS


def phase(running: Running) -> Text:
    return PHASES.get(running.phase, T("Working"))


def progress(running: Running) -> Text:
    """How many of how many, and how long it will take when that is known."""
    done, total = Number(running.done * 1000), Number(running.total * 1000)
    if not running.total:
        return T("{done} so far", done=done) if running.done else ""
    left = running.seconds_left
    if left is None:
        return T("{done} of {total}", done=done, total=total)
    if left < SECONDS_IN_MINUTE:
        return T("{done} of {total}, less than a minute left", done=done, total=total)
    time = Duration(-(-left // SECONDS_IN_MINUTE))
    return T("{done} of {total}, about {time} left", done=done, total=total, time=time)


def permille(summary: Summary) -> int:
    """How far the run is, -1 while nothing runs; 0 while nobody knows."""
    if not summary.running:
        return -1
    running = summary.running[0]
    return min(1000, 1000 * running.done // running.total) if running.total else 0


def counted(state: ServiceState) -> Text:
    """What stands there, on one line."""
    contacts = N("{n} contact", "{n} contacts", state.contacts)
    if not state.bookings:
        return contacts
    bookings = N("{n} with a booking", "{n} with a booking", state.bookings)
    return T("{contacts} · {bookings}", contacts=contacts, bookings=bookings)


def moment(at: int, salon: Salon, now: int) -> Text:
    """A time of today, or day and time."""
    day = salon.local(at).date()
    if day == salon.local(now).date():
        return T("today at {time}", time=TimeOfDay(at))
    return T("{day}, {time}", day=Day(day, "short"), time=TimeOfDay(at))


# -- runs -----------------------------------------------------------------------------------------

OUTCOMES: dict[str, tuple[Msg, str]] = {
    "running": (T("Running"), "info"),
    "stopped": (T("Stopped"), "ink2"),
    "offline": (T("No connection"), "ink2"),
    "later": (T("Has to wait"), "ink2"),
    "sign_in": (T("Sign in again"), "warn"),
    "question": (T("A question"), "warn"),
    "failed": (T("Did not work"), "bad"),
}


def _nothing(run: Run) -> bool:
    return run.outcome == "ok" and not (run.sent or run.received or run.conflicts or run.waiting)


def run_rows(
    runs: Iterable[Run], titles: Mapping[str, Text], salon: Salon, now: int, most: int
) -> tuple[Row, ...]:
    """``titles``: of remotes. Newest first, at most ``most``. Runs with nothing to do one after the
    other are one row: there is one every few minutes."""
    rows: list[Row] = []
    for idle, some in groupby(runs, _nothing):
        if idle:
            rows.append(_idle_row(next(some), salon, now))
        else:
            rows += [_run_row(run, titles, salon, now) for run in some]
    return tuple(rows[:most])


def _idle_row(last: Run, salon: Salon, now: int) -> Row:
    when = moment(last.started_at, salon, now)
    return Row(str(last.number), T("Nothing new"), when, icon="check", tone="ok")


def _run_row(run: Run, titles: Mapping[str, Text], salon: Salon, now: int) -> Row:
    when = moment(run.started_at, salon, now)
    name = BY_HAND.get(run.asked) or titles.get(run.remote, run.remote)
    chip, tone = OUTCOMES.get(run.outcome, ("", "ok"))
    title = T("{what}, {moment}", what=name, moment=when)
    return Row(
        str(run.number),
        title,
        _did(run),
        icon="refresh",
        tone=tone,
        chip=chip,
        right=_took(run),
    )


def _did(run: Run) -> Text:
    """What a run did, the parts that are not nothing."""
    if run.why and run.outcome == "failed":
        return stored_message.load(run.why)
    parts = [
        words
        for words, many in (
            (N("{n} sent", "{n} sent", run.sent), run.sent),
            (N("{n} received", "{n} received", run.received), run.received),
            (
                N("{n} edited on both sides", "{n} edited on both sides", run.conflicts),
                run.conflicts,
            ),
            (N("{n} waits", "{n} wait", run.waiting), run.waiting),
        )
        if many
    ]
    if not parts:
        return ""
    joined: Text = parts[0]
    for part in parts[1:]:
        joined = T("{one}, {other}", one=joined, other=part)
    return joined


def _took(run: Run) -> Text:
    if run.ended_at is None:
        return ""
    seconds = max(1, (run.ended_at - run.started_at) // 1000)
    if seconds >= SECONDS_IN_MINUTE:
        return Duration(seconds // SECONDS_IN_MINUTE)
    return T("{n} s", n=seconds)


def finished(runs: Iterable[Run], service: str) -> tuple[Text, Tone]:
    """What the runs since somebody asked came to, and its tone. ``service``: of whom."""
    told = tuple(runs)
    for run in told:
        if run.outcome not in ("ok", "running", "stopped"):
            words, _ = OUTCOMES.get(run.outcome, (T("Did not work"), "bad"))
            calm = run.outcome in ("offline", "later")
            return T("{service}: {what}", service=service, what=words), "info" if calm else "warn"
    if any(run.outcome == "stopped" for run in told):
        return T("Stopped. It goes on where it was."), "info"
    sent, received = sum(run.sent for run in told), sum(run.received for run in told)
    if not sent and not received:
        return T("{service}: nothing new", service=service), "ok"
    both = {"sent": Number(sent * 1000), "received": Number(received * 1000)}
    return T("{service}: {sent} sent, {received} received", service=service, **both), "ok"
