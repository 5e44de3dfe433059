"""What an accountant gets beside the documents: cash in its order, vouchers, expenses, closings;
and the sums of documents as the journal says them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kiosk.salon.domain.vat import vat_table
from kiosk.salon.store.database import Store


@dataclass(frozen=True, slots=True)
class CashRow:
    """Cash that moved in a till (``till``: its name, or its desk's). ``kind``: of the document, of
    the movement, or ``tip``; ``number``: of the document or voucher; ``minor``: positive for what
    came in. ``at``: UTC ms, ``day``: ISO."""

    till: str
    currency: str
    at: int
    day: str
    kind: str
    source: str
    number: str
    words: str
    minor: int


@dataclass(frozen=True, slots=True)
class Opening:
    """What lay in a till before the first of the days, in a currency."""

    till: str
    currency: str
    minor: int


@dataclass(frozen=True, slots=True)
class VoucherRow:
    number: str
    till: str
    at: int
    day: str
    kind: str
    currency: str
    minor: int
    party: str
    purpose: str
    item: str
    supplier: str
    document_number: str
    by: str
    approved_by: str
    reverses: str


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    """``vat``: that of its document. ``voucher``: number of the cash voucher, or empty."""

    day: str
    item: str
    paid: str
    supplier: str
    document_number: str
    currency: str
    minor: int
    vat: int
    note: str
    voucher: str


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """``counted`` is None for a session that nobody counted."""

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
    taken: int
    left: int
    reason: str


@dataclass(slots=True)
class Sums:
    """Of documents of one kind. ``payments``: by means (key, and name of one of the salon's own);
    ``base``, ``vat``: by rate (hundredths of a percent)."""

    count: int = 0
    total: int = 0
    rounding: int = 0
    tips: int = 0
    payments: Counter[tuple[str, str]] = field(default_factory=Counter)
    base: Counter[int] = field(default_factory=Counter)
    vat: Counter[int] = field(default_factory=Counter)


_TILL = "coalesce(nullif(t.name, ''), t.desk, '')"
_LEDGER = (
    "SELECT " + _TILL + " AS till, l.currency AS currency, l.at AS at, l.business_day AS day, "
    "l.kind AS kind, l.source AS source, l.amount_minor AS minor, l.ref_id AS ref_id "
    "FROM cash_ledger l LEFT JOIN till_session s ON s.id = l.session_id "
    "LEFT JOIN till t ON t.id = s.till_id "
    "WHERE (l.session_id IS NOT NULL OR l.source <> 'movement') AND l.business_day {0} "
    "UNION ALL SELECT :safe, f.currency, f.at, f.business_day, f.kind, 'movement', "
    "f.amount_minor, f.ref_id FROM safe_ledger f WHERE f.business_day {0}"
)
"""Of drawers as they say it, and of the safe."""
_PERSON = "coalesce(trim({0}.first_name || ' ' || {0}.last_name), '')"


def cash(store: Store, first: str, last: str, safe: str) -> tuple[CashRow, ...]:
    """Of the business days from ``first`` to ``last`` (ISO), in the order it moved. What moved at
    the same moment stands in the order it was written. ``safe``: what the safe is called."""
    rows = store.each_named(
        "SELECT x.till, x.currency, x.at, x.day, x.kind, x.source, "
        "coalesce(d.number, v.number, ''), coalesce(nullif(v.purpose, ''), v.party, ''), x.minor "
        f"FROM ({_LEDGER.format('BETWEEN :first AND :last')}) x "
        "LEFT JOIN sale d ON x.source <> 'movement' AND d.id = x.ref_id "
        "LEFT JOIN cash_movement v ON x.source = 'movement' AND v.id = x.ref_id "
        "ORDER BY x.till, x.currency, x.day, x.at, x.ref_id, x.source",
        {"first": first, "last": last, "safe": safe},
    )
    return tuple(CashRow(*row) for row in rows)


def openings(store: Store, first: str, safe: str) -> tuple[Opening, ...]:
    """Of every till and currency that has moved before ``first`` (ISO), or was begun with
    something in it."""
    found: Counter[tuple[str, str]] = Counter()
    for till, currency, minor in store.each_named(
        f"SELECT x.till, x.currency, sum(x.minor) FROM ({_LEDGER.format('< :first')}) x "
        "GROUP BY x.till, x.currency",
        {"first": first, "safe": safe},
    ):
        found[till, currency] += minor
    for till, currency, minor in store.rows(
        f"SELECT {_TILL}, o.currency, o.expected_minor FROM session_opening o "
        "JOIN till_session s ON s.id = o.session_id JOIN till t ON t.id = s.till_id "
        "WHERE s.number = (SELECT min(n.number) FROM till_session n JOIN session_opening p "
        "ON p.session_id = n.id AND p.currency = o.currency WHERE n.till_id = s.till_id)"
    ):
        found[till, currency] += minor
    return tuple(Opening(*key, minor) for key, minor in sorted(found.items()))


def vouchers(store: Store, first: str, last: str) -> tuple[VoucherRow, ...]:
    """In the order of their numbers."""
    rows = store.rows(
        f"SELECT m.number, {_TILL}, m.at, m.business_day, m.kind, m.currency, m.amount_minor, "
        "m.party, m.purpose, coalesce(i.name, ''), m.supplier, m.document_number, "
        f"{_PERSON.format('p')}, {_PERSON.format('q')}, coalesce(r.number, '') "
        "FROM cash_movement m JOIN till t ON t.id = m.till_id "
        "LEFT JOIN expense_item i ON i.id = m.item_id LEFT JOIN staff p ON p.id = m.staff_id "
        "LEFT JOIN staff q ON q.id = m.approved_by LEFT JOIN cash_movement r ON r.id = m.reverses "
        "WHERE m.number <> '' AND m.business_day BETWEEN ? AND ? ORDER BY m.number",
        (first, last),
    )
    return tuple(VoucherRow(*row) for row in rows)


def expenses(store: Store, first: str, last: str) -> tuple[ExpenseRow, ...]:
    rows = store.rows(
        "SELECT e.day, coalesce(i.name, ''), e.paid, e.supplier, e.document_number, e.currency, "
        "e.amount_minor, (SELECT coalesce(sum(json_extract(v.value, '$[2]')), 0) "
        "FROM json_each(e.vat) v), e.note, coalesce(m.number, '') "
        "FROM expense e LEFT JOIN expense_item i ON i.id = e.item_id "
        "LEFT JOIN cash_movement m ON m.id = e.movement_id "
        "WHERE e.day BETWEEN ? AND ? ORDER BY e.day, e.at, e.id",
        (first, last),
    )
    return tuple(ExpenseRow(*row) for row in rows)


def closings(store: Store, first: str, last: str) -> tuple[ClosingRow, ...]:
    rows = store.rows(
        f"SELECT c.number, {_TILL}, c.business_day, c.closed_at, c.kind, {_PERSON.format('p')}, "
        "n.currency, n.expected_minor, n.counted_minor, n.difference_minor, n.taken_minor, "
        "n.left_minor, n.reason FROM closing c JOIN till t ON t.id = c.till_id "
        "JOIN closing_count n ON n.closing_id = c.id LEFT JOIN staff p ON p.id = c.counted_by "
        "WHERE c.business_day BETWEEN ? AND ? ORDER BY t.sort, c.number, n.currency",
        (first, last),
    )
    return tuple(ClosingRow(*row) for row in rows)


def journalled(
    store: Store, days: frozenset[str], since: int, until: int, day_of: Callable[[int], str]
) -> dict[str, Sums]:
    """By kind (sale, void, return), the sums of the documents of these business days (ISO) as their
    entries say them. ``since``, ``until``: UTC ms between which all of them were written.
    ``day_of``: the day of an entry of before it was written down, where its document is missing."""
    found = {kind: Sums() for kind in ("sale", "void", "return")}
    for kind, at, text in _entries(store, since, until):
        body = json.loads(text)
        day = body.get("day") or _filed(store, body["number"]) or day_of(at)
        if day not in days:
            continue
        sums = found[kind]
        sums.count += 1
        sums.total += body["total"]
        sums.rounding += body["rounding"]
        sums.tips += sum(minor for _, minor, *_ in body.get("tips", ()))
        titles = body.get("titles") or [""] * len(body["payments"])
        for (method, minor), title in zip(body["payments"], titles, strict=True):
            sums.payments[method, title] += minor
        for rate, base, vat in _vat(body):
            sums.base[rate] += base
            sums.vat[rate] += vat
    return found


def journalled_cash(store: Store, first: str, last: str, since: int) -> dict[str, Counter[str]]:
    """By currency, what the entries of these days (ISO) come to: ``vouchers`` in cash, and
    ``expenses`` by the days of their papers. ``since``: UTC ms before which none was entered."""
    found: dict[str, Counter[str]] = {"vouchers": Counter(), "expenses": Counter()}
    for kind, text in store.rows(
        "SELECT kind, body FROM journal WHERE at >= ? "
        "AND kind IN ('cash.in', 'cash.out', 'cash.reversed', 'expense')",
        (since,),
    ):
        body = json.loads(text)
        what = "expenses" if kind == "expense" else "vouchers"
        if first <= body["day"] <= last and (what == "expenses" or body["number"]):
            found[what][body["currency"]] += body["amount"]
    return found


def _filed(store: Store, number: str) -> str:
    """The day of a document whose entry does not say it; empty where there is none."""
    return store.value("SELECT business_day FROM sale WHERE number = ?", (number,)) or ""


def _entries(store: Store, since: int, until: int) -> Iterator[tuple[str, int, str]]:
    yield from store.rows(
        "SELECT kind, at, body FROM journal WHERE kind IN ('sale', 'void', 'return') "
        "AND at >= ? AND at < ? ORDER BY seq",
        (since, until),
    )


def _vat(body: dict[str, object]) -> Iterator[tuple[int, int, int]]:
    """Of an entry of before the table was written down: from its lines."""
    if "vat" in body:
        yield from body["vat"]  # type: ignore[misc]
    elif body.get("pays_vat", True):
        lines = [(line["vat"], line["total"]) for line in body["lines"]]  # type: ignore[attr-defined]
        for row in vat_table(lines):
            yield row.rate_bp, row.base_minor, row.vat_minor
