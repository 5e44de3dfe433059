"""The figures of a span as rows, each beside what it was before, and what each of them opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from kiosk.presenters.figures.args import OwnerDocumentsArgs
from kiosk.presenters.rows import Row
from kiosk.salon.domain.money import divide_half_up
from kiosk.salon.domain.text import Amount, Day, Percent, T, Text, side_by_side
from kiosk.salon.domain.till.means import of_payment
from kiosk.salon.domain.till.owner_figures import ExpenseSum, Figure
from kiosk.salon.domain.till.owner_spans import Days
from kiosk.salon.services.figures import Part

_Key = TypeVar("_Key")
MOST = 10
"""Reasons of discounts that are named; all of them together have a row too."""
WILD = 1000
"""Percent from which on a change says nothing any more."""


def beside(now: int, then: int, currency: str) -> Text:
    """What a figure was before, and by how much it has changed; what is taken off has grown when
    more is taken off."""
    words = T("{amount} before", amount=Amount(then, currency))
    if not then or now == then:
        return words
    grown = then - now if max(now, then) <= 0 else now - then
    change = divide_half_up(grown * 100, abs(then))
    if abs(change) >= WILD:
        return words
    percent: Text = Percent(change * 1000)
    return side_by_side((words, T("+{percent}", percent=percent) if change > 0 else percent))


def days_of(days: Days) -> Text:
    """A day, or the first and the last of several."""
    if days.first == days.last:
        return Day(days.first, "brief")
    return T("{first} – {last}", first=Day(days.first, "short"), last=Day(days.last, "short"))


class Figures:
    """Makes the rows of a page. ``opens``: what a row opens, by its key."""

    def __init__(self, now: Part, then: Part) -> None:
        self._now, self._then = now, then
        self.opens: dict[str, OwnerDocumentsArgs] = {}

    def _row(
        self,
        title: Text,
        value: Callable[[Part], int],
        figure: Figure | None,
        subtitle: Text = "",
        **more: object,
    ) -> Row:
        now, then, currency = value(self._now), value(self._then), self._now.currency
        key = str(len(self.opens))
        args = OwnerDocumentsArgs(title, currency, self._now.days, figure)
        self.opens[key] = replace(args, **more)  # type: ignore[arg-type]
        about = subtitle or beside(now, then, currency)
        return Row(key, title, about, Amount(now, currency))

    def taken(self) -> Row:
        return self._row(T("Taken"), lambda part: part.sums.taken, "taken")

    def means(self) -> Iterator[Row]:
        for key, name in _largest(self._now.sums.payments, self._then.sums.payments):

            def value(part: Part, means: tuple[str, str] = (key, name)) -> int:
                return part.sums.payments.get(means, 0)

            yield self._row(of_payment(key, name).title, value, "means", key=key, name=name)

    def turnover(self) -> Iterator[Row]:
        now = self._now.sums
        yield self._row(T("Services"), lambda part: part.sums.services, "services")
        yield self._row(T("Goods"), lambda part: part.sums.goods, "goods")
        if now.rounding or self._then.sums.rounding:
            yield self._row(T("Rounding"), lambda part: part.sums.rounding, "rounding")
        for rate in sorted({*now.vat, *self._then.sums.vat}, reverse=True):

            def value(part: Part, rate: int = rate) -> int:
                return part.sums.vat.get(rate, 0)

            title = T("VAT {percent}", percent=Percent(rate * 10))
            yield self._row(title, value, "vat", key=str(rate))

    def bills(self) -> Iterator[Row]:
        now, then = self._now.sums, self._then.sums
        row = self._row(T("Paid bills"), lambda part: part.sums.turnover, "bills")
        yield replace(row, right=str(now.bills), subtitle=T("{n} before", n=then.bills))
        if now.average is not None:
            yield self._row(T("Average bill"), lambda part: part.sums.average or 0, "turnover")
        if now.tips or then.tips:
            yield self._row(T("Tips, beside the takings"), lambda part: part.sums.tips, "tips")

    def discounts(self) -> Iterator[Row]:
        reasons = _largest(self._now.sums.discounts, {})
        if len(reasons) > 1:
            yield self._row(T("All discounts"), _discounts, "discounts")
        for words in reasons[:MOST]:

            def value(part: Part, words: str = words) -> int:
                return part.sums.discounts.get(words, 0)

            yield self._row(words or T("Without a reason"), value, "discount", key=words)

    def expenses(self) -> Iterator[Row]:
        for one in self._now.expenses:

            def value(part: Part, one: ExpenseSum = one) -> int:
                same = (one.item_id, one.currency)
                return sum(x.minor for x in part.expenses if (x.item_id, x.currency) == same)

            title: Text = one.name or T("No item")
            row = self._row(title, value, None, expenses="item", item_id=one.item_id)
            if one.goods:
                told = side_by_side((row.subtitle, T("counts when it is sold")))
                row = replace(row, subtitle=told)
            if one.currency != self._now.currency:
                self.opens[row.key] = replace(self.opens[row.key], currency=one.currency)
                row = replace(row, right=Amount(one.minor, one.currency), subtitle=T("Apart"))
            yield row

    def profit(self) -> Iterator[Row]:
        yield self._row(T("Turnover without VAT"), lambda part: part.sums.net, "net")
        yield self._row(T("Purchase prices"), lambda part: -part.sums.cost, "cost")
        yield self._row(
            T("Expenses without VAT"), lambda part: -part.spent, None, expenses="every", net=True
        )
        if self._now.wages or self._then.wages:
            title = T("Wages and advances in cash")
            yield self._row(title, lambda part: -part.wages, None, expenses="wages", net=True)
        yield self._row(T("Profit"), lambda part: part.profit, "margin", expenses="spent", net=True)
        if self._now.sums.unknown:
            unknown = T("Purchase price unknown")
            told = T("so the profit is too high")
            yield self._row(unknown, lambda part: part.sums.unknown, "unknown", told)


def _discounts(part: Part) -> int:
    return sum(part.sums.discounts.values())


def _largest(now: Mapping[_Key, int], then: Mapping[_Key, int]) -> list[_Key]:
    return sorted({**then, **now}, key=lambda key: (-now.get(key, 0), str(key)))
