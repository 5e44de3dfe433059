"""The smallest remote that does everything a remote may do to us: the whole contract of the engine.

:class:`MemoryRemote` is the engine's way to what stands in a
:class:`tests.sync_agent.plays.memory_server.Server`. Feeds, reads and the list of members lag
behind; requests fail before and after they were executed, are executed twice, are refused; tokens
and labels disappear.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from sync_agent.engine.ports import (
    Draft,
    Limits,
    NotWritten,
    Outcome,
    Page,
    Place,
    Scope,
    Seen,
    Written,
)
from sync_agent.engine.problems import (
    FeedExpired,
    Later,
    Offline,
    Rejected,
    ScopeGone,
    SignInAgain,
    Unknown,
)
from tests.sync_agent.plays.memory_server import Crash, Server, Thing

Answer = TypeVar("Answer")
DAY = 86_400
BAD = "BAD"
"""A value with this in it is refused by the remote."""


class MemoryRemote:
    def __init__(self, server: Server, limits: Limits | None = None, form: str = "1") -> None:
        self.server, self.name = server, server.remote
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
            age = server.clock.now() - whole_at
            if token and (age > server.token_days * DAY * 1000 or whole_at <= server.expired_at):
                raise FeedExpired()
            count = server.visible(begin)
            if not token and server.hollow:
                server.hollow -= 1
                return [], count
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

    def follow(self, seen: Seen, *_: object) -> Seen:
        return seen

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
