"""What the sync engine remembers of a remote: links, staged observations, what waits here.

``sync_seen`` holds what was seen at a remote and is not dealt with yet, ``sync_pending`` what
changed here and is not looked at yet. Every work list is read through an index, so that a run costs
what changed and not what there is. The engine's own types are made of these rows in
:mod:`sync_agent.engine.links`. Times are UTC ms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Literal

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store, marks

WHEN_SETTLED = ""
"""Staged instead of an observation: read it fresh when the remote has surely caught up with what
was written of it; of a thing without a link, with the moment that is staged as its ``seq``."""
AT_ONCE = "?"
"""Staged instead of an observation: read it fresh in this run."""

Role = Literal["thing", "copy", "left", "twin", "joining", "refused", "tombstone"]
"""What a row of ``sync_link`` is. ``thing``: one of ours that stands there or is to. All others
only remember something there by its key. ``copy``: one too many, it is deleted. ``left``: left
outside with an id of ours, it is deleted when its owner is erased. ``twin``: somebody there made it
for one who stands there already; people are asked. ``joining``: they said that both shall become
one. ``refused``: could not be taken in. ``tombstone``: deleted by us, under the hash of its key."""
State = Literal["creating", "linked", "suppressed", "rejected", "asked"]
Reason = Literal["", "deleted", "unlabelled", "merged", "parted", "edited", "refused", "taken"]
Intent = Literal["", "create", "update", "delete"]
"""States, reasons and intents are explained in :mod:`sync_agent.engine.links`."""
STANDING: tuple[State, ...] = ("linked", "rejected", "asked")
"""States of what should be found there."""
OWNED: tuple[Role, ...] = ("left", "twin", "joining")
"""Roles of what goes with the one whose it is."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A row of ``sync_link``; texts as they stand there."""

    number: int
    role: Role
    local_id: Id | None
    owner: Id | None
    key: str
    stable: str
    version: str
    ordering: str
    base: str
    raw: str
    epoch: int
    state: State
    reason: Reason
    intent: Intent
    tried_at: int
    sent: str
    attempts: int
    written_at: int


@dataclass(frozen=True, slots=True)
class Observation:
    """What was really observed of a thing, as text, when our change feed stood at ``seq``."""

    key: str
    item: str
    seq: int


@dataclass(frozen=True, slots=True)
class Listed:
    """What should be found at the remote; ``written_at``: when we last wrote it."""

    key: str
    written_at: int


@dataclass(frozen=True, slots=True)
class Staged:
    """What is staged of a thing: an observation as text, or a mark that it is to be read.
    ``order``: of the newest news of it, which a mark takes the place of too."""

    item: str
    seq: int
    order: str

    @property
    def mark(self) -> bool:
        return self.item in (WHEN_SETTLED, AT_ONCE)

    @property
    def gone(self) -> bool:
        return self.item.startswith("gone")


_COLUMNS = tuple(field.name for field in fields(LinkRow) if field.name != "number")
_SELECT = f"SELECT number, {', '.join(_COLUMNS)} FROM sync_link WHERE remote = ? AND account = ? "

WHICH = {
    "": "",
    "inside": "AND item LIKE 'inside%'",
    "elsewhere": "AND item NOT LIKE 'inside%' AND item NOT LIKE 'gone%'",
    "gone": "AND item LIKE 'gone%'",
}
"""Observations by where the thing was seen."""


