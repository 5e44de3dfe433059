"""Till closings as an accountant reads them, and as the journal has them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.salon.store.database import Store
from kiosk.salon.store.journal import ANEW


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """A closing in one currency. ``counted`` is None, and ``by`` empty, for a session that nobody
    counted. ``booked``:
    the difference that it moved in the drawer, which of a correction is only what it adds.
    ``corrects``, ``corrected_by``: numbers of other closings, 0 for none; ``stands``: none of until
    the last of the days corrected it. ``reason``: of the difference, of a correction why it was
    counted again. ``at_opening``, ``opening_reason``: how the float that its session began with
    was another than what had been left, and why. ``closed_at``: UTC ms, ``day``: ISO."""

    number: int
    till: str
    day: str
    closed_at: int
    kind: str
    by: str
    currency: str
    expected: int
    counted: int | None
    difference: int
    booked: int
    taken: int
    left: int
    reason: str
    corrects: int
    corrected_by: int
    at_opening: int
    opening_reason: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What the journal says of a closing in one currency: ``desk`` and ``number`` name it,
    ``corrects`` the one that it corrects, 0 for none. ``day``: the business day of its session,
    empty for a correction, which is of the day of ``at`` (UTC ms)."""

    desk: str
    number: int
    corrects: int
    at: int
    day: str
    currency: str
    counted: int | None
    difference: int
    booked: int
    taken: int


def closings(store: Store, first: str, last: str) -> tuple[ClosingRow, ...]:
    """Of the business days from ``first`` to ``last`` (ISO), by till and number."""
    rows = store.each_named(
        "SELECT c.number, coalesce(nullif(t.name, ''), t.desk), c.business_day, c.closed_at, "
        "c.kind, coalesce(trim(p.first_name || ' ' || p.last_name), ''), n.currency, "
        "n.expected_minor, n.counted_minor, n.difference_minor, coalesce(m.amount_minor, 0), "
        "n.taken_minor, n.left_minor, iif(c.kind = 'correction', c.reason, n.reason), "
        "coalesce(o.number, 0), coalesce(a.number, 0), "
        "coalesce(b.amount_minor, 0), coalesce(b.purpose, ''), "
        "coalesce(a.business_day > :last, 1) FROM closing c JOIN till t ON t.id = c.till_id "
        "JOIN closing_count n ON n.closing_id = c.id LEFT JOIN staff p ON p.id = c.counted_by "
        "AND c.kind <> 'carried' "
        "LEFT JOIN closing o ON o.id = c.corrects LEFT JOIN closing a ON a.corrects = c.id "
        "LEFT JOIN cash_movement m ON m.id = n.moved_by "
        "LEFT JOIN cash_movement b ON b.session_id = c.session_id "
        "AND b.kind = 'opening_difference' AND b.currency = n.currency "
        "WHERE c.business_day BETWEEN :first AND :last "
        "ORDER BY t.sort, t.id, c.number, n.currency",
        {"first": first, "last": last},
    )
    return tuple(ClosingRow(*(*row[:-1], bool(row[-1]))) for row in rows)


def told(store: Store, since: int) -> Iterator[Told]:
    """All that was journalled from ``since`` on (UTC ms), in its order."""
    for at, text in store.rows(
        "SELECT at, body FROM journal WHERE kind IN ('closing', 'closing.correction') "
        "AND at >= ? AND seq > (SELECT coalesce(max(seq), 0) FROM journal WHERE kind = ?) "
        "ORDER BY seq",
        (since, ANEW),
    ):
        body = json.loads(text)
        old, moved = dict(body.get("old", ())), dict(body.get("moved", ()))
        for currency, _, _, counted, difference, taken, *_ in body["counts"]:
            booked = difference
            if "corrects" in body:
                booked = counted - old[currency] if moved[currency] else 0
            yield Told(
                *(body["till"], body["number"], body.get("corrects", 0), at, body.get("day", "")),
                *(currency, counted, difference, booked, taken),
            )
