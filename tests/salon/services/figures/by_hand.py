"""Sums of documents, added up one by one in Python: what the statements are held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kiosk.salon.domain.money import divide_half_up
from kiosk.salon.domain.till.day_sums import DaySums
from kiosk.salon.domain.till.sale import Sale, SaleLine


def by_hand(sales: Iterable[Sale]) -> DaySums:
    numbers: Counter[str] = Counter()
    vat: Counter[int] = Counter()
    discounts: Counter[str] = Counter()
    payments: Counter[tuple[str, str]] = Counter()
    for sale in sales:
        numbers[f"{sale.kind}s"] += 1
        numbers["rounding"] += sale.rounding_minor
        numbers["tips"] += sum(tip.amount_minor for tip in sale.tips)
        for row in sale.vat:
            vat[row.rate_bp] += row.vat_minor
        if sale.discount_minor:
            discounts[sale.discount_text] += sale.discount_minor
        for line in sale.lines:
            numbers["services" if line.kind == "service" else "goods"] += line.total_minor
            numbers["cost"] += 0 if line.written_off else line.cost_minor or 0
            if not line.written_off and line.kind == "product" and line.cost_minor is None:
                numbers["unknown"] += line.total_minor - (_vat_of(line) if sale.pays_vat else 0)
            if line.discount_minor:
                discounts[line.discount_text] += line.discount_minor
        for part in sale.payments:
            payments[part.method, part.title] += part.amount_minor
    return DaySums(**numbers, vat=vat, discounts=discounts, payments=payments)


def _vat_of(line: SaleLine) -> int:
    if line.vat_minor is not None:
        return line.vat_minor
    return divide_half_up(line.total_minor * line.vat_bp, 10_000 + line.vat_bp)
