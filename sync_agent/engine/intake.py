"""Things that only arrive, such as bookings, or the orders of a shop.

Nothing is sent back, so there is nothing to agree on: each thing is taken in once, taken in again
when it changed there, and given up here when it is gone there. What the rules here refuse is told
to people and tried again when something changed here or there (:mod:`sync_agent.engine.taking`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from kiosk.salon.domain.text import T
from kiosk.salon.store import changes
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync import intake as sync_intake
from kiosk.salon.store.sync import links as sync_links
from kiosk.salon.store.sync import remotes as sync_remotes
from kiosk.salon.store.sync.links import Links
from kiosk.salon.store.sync.remotes import RemoteRow
from sync_agent.engine.guard import ChangeCount, said_yes, too_much
from sync_agent.engine.job import Rules
from sync_agent.engine.links import from_row, keep_seen, read_seen
from sync_agent.engine.ports import OnProgress, Page, Seen, Timing
from sync_agent.engine.problems import FeedExpired, Question
from sync_agent.engine.taking import Intake, Taking, tried_until, unchanged
from sync_agent.engine.tally import RunTally

__all__ = ["Intake", "Source", "run"]

MANY = T("Much more than usual is gone there. Look before it is taken over here.")
PORTION, EVERY = 25, 1_000_000
"""Things a transaction at most: the desk never waits longer than a few milliseconds for it."""
ONE_BY_ONE = 20
"""So many refused things are read again singly; for more a whole reading is less."""
DAY_MS = 86_400_000


class Source(Protocol):
    """The part of :class:`sync_agent.engine.ports.Remote` that is needed here."""

    name: str
    form: str

    def about(self) -> str:
        """What is read, by a name that stays whoever is signed in: links are kept by it."""

    def pull(self, token: str) -> Iterator[Page]: ...

    def read(self, key: str) -> Seen | None:
        """One thing as it stands now; None: cannot be read."""


def run(
    store: Store,
    intake: Intake,
    source: Source,
    timing: Timing,
    rules: Rules,
    on_progress: OnProgress,
    tally: RunTally,
) -> None:
    """One run. Raises the errors of :mod:`sync_agent.engine.problems`, a Question when far more is
    gone than on an ordinary day."""
    _Run(store, intake, source, timing, rules, on_progress, tally).go()


class _Run:
    def __init__(
        self,
        store: Store,
        intake: Intake,
        source: Source,
        timing: Timing,
        rules: Rules,
        on_progress: OnProgress,
        tally: RunTally,
    ) -> None:
        self._store, self._intake, self._source = store, intake, source
        self._timing, self._rules, self._on_progress = timing, rules, on_progress
        self._tally = tally
        about = source.about()
        self._links = Links(store, source.name, about)
        found = sync_remotes.load(store, source.name, about)
        found = found or RemoteRow(source.name, about)
        self._row = found if found.form == source.form else replace(found, token="")
        self._taking = Taking(store, intake, source.name, about, timing, tally)
        self._head = changes.latest(store)
        self._again: frozenset[str] = frozenset()

    def go(self) -> None:
        if self._head != self._row.seq:
            self._again = self._taking.refused()
        with self._tally.counting(self._links.count_staged):
            self._steps()

    def _steps(self) -> None:
        try:
            self._read(self._token())
        except FeedExpired:
            self._read("")
        self._guard()
        self._keep()
        self._read_again()
        self._take_in()
        self._conclude()

    # -- reading ----------------------------------------------------------------------------------

    def _token(self) -> str:
        if self._links.to_read(sync_links.AT_ONCE, "", 1):
            return ""  # what was observed was forgotten, because a person was erased
        if len(self._again) > ONE_BY_ONE:
            return ""
        now, before = self._timing.now(), sync_book.last_run(self._store, self._source.name, "ok")
        if before is not None and before.started_at > now:
            return ""  # the clock ran ahead: what took place meanwhile by it was left out
        whole_due = self._row.whole_at + self._rules.whole_after_days * DAY_MS
        return self._row.token if self._row.whole_at <= now < whole_due else ""

    def _read(self, token: str) -> None:
        """Stages what there is; the new token is kept with the last of it, that of a whole reading
        when the guard has passed."""
        begun, listed = self._timing.now(), set[str]()
        for page in self._source.pull(token):
            items = list(page.items)
            listed.update(seen.key for seen in items)
            self._stage_all(items)
            self._on_progress("reading", len(listed), page.expected)
            if page.token:
                if not token:
                    self._absent(listed)
                self._row = replace(
                    self._row,
                    token=page.token,
                    form=self._source.form,
                    whole_at=self._row.whole_at if token else begun,
                )
                if token:
                    self._keep()

    def _keep(self) -> None:
        with self._store.transaction():
            sync_remotes.put(self._store, self._row)

    def _read_again(self) -> None:
        """What was refused and is tried again stands in no feed: nothing of it is kept here."""
        staged = {staged.key for staged in self._links.observations("", EVERY)}
        missing = sorted(self._again - staged)
        if len(missing) > ONE_BY_ONE:
            return  # a whole reading did not list them
        for key in missing:
            self._timing.sleep(0)
            seen = self._source.read(key)
            if seen is not None:
                self._stage_all([seen])

    def _stage_all(self, items: Sequence[Seen]) -> None:
        for start in range(0, len(items), PORTION):
            with self._store.transaction():
                for seen in items[start : start + PORTION]:
                    self._stage(seen)

    def _stage(self, seen: Seen) -> None:
        known = self._links.by_key(seen.key)
        link = from_row(known) if known else None
        if seen.place == "gone":
            if link is None:
                # It may wait since a run that could not go on, and is not to be taken in any more.
                self._links.unstage(seen.key)
                return
        elif link is not None and unchanged(link, seen) and seen.key not in self._again:
            self._links.unstage(seen.key)
            return
        self._links.stage(seen.key, keep_seen(seen), 0)

    def _absent(self, listed: Collection[str]) -> None:
        """Concludes from what a whole reading did not show."""
        stale = list(self._stale(listed))
        for start in range(0, len(stale), PORTION):
            with self._store.transaction():
                for key in stale[start : start + PORTION]:
                    self._links.unstage(key)
        self._stage_all([Seen(key, "gone") for key in self._missing(listed)])

    def _missing(self, listed: Collection[str]) -> Iterator[str]:
        """What a whole reading should have shown and did not."""
        now = self._timing.now()
        for portion in self._links.listed():
            rows = [self._links.by_key(one.key) for one in portion if one.key not in listed]
            ours = {row.local_id: row.key for row in rows if row and row.local_id is not None}
            yield from (ours[local_id] for local_id in self._intake.expected(list(ours)))
            for row in rows:
                if row and row.local_id is None and now < tried_until(from_row(row).base):
                    yield row.key

    def _stale(self, listed: Collection[str]) -> Iterator[str]:
        """What waits since an earlier run and is not listed any more."""
        for staged in self._links.observations("", EVERY):
            if staged.key not in listed:
                yield staged.key
        yield from (
            key for key in self._links.to_read(sync_links.AT_ONCE, "", EVERY) if key not in listed
        )

    # -- taking in --------------------------------------------------------------------------------

    def _guard(self) -> None:
        gone = len(self._links.observations("", EVERY, "gone"))
        tally = ChangeCount("here", gone=gone, of=self._links.linked())
        least = self._rules.guard_least
        if not too_much(tally, least, self._rules.guard_bp):
            return
        now = self._timing.now()
        if not said_yes(self._store, self._source.name, tally, least, now):
            raise Question("guard", MANY, "", **tally.detail())

    def _take_in(self) -> None:
        """What is gone first: it makes room for others."""
        done, total = 0, self._links.count_staged()
        for which in ("gone", "inside", "elsewhere"):
            after = ""
            while portion := self._links.observations(after, PORTION, which):
                for staged in portion:
                    self._taking.one(read_seen(staged.key, staged.item))
                    done += 1
                self._on_progress("merging", done, total)
                self._timing.sleep(0)
                after = portion[-1].key

    def _conclude(self) -> None:
        name, now = self._source.name, self._timing.now()
        if self._head != self._row.seq:
            self._row = replace(self._row, seq=self._head)
            self._keep()
        for number in sync_intake.told_numbers(self._store, name):
            sync_book.settle(self._store, number, now)
        sync_book.settle_questions(self._store, name, now)
