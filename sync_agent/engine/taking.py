"""Takes in one thing that arrived: makes it ours, follows it, gives it up, or tells why not.

What was refused stays refused only as long as it has to: it is tried again, quietly, while it
stands there unchanged and is still to come. Meanwhile staff may have made of it by hand what they
could; that is recognised, so that the thing is not made a second time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol

from kiosk.salon.domain import stored_message
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync import intake as sync_intake
from kiosk.salon.store.sync.intake import ToldRefusal
from kiosk.salon.store.sync.links import Links
from sync_agent.engine.links import Link, from_row, to_row
from sync_agent.engine.ports import Record, Seen, Timing
from sync_agent.engine.tally import RunTally

DIGEST, UNTIL = "digest", "until"


class Intake(Protocol):
    """Our side. ``take`` and ``give_up`` are called inside a transaction and write through
    services; both raise Refused, and nothing is written then. ``known``: what :meth:`remember`
    returned of it, empty for a thing that is seen for the first time."""

    def take(self, seen: Seen, local_id: Id | None, known: Record) -> Id | None:
        """Takes something in, or in again (``local_id``, ``known`` as of the last time); None: such
        things are not wanted."""

    def find(self, seen: Seen, known: Record, since: int) -> Sequence[tuple[Id, Record]]:
        """What staff may have made of it by hand, likeliest first, each with what is known of the
        thing as they made it. ``since``: it was refused then (UTC ms), as ``known``; 0: never."""

    def instead(self, seen: Seen, since: int) -> Sequence[Id]:
        """What staff may have arranged with this person instead since it was refused."""

    def remember(self, seen: Seen) -> Record:
        """Enough to see later what has changed in it, and nothing that names a person."""

    def until(self, known: Record) -> int:
        """Until when (UTC ms) it is worth trying again when it is refused."""

    def give_up(self, local_id: Id, known: Record) -> None:
        """It is gone there. Refused as well when it was changed here since, which nobody there
        saw."""

    def told(self, seen: Seen, local_id: Id | None) -> dict[str, object]:
        """What people are shown of a thing that was refused."""

    def expected(self, ids: Sequence[Id]) -> Collection[Id]:
        """Those that a whole reading must still list: what is over may be missing."""


class Taking:
    """``tally``: counts things of ours that were made, followed or given up."""

    def __init__(
        self,
        store: Store,
        intake: Intake,
        remote: str,
        about: str,
        timing: Timing,
        tally: RunTally,
    ) -> None:
        self._store, self._intake, self._timing = store, intake, timing
        self._tally = tally
        self._remote, self._about = remote, about
        self._links = Links(store, remote, about)
        self._dismissed: set[str] = set()

    def refused(self) -> frozenset[str]:
        """Keys of what was refused and is still to come. What people have put aside is not taken
        in any more as it stands, it is only recognised when it was made by hand."""
        now, again = self._timing.now(), set[str]()
        found = sync_intake.refusals(self._store, self._remote, self._about)
        for one in found:
            base = json.loads(one.base) if one.base else None
            if now >= tried_until(base) or not (one.open or one.local_id is None):
                continue
            again.add(one.key)
            if not one.open:
                self._dismissed.add(one.key)
        return frozenset(again)

    def one(self, seen: Seen) -> None:
        """Deals with what was observed and takes it off the list of what is to be dealt with."""
        row = self._links.by_key(seen.key)
        link = from_row(row) if row else Link(None, key=seen.key)
        known: Record = link.base or {}
        if link.local_id is None and seen.place != "gone":
            since = self._refused_at(link)
            link, known = self._recognised(seen, link, known, since)
            if link.local_id is None and self._left_to_people(seen, link, since):
                with self._store.transaction():
                    self._links.unstage(seen.key)
                return
        try:
            with self._store.transaction():
                self._take(seen, link, known)
                self._links.unstage(seen.key)
                self._settle(seen.key)
        except Refused as error:
            with self._store.transaction():
                self._refuse(seen, link, known, error)
                self._links.unstage(seen.key)

    def _refused_at(self, link: Link) -> int:
        """UTC ms, 0: never."""
        if link.state != "rejected":
            return 0
        # In the future: the clock ran ahead then.
        return link.written_at if link.written_at <= self._timing.now() else 1

    def _recognised(self, seen: Seen, link: Link, known: Record, since: int) -> tuple[Link, Record]:
        for local_id, made_as in self._intake.find(seen, known, since):
            if self._links.by_local(local_id) is None:
                return replace(link, local_id=local_id), made_as
        return link, known

    def _left_to_people(self, seen: Seen, link: Link, since: int) -> bool:
        """Whether it stands there as it was refused and people have put it aside, or have arranged
        something else with this person."""
        if not since or not unchanged(link, seen):
            return False
        return seen.key in self._dismissed or any(
            self._links.by_local(local_id) is None for local_id in self._intake.instead(seen, since)
        )

    def _take(self, seen: Seen, link: Link, known: Record) -> None:
        if seen.place == "gone":
            if link.local_id is not None:
                self._intake.give_up(link.local_id, known)
                self._tally.received += 1
            if link.number:
                self._links.drop(link.number)
            return
        local_id = self._intake.take(seen, link.local_id, known)
        if local_id is not None:
            base = {DIGEST: _digest(seen), **self._intake.remember(seen)}
            now = self._timing.now()
            taken = replace(link, local_id=local_id, base=base, written_at=now)
            self._links.put(to_row(replace(taken, state="linked", reason="")))
            self._tally.received += 1
        elif link.number:
            self._links.drop(link.number)

    def _refuse(self, seen: Seen, link: Link, known: Record, error: Refused) -> None:
        """Keeps what was refused and tells people, once as long as nothing about it changes."""
        now = self._timing.now()
        told = {"why": stored_message.dump(error.message), **self._intake.told(seen, link.local_id)}
        case = sync_intake.told(self._store, self._remote, seen.key)
        put_aside = case is None and link.state == "rejected" and unchanged(link, seen)
        if not put_aside and (case is None or case != ToldRefusal(link.local_id, told)):
            if case is not None and case.local_id != link.local_id:
                self._settle(seen.key)
            sync_book.open_case(
                self._store, self._remote, "refused", link.local_id, seen.key, told, now
            )
        # Of a thing of ours the last time it was taken in counts: what changed since is to be done.
        said = known if seen.place == "gone" else self._intake.remember(seen)
        remembered = said if link.local_id is None else known
        base = {**remembered, DIGEST: _digest(seen), UNTIL: str(self._intake.until(said))}
        since = link.written_at if link.state == "rejected" else now
        self._links.put(to_row(replace(link, base=base, state="rejected", written_at=since)))

    def _settle(self, key: str) -> None:
        for number in sync_intake.told_numbers(self._store, self._remote, key):
            sync_book.settle(self._store, number, self._timing.now())


def unchanged(link: Link, seen: Seen) -> bool:
    """Whether it stands there as it was last dealt with."""
    return link.base is not None and link.base.get(DIGEST) == _digest(seen)


def tried_until(base: Record | None) -> int:
    """Until when (UTC ms) a refused thing is tried again."""
    return int((base or {}).get(UNTIL) or 0)


def _digest(seen: Seen) -> str:
    """Nothing of what stands in it is kept."""
    text = json.dumps(dict(seen.record), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
