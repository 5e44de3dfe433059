"""What an accountant gets beside the documents: cash vouchers and expenses; and the sums of all of
them as the journal says them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kiosk.salon.domain.vat import VatRow, vat_table
from kiosk.salon.store.database import Store
from kiosk.salon.store.journal import ANEW
from kiosk.salon.store.till.cash import vat_rows


@dataclass(frozen=True, slots=True)
class VoucherRow:
    """``at``: UTC ms. ``party``: from whom or to whom, as on the paper. ``vat``: of the supplier's
    paper, whose sign says nothing."""

    number: str
    till: str
    at: int
    kind: str
    currency: str
    minor: int
    party: str
    purpose: str
    item: str
    supplier: str
    company_id: str
    document_number: str
    vat: tuple[VatRow, ...]
    by: str
    approved_by: str
    reverses: str


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    """``vat``: that of its document. ``voucher``: number of the cash voucher, or empty. ``day``: of
    the supplier's paper, ISO."""

    day: str
    item: str
    paid: str
    supplier: str
    company_id: str
    document_number: str
    currency: str
    minor: int
    vat: tuple[VatRow, ...]
    note: str
    voucher: str


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


_PERSON = "coalesce(trim({0}.first_name || ' ' || {0}.last_name), '')"
_SINCE_ANEW = "seq > (SELECT coalesce(max(seq), 0) FROM journal WHERE kind = ?)"
"""Where a salon was begun anew nothing from before counts."""


def vouchers(store: Store, since: int, until: int) -> tuple[VoucherRow, ...]:
    """Made from ``since`` until before ``until`` (UTC ms), in the order of their numbers."""
    rows = store.rows(
        "SELECT m.number, coalesce(nullif(t.name, ''), t.desk), m.at, m.kind, m.currency, "
        "m.amount_minor, coalesce(nullif(m.party, ''), m.staff_name), "
        "m.purpose, coalesce(i.name, ''), m.supplier, m.company_id, m.document_number, m.vat, "
        f"{_PERSON.format('p')}, {_PERSON.format('q')}, coalesce(r.number, '') "
        "FROM cash_movement m JOIN till t ON t.id = m.till_id "
        "LEFT JOIN expense_item i ON i.id = m.item_id LEFT JOIN staff p ON p.id = m.staff_id "
        "LEFT JOIN staff q ON q.id = m.approved_by LEFT JOIN cash_movement r ON r.id = m.reverses "
        "WHERE m.number <> '' AND m.at >= ? AND m.at < ? ORDER BY m.number",
        (since, until),
    )
    return tuple(VoucherRow(*(*row[:12], vat_rows(row[12]), *row[13:])) for row in rows)


def expenses(store: Store, first: str, last: str) -> tuple[ExpenseRow, ...]:
    """By the days of their papers, from ``first`` to ``last`` (ISO)."""
    rows = store.rows(
        "SELECT e.day, coalesce(i.name, ''), e.paid, e.supplier, e.company_id, "
        "e.document_number, e.currency, e.amount_minor, e.vat, e.note, coalesce(m.number, '') "
        "FROM expense e LEFT JOIN expense_item i ON i.id = e.item_id "
        "LEFT JOIN cash_movement m ON m.id = e.movement_id "
        "WHERE e.day BETWEEN ? AND ? ORDER BY e.day, e.at, e.id",
        (first, last),
    )
    return tuple(ExpenseRow(*(*row[:8], vat_rows(row[8]), *row[9:])) for row in rows)


def journalled(store: Store, since: int, until: int) -> dict[str, Sums]:
    """By kind (sale, void, return), the sums of the documents from ``since`` until before ``until``
    (UTC ms) as their entries say them."""
    found = {kind: Sums() for kind in ("sale", "void", "return")}
    for kind, text in _entries(store, since, until):
        body = json.loads(text)
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


def journalled_vouchers(store: Store, since: int, until: int) -> Counter[str]:
    """By currency, what the entries of cash vouchers of that time (UTC ms) come to."""
    found: Counter[str] = Counter()
    for (text,) in store.rows(
        "SELECT body FROM journal WHERE at >= ? AND at < ? "
        f"AND kind IN ('cash.in', 'cash.out', 'cash.reversed') AND {_SINCE_ANEW}",
        (since, until, ANEW),
    ):
        body = json.loads(text)
        if body["number"]:
            found[body["currency"]] += body["amount"]
    return found


@dataclass(frozen=True, slots=True)
class Spent:
    """``sums``: by currency; ``base``, ``vat``: by currency and rate, of the suppliers' papers."""

    sums: Counter[str] = field(default_factory=Counter)
    base: Counter[tuple[str, int]] = field(default_factory=Counter)
    vat: Counter[tuple[str, int]] = field(default_factory=Counter)


def journalled_expenses(store: Store, first: str, last: str, since: int) -> Spent:
    """What the entries say whose papers are of these days (ISO). ``since``: UTC ms before which
    none was entered."""
    found = Spent()
    for (text,) in store.rows(
        f"SELECT body FROM journal WHERE at >= ? AND kind = 'expense' AND {_SINCE_ANEW}",
        (since, ANEW),
    ):
        body = json.loads(text)
        if first <= body["day"] <= last:
            currency = body["currency"]
            found.sums[currency] += body["amount"]
            for rate, base, vat in body["vat"]:
                found.base[currency, rate] += base
                found.vat[currency, rate] += vat
    return found


def _entries(store: Store, since: int, until: int) -> Iterator[tuple[str, str]]:
    yield from store.rows(
        "SELECT kind, body FROM journal WHERE kind IN ('sale', 'void', 'return') "
        f"AND at >= ? AND at < ? AND {_SINCE_ANEW} ORDER BY seq",
        (since, until, ANEW),
    )


def _vat(body: dict[str, object]) -> Iterator[tuple[int, int, int]]:
    """Of an entry of before the table was written down: from its lines."""
    if "vat" in body:
        yield from body["vat"]  # type: ignore[misc]
    elif body.get("pays_vat", True):
        lines = [(line["vat"], line["total"]) for line in body["lines"]]  # type: ignore[attr-defined]
        for row in vat_table(lines):
            yield row.rate_bp, row.base_minor, row.vat_minor
