"""The change feed: which entity changed, in what order. The sync agent reads it by ``seq``.

One row per entity, moved to the end of the feed at each change, so the feed never outgrows the
data and a reader that was away for a week still sees each entity once, in its present state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of an entity. ``gone``: it is not there any more."""

    seq: int
    entity: str
    entity_id: Id
    gone: bool


def record(store: Store, entity: str, entity_id: Id, *, gone: bool = False) -> int:
    """Notes a change inside the running transaction; returns its sequence number (rises)."""
    return store.number(
        "INSERT INTO change (entity, entity_id, seq, gone) "
        "VALUES (?, ?, (SELECT coalesce(max(seq), 0) + 1 FROM change), ?) "
        "ON CONFLICT (entity, entity_id) DO UPDATE SET seq = excluded.seq, gone = excluded.gone "
        "RETURNING seq",
        (entity, entity_id, int(gone)),
    )


def record_all(store: Store, entity: str, ids: Sequence[Id]) -> None:
    """As :func:`record` for each of them, in their order; none may be named twice."""
    if not ids:
        return
    places = ", ".join(f"(?, {place})" for place in range(1, len(ids) + 1))
    store.run(
        "INSERT INTO change (entity, entity_id, seq, gone) "
        "SELECT ?, one.column1, last.seq + one.column2, 0 "
        f"FROM (VALUES {places}) one, (SELECT coalesce(max(seq), 0) AS seq FROM change) last "
        "WHERE true ORDER BY one.column2 "
        "ON CONFLICT (entity, entity_id) DO UPDATE SET seq = excluded.seq, gone = excluded.gone",
        (entity, *ids),
    )


def since(store: Store, seq: int, limit: int = 500) -> list[Change]:
    """Changes after ``seq``, oldest first."""
    return [
        Change(number, entity, entity_id, bool(gone))
        for number, entity, entity_id, gone in store.rows(
            "SELECT seq, entity, entity_id, gone FROM change WHERE seq > ? ORDER BY seq LIMIT ?",
            (seq, limit),
        )
    ]


def latest(store: Store) -> int:
    """The newest sequence number, 0 when nothing was ever changed."""
    return store.number("SELECT max(seq) FROM change")


def latest_of(store: Store, entity: str, entity_id: Id) -> int:
    """The sequence number of its newest change, 0 for none."""
    return store.number(
        "SELECT seq FROM change WHERE entity = ? AND entity_id = ?", (entity, entity_id)
    )


def entities_since(store: Store, seq: int) -> frozenset[str]:
    """What kinds of entities changed after ``seq``."""
    return frozenset(store.column("SELECT DISTINCT entity FROM change WHERE seq > ?", (seq,)))


def version(store: Store) -> int:
    """Another number whenever another connection has written anything; costs no reading of tables
    (sqlite.org/pragma.html#pragma_data_version)."""
    return store.number("PRAGMA data_version")
