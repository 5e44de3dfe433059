"""One run of one remote, with everything that is told about it: its row, its progress, its end."""

from __future__ import annotations

import logging
import traceback
from dataclasses import replace

from kiosk.salon.domain import kept_text
from kiosk.salon.domain.errors import PultError
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import book as sync_book
from sync_agent.engine.problems import Later, Offline, Question, SignInAgain, Stopped, Unknown
from sync_agent.engine.run import Report, Rules
from sync_agent.registry import Worker
from sync_agent.timing import Halt

TELL_SECONDS = 1.0
log = logging.getLogger(__name__)


class Teller:
    """Progress into the database, once a second at most; also where a run is told to stop."""

    def __init__(self, store: Store, remote: str, halt: Halt) -> None:
        self._store, self._halt = store, halt
        self._told_at = halt.monotonic()
        self._now = sync_book.Progress(remote, "", 0, 0, halt.now(), 0)

    def __call__(self, phase: str, done: int, total: int) -> None:
        self._halt.check()
        at = self._halt.now()
        began_at = self._now.began_at if phase == self._now.phase else at
        self._now = replace(
            self._now, phase=phase, done=done, total=total, began_at=began_at, at=at
        )
        if self._halt.monotonic() - self._told_at >= TELL_SECONDS:
            self._told_at = self._halt.monotonic()
            sync_book.put_progress(self._store, self._now)


def take_turn(store: Store, name: str, worker: Worker, halt: Halt, rules: Rules) -> Report:
    """Runs it and keeps what came of it. Raises nothing but what the database raises: one remote's
    trouble is never another's."""
    number = sync_book.begin_run(store, name, halt.now())
    before = worker.requests() if worker.requests else 0
    halt.begin()
    report = _run(store, name, worker, halt, rules)
    if worker.requests:
        report = replace(report, requests=worker.requests() - before)
    sync_book.end_run(
        store,
        number,
        halt.now(),
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


def _run(store: Store, name: str, worker: Worker, halt: Halt, rules: Rules) -> Report:
    try:
        return worker.run(store, halt, rules, Teller(store, name, halt))
    except Question as question:
        sync_book.open_case(store, name, question.kind, None, "", question.detail, halt.now())
        return Report(outcome="question", why=kept_text.keep(question.message))
    except PultError as error:
        return Report(outcome=_outcome(error), why=kept_text.keep(error.message))
    except Exception as error:  # noqa: BLE001 - a mistake of ours must not end the agent
        # Where it happened, not what it said: that may name a person.
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("%s: %s\n%s", name, type(error).__name__, where)
        return Report(outcome="failed")


def _outcome(error: PultError) -> sync_book.Outcome:
    if isinstance(error, SignInAgain):
        return "sign_in"
    if isinstance(error, Later):
        return "later"
    if isinstance(error, Offline | Unknown):
        return "offline"
    return "stopped" if isinstance(error, Stopped) else "failed"
