"""Sheets of cash: the cash book, vouchers, expenses with their VAT, and till closings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.domain.till.cash import KINDS
from kiosk.salon.services.files.accounting.documents import DOCUMENT
from kiosk.salon.services.files.accounting.pen import Pen
from kiosk.salon.services.files.accounting.sheets import Column, Sheet, Value
from kiosk.salon.store.till.accounting import ExpenseRow, VoucherRow
from kiosk.salon.store.till.cash_book import CashRow, Opening, Purse
from kiosk.salon.store.till.closing_list import ClosingRow

CLOSED: dict[str, Msg] = {
    "count": T("Counted"),
    "carried": T("Not counted, carried over"),
    "correction": T("Correction"),
}
PAID: dict[str, Msg] = {"cash": T("In cash"), "bank": T("From the bank")}
BEFORE_TILLS = T("Before tills were counted")


def book(first: date, openings: Sequence[Opening], moved: Sequence[CashRow], pen: Pen) -> Sheet:
    """By drawer and currency, each with its running balance. ``first``: of the month."""
    columns = (
        Column(T("Till"), width=12),
        Column(T("Day"), "day", 11),
        Column(T("Time"), "moment", 16),
        Column(T("Number"), width=16),
        Column(T("What"), width=20),
        Column(T("Words"), width=26),
        Column(T("In"), "money", 12, adds=True),
        Column(T("Out"), "money", 12, adds=True),
        Column(T("Balance"), "money", 13),
    )
    rows: dict[Purse, list[CashRow]] = defaultdict(list)
    for row in moved:
        rows[row.drawer, row.currency].append(row)
    names = {one.drawer: one.till for one in openings}
    names |= {one.drawer: one.till for one in moved}
    began = {(one.drawer, one.currency): one.minor for one in openings if one.minor}
    order = sorted({*began, *rows}, key=lambda purse: (names[purse[0]], purse))
    made: list[tuple[Value, ...]] = []
    groups: list[Purse] = []
    for purse in order:
        told = list(_purse(purse, names[purse[0]], first, began.get(purse, 0), rows[purse], pen))
        made += told
        groups += [purse] * len(told)
    return Sheet("cash-book", T("Cash book"), columns, made, groups=tuple(groups))


def _purse(
    purse: Purse, name: str, first: date, balance: int, rows: Sequence[CashRow], pen: Pen
) -> Iterator[tuple[Value, ...]]:
    till, currency = name or pen.said(BEFORE_TILLS), purse[1]
    opening = (till, first, None, "", pen.said(T("At the beginning")), "", None, None)
    yield (*opening, pen.money(balance, currency))
    for row in rows:
        balance += row.minor
        yield (
            *(till, pen.day(row.at), pen.moment(row.at), row.number),
            *(pen.said(_cash_kind(row.kind, row.minor)), row.words),
            pen.money(row.minor, currency) if row.minor >= 0 else None,
            pen.money(-row.minor, currency) if row.minor < 0 else None,
            pen.money(balance, currency),
        )


def vouchers(found: Sequence[VoucherRow], pen: Pen) -> Sheet:
    columns = (
        Column(T("Number"), width=18),
        Column(T("Till"), width=12),
        Column(T("Day"), "day", 11),
        Column(T("Time"), "moment", 16),
        Column(T("What"), width=20),
        Column(T("Sum"), "money", 12, adds=True),
        Column(T("VAT of it"), "money", 12, adds=True),
        Column(T("From whom or to whom"), width=22),
        Column(T("Purpose"), width=24),
        Column(T("Item"), width=16),
        Column(T("Supplier"), width=20),
        Column(pen.supplier_id, width=14),
        Column(T("Number of the supplier's paper"), width=16),
        Column(T("By"), width=16),
        Column(T("Approved by"), width=16),
        Column(T("Reverses"), width=16),
    )
    rows: list[tuple[Value, ...]] = [
        (
            *(one.number, one.till, pen.day(one.at), pen.moment(one.at)),
            pen.said(_cash_kind(one.kind, one.minor if not one.reverses else -one.minor)),
            pen.money(one.minor, one.currency),
            pen.money(_vat_of(one), one.currency) if one.vat else None,
            *(one.party, one.purpose, one.item, one.supplier, one.company_id),
            *(one.document_number, one.by, one.approved_by, one.reverses),
        )
        for one in found
    ]
    return Sheet("cash-vouchers", T("Cash vouchers"), columns, rows)


def _vat_of(voucher: VoucherRow) -> int:
    """With the sign of its sum."""
    vat = abs(sum(row.vat_minor for row in voucher.vat))
    return vat if voucher.minor > 0 else -vat


def expenses(found: Sequence[ExpenseRow], pen: Pen) -> Sheet:
    columns = (
        Column(T("Day"), "day", 11),
        Column(T("Item"), width=18),
        Column(T("How paid"), width=14),
        Column(T("Sum"), "money", 12, adds=True),
        Column(T("VAT of it"), "money", 12, adds=True),
        Column(T("Supplier"), width=22),
        Column(pen.supplier_id, width=14),
        Column(T("Number of the supplier's paper"), width=18),
        Column(T("Note"), width=26),
        Column(T("Cash voucher"), width=18),
    )
    rows: list[tuple[Value, ...]] = [
        (
            *(date.fromisoformat(one.day), one.item, pen.said(PAID[one.paid])),
            pen.money(one.minor, one.currency),
            pen.money(sum(row.vat_minor for row in one.vat), one.currency),
            *(one.supplier, one.company_id, one.document_number, one.note, one.voucher),
        )
        for one in found
    ]
    return Sheet("expenses", T("Expenses"), columns, rows)


def input_vat(found: Sequence[ExpenseRow], pen: Pen) -> Sheet:
    """A row for each rate of each supplier's paper."""
    columns = (
        Column(T("Day"), "day", 11),
        Column(T("Supplier"), width=22),
        Column(pen.supplier_id, width=14),
        Column(T("Number of the supplier's paper"), width=18),
        Column(T("Item"), width=18),
        Column(T("How paid"), width=14),
        Column(T("VAT rate"), "percent", 9),
        Column(T("Base"), "money", 12, adds=True),
        Column(T("VAT"), "money", 12, adds=True),
        Column(T("Sum"), "money", 12, adds=True),
        Column(T("Cash voucher"), width=18),
    )
    rows: list[tuple[Value, ...]] = [
        (
            *(date.fromisoformat(one.day), one.supplier, one.company_id, one.document_number),
            *(one.item, pen.said(PAID[one.paid]), row.rate_bp),
            pen.money(row.base_minor, one.currency),
            pen.money(row.vat_minor, one.currency),
            pen.money(row.gross_minor, one.currency),
            one.voucher,
        )
        for one in found
        for row in one.vat
    ]
    return Sheet("input-vat", T("VAT of purchases"), columns, rows)


