"""Punches, append-only: taking one back is another entry.

``number``: order of entry; the clock cannot be trusted to give it. ``flag``: all flags of a punch,
separated by blanks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.punch import Entry, Presence, Punch, Timeline
from kiosk.salon.store.database import Store

_COUNTS = (
    "p.staff_id = ? AND p.undoes IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM punch u WHERE u.undoes = p.id)"
)


def _punch(row: Sequence[Any]) -> Punch:
    punch_id, kind, at, recorded_at, source, flags = row
    return Punch(punch_id, kind, at, recorded_at, source, None, tuple(flags.split()))


def timeline(store: Store, staff_id: Id, since: int) -> Timeline:
    """What counts from ``since`` (UTC ms) on, and the one punch before it."""
    found = store.rows(
        f"SELECT p.id, p.kind, p.at, p.recorded_at, p.source, p.flag FROM punch p WHERE {_COUNTS} "
        "AND p.number >= coalesce((SELECT p.number FROM punch p "
        f"WHERE {_COUNTS} AND p.at < ? ORDER BY p.number DESC LIMIT 1), 0) ORDER BY p.number",
        (staff_id, staff_id, since),
    )
    return Timeline(tuple(_punch(row) for row in found))


def entered(store: Store, staff_id: Id, since: int) -> tuple[Entry, ...]:
    """Every punch that counts from ``since`` (UTC ms) on, in the order of entry, taken back or not.
    The counter-entries themselves are left out."""
    found = store.rows(
        "SELECT p.id, p.kind, p.at, p.recorded_at, p.source, p.flag, "
        "EXISTS (SELECT 1 FROM punch u WHERE u.undoes = p.id) FROM punch p "
        "WHERE p.staff_id = ? AND p.undoes IS NULL AND p.at >= ? ORDER BY p.number",
        (staff_id, since),
    )
    return tuple(Entry(_punch(row[:6]), bool(row[6])) for row in found)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A punch or counter-entry in the book of all. ``name``: whose."""

    name: str
    punch: Punch
    taken_back: bool


def recorded(store: Store, since: int, until: int) -> Iterator[Recorded]:
    """Everybody's in ``[since, until)`` (UTC ms), counter-entries and what they undo among them, in
    order of time."""
    for name, taken_back, undoes, *row in store.rows(
        "SELECT trim(s.first_name || ' ' || s.last_name), "
        "EXISTS (SELECT 1 FROM punch u WHERE u.undoes = p.id), p.undoes, "
        "p.id, p.kind, p.at, p.recorded_at, p.source, p.flag "
        "FROM punch p JOIN staff s ON s.id = p.staff_id "
        "WHERE p.at >= ? AND p.at < ? ORDER BY p.at, p.id",
        (since, until),
    ):
        yield Recorded(name, replace(_punch(row), undoes=undoes), bool(taken_back))


def earliest(store: Store, staff_id: Id, since: int) -> int | None:
    """The earliest time (UTC ms) that a punch made from ``since`` on stands for: before ``since``
    when somebody said later when they had left."""
    return store.value(
        "SELECT min(at) FROM punch WHERE staff_id = ? AND undoes IS NULL "
        "AND (at >= ? OR recorded_at >= ?)",
        (staff_id, since, since),
    )


def insert(store: Store, staff_id: Id, punch: Punch) -> None:
    store.run(
        "INSERT INTO punch (id, staff_id, kind, at, recorded_at, source, undoes, flag) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(punch.id, staff_id, punch.kind, punch.at, punch.recorded_at, punch.source),
            *(punch.undoes, " ".join(punch.flags)),
        ),
    )


def owner(store: Store, punch_id: Id) -> Id | None:
    """Whose punch this is; None for an unknown one."""
    return store.value("SELECT staff_id FROM punch WHERE id = ?", (punch_id,))


def present(store: Store, since: int) -> tuple[Presence, ...]:
    """Active staff whose last punch, not before ``since`` (UTC ms), is not *out*."""
    counts = _COUNTS.replace("?", "s.id")
    found = store.rows(
        "SELECT s.id, l.kind, l.at FROM staff s JOIN punch l ON l.number = ("
        f"SELECT p.number FROM punch p WHERE {counts} ORDER BY p.number DESC LIMIT 1) "
        "WHERE s.active AND l.kind <> 'out' AND l.at >= ? ORDER BY s.sort, s.id",
        (since,),
    )
    return tuple(Presence(*row) for row in found)
