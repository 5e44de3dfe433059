"""One run of one remote: what all of its steps share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from kiosk.salon.domain.ids import Id
from kiosk.salon.store import changes
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync import links as sync_links
from kiosk.salon.store.sync import remotes as sync_remotes
from kiosk.salon.store.sync.links import LinkRow
from kiosk.salon.store.sync.remotes import RemoteRow
from sync_agent.engine.links import Link, from_row, keep_seen, to_row
from sync_agent.engine.merging import Side
from sync_agent.engine.ports import Local, LocalSide, OnProgress, Remote, Scope, Seen, Timing
from sync_agent.engine.reconcile import At
from sync_agent.engine.tally import RunTally

Answer = TypeVar("Answer")

DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Rules:
    """``settle_seconds``: after so long a remote has surely caught up with what was done.
    ``guard_least``, ``guard_bp``: more changes than so many and than this share of all links
    (basis points) are asked about first. ``whole_after_days``: a full reading at least so often.
    ``portion``: things per transaction; ``lock_ms``: a transaction is ended earlier than that.
    ``duplicates``: so many are deleted in a run at most. ``buried_hours``: so long a thing deleted
    by us is not believed to be alive. ``rereads``: so often what somebody changed in the meantime
    is read again in one run."""

    settle_seconds: float = 600
    guard_least: int = 20
    guard_bp: int = 500
    whole_after_days: float = 6
    portion: int = 50
    lock_ms: float = 3
    duplicates: int = 50
    buried_hours: float = 24
    rereads: int = 3


@dataclass
class Job:
    """``row``: where the remote stands. ``reading_began``: own clock at the start of this run's
    complete reading, 0 before there is one. ``members``: keys inside, when ``enter`` told them.
    ``unkept``: where the next reading is to begin, once what this one says has been looked at.
    ``undecided``: what was to be deleted turned out to have changed there.
    ``confirmed``: keys that were read fresh in this run; ``doubtful``: those that are to be."""

    store: Store
    side: LocalSide
    remote: Remote
    timing: Timing
    rules: Rules
    on_progress: OnProgress
    row: RemoteRow
    tally: RunTally
    reading_began: int = 0
    whole: bool = False
    unkept: dict[str, object] = field(default_factory=dict)
    members: frozenset[str] | None = None
    undecided: bool = False
    confirmed: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.links = sync_links.Links(self.store, self.row.remote, self.row.account)

    # -- time -----------------------------------------------------------------------------------

    def at(self) -> At:
        return At(self.timing.now(), round(self.rules.settle_seconds * 1000), self.row.epoch)

    def settled(self, since: int) -> bool:
        """Whether the remote has caught up with what was done at ``since``."""
        return self.timing.now() - since >= self.rules.settle_seconds * 1000

    def asking(self, request: Callable[[], Answer]) -> Answer:
        """Sends one request, unless the agent was told to stop."""
        self.timing.sleep(0)
        self.tally.requests += 1
        return request()

    # -- rows -----------------------------------------------------------------------------------

    def put_remote(self, **changes: object) -> None:
        """Inside a transaction."""
        self.row = replace(self.row, **changes)  # type: ignore[arg-type]
        sync_remotes.put(self.store, self.row)

    def entered(self, scope: Scope) -> None:
        """Inside a transaction. What stood in a scope before it became ours is in no feed of
        changes: unless a new one is empty, everything is read."""
        if not scope.lost:
            if scope.state != self.row.scope:
                self.put_remote(scope=scope.state)
            return
        token = self.row.token
        if scope.members is None or scope.members:
            token, self.unkept = "", {}
        self.put_remote(scope=scope.state, epoch=self.row.epoch + 1, token=token)

    def link(self, row: LinkRow) -> Link:
        """The link of a row. What was done in the future was done now: the clock was set back."""
        link, now = from_row(row), self.timing.now()
        if link.written_at > now:
            link = replace(link, written_at=now)
        if link.tried_at > now:
            link = replace(link, tried_at=now)
        return link

    def put(self, link: Link) -> None:
        """Writes a link. Two tombstones of one thing become one."""
        if link.role == "tombstone":
            older = self.links.by_key(link.key)
            if older and older.number != link.number:
                self.links.drop(older.number)
        self.links.put(to_row(link))

    def stage(self, seen: Seen) -> None:
        self.links.stage(seen.key, keep_seen(seen), changes.latest(self.store), seen.order)

    def mark(self, key: str, mark: str, since: int = 0) -> None:
        """Has a thing read fresh (``sync_links.AT_ONCE``, ``WHEN_SETTLED``)."""
        self.links.stage(key, mark, since)

    def confirm(self, key: str) -> None:
        """Has a thing read in this run. What was observed of it stays: an answer may be older. An
        absence holds nothing to lose."""
        staged = self.links.staged(key)
        if staged is None or staged.mark or staged.gone:
            self.mark(key, sync_links.AT_ONCE)
        else:
            self.doubtful.add(key)

    def followed(self, link: Link, seen: Seen, local: Local | None = None) -> Seen:
        """What was observed of the thing of a link, read by what is known of it."""
        here = local.record if local is not None else None
        others = [*link.tried, *link.past, *([] if here is None else [here])]
        return self.remote.follow(seen, link.base, others, link.raw)

    # -- our side -------------------------------------------------------------------------------

    def local(self, local_id: Id | None) -> Local | None:
        return None if local_id is None else self.side.records([local_id]).get(local_id)

    def newer(self, local_id: Id | None, seq: int) -> Side:
        """Whose edit is the later one by our own order of observing: ours when it came after the
        change feed stood at ``seq``."""
        if local_id is None:
            return "there"
        changed = changes.latest_of(self.store, self.side.entity, local_id)
        return "here" if changed > seq else "there"

    def delete_left(self, local_id: Id) -> None:
        """The person is erased: what was left outside is deleted too."""
        for row in self.links.of_owner(local_id):
            self.put(Link(None, row.number, "copy", key=row.key, intent="delete"))

    def case(self, kind: str, local_id: Id | None, key: str, **detail: object) -> None:
        now = self.timing.now()
        sync_book.open_case(self.store, self.row.remote, kind, local_id, key, detail, now)

    def mended(self, local_id: Id | None, key: str) -> None:
        sync_links.settle_about(self.store, self.row.remote, local_id, key, self.timing.now())
