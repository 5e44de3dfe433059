"""One run of one remote, from its first request to its last.

Read :mod:`reconcile` first: it decides. Around it, in the order of a run: enter the scope, stage
the feed (:mod:`pull`), see whether a person has to look first (:mod:`guarding`), carry out here
what was decided (:mod:`match`, :mod:`merge`), find out about lost answers (:mod:`settle`), send the
rest (:mod:`push`, :mod:`delete`). A run may end anywhere, by an error or a power cut: the next one
goes on where it was.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.salon.domain.text import T
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync import links as sync_links
from kiosk.salon.store.sync import remotes as sync_remotes
from kiosk.salon.store.sync.links import AT_ONCE, WHEN_SETTLED
from kiosk.salon.store.sync.remotes import RemoteRow
from sync_agent.engine import answers, delete, guarding, merge, pull, push, settle
from sync_agent.engine.job import Job, Rules
from sync_agent.engine.names import tell_names
from sync_agent.engine.ports import LocalSide, OnProgress, Remote, Timing
from sync_agent.engine.problems import MadeUnheard, Question
from sync_agent.engine.tally import RunTally

FORGOTTEN = 100
"""Tombstones that are forgotten in one transaction at most."""
ROUNDS = 4
"""So often observations may wait for another reading within one run."""


def run(
    store: Store,
    side: LocalSide,
    remote: Remote,
    timing: Timing,
    rules: Rules,
    on_progress: OnProgress,
    tally: RunTally,
) -> None:
    """Brings both sides in step as far as possible. Raises the errors of
    :mod:`sync_agent.engine.problems` and of our own database; whatever was done before stays."""
    row = sync_remotes.in_use(store, remote.name) or RemoteRow(remote.name, "")
    job = Job(store, side, remote, timing, rules, on_progress, row, tally)
    with tally.counting(lambda: _waiting(job)):
        _steps(job)
        # Whatever was asked before has resolved itself, and a yes to it allows nothing more.
        sync_book.settle_questions(store, remote.name, timing.now())


def _waiting(job: Job) -> int:
    return job.links.count_intents() + job.links.count_staged() + job.links.count_pending()


def _steps(job: Job) -> None:
    job.on_progress("reading", 0, 0)
    _account(job)
    _enter(job)
    answers.act(job)
    pull.feed(job)
    pull.intake(job)
    pull.refresh(job, AT_ONCE)
    pull.refresh(job, WHEN_SETTLED)
    settle.look_for_lost(job)
    guarding.check(job)
    pull.keep(job)
    for _ in range(ROUNDS):
        merge.observations(job)
        merge.pending(job)
        if not pull.refresh(job, AT_ONCE):
            break
    settle.conclude(job)
    push.push(job)
    delete.delete(job)
    _changed_meanwhile(job)
    buried = job.timing.now() - round(job.rules.buried_hours * 3_600_000)
    forgotten = FORGOTTEN
    while forgotten == FORGOTTEN:
        with job.store.transaction():
            forgotten = job.links.forget_tombstones(buried, FORGOTTEN)


def _account(job: Job) -> None:
    """The account that is signed in. Another one than before: somebody has to say so first; what
    was linked in the old one stays as it is, there and here, and so does where it stood: back at
    it, nothing is asked again."""
    account = job.remote.account()
    known = job.row
    if known.account == account:
        return
    if known.account and not guarding.allowed(job, "other_account", account=account):
        raise Question(
            "other_account",
            T("Another account is signed in. Somebody has to look."),
            account,
            **{"was": known.account, "is": account},
        )
    before = sync_remotes.load(job.store, job.remote.name, account)
    if before is None:
        epoch = known.epoch + 1 if known.account else 0
        job.row = RemoteRow(job.remote.name, account, epoch=epoch)
    else:
        # What changed here and was waiting has been taken up for the other account.
        job.row = replace(before, seq=-1)
    job.links = sync_links.Links(job.store, job.remote.name, account)
    with job.store.transaction():
        sync_remotes.put(job.store, job.row)


def _enter(job: Job) -> None:
    answered = {
        case.kind: case
        for case in sync_book.answered(job.store, job.row.remote)
        if case.local_id is None and case.kind not in sync_book.GUARDING
    }
    given = {kind: case.answer for kind, case in answered.items()}
    try:
        scope = job.asking(lambda: job.remote.enter(job.row.scope, given))
    except MadeUnheard as doubt:
        job.case("doubled", None, doubt.name, name=doubt.name)
        raise
    now = job.timing.now()
    with job.store.transaction():
        for case in answered.values():
            sync_book.settle(job.store, case.number, now)
        job.entered(scope)
        tell_names(job.store, job.row.remote, scope, now)
    job.members = scope.members


def _changed_meanwhile(job: Job) -> None:
    """What somebody there had changed before it was sent or deleted: read again, merged again, sent
    again. Reads may be late, so we wait longer each time; the rest is left to the next run."""
    for attempt in range(job.rules.rereads):
        if not (job.undecided or job.doubtful or job.links.to_read(AT_ONCE, "", 1)):
            return
        job.undecided = False
        job.timing.sleep(2.0 * 2**attempt)
        pull.refresh(job, AT_ONCE)
        merge.observations(job, gone=False)
        push.push(job)
        delete.delete(job)
