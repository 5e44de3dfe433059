"""What an owner looks at beside the documents: expenses, closings, and what nobody has counted."""

from __future__ import annotations

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.owner_figures import Difference, ExpenseSum, SpentOn, Uncounted
from kiosk.salon.store.database import Store

NET = (
    "e.amount_minor - (SELECT coalesce(sum(json_extract(v.value, '$[2]')), 0) "
    "FROM json_each(e.vat) v)"
)
"""An expense without the VAT that its document shows."""


def expenses_by_item(store: Store, first: str, last: str) -> tuple[ExpenseSum, ...]:
    """Of the days from ``first`` to ``last`` (ISO), in the order of the items."""
    rows = store.rows(
        f"SELECT e.item_id, coalesce(i.name, ''), e.currency, sum(e.amount_minor), sum({NET}), "
        "coalesce(i.goods, 0) "
        "FROM expense e LEFT JOIN expense_item i ON i.id = e.item_id "
        "WHERE e.day BETWEEN ? AND ? GROUP BY e.item_id, e.currency "
        "ORDER BY i.sort IS NULL, i.sort, i.name, e.currency",
        (first, last),
    )
    return tuple(
        ExpenseSum(item_id, name, currency, minor, net, bool(goods))
        for item_id, name, currency, minor, net, goods in rows
    )


def expenses(
    store: Store, first: str, last: str, currency: str, item_id: Id | None, *, every: bool = False
) -> tuple[SpentOn, ...]:
    """Newest first. ``every``: of whatever item, but for goods that are bought to be sold."""
    rows = store.rows(
        "SELECT e.id, e.day, e.at, coalesce(i.name, ''), coalesce(nullif(e.supplier, ''), e.note), "
        f"e.document_number, e.amount_minor, {NET} "
        "FROM expense e LEFT JOIN expense_item i ON i.id = e.item_id "
        "WHERE e.day BETWEEN ? AND ? AND e.currency = ? "
        "AND iif(?, NOT coalesce(i.goods, 0), e.item_id IS ?) "
        "ORDER BY e.day DESC, e.at DESC, e.id DESC",
        (first, last, currency, int(every), item_id),
    )
    return tuple(SpentOn(*row) for row in rows)


def not_closed(store: Store) -> tuple[Uncounted, ...]:
    """Of all tills, oldest first; those that are open too."""
    rows = store.rows(
        "SELECT s.id, coalesce(nullif(t.name, ''), t.desk), s.business_day, s.state = 'ended' "
        "FROM till_session s JOIN till t ON t.id = s.till_id "
        "WHERE s.state <> 'closed' ORDER BY s.opened_at, s.id"
    )
    return tuple(Uncounted(*(*row[:-1], bool(row[-1]))) for row in rows)


def wages(store: Store, first: str, last: str, currency: str) -> tuple[SpentOn, ...]:
    """What was paid to people in cash on these business days (ISO), advances too, newest first;
    what came back or was taken back is below nought."""
    rows = store.rows(
        "SELECT m.id, m.business_day, m.at, '', coalesce(nullif(m.party, ''), m.purpose), "
        "m.number, -m.amount_minor, -m.amount_minor FROM cash_movement m "
        "WHERE m.kind IN ('wage', 'advance') AND m.currency = ? "
        "AND m.business_day BETWEEN ? AND ? ORDER BY m.at DESC, m.id DESC",
        (currency, first, last),
    )
    return tuple(SpentOn(*row) for row in rows)


def differences(store: Store, first: str, last: str) -> tuple[Difference, ...]:
    """Of the closings of these business days (ISO), newest first, a row for each currency; and
    where a float that was counted was not what had been left."""
    rows = store.each_named(
        "SELECT c.id, t.name, t.desk, c.number, c.kind, c.business_day, c.closed_at, n.currency, "
        "n.difference_minor, iif(c.kind = 'correction', c.reason, n.reason), "
        "coalesce(o.number, 0), coalesce(a.number, 0), '' "
        "FROM closing c JOIN till t ON t.id = c.till_id "
        "JOIN closing_count n ON n.closing_id = c.id LEFT JOIN closing o ON o.id = c.corrects "
        "LEFT JOIN closing a ON a.corrects = c.id "
        "WHERE c.business_day BETWEEN :first AND :last "
        "UNION ALL SELECT c.id, t.name, t.desk, coalesce(c.number, 0), 'opening', m.business_day, "
        "m.at, m.currency, m.amount_minor, m.purpose, 0, 0, m.staff_name FROM cash_movement m "
        "JOIN till t ON t.id = m.till_id "
        "LEFT JOIN closing c ON c.session_id = m.session_id AND c.kind <> 'correction' "
        "WHERE m.kind = 'opening_difference' AND m.business_day BETWEEN :first AND :last "
        "ORDER BY 7 DESC, 4 DESC, 8",
        {"first": first, "last": last},
    )
    return tuple(Difference(*row) for row in rows)
