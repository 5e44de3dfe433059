"""The sheets of a month, from its documents and its cash."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.domain.till.cash import KINDS
from kiosk.salon.domain.till.means import of_payment
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.context import Context
from kiosk.salon.services.files.accounting import check
from kiosk.salon.services.files.accounting.sheets import Column, Money, Sheet, Value
from kiosk.salon.store.till import accounting, sales
from kiosk.salon.store.till.accounting import Sums

DOCUMENT: dict[str, Msg] = {"sale": T("Sale"), "void": T("Void"), "return": T("Return")}
CLOSED: dict[str, Msg] = {
    "count": T("Counted"),
    "carried": T("Not counted, carried over"),
    "correction": T("Correction"),
}
PAID: dict[str, Msg] = {"cash": T("In cash"), "bank": T("From the bank")}


class Month:
    """Reads a month once; ``sheets`` are made of what was read. ``first``: its first day."""

    def __init__(self, context: Context, first: date) -> None:
        self._context, self.first = context, first
        self.last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        self._iso = (first.isoformat(), self.last.isoformat())
        self._code = context.salon.currency.code
        store, safe = context.store, context.say(T("Safe"))
        with store.snapshot():
            self._documents = list(sales.of_days(store, *self._iso))
            self._cash = accounting.cash(store, *self._iso, safe)
            self._openings = accounting.openings(store, self._iso[0], safe)
            self._vouchers = accounting.vouchers(store, *self._iso)
            self._expenses = accounting.expenses(store, *self._iso)
            self._closings = accounting.closings(store, *self._iso)
            self._journal = self._journalled()
            begun = context.salon.day_bounds(first - timedelta(days=1))[0]
            self._journal_cash = accounting.journalled_cash(store, *self._iso, begun)

    def sheets(self) -> tuple[Sheet, ...]:
        """The check comes first: whether all others agree with the journal."""
        made = (
            self._sales(),
            self._vat(),
            self._payments(),
            self._cash_book(),
            self._voucher_list(),
            self._expense_list(),
            self._closing_list(),
        )
        say = self._context.say
        lines = check.lines(made, self._journal, say, self._code)
        lines += check.cash_lines(made, self._journal_cash, say)
        return (check.sheet(lines, say), *made)

    def _journalled(self) -> dict[str, Sums]:
        salon = self._context.salon
        days = frozenset(
            (self.first + timedelta(days=n)).isoformat()
            for n in range((self.last - self.first).days + 1)
        )
        # A day more at each end: the zone and the hour of the day's change may have been others.
        since = salon.day_bounds(self.first - timedelta(days=1))[0]
        until = salon.day_bounds(self.last + timedelta(days=1))[1]
        store = self._context.store
        return accounting.journalled(
            store, days, since, until, lambda at: salon.business_day(at).isoformat()
        )

    def _money(self, minor: int, currency: str = "") -> Money:
        return Money(minor, currency or self._code)

    def _moment(self, at: int) -> datetime:
        return self._context.salon.local(at).replace(tzinfo=None, microsecond=0)

    def _said(self, words: Msg) -> str:
        return self._context.say(words)

    # -- documents ------------------------------------------------------------------------------

    def _sales(self) -> Sheet:
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
            Column(T("Sold by"), width=12),
            *(Column(title, "money", 12, adds=True) for title in money),
            Column(T("How paid"), width=18),
            Column(T("Reason"), width=24),
        )
        rows = [self._sale(one.sale, one.day) for one in self._documents]
        return Sheet("sales", T("Sales"), columns, rows)

    def _sale(self, sale: Sale, day: str) -> tuple[Value, ...]:
        services = sum(line.total_minor for line in sale.lines if line.kind == "service")
        off = sum(line.discount_minor + line.bill_discount_minor for line in sale.lines)
        vat = sum(row.vat_minor for row in sale.vat)
        paid = ", ".join(
            dict.fromkeys(str(self._context.say(part.means.title)) for part in sale.payments)
        )
        sums = (
            *(services, sale.total_minor - services, -off, sale.total_minor - vat, vat),
            *(sale.total_minor, sale.rounding_minor, sale.paid_minor),
        )
        tips = sum(tip.amount_minor for tip in sale.tips)
        return (
            sale.number,
            self._said(DOCUMENT[sale.kind]),
            sale.voids_number or sale.returns_number,
            date.fromisoformat(day),
            self._moment(sale.sold_at),
            sale.staff_name,
            *(self._money(minor, sale.currency) for minor in sums),
            self._money(tips, sale.currency) if tips else None,
            paid,
            sale.reason,
        )

    def _vat(self) -> Sheet:
        """What was sold and what was taken back stand apart, by day and rate."""
        found: dict[tuple[str, int], list[int]] = {}
        for one in self._documents:
            back = 0 if one.sale.kind == "sale" else 2
            for row in one.sale.vat:
                sums = found.setdefault((one.day, row.rate_bp), [0, 0, 0, 0])
                sums[back] += row.base_minor
                sums[back + 1] += row.vat_minor
        titles = (T("Sold, base"), T("Sold, VAT"), T("Returned, base"), T("Returned, VAT"))
        columns = (
            Column(T("Day"), "day", 11),
            Column(T("VAT rate"), "percent", 9),
            *(Column(title, "money", 16, adds=True) for title in titles),
        )
        rows: list[tuple[Value, ...]] = [
            (date.fromisoformat(day), rate, *map(self._money, sums))
            for (day, rate), sums in sorted(found.items())
        ]
        return Sheet("vat", T("VAT by day"), columns, rows)

    def _payments(self) -> Sheet:
        """By day and means; tips that were given by it stand beside."""
        found: dict[tuple[str, str, str], list[int]] = {}
        for one in self._documents:
            for part in one.sale.payments:
                sums = found.setdefault((one.day, part.method, part.title), [0, 0])
                sums[0] += part.amount_minor
            for tip in one.sale.tips:
                found.setdefault((one.day, tip.method, ""), [0, 0])[1] += tip.amount_minor
        columns = (
            Column(T("Day"), "day", 11),
            Column(T("Means of payment"), width=20),
            Column(T("Taken"), "money", 14, adds=True),
            Column(T("Tips apart"), "money", 14, adds=True),
        )
        rows: list[tuple[Value, ...]] = [
            (
                date.fromisoformat(day),
                self._context.say(of_payment(key, title).title),
                self._money(taken),
                self._money(tips) if tips else None,
            )
            for (day, key, title), (taken, tips) in sorted(found.items())
        ]
        return Sheet("payments", T("Payments"), columns, rows)

    # -- cash ------------------------------------------------------------------------------------

    def _cash_book(self) -> Sheet:
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
        return Sheet("cash-book", T("Cash book"), columns, list(self._cash_rows()))

    def _cash_rows(self) -> Iterator[tuple[Value, ...]]:
        balances = {(one.till, one.currency): one.minor for one in self._openings}
        moved = {(one.till, one.currency) for one in self._cash}
        for key in sorted({*balances, *moved}):
            till, currency = key[0] or self._said(T("Before tills were counted")), key[1]
            if key not in moved and not balances[key]:
                continue
            balance = balances.get(key, 0)
            opening = self._said(T("At the beginning"))
            yield (
                till,
                self.first,
                None,
                "",
                opening,
                "",
                None,
                None,
                Money(balance, currency),
            )
            for row in self._cash:
                if (row.till, row.currency) != key:
                    continue
                balance += row.minor
                yield (
                    till,
                    date.fromisoformat(row.day),
                    self._moment(row.at),
                    row.number,
                    self._said(_cash_kind(row.kind, row.minor)),
                    row.words,
                    Money(row.minor, currency) if row.minor >= 0 else None,
                    Money(-row.minor, currency) if row.minor < 0 else None,
                    Money(balance, currency),
                )

    def _voucher_list(self) -> Sheet:
        columns = (
            Column(T("Number"), width=18),
            Column(T("Till"), width=12),
            Column(T("Day"), "day", 11),
            Column(T("Time"), "moment", 16),
            Column(T("What"), width=20),
            Column(T("Sum"), "money", 12, adds=True),
            Column(T("From whom or to whom"), width=22),
            Column(T("Purpose"), width=24),
            Column(T("Item"), width=16),
            Column(T("Supplier"), width=20),
            Column(T("Number of the supplier's paper"), width=16),
            Column(T("By"), width=16),
            Column(T("Approved by"), width=16),
            Column(T("Reverses"), width=16),
        )
        rows: list[tuple[Value, ...]] = [
            (
                *(one.number, one.till, date.fromisoformat(one.day), self._moment(one.at)),
                self._said(_cash_kind(one.kind, one.minor if not one.reverses else -one.minor)),
                Money(one.minor, one.currency),
                *(one.party, one.purpose, one.item, one.supplier, one.document_number),
                *(one.by, one.approved_by, one.reverses),
            )
            for one in self._vouchers
        ]
        return Sheet("cash-vouchers", T("Cash vouchers"), columns, rows)

    def _expense_list(self) -> Sheet:
        columns = (
            Column(T("Day"), "day", 11),
            Column(T("Item"), width=18),
            Column(T("How paid"), width=14),
            Column(T("Sum"), "money", 12, adds=True),
            Column(T("VAT of it"), "money", 12, adds=True),
            Column(T("Supplier"), width=22),
            Column(T("Number of the supplier's paper"), width=18),
            Column(T("Note"), width=26),
            Column(T("Cash voucher"), width=18),
        )
        rows: list[tuple[Value, ...]] = [
            (
                *(date.fromisoformat(one.day), one.item, self._said(PAID[one.paid])),
                *(Money(one.minor, one.currency), Money(one.vat, one.currency)),
                *(one.supplier, one.document_number, one.note, one.voucher),
            )
            for one in self._expenses
        ]
        return Sheet("expenses", T("Expenses"), columns, rows)

    def _closing_list(self) -> Sheet:
        money = (T("Expected"), T("Counted sum"), T("Difference"), T("Taken out"), T("Left"))
        columns = (
            Column(T("Closing"), "count", 9),
            Column(T("Till"), width=12),
            Column(T("Day"), "day", 11),
            Column(T("Time"), "moment", 16),
            Column(T("Kind"), width=18),
            Column(T("Counted by"), width=16),
            *(Column(title, "money", 12, title.key == "Difference") for title in money),
            Column(T("Reason"), width=26),
        )
        rows: list[tuple[Value, ...]] = [
            (
                *(one.number, one.till, date.fromisoformat(one.day), self._moment(one.closed_at)),
                *(self._said(CLOSED[one.kind]), one.by, Money(one.expected, one.currency)),
                None if one.counted is None else Money(one.counted, one.currency),
                *(Money(minor, one.currency) for minor in (one.difference, one.taken, one.left)),
                one.reason,
            )
            for one in self._closings
        ]
        return Sheet("closings", T("Till closings"), columns, rows)


def _cash_kind(kind: str, minor: int) -> Msg:
    if kind in DOCUMENT:
        return DOCUMENT[kind]
    if kind == "tip":
        return T("Tip")
    row = KINDS.get(kind)  # type: ignore[call-overload]
    return row.name("in" if minor > 0 else "out") if row else T("Other")