class Links:
    """Links, staged observations and pending things of one remote and account."""

    def __init__(self, store: Store, remote: str, account: str) -> None:
        self._store = store
        self._at = (remote, account)

    # -- links ----------------------------------------------------------------------------------

    def _links(self, where: str, *params: object) -> list[LinkRow]:
        found = self._store.rows(_SELECT + where, (*self._at, *params))
        return [LinkRow(*row) for row in found]

    def _link(self, where: str, *params: object) -> LinkRow | None:
        return next(iter(self._links(where, *params)), None)

    def by_key(self, key: str) -> LinkRow | None:
        return self._link("AND key = ? AND key <> ''", key) if key else None

    def by_stable(self, stable: str) -> LinkRow | None:
        return self._link("AND stable = ? AND stable <> ''", stable) if stable else None

    def of_owner(self, owner: Id, roles: Sequence[Role] = OWNED) -> list[LinkRow]:
        """What else of theirs is remembered there."""
        where = f"AND role <> 'thing' AND owner = ? AND role IN ({marks(roles)})"
        return self._links(where, owner, *roles)

    def keys_of(self, role: Role, limit: int) -> list[str]:
        return self._store.column(
            "SELECT key FROM sync_link WHERE remote = ? AND account = ? AND role <> 'thing' "
            "AND role = ? ORDER BY number LIMIT ?",
            (*self._at, role, limit),
        )

    def by_local(self, local_id: Id) -> LinkRow | None:
        return self._link("AND local_id = ? AND local_id IS NOT NULL", local_id)

    def by_numbers(self, numbers: Sequence[int]) -> dict[int, LinkRow]:
        found = self._links(f"AND number IN ({marks(numbers)})", *numbers)
        return {row.number: row for row in found}

    def put(self, row: LinkRow) -> int:
        """Writes the row, a new one when ``number`` is 0; returns its number."""
        values = [getattr(row, name) for name in _COLUMNS]
        if row.number:
            sets = ", ".join(f"{name} = ?" for name in _COLUMNS)
            self._store.run(f"UPDATE sync_link SET {sets} WHERE number = ?", (*values, row.number))
            return row.number
        return self._store.number(
            f"INSERT INTO sync_link (remote, account, {', '.join(_COLUMNS)}) "
            f"VALUES (?, ?, {marks(values)}) RETURNING number",
            (*self._at, *values),
        )

    def drop(self, number: int) -> None:
        self._store.run("DELETE FROM sync_link WHERE number = ?", (number,))

    def intended(self, intent: Intent, after: int, limit: int, *, tried: bool) -> list[LinkRow]:
        """Links with this intent in the order they were made; ``tried`` False: only those that
        are not under way already."""
        only = "" if tried else "AND tried_at = 0 "
        return self._links(
            f"AND intent = ? AND intent <> '' AND number > ? {only}ORDER BY number LIMIT ?",
            *(intent, after, limit),
        )

    def uncertain(self, after: int, limit: int) -> list[LinkRow]:
        """Creates of which nobody knows whether they were executed."""
        return self._links(
            "AND intent = 'create' AND intent <> '' AND tried_at > 0 AND number > ? "
            "ORDER BY number LIMIT ?",
            *(after, limit),
        )

    def outdated(self, epoch: int, after: int, limit: int) -> list[LinkRow]:
        """Linked things that were put into a scope which is no longer."""
        return self._links(
            "AND state = 'linked' AND epoch < ? AND key <> '' AND intent <> 'delete' "
            "AND number > ? ORDER BY number LIMIT ?",
            *(epoch, after, limit),
        )

    def listed(self) -> Iterator[list[Listed]]:
        """All that should be found at the remote, in portions. In order of rows: by an index SQLite
        would sort all of them for each portion."""
        after = 0
        while True:
            found = self._store.rows(
                "SELECT number, key, written_at FROM sync_link NOT INDEXED "
                "WHERE remote = ? AND account = ? AND number > ? AND key <> '' "
                f"AND state IN ({marks(STANDING)}) ORDER BY number LIMIT 500",
                (*self._at, after, *STANDING),
            )
            if not found:
                return
            yield [Listed(key, written_at) for _, key, written_at in found]
            after = found[-1][0]

    def linked(self) -> int:
        """How many things of ours stand there."""
        return self._store.number(
            "SELECT count(*) FROM sync_link WHERE remote = ? AND account = ? AND state = 'linked'",
            self._at,
        )

    def standing(self, epoch: int) -> int:
        """How many things of ours must be found in the scope of this epoch."""
        return self._store.number(
            "SELECT count(*) FROM sync_link WHERE remote = ? AND account = ? AND epoch >= ? "
            f"AND state IN ({marks(STANDING)}) AND local_id IS NOT NULL AND key <> '' "
            "AND intent <> 'delete'",
            (*self._at, epoch, *STANDING),
        )

    def count_intents(self, intent: str = "") -> int:
        return self._store.number(
            "SELECT count(*) FROM sync_link WHERE remote = ? AND account = ? AND intent <> '' "
            "AND (? = '' OR intent = ?)",
            (*self._at, intent, intent),
        )

    def forget_tombstones(self, before: int, limit: int) -> int:
        """Those set earlier than ``before``, so many at most; returns how many."""
        return self._store.run(
            "DELETE FROM sync_link WHERE number IN (SELECT number FROM sync_link "
            "WHERE remote = ? AND account = ? AND role <> 'thing' AND role = 'tombstone' "
            "AND written_at < ? LIMIT ?)",
            (*self._at, before, limit),
        )

    # -- observations -----------------------------------------------------------------------------

    def stage(self, key: str, item: str, seq: int, order: str = "") -> None:
        """Instead of what was staged of it; but the newest order heard of stays known."""
        self._store.run(
            "INSERT INTO sync_seen (remote, account, key, item, seq, ordering) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (remote, account, key) DO UPDATE "
            "SET item = excluded.item, seq = excluded.seq, "
            "ordering = max(ordering, excluded.ordering)",
            (*self._at, key, item, seq, order),
        )

    def unstage(self, key: str) -> None:
        self._store.run(
            "DELETE FROM sync_seen WHERE remote = ? AND account = ? AND key = ?", (*self._at, key)
        )

    def staged(self, key: str) -> Staged | None:
        found = self._store.row(
            "SELECT item, seq, ordering FROM sync_seen WHERE remote = ? AND account = ? "
            "AND key = ?",
            (*self._at, key),
        )
        return Staged(*found) if found else None

    def observations(self, after: str, limit: int, which: str = "") -> list[Observation]:
        """Those behind a key, by key. ``which``: one of :data:`WHICH`."""
        found = self._store.rows(
            "SELECT key, item, seq FROM sync_seen WHERE remote = ? AND account = ? AND key > ? "
            f"AND item NOT IN ('', '?') {WHICH[which]} ORDER BY key LIMIT ?",
            (*self._at, after, limit),
        )
        return [Observation(*row) for row in found]

    def to_read(self, mark: str, after: str, limit: int) -> list[str]:
        """Keys staged with this mark."""
        return self._store.column(
            "SELECT key FROM sync_seen WHERE remote = ? AND account = ? AND key > ? AND item = ? "
            "ORDER BY key LIMIT ?",
            (*self._at, after, mark, limit),
        )

    def count_staged(self) -> int:
        sql = "SELECT count(*) FROM sync_seen WHERE remote = ? AND account = ?"
        return self._store.number(sql, self._at)

    # -- what changed here ------------------------------------------------------------------------

    def intake(self, ids: Sequence[tuple[Id, int]]) -> None:
        """Things here to look at, with the number of their change."""
        for local_id, seq in ids:
            self._store.replace("sync_pending", remote=self._at[0], local_id=local_id, seq=seq)

    def pending(self, after: Id, limit: int) -> list[Id]:
        return self._store.column(
            "SELECT local_id FROM sync_pending WHERE remote = ? AND local_id > ? "
            "ORDER BY local_id LIMIT ?",
            (self._at[0], after, limit),
        )

    def looked_at(self, local_id: Id) -> None:
        self._store.run(
            "DELETE FROM sync_pending WHERE remote = ? AND local_id = ?", (self._at[0], local_id)
        )

    def count_pending(self) -> int:
        sql = "SELECT count(*) FROM sync_pending WHERE remote = ?"
        return self._store.number(sql, self._at[:1])


ABOUT_STANDING = ("removed", "merged", "taken", "rejected", "refused", "nameless")
"""Kinds of cases that are over when a thing stands on both sides again, or on neither."""


def settle_about(
    store: Store,
    remote: str,
    local_id: Id | None,
    key: str,
    at: int,
    *,
    kinds: Sequence[str] = ABOUT_STANDING,
) -> None:
    """Cases of these kinds about one of ours, and those about a thing there, are done with."""
    for column, value in (("local_id", local_id), ("key", key)):
        if value:
            store.run(
                f"UPDATE sync_case SET settled_at = ? WHERE {column} = ? AND remote = ? "
                f"AND settled_at IS NULL AND kind IN ({marks(kinds)})",
                (at, value, remote, *kinds),
            )


def told(store: Store, remote: str, kind: str, key: str) -> bool:
    """Whether people were told of this before, settled or not."""
    found = store.row(
        "SELECT 1 FROM sync_case WHERE remote = ? AND kind = ? AND key = ?", (remote, kind, key)
    )
    return found is not None