def closings(found: Sequence[ClosingRow], pen: Pen) -> Sheet:
    """What a later closing of the month corrected is no part of the sums below."""
    columns = (
        Column(T("Closing"), "count", 9),
        Column(T("Till"), width=12),
        Column(T("Business day"), "day", 11),
        Column(T("Time"), "moment", 16),
        Column(T("Kind"), width=18),
        Column(T("Corrects"), "count", 9),
        Column(T("Corrected by"), "count", 9),
        Column(T("Counted by"), width=16),
        Column(T("Difference at opening"), "money", 12, adds=True),
        Column(T("Reason at opening"), width=26),
        Column(T("Expected"), "money", 12),
        Column(T("Counted sum"), "money", 12),
        Column(T("Difference"), "money", 12, adds=True),
        Column(T("In the cash book"), "money", 12),
        Column(T("Taken out"), "money", 12, adds=True),
        Column(T("Left"), "money", 12),
        Column(T("Reason"), width=26),
    )
    rows: list[tuple[Value, ...]] = [
        (
            *(one.number, one.till, date.fromisoformat(one.day), pen.moment(one.closed_at)),
            *(pen.said(CLOSED[one.kind]), one.corrects or None, one.corrected_by or None, one.by),
            *(pen.money(one.at_opening, one.currency), one.opening_reason),
            pen.money(one.expected, one.currency),
            None if one.counted is None else pen.money(one.counted, one.currency),
            *(pen.money(minor, one.currency) for minor in (one.difference, one.booked)),
            *(pen.money(minor, one.currency) for minor in (one.taken, one.left)),
            one.reason,
        )
        for one in found
    ]
    replaced = frozenset(place for place, one in enumerate(found) if not one.stands)
    return Sheet("closings", T("Till closings"), columns, rows, apart=replaced)


def _cash_kind(kind: str, minor: int) -> Msg:
    if kind in DOCUMENT:
        return DOCUMENT[kind]
    if kind in _OF_TILLS:
        return _OF_TILLS[kind]
    row = KINDS.get(kind)  # type: ignore[call-overload]
    return row.name("in" if minor > 0 else "out") if row else T("Other")


_OF_TILLS: dict[str, Msg] = {
    "tip": T("Tip"),
    "begun": T("First float of the till"),
    "handed_over": T("From here on in the tills"),
}
