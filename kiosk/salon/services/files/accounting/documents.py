"""Sheets of sales, voids and returns. All of them go by the day on the document, as the law does;
the salon's own day, which the owner's page and the closings go by, stands beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.domain.till.means import of_payment
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.files.accounting.pen import Pen
from kiosk.salon.services.files.accounting.sheets import Column, Money, Sheet, Value
from kiosk.salon.store.till.sales import DatedSale

DOCUMENT: dict[str, Msg] = {"sale": T("Sale"), "void": T("Void"), "return": T("Return")}


def sheets(documents: Sequence[DatedSale], pen: Pen) -> tuple[Sheet, ...]:
    return (_sales(documents, pen), _vat(documents, pen), _payments(documents, pen),
            _each_payment(documents, pen))  # fmt: skip


def _sales(documents: Sequence[DatedSale], pen: Pen) -> Sheet:
    money = [
        *(T("Services"), T("Goods"), T("Discount"), T("Without VAT"), T("VAT"), T("Total")),
        *(T("Rounding"), T("Paid"), T("Tips apart")),
    ]
    columns = (
        Column(T("Number"), width=16),
        Column(T("Document"), width=10),
        Column(T("Of document"), width=16),
        Column(T("Day"), "day", 11),
        Column(T("Time"), "moment", 16),
        Column(T("Business day"), "day", 11),
        Column(T("Sold by"), width=12),
        *(Column(title, "money", 12, adds=True) for title in money),
        Column(T("How paid"), width=18),
        Column(T("Reason"), width=24),
    )
    rows = [_sale(one.sale, one.day, pen) for one in documents]
    return Sheet("sales", T("Sales"), columns, rows)


def _sale(sale: Sale, business_day: str, pen: Pen) -> tuple[Value, ...]:
    services = sum(line.total_minor for line in sale.lines if line.kind == "service")
    off = sum(line.discount_minor + line.bill_discount_minor for line in sale.lines)
    vat = sum(row.vat_minor for row in sale.vat)
    paid = ", ".join(dict.fromkeys(pen.said(part.means.title) for part in sale.payments))
    sums = (
        *(services, sale.total_minor - services, -off, sale.total_minor - vat, vat),
        *(sale.total_minor, sale.rounding_minor, sale.paid_minor),
    )
    tips = sum(tip.amount_minor for tip in sale.tips)
    return (
        sale.number,
        pen.said(DOCUMENT[sale.kind]),
        sale.voids_number or sale.returns_number,
        pen.day(sale.sold_at),
        pen.moment(sale.sold_at),
        date.fromisoformat(business_day),
        sale.staff_name,
        *(pen.money(minor, sale.currency) for minor in sums),
        pen.money(tips, sale.currency) if tips else None,
        paid,
        sale.reason,
    )


def _vat(documents: Sequence[DatedSale], pen: Pen) -> Sheet:
    """What was sold and what was taken back stand apart, by day and rate."""
    found: dict[tuple[date, int], list[int]] = {}
    for one in documents:
        back = 0 if one.sale.kind == "sale" else 2
        for row in one.sale.vat:
            sums = found.setdefault((pen.day(one.sale.sold_at), row.rate_bp), [0, 0, 0, 0])
            sums[back] += row.base_minor
            sums[back + 1] += row.vat_minor
    titles = (T("Sold, base"), T("Sold, VAT"), T("Returned, base"), T("Returned, VAT"))
    columns = (
        Column(T("Day"), "day", 11),
        Column(T("VAT rate"), "percent", 9),
        *(Column(title, "money", 16, adds=True) for title in titles),
    )
    rows: list[tuple[Value, ...]] = [
        (day, rate, *map(pen.money, sums)) for (day, rate), sums in sorted(found.items())
    ]
    return Sheet("vat", T("VAT by day"), columns, rows)


def _payments(documents: Sequence[DatedSale], pen: Pen) -> Sheet:
    """By day and means; tips that were given by it stand beside."""
    found: dict[tuple[date, str, str], list[int]] = {}
    for one in documents:
        day = pen.day(one.sale.sold_at)
        for part in one.sale.payments:
            sums = found.setdefault((day, part.method, part.title), [0, 0])
            sums[0] += part.amount_minor
        for tip in one.sale.tips:
            found.setdefault((day, tip.method, ""), [0, 0])[1] += tip.amount_minor
    columns = (
        Column(T("Day"), "day", 11),
        Column(T("Means of payment"), width=20),
        Column(T("Taken"), "money", 14, adds=True),
        Column(T("Tips apart"), "money", 14, adds=True),
    )
    rows: list[tuple[Value, ...]] = [
        (
            day,
            pen.said(of_payment(key, title).title),
            pen.money(taken),
            pen.money(tips) if tips else None,
        )
        for (day, key, title), (taken, tips) in sorted(found.items())
    ]
    return Sheet("payments", T("Payments"), columns, rows)


def _each_payment(documents: Sequence[DatedSale], pen: Pen) -> Sheet:
    """Each part of each document by itself, as a bank's or a terminal's list has it."""
    columns = (
        Column(T("Day"), "day", 11),
        Column(T("Time"), "moment", 16),
        Column(T("Number"), width=16),
        Column(T("Document"), width=10),
        Column(T("Means of payment"), width=20),
        Column(T("Payment reference"), width=20),
        Column(T("Taken"), "money", 14, adds=True),
        Column(T("Tips apart"), "money", 14, adds=True),
        Column(T("With the tip"), "money", 14, adds=True),
        Column(T("Foreign currency"), width=10),
        Column(T("Foreign sum"), "money", 14, adds=True),
    )
    rows = [row for one in documents for row in _parts(one.sale, pen)]
    return Sheet("document-payments", T("Payments by document"), columns, rows)


def _parts(sale: Sale, pen: Pen) -> Iterator[tuple[Value, ...]]:
    """A tip stands with the first part of its means, or in a row of its own."""
    tips: dict[str, int] = {}
    for tip in sale.tips:
        tips[tip.method] = tips.get(tip.method, 0) + tip.amount_minor

    def row(key: str, title: str, reference: str, minor: int, tip: int, foreign: Money | None = None
            ) -> tuple[Value, ...]:  # fmt: skip
        return (
            *(pen.day(sale.sold_at), pen.moment(sale.sold_at), sale.number),
            *(pen.said(DOCUMENT[sale.kind]), pen.said(of_payment(key, title).title), reference),
            pen.money(minor, sale.currency),
            pen.money(tip, sale.currency) if tip else None,
            pen.money(minor + tip, sale.currency),
            foreign.currency if foreign else "",
            foreign,
        )

    for part in sale.payments:
        foreign = pen.money(part.foreign_minor, part.currency) if part.foreign_minor else None
        given = 0 if part.title else tips.pop(part.method, 0)
        yield row(part.method, part.title, part.reference, part.amount_minor, given, foreign)
    for method, minor in tips.items():
        yield row(method, "", "", 0, minor)
