"""How the salon stands today, this week and this month, for whoever may see its takings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.charts import BarView
from kiosk.presenters.day.args import ClosingArgs
from kiosk.presenters.figures.args import OwnerDocumentsArgs
from kiosk.presenters.figures.owner_rows import Figures, days_of
from kiosk.presenters.rows import Row
from kiosk.presenters.till.args import Approved
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import divide_half_up
from kiosk.salon.domain.people import UNLOCK_AS_MANAGER
from kiosk.salon.domain.text import Amount, Day, N, Percent, T, Text, side_by_side
from kiosk.salon.domain.till.day_sums import DaySums
from kiosk.salon.domain.till.owner_figures import Difference
from kiosk.salon.domain.till.owner_spans import Span
from kiosk.salon.services.figures import Bar, Overview

SPANS: tuple[tuple[Span, Text], ...] = (
    ("today", T("Today")),
    ("week", T("This week")),
    ("month", T("This month")),
)
OPEN_BILLS = "bills"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerState:
    """``days``: which they are, and beside which. ``taken`` with ``change``: what it was before.
    ``bars`` with ``peak``, the highest of them. ``share``: permille that services have of the
    turnover, with words for them and for goods, empty where nothing was sold. ``may_ask``: the
    profit is shown to whoever may see purchase prices, and can be asked for."""

    span: str = ""
    days: Text = ""
    taken: Text = ""
    change: Text = ""
    bars: tuple[BarView, ...] = ()
    peak: Text = ""
    share: int = 0
    services: Text = ""
    goods: Text = ""
    means: tuple[Row, ...] = ()
    turnover: tuple[Row, ...] = ()
    bills: tuple[Row, ...] = ()
    discounts: tuple[Row, ...] = ()
    expenses: tuple[Row, ...] = ()
    profit: tuple[Row, ...] = ()
    may_ask: bool = False
    open: tuple[Row, ...] = ()
    closings: tuple[Row, ...] = ()


class Owner(Presenter[OwnerState, None]):
    name = "owner"
    blank = OwnerState()

    def forget(self) -> None:
        self._span: Span = "today"
        self._approved: Id | None = None
        self._cost_approved: Id | None = None
        self._seen = False
        self._opens: dict[str, OwnerDocumentsArgs] = {}

    def enter(self, _: None = None) -> None:
        self.with_approval(self._open)

    def resume(self, result: Result | None = None) -> None:
        if self._seen:
            self._load()
        elif not isinstance(result, Approved):
            self.host.back()

    def _open(self, approved_by: Id | None) -> None:
        self._approved = approved_by
        self._load()

    # -- intents ------------------------------------------------------------------------------

    def choose_span(self, span: Span) -> None:
        self._span = span
        self._load()

    def open(self, key: str) -> None:
        """The documents behind a figure, or what waits to be finished."""
        if key == OPEN_BILLS:
            self.host.go("bills")
        elif key in self._opens:
            self.host.go(self._opens[key])
        else:
            self.host.go("day")

    def closing(self, key: str) -> None:
        """A till closing in full; of a day that is not closed yet, how its till stands."""
        if key:
            self.host.go(ClosingArgs(bytes.fromhex(key), self._approved))
        else:
            self.host.go("day")

    def show_profit(self) -> None:
        """What needs a right of its own."""
        self.with_approval(self._show_profit)

    def accounts(self) -> None:
        """A month for the accountant."""
        self.host.go("accounts")

    def _show_profit(self, approved_by: Id | None) -> None:
        self.services.figures.require_cost(self._who(), approved_by)
        self._cost_approved = approved_by
        self._load()

    def _who(self) -> Id:
        if self.by is None:
            raise Refused(UNLOCK_AS_MANAGER)
        return self.by

    def _load(self) -> None:
        found = self.services.figures.overview(
            self._span, self._who(), self._approved, self._cost_approved
        )
        self._seen = True
        rows = Figures(found.now, found.then)
        taken, code = rows.taken(), found.now.currency
        share = _share(found.now.sums)
        bars = tuple(self._bar(bar) for bar in found.bars)
        self.show(
            OwnerState(
                span=self._span,
                days=T(
                    "{days}, beside {others}",
                    days=days_of(found.now.days),
                    others=days_of(found.then.days),
                ),
                taken=taken.right,
                change=taken.subtitle,
                bars=bars,
                peak=Amount(max(max(bar.value, bar.before or 0) for bar in bars), code),
                share=share or 0,
                services="" if share is None else _part(T("Services"), share),
                goods="" if share is None else _part(T("Goods"), 1000 - share),
                means=(*rows.means(), taken),
                turnover=tuple(rows.turnover()),
                bills=tuple(rows.bills()),
                discounts=tuple(rows.discounts()),
                expenses=tuple(rows.expenses()),
                profit=tuple(rows.profit()) if found.sees_cost else (),
                may_ask=not found.sees_cost,
                open=_open(found),
                closings=tuple(map(_closing, found.differences)),
            )
        )
        self._opens = {
            key: replace(args, approved_by=self._approved, cost_approved_by=self._cost_approved)
            for key, args in rows.opens.items()
        }

    def _bar(self, bar: Bar) -> BarView:
        day = str(bar.day.day) if self._span == "month" else Day(bar.day, "weekday_short")
        strong = bar.day == self.services.context.today()
        return BarView(day, bar.minor, bar.before, strong)


def _share(sums: DaySums) -> int | None:
    """Permille of the services; None where a share says nothing."""
    if sums.turnover <= 0 or sums.services < 0 or sums.goods < 0:
        return None
    return divide_half_up(sums.services * 1000, sums.turnover)


def _part(what: Text, permille: int) -> Text:
    return T("{what} {percent}", what=what, percent=Percent(permille * 100))


def _open(found: Overview) -> tuple[Row, ...]:
    """What waits to be finished."""
    bills = N("{n} open bill", "{n} open bills", found.open_bills)
    due = Amount(found.open_minor, found.now.currency)
    rows = [Row(OPEN_BILLS, bills, T("Not yet paid"), due, "receipt")]
    for one in found.uncounted:
        day = Day(date.fromisoformat(one.day), "brief")
        told = T("Till {name} has not been counted", name=one.till)
        rows.append(Row(f"session {one.session_id.hex()}", day, told, "", "alert-triangle", "warn"))
    return tuple(rows)


def _closing(one: Difference) -> Row:
    """What a till closing found, or the count of a float."""
    name = one.till or one.desk
    title = T("Till {name}, closing {number}", name=name, number=str(one.number))
    if one.kind == "opening":
        title = T("Till {name}, at opening", name=name)
    day = Day(date.fromisoformat(one.day), "brief")
    words: list[Text] = [part for part in (day, one.by, one.reason) if part]
    if one.corrects:
        words.append(T("corrects closing {number}", number=str(one.corrects)))
    if one.corrected_by:
        words.append(T("corrected by closing {number}", number=str(one.corrected_by)))
    key = one.closing_id.hex() if one.closing_id else ""
    right = Amount(one.minor, one.currency)
    tone = "bad" if one.minor and not one.corrected_by else ""
    return Row(key, title, side_by_side(words), right, "", tone, dim=bool(one.corrected_by))
