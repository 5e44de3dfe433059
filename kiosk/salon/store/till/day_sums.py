"""Sums of days, from documents; those of finished days are kept.

What is kept is a cache: whoever writes a document into a day drops what is kept of it in the same
transaction, and ``pult doctor`` counts all of it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.day_sums import DaySums
from kiosk.salon.store.database import Store, marks

PORTION = 31
"""Days that are counted at once."""

_TOGETHER = "sum(iif(l.vat_minor IS NULL, l.total_minor, 0))"
VAT = (
    "CASE WHEN NOT s.pays_vat THEN 0 ELSE coalesce(sum(l.vat_minor), 0) + "
    f"(2 * abs({_TOGETHER}) * l.vat_bp + 10000 + l.vat_bp) / (2 * (10000 + l.vat_bp)) "
    f"* CASE WHEN {_TOGETHER} < 0 THEN -1 ELSE 1 END END"
)
"""The VAT of the lines of one document with one rate (``s``, ``l``): once from their sum, halves
away from nought (:func:`kiosk.salon.domain.vat.vat_table`); of a return and of an advance what
they bear themselves."""
COST = "iif(l.written_off, 0, coalesce(l.cost_minor, 0))"
"""Of a line: what it was bought for. Goods that came back and were written off are paid for."""
UNKNOWN = (
    "iif(l.cost_minor IS NULL AND l.kind = 'product' AND NOT l.written_off AND NOT l.advance "
    "AND l.deducts IS NULL, l.total_minor "
    "- CASE WHEN NOT s.pays_vat THEN 0 WHEN l.vat_minor IS NOT NULL THEN l.vat_minor "
    "ELSE (2 * abs(l.total_minor) * l.vat_bp + 10000 + l.vat_bp) / (2 * (10000 + l.vat_bp)) "
    "* sign(l.total_minor) END, 0)"
)
"""Of a line (``l``, of the document ``s``): what goods brought, without VAT as all of the profit,
whose purchase price nobody knows."""
SERVICES = "iif(l.kind = 'service', l.total_minor, 0)"
GOODS = "iif(l.kind = 'service', 0, l.total_minor)"


def counted(store: Store, days: Sequence[str]) -> dict[str, DaySums]:
    """From the documents of these business days (ISO); every one of them is there."""
    found: dict[str, DaySums] = {}
    for start in range(0, len(days), PORTION):
        found |= _counted(store, days[start : start + PORTION])
    return found


def _counted(store: Store, days: Sequence[str]) -> dict[str, DaySums]:
    numbers: dict[str, dict[str, int]] = {day: {} for day in days}
    vat: dict[str, dict[int, int]] = {day: {} for day in days}
    discounts: dict[str, dict[str, int]] = {day: {} for day in days}
    payments: dict[str, dict[tuple[str, str], int]] = {day: {} for day in days}
    within = f"s.business_day IN ({marks(days)})"
    for day, kind, count, rounding in store.rows(
        f"SELECT s.business_day, s.kind, count(*), sum(s.rounding_minor) FROM sale s "
        f"WHERE {within} GROUP BY s.business_day, s.kind",
        days,
    ):
        _add(numbers[day], {f"{kind}s": count, "rounding": rounding})
    for day, rate, pays_vat, *sums, tax in store.rows(
        "SELECT day, rate, pays_vat, sum(services), sum(goods), sum(cost), sum(unknown), sum(vat) "
        "FROM (SELECT s.business_day AS day, l.vat_bp AS rate, s.pays_vat AS pays_vat, "
        f"sum({SERVICES}) AS services, sum({GOODS}) AS goods, "
        f"sum({COST}) AS cost, sum({UNKNOWN}) AS unknown, {VAT} AS vat "
        f"FROM sale s JOIN sale_line l ON l.sale_id = s.id WHERE {within} "
        "GROUP BY s.id, l.vat_bp) GROUP BY day, rate, pays_vat",
        days,
    ):
        _add(numbers[day], dict(zip(("services", "goods", "cost", "unknown"), sums, strict=True)))
        if pays_vat:
            vat[day][rate] = tax
    for day, text, minor in store.rows(
        "SELECT day, text, sum(minor) FROM ("
        "SELECT s.business_day AS day, l.discount_text AS text, l.discount_minor AS minor "
        "FROM sale s JOIN sale_line l ON l.sale_id = s.id "
        f"WHERE {within} AND l.discount_minor <> 0 UNION ALL "
        "SELECT s.business_day, s.discount_text, s.discount_minor "
        f"FROM sale s WHERE {within} AND s.discount_minor <> 0) GROUP BY day, text",
        (*days, *days),
    ):
        discounts[day][text] = minor
    for day, method, title, minor in store.rows(
        "SELECT s.business_day, p.method, p.title, sum(p.amount_minor) "
        f"FROM sale s JOIN payment p ON p.sale_id = s.id WHERE {within} "
        "GROUP BY s.business_day, p.method, p.title",
        days,
    ):
        payments[day][method, title] = minor
    for day, minor in store.rows(
        "SELECT s.business_day, sum(t.amount_minor) "
        f"FROM sale s JOIN tip t ON t.sale_id = s.id WHERE {within} GROUP BY s.business_day",
        days,
    ):
        numbers[day]["tips"] = minor
    return {
        day: DaySums(**numbers[day], vat=vat[day], discounts=discounts[day], payments=payments[day])
        for day in days
    }


def _add(numbers: dict[str, int], more: Mapping[str, int]) -> None:
    for name, minor in more.items():
        numbers[name] = numbers.get(name, 0) + minor


def of_days(store: Store, days: Iterable[date], today: date) -> dict[date, DaySums]:
    """Of each day. Finished ones are counted when they are first wanted; today never comes out of
    what is kept."""
    wanted = {day.isoformat(): day for day in days}
    finished = [text for text, day in wanted.items() if day < today]
    with store.snapshot():
        seq = _last(store)
        found = _kept(store, finished)
        missing = [text for text in wanted if text not in found]
        found |= counted(store, missing)
    new = {text: found[text] for text in missing if wanted[text] < today}
    if new and store.held is None:
        _keep(store, new, seq)
    return {day: found[text] for text, day in wanted.items()}


def _kept(store: Store, days: Sequence[str]) -> dict[str, DaySums]:
    """Those that can be read."""
    found: dict[str, DaySums] = {}
    for day, figures in store.rows(
        f"SELECT day, figures FROM day_sum WHERE day IN ({marks(days)})", days
    ):
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            found[day] = DaySums.from_json(json.loads(figures))
    return found


def _keep(store: Store, sums: Mapping[str, DaySums], seq: int) -> None:
    """Unless somebody has written anything since these were counted: then the next one does."""
    with store.transaction():
        if _last(store) == seq:
            for day, one in sums.items():
                figures = json.dumps(one.to_json(), ensure_ascii=False)
                store.replace("day_sum", day=day, figures=figures)


def _last(store: Store) -> int:
    """Everything of value that is written is in the journal too."""
    return store.number("SELECT max(seq) FROM journal")


def drop(store: Store, day: str) -> None:
    """A document is being written into this business day (ISO)."""
    store.run("DELETE FROM day_sum WHERE day = ?", (day,))


def wrong(store: Store) -> Sequence[Id]:
    """The days, as bytes, whose kept sums are not those of their documents."""
    days = store.column("SELECT day FROM day_sum ORDER BY day")
    found: list[Id] = []
    for start in range(0, len(days), PORTION):
        part = days[start : start + PORTION]
        kept, again = _kept(store, part), _counted(store, part)
        found += [day.encode() for day in part if kept.get(day) != again[day]]
    return found
