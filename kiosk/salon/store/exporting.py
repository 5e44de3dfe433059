"""Everything of one kind, in order, in portions: a year of sales does not fit a small memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kiosk.salon.domain.means import Method
from kiosk.salon.store.database import Store

PORTION = 500
FIRST_DAY, LAST_DAY = "0000", "9999"


def sales(
    store: Store, first_day: str, last_day: str, methods: Sequence[Method]
) -> Iterator[tuple[Any, ...]]:
    """Sales of the business days ``[first_day, last_day]`` (ISO): ``(id, number, kind, voids,
    sold_at, business_day, staff_name, client, reason, currency, total, rounding, paid)``, then the
    sum of each of the ``methods`` of payment."""
    after = b""
    paid_by = "".join(
        ", (SELECT coalesce(sum(amount_minor), 0) FROM payment p "
        "WHERE p.sale_id = s.id AND p.method = ?)"
        for _ in methods
    )
    while True:
        found = store.rows(
            "SELECT s.id, s.number, s.kind, coalesce(v.number, ''), s.sold_at, s.business_day, "
            "s.staff_name, coalesce(trim(c.first_name || ' ' || c.last_name), ''), s.reason, "
            f"s.currency, s.total_minor, s.rounding_minor, s.paid_minor{paid_by} "
            "FROM sale s LEFT JOIN sale v ON v.id = s.voids "
            "LEFT JOIN client c ON c.id = s.client_id "
            "WHERE s.id > ? AND s.business_day BETWEEN ? AND ? ORDER BY s.id LIMIT ?",
            (*methods, after, first_day, last_day, PORTION),
        )
        yield from found
        if len(found) < PORTION:
            return
        after = bytes(found[-1][0])


def sale_lines(store: Store, sale_id: bytes) -> list[tuple[Any, ...]]:
    """``(kind, name, unit, quantity_milli, price, discount, vat_bp, total, staff_name)``."""
    return store.rows(
        "SELECT kind, name, unit, quantity_milli, price_minor, "
        "discount_minor + bill_discount_minor, vat_bp, total_minor, staff_name "
        "FROM sale_line WHERE sale_id = ? ORDER BY position",
        (sale_id,),
    )


def clients(store: Store) -> Iterator[tuple[Any, ...]]:
    """Active and inactive ones, by name."""
    yield from store.rows(
        "SELECT first_name, last_name, phone, email, gender, birth_date, street, city, postcode, "
        "note, warning, language, status, other_phone, marketing, marketing_origin, visits, "
        "points, active, created_at FROM client WHERE erased_at IS NULL "
        "ORDER BY last_name, first_name, id"
    )


def punches(store: Store, since: int, until: int) -> Iterator[tuple[Any, ...]]:
    """Those that count in ``[since, until)`` (UTC ms), counter-entries and what they undo among
    them: ``(name, kind, at, recorded_at, source, flag, is_counter_entry, is_undone)``."""
    yield from store.rows(
        "SELECT trim(s.first_name || ' ' || s.last_name), p.kind, p.at, p.recorded_at, p.source, "
        "p.flag, p.undoes IS NOT NULL, EXISTS (SELECT 1 FROM punch u WHERE u.undoes = p.id) "
        "FROM punch p JOIN staff s ON s.id = p.staff_id "
        "WHERE p.at >= ? AND p.at < ? ORDER BY p.at, p.id",
        (since, until),
    )


def stock(store: Store) -> Iterator[tuple[Any, ...]]:
    """Products by name: ``(code, name, category, unit, stock_milli, price, vat_bp, barcodes,
    active)``; barcodes separated by blanks."""
    yield from store.rows(
        "SELECT p.code, p.name, p.category, p.unit, p.stock_milli, p.price_minor, p.vat_bp, "
        "coalesce((SELECT group_concat(b.code, ' ') FROM barcode b "
        " WHERE b.product_id = p.id), ''), p.active FROM product p ORDER BY p.folded, p.id"
    )
