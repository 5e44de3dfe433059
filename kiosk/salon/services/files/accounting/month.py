"""The sheets of a month, from its documents and its cash."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Context
from kiosk.salon.services.files.accounting import cash, check, documents, invoices
from kiosk.salon.services.files.accounting.pen import Pen
from kiosk.salon.services.files.accounting.sheets import Sheet
from kiosk.salon.store.invoices import invoices as issued
from kiosk.salon.store.till import accounting, cash_book, closing_list, sales

AROUND = timedelta(days=2)
"""By how much a business day may lie beside the day on a document, the zone having been another."""


class Month:
    """Reads a month once; ``sheets`` are made of what was read. ``first``: its first day.

    Documents, cash and vouchers are of the month by the day on the paper, which begins at midnight;
    till closings by the business day that they close."""

    def __init__(self, context: Context, first: date) -> None:
        salon, self.first = context.salon, first
        self._pen = Pen(context)
        following = (first + timedelta(days=31)).replace(day=1)
        self.last = following - timedelta(days=1)
        days = (first.isoformat(), self.last.isoformat())
        since, until = self._bounds = salon.instant(first, 0), salon.instant(following, 0)
        near = ((first - AROUND).isoformat(), (self.last + AROUND).isoformat())
        begun = salon.instant(first - AROUND, 0)
        store, safe = context.store, context.say(T("Safe"))
        with store.snapshot():
            self._documents = [
                one for one in sales.of_days(store, *near) if since <= one.sale.sold_at < until
            ]
            self._openings = cash_book.openings(store, since, safe)
            self._moved = cash_book.moved(store, since, until, safe)
            self._vouchers = accounting.vouchers(store, since, until)
            self._expenses = accounting.expenses(store, *days)
            self._closings = closing_list.closings(store, *days)
            self._invoices = tuple(issued.of_days(store, *days))
            self._unpaid = issued.unpaid_until(store, days[1])
            self._journal = check.Journal(
                accounting.journalled(store, since, until),
                accounting.journalled_vouchers(store, since, until),
                accounting.journalled_expenses(store, *days, begun),
                cash_book.left(store, until),
                tuple(
                    (one, one.day or salon.business_day(one.at).isoformat())
                    for one in closing_list.told(store, begun)
                ),
            )

    def sheets(self) -> tuple[Sheet, ...]:
        """The check comes first: whether all others agree with the journal."""
        pen = self._pen
        made = (
            *documents.sheets(self._documents, pen),
            cash.book(self.first, self._openings, self._moved, pen),
            cash.vouchers(self._vouchers, pen),
            cash.expenses(self._expenses, pen),
            cash.input_vat(self._expenses, pen),
            cash.closings(self._closings, pen),
            *self._of_invoices(),
        )
        days = self.first.isoformat(), self.last.isoformat()
        lines = check.Check(made, pen).lines(self._journal, days, self._bounds)
        return (check.sheet(lines, pen.said), *made)

    def _of_invoices(self) -> tuple[Sheet, ...]:
        """None where nothing was ever invoiced."""
        if not (self._invoices or self._unpaid):
            return ()
        return (
            invoices.issued(self._invoices, self._pen),
            invoices.unpaid(self._unpaid, self._pen),
        )
