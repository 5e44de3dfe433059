"""Things that only arrive, such as bookings, or the orders of a shop.

Nothing is sent back, so there is nothing to agree on: each thing is taken in once, taken in again
when it changed there, and given up here when it is gone there. What the rules here refuse is told
to people and looked at again when it changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from kiosk.domain import kept_text
from kiosk.domain.errors import Refused
from kiosk.domain.ids import Id
from kiosk.domain.text import T
from kiosk.store import sync_book, sync_links
from kiosk.store.database import Store
from kiosk.store.sync_links import Links, RemoteRow
from sync_agent.guard import Tally, covered, too_much
from sync_agent.links import Link, from_row, keep_seen, read_seen, to_row
from sync_agent.ports import Page, Record, Seen, Timing, Told
from sync_agent.problems import FeedExpired, Question
from sync_agent.run import Report, Rules

MANY = T("Much more than usual is gone there. Look before it is taken over here.")
PORTION, EVERY = 100, 1_000_000
DAY_MS = 86_400_000


class Source(Protocol):
    """The part of :class:`sync_agent.ports.Remote` that is needed here."""

    name: str
    form: str

    def account(self) -> str: ...

    def pull(self, token: str) -> Iterator[Page]: ...


class Intake(Protocol):
    """Our side. ``take`` and ``give_up`` are called inside a transaction and write through
    services; both raise Refused, and nothing is written then."""

    def take(self, seen: Seen, local_id: Id | None) -> Id | None:
        """Takes something in, or in again (``local_id``); None: such things are not wanted."""

    def give_up(self, local_id: Id) -> None:
        """It is gone there."""

    def told(self, seen: Seen) -> dict[str, object]:
        """What people are shown of a thing that was refused."""

    def expected(self, ids: Sequence[Id]) -> Collection[Id]:
        """Those that a whole reading must still list: what is over may be missing."""


def run(
    store: Store, intake: Intake, source: Source, timing: Timing, rules: Rules, told: Told
) -> Report:
    """One run. Raises the errors of :mod:`sync_agent.problems`, a Question when far more is gone
    than on an ordinary day."""
    return _Run(store, intake, source, timing, rules, told).go()


class _Run:
    def __init__(
        self,
        store: Store,
        intake: Intake,
        source: Source,
        timing: Timing,
        rules: Rules,
        told: Told,
    ) -> None:
        self._store, self._intake, self._source = store, intake, source
        self._timing, self._rules, self._told = timing, rules, told
        account = source.account()
        self._links = Links(store, source.name, account)
        found = sync_links.load_remote(store, source.name)
        if found is None or found.account != account:
            found = RemoteRow(source.name, account)
        self._row = found if found.form == source.form else replace(found, token="")
        self._received = 0

    def go(self) -> Report:
        try:
            self._read(self._token())
        except FeedExpired:
            self._read("")
        self._guard()
        self._take_in()
        return Report(received=self._received, waiting=self._links.count_staged())

    def _token(self) -> str:
        if self._links.to_read(sync_links.AT_ONCE, "", 1):
            return ""  # what was observed was forgotten, because a person was erased
        whole_due = self._row.whole_at + self._rules.whole_after_days * DAY_MS
        return "" if self._timing.now() >= whole_due else self._row.token

    def _read(self, token: str) -> None:
        """Stages what there is; the new token is kept with the last of it."""
        begun, listed = self._timing.now(), set[str]()
        for page in self._source.pull(token):
            items = list(page.items)
            listed.update(seen.key for seen in items)
            for start in range(0, len(items), PORTION):
                with self._store.transaction():
                    for seen in items[start : start + PORTION]:
                        self._stage(seen)
            self._told("reading", len(listed), page.expected)
            if page.token:
                missing = [] if token else list(self._missing(listed))
                stale = [] if token else list(self._stale(listed))
                self._row = replace(
                    self._row,
                    token=page.token,
                    form=self._source.form,
                    readings=self._row.readings + 1,
                    whole_at=self._row.whole_at if token else begun,
                )
                with self._store.transaction():
                    for key in stale:
                        self._links.unstage(key)
                    for key in missing:
                        self._stage(Seen(key, "gone"))
                    sync_links.put_remote(self._store, self._row)

    def _stage(self, seen: Seen) -> None:
        known = self._links.by_key(seen.key)
        link = from_row(known) if known else None
        if seen.place == "gone":
            if link is None or link.state == "gone":
                # It may wait since a run that could not go on, and is not to be taken in any more.
                self._links.unstage(seen.key)
                return
        elif link is not None and link.base == _mark(seen):
            self._links.unstage(seen.key)
            return
        self._links.stage(seen.key, keep_seen(seen), 0, self._row.readings)

    def _missing(self, listed: Collection[str]) -> Iterator[str]:
        """What a whole reading should have shown and did not."""
        for portion in self._links.listed():
            rows = [self._links.by_key(key) for key, _ in portion if key not in listed]
            ours = {row.local_id: row.key for row in rows if row and row.local_id is not None}
            yield from (ours[local_id] for local_id in self._intake.expected(list(ours)))

    def _stale(self, listed: Collection[str]) -> Iterator[str]:
        """What waits since an earlier run and is not listed any more."""
        for key, _, _ in self._links.observations("", EVERY):
            if key not in listed:
                yield key
        yield from (
            key for key in self._links.to_read(sync_links.AT_ONCE, "", EVERY) if key not in listed
        )

    def _guard(self) -> None:
        gone = len(self._links.observations("", EVERY, "gone"))
        tally = Tally("here", gone=gone, of=self._links.linked())
        if not too_much(tally, self._rules.guard_least, self._rules.guard_bp):
            return
        for case in sync_book.open_cases(self._store, self._source.name, "guard"):
            if case.answer == "go" and covered(tally, case.detail, self._rules.guard_least):
                sync_book.settle(self._store, case.number, self._timing.now())
                return
        raise Question("guard", MANY, **tally.detail())

    def _take_in(self) -> None:
        after, done, total = "", 0, self._links.count_staged()
        while portion := self._links.observations(after, PORTION):
            for key, item, _ in portion:
                self._one(read_seen(key, item))
                done += 1
            self._told("merging", done, total)
            self._timing.sleep(0)
            after = portion[-1][0]

    def _one(self, seen: Seen) -> None:
        row = self._links.by_key(seen.key)
        link = from_row(row) if row else Link(None, key=seen.key)
        now = self._timing.now()
        try:
            with self._store.transaction():
                local_id = link.local_id
                if seen.place == "gone":
                    if local_id is not None:
                        self._intake.give_up(local_id)
                        self._received += 1
                    if link.number:
                        self._links.drop(link.number)
                else:
                    local_id = self._intake.take(seen, local_id)
                    if local_id is not None:
                        taken = replace(link, local_id=local_id, base=_mark(seen), written_at=now)
                        self._links.put(to_row(replace(taken, state="linked", why="")))
                        self._received += 1
                    elif link.number:
                        self._links.drop(link.number)
                self._links.unstage(seen.key)
                self._mended(seen.key)
        except Refused as error:
            with self._store.transaction():
                told = {"why": kept_text.keep(error.message), **self._intake.told(seen)}
                name = self._source.name
                sync_book.open_case(
                    self._store, name, "refused", link.local_id, seen.key, told, now
                )
                self._links.put(to_row(replace(link, base=_mark(seen), state="rejected")))
                self._links.unstage(seen.key)

    def _mended(self, key: str) -> None:
        for case in sync_book.open_cases(self._store, self._source.name, "refused"):
            if case.key == key:
                sync_book.settle(self._store, case.number, self._timing.now())


def _mark(seen: Seen) -> Record:
    """Enough to see whether it changed; nothing of what stands in it is kept."""
    text = json.dumps(dict(seen.record), sort_keys=True)
    return {"digest": hashlib.sha256(text.encode()).hexdigest()}
