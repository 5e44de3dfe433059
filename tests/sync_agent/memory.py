"""The smallest remote that does everything a remote may do to us: the whole contract of the engine.

:class:`Server` is what stands at the remote and what people do there; :class:`MemoryRemote` is
the engine's way to it. Feeds, reads and the list of members lag behind; requests fail before and
after they were executed, are executed twice, are refused; tokens and labels disappear. Everything
random comes from one seeded source, all time from one clock.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import TypeVar

from kiosk.domain.ids import Id
from kiosk.services.clock import ManualClock
from sync_agent.ports import (
    Draft,
    Limits,
    NotWritten,
    Outcome,
    Page,
    Place,
    Record,
    Scope,
    Seen,
    Written,
)
from sync_agent.problems import (
    FeedExpired,
    Later,
    Offline,
    Rejected,
    ScopeGone,
    SignInAgain,
    Unknown,
)

Answer = TypeVar("Answer")
DAY = 86_400
BAD = "BAD"
"""A value with this in it is refused by the remote."""


class Crash(BaseException):
    """The power goes at this moment."""


@dataclass(frozen=True, slots=True)
class Thing:
    """``label``: number of the label it is in, 0 for none; ``beside``: it is in the second one."""

    key: str
    stable: str
    record: Record
    owners: tuple[Id, ...] = ()
    label: int = 0
    beside: bool = False
    foreign: bool = False
    former: tuple[str, ...] = ()
    gone: bool = False
    order: int = 0
    ours: bool = False
    """It was inside or carried our id at some time: we may write it."""


@dataclass
class Faults:
    """``plan``: kinds for the next requests in order, "" for none; ``rate``: of the rest."""

    KINDS = ("offline", "before", "after", "twice", "later")
    plan: list[str] = field(default_factory=list)
    rate: float = 0.0
    kinds: Sequence[str] = KINDS
    crash_at: int = 0
    """The power goes at this request, counted from now; negative: after it was executed."""


class Server:
    """``lag``: seconds until a change shows in feeds, reads and members. ``blunt``: a batch with
    something bad in it is refused without saying what."""

    def __init__(self, clock: ManualClock, seed: int = 0) -> None:
        self.clock, self.random = clock, Random(seed)
        self.things: dict[str, Thing] = {}
        self.history: list[tuple[int, Thing]] = []
        self.label, self.labels, self.name = 0, 0, "ours"
        self.account = "owner"
        self.lag = 0.0
        self.faults = Faults()
        self.blunt = False
        self.token_days = 7.0
        self.page_size = 3
        self.creates_once = False
        self.quota = 0
        self.counts: dict[str, int] = {}
        self.violations: list[str] = []
        self.unseen: set[str] = set()
        """Values in things deleted by us that had been written too lately to be seen."""
        self.made = 0

    # -- what stands there ------------------------------------------------------------------------

    def put(self, thing: Thing) -> Thing:
        thing = replace(
            thing,
            order=len(self.history) + 1,
            ours=thing.ours or bool((thing.label and thing.label == self.label) or thing.owners),
        )
        self.things[thing.key] = thing
        self.history.append((self.clock.now(), thing))
        return thing

    def new_key(self) -> str:
        self.made += 1
        return f"k{self.made}"

    def live(self) -> list[Thing]:
        return [thing for thing in self.things.values() if not thing.gone]

    def inside(self) -> list[Thing]:
        return [one for one in self.live() if self.label and one.label == self.label]

    def visible(self, at_least: int = 0) -> int:
        """How much of the history a request shows, in entries."""
        if not self.lag:
            return len(self.history)
        until = self.clock.now() - self.random.random() * self.lag * 1000
        count = len(self.history)
        while count > at_least and self.history[count - 1][0] > until:
            count -= 1
        return count

    def state(self, count: int) -> dict[str, Thing]:
        return {thing.key: thing for _, thing in self.history[:count]}

    def note_unseen(self, thing: Thing) -> None:
        since = self.clock.now() - self.lag * 1000
        before = next(
            (one for at, one in reversed(self.history) if one.key == thing.key and at <= since),
            None,
        )
        for name, text in thing.record.items():
            if self.lag and (before is None or before.record.get(name) != text):
                self.unseen.update(text.split("\n"))

    # -- what people do there ----------------------------------------------------------------------

    def add(self, record: Record, *, label: bool = True, **more: object) -> Thing:
        thing = Thing(self.new_key(), f"s{self.made}", dict(record), **more)  # type: ignore[arg-type]
        return self.put(replace(thing, label=self.label if label else 0))

    def edit(self, key: str, **fields: str) -> Thing:
        thing = self.things[key]
        return self.put(replace(thing, record={**thing.record, **fields}))

    def change(self, key: str, **changes: object) -> Thing:
        return self.put(replace(self.things[key], **changes))  # type: ignore[arg-type]

    def delete(self, key: str) -> None:
        self.change(key, gone=True)

    def label_it(self, key: str) -> None:
        self.change(key, label=self.label)

    def unlabel(self, key: str) -> None:
        self.change(key, label=0)

    def rekey(self, key: str) -> Thing:
        """The remote gives it another key."""
        thing = self.things[key]
        self.delete(key)
        former = (*thing.former, key)
        return self.put(replace(thing, key=self.new_key(), former=former))

    def merge(self, survivor: str, other: str, owners: str) -> None:
        """Two become one. ``owners``: ``both``, ``one`` (the other's), ``none``, ``own``."""
        mine, theirs = self.things[survivor], self.things[other]
        carried = {
            "both": (*mine.owners, *theirs.owners),
            "one": theirs.owners,
            "none": (),
            "own": mine.owners,
        }[owners]
        self.delete(other)
        self.put(replace(mine, owners=carried))

    def delete_label(self, *, things: bool) -> None:
        for thing in self.inside():
            self.put(replace(thing, label=0, gone=things))
        self.label = 0


class MemoryRemote:
    name = "memory"

    def __init__(self, server: Server, limits: Limits | None = None, form: str = "1") -> None:
        self.server = server
        self.limits = limits or Limits(create=3, update=3, delete=4, attach=4, read=3)
        self.form = form
        self.creates_once = server.creates_once

    def account(self) -> str:
        if not self.server.account:
            raise SignInAgain()
        return self.server.account

    # -- requests ----------------------------------------------------------------------------------

    def enter(self, state: str, answers: object) -> Scope:
        def work() -> Scope:
            server, bound = self.server, json.loads(state)["label"] if state else 0
            lost = bool(bound) and bound != server.label
            if not server.label:
                server.labels += 1
                server.label = server.labels
            text = json.dumps({"label": server.label})
            seen = server.state(server.visible())
            inside = [one.key for one in seen.values() if one.label == server.label]
            return Scope(text, lost, frozenset(inside))

        return self._request("enter", work)

    def pull(self, token: str) -> Iterator[Page]:
        server, size = self.server, self.server.page_size
        begin, whole_at, form = json.loads(token) if token else (0, server.clock.now(), self.form)
        if form != self.form:
            server.violations.append("a token of another form")

        def open_feed() -> tuple[list[Thing], int]:
            if token and server.clock.now() - whole_at > server.token_days * DAY * 1000:
                raise FeedExpired()
            count = server.visible(begin)
            newest = {thing.key: thing for _, thing in server.history[begin:count]}
            return [one for one in newest.values() if token or not one.gone], count

        items, count = self._request("pull", open_feed)
        end = json.dumps([count, whole_at, self.form])
        for start in range(0, max(len(items), 1), size):
            if start:
                self._request("pull", lambda: None)
            seen = [self._seen(one) for one in items[start : start + size]]
            yield Page(seen, end if start + size >= len(items) else "", len(items))

    def read(self, keys: Sequence[str]) -> Sequence[Seen]:
        self._check(keys, self.limits.read)

        def work() -> list[Seen]:
            state = self.server.state(self.server.visible())
            moved = {old: one for one in state.values() for old in one.former if not one.gone}
            found = []
            for key in keys:
                thing = state.get(key)
                if (thing is None or thing.gone) and key in moved:
                    thing = moved[key]
                found.append(self._seen(thing) if thing else Seen(key, "gone"))
            return found

        return self._request("read", work)

    def create(self, drafts: Sequence[Draft]) -> Sequence[Outcome]:
        self._check(drafts, self.limits.create)

        def work() -> list[Outcome]:
            self._refuse(drafts)
            if not self.server.label:
                raise ScopeGone()
            return [self._create(draft) for draft in drafts]

        return self._request("create", work)

    def _create(self, draft: Draft) -> Outcome:
        server = self.server
        key = server.new_key()
        if self.creates_once:
            key = f"{draft.local_id.hex()}-{draft.attempt}"
            there = server.things.get(key)
            if there is not None and there.gone:
                return NotWritten(draft.local_id, "missing")
            if there is not None and dict(there.record) != dict(draft.record):
                return NotWritten(draft.local_id, "stale")
            if there is not None:
                return self._written(draft, there)
        thing = Thing(key, "s" + key, dict(draft.record), (draft.local_id,), server.label)
        return self._written(draft, server.put(thing))

    def update(self, drafts: Sequence[Draft]) -> Sequence[Outcome]:
        self._check(drafts, self.limits.update)

        def work() -> list[Outcome]:
            self._refuse(drafts)
            return [self._update(draft) for draft in drafts]

        return self._request("update", work)

    def _update(self, draft: Draft) -> Outcome:
        thing = self.server.things.get(draft.key)
        if thing is None or thing.gone:
            return NotWritten(draft.local_id, "missing")
        if draft.version != f"v{thing.order}":
            return NotWritten(draft.local_id, "stale")
        self._may_write(thing)
        owners = (draft.local_id,)
        changed = replace(thing, record=dict(draft.record), owners=owners)
        return self._written(draft, self.server.put(changed))

    def delete(self, keys: Sequence[str]) -> None:
        self._check(keys, self.limits.delete)

        def work() -> None:
            for key in keys:
                thing = self.server.things.get(key)
                if thing is not None and not thing.gone:
                    self._may_write(thing)
                    self.server.note_unseen(thing)
                    self.server.delete(key)

        self._request("delete", work)

    def attach(self, keys: Sequence[str]) -> Collection[str]:
        self._check(keys, self.limits.attach)

        def work() -> list[str]:
            if not self.server.label:
                raise ScopeGone()
            missing = []
            for key in keys:
                thing = self.server.things.get(key)
                if thing is None or thing.gone:
                    missing.append(key)
                elif thing.label != self.server.label:
                    self._may_write(thing)
                    self.server.label_it(key)
            return missing

        return self._request("attach", work)

    # -- how requests go ---------------------------------------------------------------------------

    def _request(self, method: str, work: Callable[[], Answer]) -> Answer:
        server, faults = self.server, self.server.faults
        server.counts[method] = server.counts.get(method, 0) + 1
        crash, faults.crash_at = faults.crash_at, faults.crash_at - (faults.crash_at > 0)
        if crash == 1:
            raise Crash
        kind = ""
        if faults.plan:
            kind = faults.plan.pop(0)
        elif faults.rate and server.random.random() < faults.rate:
            kind = server.random.choice(faults.kinds)
        if server.quota and sum(server.counts.values()) > server.quota:
            raise Later(60)
        if kind == "offline":
            raise Offline()
        if kind == "later":
            raise Later(30)
        if kind == "sign_in":
            raise SignInAgain()
        if kind == "before":
            raise Unknown()
        answer = work()
        if kind == "twice":
            answer = work()
        if crash < 0:
            faults.crash_at += 1
            if faults.crash_at == 0:
                raise Crash
        if kind == "after":
            raise Unknown()
        return answer

    def _refuse(self, drafts: Sequence[Draft]) -> None:
        bad = {
            index: "bad value"
            for index, draft in enumerate(drafts)
            if any(BAD in text for text in draft.record.values())
        }
        if bad:
            raise Rejected("bad value", {} if self.server.blunt else bad)

    def _check(self, items: Sequence[object], most: int) -> None:
        if not 0 < len(items) <= most:
            self.server.violations.append(f"{len(items)} of {most} things in a request")

    def _may_write(self, thing: Thing) -> None:
        if not thing.ours and not thing.beside:
            self.server.violations.append(f"wrote {thing.key}, which is not ours")

    def _written(self, draft: Draft, thing: Thing) -> Written:
        version, order = f"v{thing.order}", f"{thing.order:09}"
        return Written(draft.local_id, thing.key, version, order, thing.stable)

    def _seen(self, thing: Thing) -> Seen:
        place: Place = "outside"
        if thing.gone:
            return Seen(thing.key, "gone")
        if self.server.label and thing.label == self.server.label:
            place = "inside"
        elif thing.beside:
            place = "beside"
        return Seen(
            thing.key,
            place,
            f"v{thing.order}",
            dict(thing.record),
            thing.owners,
            thing.foreign,
            f"{thing.order:09}",
            thing.stable,
            thing.former,
        )
