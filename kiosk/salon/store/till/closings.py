"""Closings: rows that are written once. A correction is a row of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.closing import Closing, ClosingCount
from kiosk.salon.domain.till.counting import Count
from kiosk.salon.domain.till.session import Session
from kiosk.salon.store.database import Store, marks
from kiosk.salon.store.till import figures
from kiosk.salon.store.till.sessions import pieces_json, pieces_of

_KEPT = (
    *("id", "till_id", "number", "session_id", "last_session", "kind", "business_day"),
    *("closed_at", "counted_by", "corrects", "approved_by", "reason", "blind", "attempts"),
    *("card_expected_minor", "card_terminal_minor", "card_reason", "sales_before", "sales_after"),
    *("returns_before", "returns_after", "journal_seq", "journal_mac"),
)
_COUNTED = (
    *("currency", "expected_minor", "since_minor", "counted_minor", "difference_minor", "reason"),
    *("taken_minor", "left_minor", "pieces", "moved_by", "taken_by"),
)
_SELECT = (
    f"SELECT {', '.join(f'c.{name}' for name in _KEPT)}, coalesce(o.number, 0), "
    "coalesce(n.number, 0) FROM closing c LEFT JOIN closing o ON o.id = c.corrects "
    "LEFT JOIN closing n ON n.corrects = c.id"
)


@dataclass(frozen=True, slots=True)
class Totals:
    """All that a till ever sold and took back, by its closings; both only grow."""

    sales: int
    returns: int


def add(store: Store, closing: Closing, kept: str) -> None:
    """``kept``: its figures, empty for a correction. Inside the running transaction."""
    store.insert("closing", **{name: getattr(closing, name) for name in _KEPT}, figures=kept)
    for count in closing.counts:
        values = {name: getattr(count, name) for name in _COUNTED}
        values["pieces"] = pieces_json(count.pieces)
        store.insert("closing_count", closing_id=closing.id, **values)


def _read(store: Store, tail: str, params: Sequence[object]) -> tuple[Closing, ...]:
    heads = store.rows(f"{_SELECT} {tail}", params)
    counts: dict[Id, list[ClosingCount]] = {head[0]: [] for head in heads}
    ids = list(counts)
    for closing_id, *row in store.rows(
        f"SELECT closing_id, {', '.join(_COUNTED)} FROM closing_count "
        f"WHERE closing_id IN ({marks(ids)}) ORDER BY currency",
        ids,
    ):
        values = dict(zip(_COUNTED, row, strict=True))
        values["pieces"] = pieces_of(values["pieces"])
        counts[closing_id].append(ClosingCount(**values))
    return tuple(_closing(head, tuple(counts[head[0]])) for head in heads)


def _closing(head: Sequence[Any], counts: tuple[ClosingCount, ...]) -> Closing:
    names = (*_KEPT, "corrects_number", "corrected_by")
    values = dict(zip(names, head, strict=True))
    return Closing(**{**values, "blind": bool(values["blind"])}, counts=counts)


def by_id(store: Store, closing_id: Id) -> Closing | None:
    return next(iter(_read(store, "WHERE c.id = ?", (closing_id,))), None)


def of_session(store: Store, session_id: Id) -> tuple[Closing, ...]:
    """Its closing and what corrected it, in their order; empty while it is not closed."""
    return _read(store, "WHERE c.session_id = ? ORDER BY c.number", (session_id,))


def of_days(store: Store, first: str, last: str) -> tuple[Closing, ...]:
    """Of the business days from ``first`` to ``last`` (ISO), newest first."""
    tail = "WHERE c.business_day BETWEEN ? AND ? ORDER BY c.closed_at DESC, c.number DESC"
    return _read(store, tail, (first, last))


def counted_since(store: Store, closing: Closing, session: Session, currency: str) -> bool:
    """Whether anybody has counted this currency in the till again after the ``closing`` of
    ``session``: a float, or a later session."""
    found = store.row(
        "SELECT 1 FROM till_session s JOIN session_opening o ON o.session_id = s.id "
        "WHERE s.till_id = :till AND s.number > :last AND o.currency = :currency "
        "AND o.counted_minor IS NOT NULL UNION ALL SELECT 1 FROM closing c "
        "JOIN closing_count n ON n.closing_id = c.id JOIN till_session s ON s.id = c.session_id "
        "WHERE c.till_id = :till AND s.number > :session AND n.currency = :currency "
        "AND n.counted_minor IS NOT NULL LIMIT 1",
        {
            "till": closing.till_id,
            "last": closing.last_session,
            "session": session.number,
            "currency": currency,
        },
    )
    return found is not None


def figures_of(store: Store, closing_id: Id) -> str:
    """As they were kept; empty for a correction."""
    return str(store.value("SELECT figures FROM closing WHERE id = ?", (closing_id,)) or "")


def moved(store: Store, closing_id: Id) -> dict[Id | None, int]:
    """What its own movements came to, by their ids."""
    found = store.rows(
        "SELECT m.id, m.amount_minor FROM closing_count n "
        "JOIN cash_movement m ON m.id IN (n.moved_by, n.taken_by) "
        "AND m.currency = n.currency WHERE n.closing_id = ?",
        (closing_id,),
    )
    return dict(found)


def stands_in_journal(store: Store, closing_id: Id) -> bool:
    """Whether the entry that it names is there."""
    found = store.row(
        "SELECT 1 FROM closing c JOIN journal j ON j.seq = c.journal_seq AND j.mac = c.journal_mac "
        "WHERE c.id = ?",
        (closing_id,),
    )
    return found is not None


def totals(store: Store, till_id: Id) -> Totals:
    """As the till's last closing left them."""
    found = store.row(
        "SELECT coalesce(max(sales_after), 0), coalesce(max(returns_after), 0) FROM closing "
        "WHERE till_id = ?",
        (till_id,),
    )
    return Totals(*(found or (0, 0)))


def forget_reasons(store: Store, session_ids: Iterable[Id]) -> None:
    """Words that somebody typed went out of documents of these sessions: their closings keep the
    sums alone."""
    for session_id in session_ids:
        left = figures.discounts_json(store, session_id)
        store.run(
            "UPDATE closing SET figures = json_set(figures, '$.discounts', json(?)) "
            "WHERE session_id = ? AND figures <> ''",
            (left, session_id),
        )


@dataclass(frozen=True, slots=True)
class Attempt:
    """A blind count, and what had moved between the cut and the moment somebody began to make it;
    both by currency, minor units."""

    counts: Mapping[str, int]
    since: Mapping[str, int]


def add_attempt(
    store: Store,
    session_id: Id,
    number: int,
    at: int,
    by: Id,
    counts: Iterable[Count],
    since: Mapping[str, int],
) -> None:
    """What somebody counted blind. ``number``: from 1. ``at``: UTC ms."""
    told = [[one.currency, one.sum_minor, since.get(one.currency, 0)] for one in counts]
    store.insert(
        "count_attempt",
        session_id=session_id,
        number=number,
        at=at,
        staff_id=by,
        counts=json.dumps(sorted(told)),
    )


def attempts(store: Store, session_id: Id) -> tuple[Attempt, ...]:
    """What was counted blind, in the order of counting."""
    found = store.column(
        "SELECT counts FROM count_attempt WHERE session_id = ? ORDER BY number", (session_id,)
    )
    return tuple(map(attempt_of, found))


def attempt_of(text: str) -> Attempt:
    """As :func:`add_attempt` keeps it."""
    told: list[tuple[str, int, int]] = json.loads(text)
    counts = {currency: minor for currency, minor, _ in told}
    return Attempt(counts, {currency: since for currency, _, since in told if since})
