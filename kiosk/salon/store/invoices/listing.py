"""Lists of invoices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kiosk.salon.domain.folding import fold, words
from kiosk.salon.domain.invoices.listing import Cursor, InvoicePage, InvoiceRow, Wanted
from kiosk.salon.store.database import Store
from kiosk.salon.store.invoices.invoices import OPEN, SELECT, row_of

_WHERE: dict[Wanted, str] = {
    "all": "1",
    "unpaid": f"i.due_minor <> 0 AND i.kind <> 'credit_note' AND {OPEN} <> 0",
    "overdue": f"i.due_minor <> 0 AND i.due_on < :today AND i.kind <> 'credit_note' AND {OPEN} > 0",
}
"""``due_minor <> 0``: as the partial index says it."""
_ORDER: dict[Wanted, str] = {
    "all": "i.id DESC",
    "unpaid": "i.due_on, i.id",
    "overdue": "i.due_on, i.id",
}
_AFTER: dict[Wanted, str] = {
    "all": "i.id < :id",
    "unpaid": "(i.due_on, i.id) > (:day, :id)",
    "overdue": "(i.due_on, i.id) > (:day, :id)",
}


def page(
    store: Store, wanted: Wanted, search: str, before: Cursor | None, limit: int, today: str
) -> InvoicePage:
    """All of them newest first, those to be paid by the day they are due. ``search``: words of the
    buyer, or a number. ``today``: ISO day."""
    count: int = 0
    sums: Counter[str] = Counter()
    over: Counter[str] = Counter()
    for currency, number, minor, owed in store.rows(
        f"SELECT i.currency, count(*), sum(iif(i.due_minor <> 0, max({OPEN}, 0), 0)), "
        f"sum(iif(i.due_minor <> 0, max(-({OPEN}), 0), 0)) FROM invoice i "
        f"WHERE {_WHERE[wanted].replace(':today', '?')} GROUP BY i.currency",
        (today,) if wanted == "overdue" else (),
    ):
        count += number
        sums[currency] += minor
        over[currency] += owed
    if words(search):
        count, sums, over = 0, Counter(), Counter()
        for row in _rows(store, wanted, None, today):
            if _matches(row, search):
                count += 1
                sums[row.currency] += max(row.open_minor, 0)
                over[row.currency] += max(-row.open_minor, 0)
    rows: list[InvoiceRow] = []
    more = False
    for row in _rows(store, wanted, before, today):
        if _matches(row, search):
            more = len(rows) == limit
            if more:
                break
            rows.append(row)
    last = rows[-1] if more and rows else None
    goes_on = (last.due_on.isoformat() if last.due_on else "", last.id) if last else None
    return InvoicePage(tuple(rows), goes_on, count, dict(sums), dict(over))


def _rows(store: Store, wanted: Wanted, before: Cursor | None, today: str) -> Iterator[InvoiceRow]:
    after = f" AND {_AFTER[wanted]}" if before else ""
    day, last = before or ("", b"")
    sql = f"{SELECT} WHERE {_WHERE[wanted]}{after} ORDER BY {_ORDER[wanted]}"
    for row in store.each_named(sql, {"today": today, "day": day, "id": last}):
        yield row_of(row)


def _matches(row: InvoiceRow, search: str) -> bool:
    wanted = words(search)
    if not wanted:
        return True
    told = f" {fold(f'{row.number} {row.buyer_name} {row.reference} {row.order_ref}')}"
    return all(f" {word}" in told for word in wanted) or row.number.endswith(search.strip())
