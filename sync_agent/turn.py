"""One run of one remote, with everything that is told about it: its row, its progress, its end."""

from __future__ import annotations

import logging
from dataclasses import replace

from kiosk.salon import faults
from kiosk.salon.domain import stored_message
from kiosk.salon.domain.errors import PultError, TryAgain
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import book as sync_book
from sync_agent.engine.job import Rules
from sync_agent.engine.ports import OnProgress, Timing
from sync_agent.engine.problems import (
    FeedExpired,
    Later,
    Offline,
    Question,
    ScopeGone,
    SignInAgain,
    Stopped,
    Unknown,
)
from sync_agent.engine.tally import RunTally
from sync_agent.report import Report
from sync_agent.timing import StopToken
from sync_agent.workers import Work, Worker

TELL_SECONDS = 1.0
log = logging.getLogger(__name__)


class Teller:
    """Progress into the database, once a second at most; also where a run is told to stop."""

    def __init__(self, store: Store, remote: str, stop_token: StopToken) -> None:
        self._store, self._stop_token = store, stop_token
        self._told_at = stop_token.monotonic()
        self._now = sync_book.Progress(remote, "", 0, 0, stop_token.now(), 0)

    def __call__(self, phase: str, done: int, total: int) -> None:
        self._stop_token.check()
        at = self._stop_token.now()
        began_at = self._now.began_at if phase == self._now.phase else at
        self._now = replace(
            self._now, phase=phase, done=done, total=total, began_at=began_at, at=at
        )
        if self._stop_token.monotonic() - self._told_at >= TELL_SECONDS:
            self._told_at = self._stop_token.monotonic()
            sync_book.put_progress(self._store, self._now)


def run_once(
    store: Store,
    name: str,
    worker: Worker,
    stop_token: StopToken,
    rules: Rules,
    asked: sync_book.Request | None = None,
) -> Report:
    """Runs it and keeps what came of it. Raises nothing but what the database raises: one remote's
    trouble is never another's. ``asked``: it does this request instead of running a remote."""
    about = {"service": asked.service, "asked": asked.kind} if asked else {}
    number = sync_book.begin_run(store, name, stop_token.now(), **about)
    before = worker.requests() if worker.requests else 0
    stop_token.begin()
    try:
        report = attempt(
            store, name, worker.run, stop_token, rules, Teller(store, name, stop_token)
        )
    except Exception as error:  # noqa: BLE001 - a mistake of ours must not end the agent
        # Where it happened, not what it said: that may name a person.
        log.error("%s: %s", name, faults.told(error))
        report = Report(outcome="failed")
    if worker.requests:
        report = replace(report, requests=worker.requests() - before)
    sync_book.end_run(
        store,
        number,
        stop_token.now(),
        report.outcome,
        report.why,
        sent=report.sent,
        received=report.received,
        conflicts=report.conflicts,
        waiting=report.waiting,
        requests=report.requests,
    )
    log.info("%s: %s", name, report.outcome)
    return report


OUTCOMES: tuple[tuple[type[PultError], sync_book.Outcome], ...] = (
    (Question, "question"),
    (SignInAgain, "sign_in"),
    (Stopped, "stopped"),
    (Offline, "offline"),
    (Unknown, "offline"),
    (ScopeGone, "later"),
    (FeedExpired, "later"),
    (TryAgain, "later"),
    (PultError, "failed"),
)
"""What an error means for a run of any remote: the first class that it is of."""


def outcome_of(problem: PultError) -> sync_book.Outcome:
    return next(outcome for kind, outcome in OUTCOMES if isinstance(problem, kind))


def attempt(
    store: Store, name: str, work: Work, timing: Timing, rules: Rules, on_progress: OnProgress
) -> Report:
    """Runs it and says how it went; a question of the remote's is kept as a case. Raises only what
    is no error of ours."""
    tally = RunTally()
    problem: PultError | None = None
    try:
        work(store, timing, rules, on_progress, tally)
    except PultError as error:
        problem = error
    if isinstance(problem, Question):
        asked, now = problem, timing.now()
        sync_book.open_case(store, name, asked.kind, None, asked.about, asked.detail, now)
    return Report(
        sent=tally.sent,
        received=tally.received,
        conflicts=tally.conflicts,
        waiting=tally.waiting,
        requests=tally.requests,
        outcome=outcome_of(problem) if problem else "ok",
        why=stored_message.dump(problem.message) if problem else "",
        later_seconds=problem.seconds if isinstance(problem, Later) else 0,
    )
