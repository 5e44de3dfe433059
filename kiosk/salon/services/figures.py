"""How the salon stands, for its owner: takings, what they are made of, expenses and profit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.rights import may
from kiosk.salon.domain.till.day_sums import DaySums, together
from kiosk.salon.domain.till.owner_figures import (
    Difference,
    Document,
    ExpenseSum,
    Figure,
    SpentOn,
    Uncounted,
)
from kiosk.salon.domain.till.owner_spans import Days, Span, before, drawn, so_far
from kiosk.salon.domain.till.session import is_over
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.rights import permitted
from kiosk.salon.services.till.open_bills import OpenBills
from kiosk.salon.services.till.tills import may_see_takings
from kiosk.salon.store import staff
from kiosk.salon.store.till import day_sums, owner_documents, owner_money

OF_COST = frozenset(("cost", "unknown", "margin"))
"""Figures for whoever may see purchase prices."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What was taken on a day, and on the one that it is compared with (None: on none)."""

    day: date
    minor: int
    before: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """Of a span: its sums, its expenses by item, and the ``wages`` that were paid in cash, advances
    too; those that the bank pays are an expense. What was spent in another currency than the
    salon's stands by itself and is no part of the profit."""

    days: Days
    sums: DaySums
    expenses: tuple[ExpenseSum, ...]
    currency: str
    wages: int = 0

    @property
    def spent(self) -> int:
        """In the salon's currency, without the VAT that the documents show, and without goods that
        are bought to be sold: those count with what is sold of them."""
        ours = (one for one in self.expenses if one.currency == self.currency)
        return sum(one.net for one in ours if not one.goods)

    @property
    def profit(self) -> int:
        """Prices without VAT, less what the goods were bought for as far as known, and less the
        expenses and the wages."""
        return self.sums.margin - self.spent - self.wages


@dataclass(frozen=True, slots=True)
class Overview:
    """``now`` beside as much of the span before. ``open_bills``: how many there are, and what is
    still to pay on them (``open_minor``). ``sees_cost``: whether purchase prices and profit may be
    shown to who asked."""

    now: Part
    then: Part
    bars: tuple[Bar, ...]
    open_bills: int
    open_minor: int
    uncounted: tuple[Uncounted, ...]
    differences: tuple[Difference, ...]
    sees_cost: bool


class OwnerFigures(Area):
    def __init__(self, context: Context, bills: OpenBills) -> None:
        super().__init__(context)
        self._bills = bills

    def overview(
        self, span: Span, by: Id, approved_by: Id | None = None, cost_approved_by: Id | None = None
    ) -> Overview:
        """:class:`NeedsApproval` for who may not see takings; ``cost_approved_by``: who let them
        see purchase prices too."""
        context = self._context
        may_see_takings(context, by, approved_by)
        if cost_approved_by is not None:
            permitted(context, "see_cost", by, cost_approved_by)
        store, today = context.store, context.today()
        now, then, shown = so_far(span, today), before(span, today), drawn(span, today)
        beside = _beside(span, shown, then)
        wanted = dict.fromkeys((*now.each, *then.each, *shown.each, *filter(None, beside)))
        sums = day_sums.of_days(store, wanted, today)
        bills = self._bills.all()
        return Overview(
            now=self._part(now, sums),
            then=self._part(then, sums),
            bars=tuple(
                Bar(day, sums[day].taken, sums[other].taken if other else None)
                for day, other in zip(shown.each, beside, strict=True)
            ),
            open_bills=len(bills),
            open_minor=sum(bill.due_minor for bill in bills),
            uncounted=tuple(
                one
                for one in owner_money.not_closed(store)
                if one.ended or is_over(one.day, today.isoformat(), context.till_rules)
            ),
            differences=owner_money.differences(store, *_iso(now)),
            sees_cost=cost_approved_by is not None or may(staff.member(store, by), "see_cost"),
        )

    def require_cost(self, by: Id, approved_by: Id | None = None) -> None:
        """:class:`NeedsApproval` for who may not see purchase prices and profit."""
        permitted(self._context, "see_cost", by, approved_by)

    def documents(
        self,
        figure: Figure,
        days: Days,
        by: Id,
        approved_by: Id | None = None,
        *,
        key: str = "",
        title: str = "",
    ) -> tuple[Document, ...]:
        """What a figure is made of, newest first (see
        :func:`kiosk.salon.store.till.owner_documents.of_figure`). :class:`NeedsApproval` for who
        may not see it."""
        context = self._context
        if figure in OF_COST:
            permitted(context, "see_cost", by, approved_by)
        else:
            may_see_takings(context, by, approved_by)
        return owner_documents.of_figure(context.store, figure, *_iso(days), key, title)

    def expenses(
        self,
        days: Days,
        by: Id,
        approved_by: Id | None = None,
        *,
        currency: str = "",
        item_id: Id | None = None,
        every: bool = False,
        wages: bool = False,
    ) -> tuple[SpentOn, ...]:
        """Of an item (None: of those without one), or of ``every`` one that is an expense in the
        profit, newest first. ``wages``: instead what was paid to people in cash.
        ``currency``: the salon's where none is named. :class:`NeedsApproval` for who may not see
        takings."""
        context = self._context
        permitted(context, "see_takings", by, approved_by)
        money = currency or context.salon.currency.code
        if wages:
            return owner_money.wages(context.store, *_iso(days), money)
        return owner_money.expenses(context.store, *_iso(days), money, item_id, every=every)

    def _part(self, days: Days, sums: dict[date, DaySums]) -> Part:
        store, code = self._context.store, self._context.salon.currency.code
        return Part(
            days,
            together(sums[day] for day in days.each),
            owner_money.expenses_by_item(store, *_iso(days)),
            code,
            sum(one.minor for one in owner_money.wages(store, *_iso(days), code)),
        )


def _beside(span: Span, shown: Days, then: Days) -> tuple[date | None, ...]:
    """The day that each of those shown is drawn beside; a month may be longer than the one before
    it. A day's week is drawn alone."""
    if span == "today":
        return (None,) * len(shown.each)
    each = then.each
    return tuple(each[n] if n < len(each) else None for n in range(len(shown.each)))


def _iso(days: Days) -> tuple[str, str]:
    return days.first.isoformat(), days.last.isoformat()
