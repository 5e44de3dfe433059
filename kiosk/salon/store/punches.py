"""Punches, append-only: taking one back is another entry.

``number``: order of entry; the clock cannot be trusted to give it. ``flag``: all flags of a punch,
separated by blanks. ``by_id`` and ``why``: the manager who entered it later, and the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.timeclock.punch import Punch, PunchKind
from kiosk.salon.store.database import Store

_COLUMNS = "p.id, p.kind, p.at, p.recorded_at, p.source, p.undoes, p.flag, p.by_id, p.why"
_DAY_MS = 86_400_000
_BEFORE = 12
"""Entries that may lie between the last punch before a span and its first: counter-entries and what
was entered while the clock was wrong."""


def _punch(row: Sequence[Any]) -> Punch:
    punch_id, kind, at, recorded_at, source, undoes, flags, by, why = row
    return Punch(
        punch_id, kind, at, recorded_at, source, undoes, tuple(flags.split()), by or None, why
    )


def latest(store: Store, staff_id: Id, since: int, now: int) -> tuple[Punch, ...]:
    """Every entry from the first that counts in ``[since, now]`` (UTC ms) on, and some before it;
    counter-entries and what they undo among them, in the order of entry. What was entered while
    the clock ran ahead begins no span."""
    found = store.rows(
        f"SELECT {_COLUMNS} FROM punch p WHERE p.staff_id = :who AND p.number >= coalesce("
        "(SELECT min(b.number) FROM (SELECT number FROM punch WHERE staff_id = :who "
        "AND number < coalesce((SELECT min(number) FROM punch "
        "WHERE staff_id = :who AND at BETWEEN :since AND :until), 1 << 53) "
        "ORDER BY number DESC LIMIT :before) b), 0) ORDER BY p.number",
        {"who": staff_id, "since": since, "until": now + _DAY_MS, "before": _BEFORE},
    )
    return tuple(_punch(row) for row in found)


def of_days(store: Store, staff_id: Id, since: int, until: int) -> tuple[Punch, ...]:
    """Every entry that counts, or undoes one that does, in ``[since, until)`` (UTC ms), in the
    order of entry."""
    found = store.rows(
        f"SELECT {_COLUMNS} FROM punch p WHERE p.staff_id = :who AND (p.at >= :since "
        "AND p.at < :until OR p.undoes IN (SELECT id FROM punch WHERE staff_id = :who "
        "AND at >= :since AND at < :until)) ORDER BY p.number",
        {"who": staff_id, "since": since, "until": until},
    )
    return tuple(_punch(row) for row in found)


@dataclass(frozen=True, slots=True)
class Found:
    """A punch, whose it is, and whether it was taken back."""

    staff_id: Id
    punch: Punch
    taken_back: bool


def one(store: Store, punch_id: Id) -> Found | None:
    """None for an unknown one."""
    found = store.row(
        f"SELECT p.staff_id, EXISTS (SELECT 1 FROM punch u WHERE u.undoes = p.id), {_COLUMNS} "
        "FROM punch p WHERE p.id = ?",
        (punch_id,),
    )
    return Found(found[0], _punch(found[2:]), bool(found[1])) if found else None


def newest(store: Store, staff_id: Id) -> Punch | None:
    """The last entry of all, counter-entries too."""
    found = store.row(
        f"SELECT {_COLUMNS} FROM punch p WHERE p.staff_id = ? ORDER BY p.number DESC LIMIT 1",
        (staff_id,),
    )
    return _punch(found) if found else None


def stands(store: Store, staff_id: Id, kind: PunchKind, since: int, until: int) -> bool:
    """Whether a punch of this kind counts in ``[since, until)`` (UTC ms)."""
    return bool(
        store.number(
            "SELECT EXISTS (SELECT 1 FROM punch p WHERE p.staff_id = ? AND p.kind = ? "
            "AND p.undoes IS NULL AND p.at >= ? AND p.at < ? "
            "AND NOT EXISTS (SELECT 1 FROM punch u WHERE u.undoes = p.id))",
            (staff_id, kind, since, until),
        )
    )


@dataclass(frozen=True, slots=True)
class Recorded:
    """A punch or counter-entry in the book of all. ``name``: whose; ``by_name``: of the manager who
    entered it later."""

    name: str
    punch: Punch
    taken_back: bool
    by_name: str = ""


def recorded(store: Store, since: int, until: int) -> Iterator[Recorded]:
    """Everybody's in ``[since, until)`` (UTC ms), counter-entries and what they undo among them, in
    order of time."""
    for name, taken_back, by_name, *row in store.rows(
        "SELECT trim(s.first_name || ' ' || s.last_name), "
        "EXISTS (SELECT 1 FROM punch u WHERE u.undoes = p.id), "
        f"coalesce(trim(b.first_name || ' ' || b.last_name), ''), {_COLUMNS} "
        "FROM punch p JOIN staff s ON s.id = p.staff_id LEFT JOIN staff b ON b.id = p.by_id "
        "WHERE p.at >= ? AND p.at < ? ORDER BY p.at, p.id",
        (since, until),
    ):
        yield Recorded(name, _punch(row), bool(taken_back), by_name)


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
        "INSERT INTO punch (id, staff_id, kind, at, recorded_at, source, undoes, flag, by_id, why) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(punch.id, staff_id, punch.kind, punch.at, punch.recorded_at, punch.source),
            *(punch.undoes, " ".join(punch.flags), punch.by, punch.why),
        ),
    )
