"""What Pult takes the law of the country to say, with the day from which each of it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from kiosk.presenters.base import Presenter
from kiosk.presenters.rows import Row
from kiosk.presenters.setup.setup import COUNTRY_NAMES
from kiosk.salon.domain.country import holidays
from kiosk.salon.domain.country.rules import (
    CashRule,
    Limit,
    PaperField,
    SmallBusiness,
    VatRates,
    in_force,
)
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import Amount, Day, Msg, N, Percent, T, Text, side_by_side

UNCHECKED = "[M]"
"""So begins the note of a row that nobody has looked up in the law."""
_BESIDES: dict[PaperField, Msg] = {
    "buyer_name": T("buyer"),
    "supplied": T("day of supply"),
    "unit_price": T("unit prices"),
}
"""What tells an invoice from a receipt."""
AHEAD = timedelta(days=365)


class Noted(Protocol):
    """A dated row of a country."""

    @property
    def since(self) -> date: ...

    @property
    def note(self) -> str: ...


Rule = TypeVar("Rule", bound=Noted)


@dataclass(frozen=True, slots=True)
class LawState:
    """Rows of what holds, and of what is known to come. ``holidays``: of a year from today on."""

    country: Text = ""
    vat: tuple[Row, ...] = ()
    cash: tuple[Row, ...] = ()
    papers: tuple[Row, ...] = ()
    holidays: tuple[Row, ...] = ()


class Law(Presenter[LawState, None]):
    name = "law"
    blank = LawState()

    def enter(self, _: None = None) -> None:
        context = self.services.context
        salon, today = context.salon, context.law_day()
        page = _Page(salon, today)
        self.show(
            LawState(
                COUNTRY_NAMES[salon.country],
                tuple(page.vat()),
                tuple(page.cash()),
                tuple(page.papers()),
                tuple(
                    Row(f"holiday:{place}", one.name, Day(one.day, "full"), icon="calendar")
                    for place, one in enumerate(
                        holidays.between(salon.country, today, today + AHEAD)
                    )
                ),
            )
        )

    def resume(self, _: object = None) -> None:
        self.enter()


@dataclass(frozen=True)
class _Page:
    """What is on it on a day."""

    salon: Salon
    today: date

    def vat(self) -> Iterator[Row]:
        rules, trade = self.salon.rules, self.salon.trade
        yield from self._rows(T("VAT rates"), rules.vat, _rates)
        yield from self._rows(
            T("Usual rates of this salon"),
            rules.usual_vat,
            lambda row: T(
                "Services {services}, goods {goods}",
                services=Percent(row.of_service(trade) * 10),
                goods=Percent(row.goods_bp * 10),
            ),
        )
        for place, change in enumerate(self.salon.vat_changes):
            words = T(
                "{before} becomes {after}",
                before=Percent(change.before_bp * 10),
                after=Percent(change.after_bp * 10),
            )
            title = T("A change from the settings")
            yield Row(f"change:{place}", title, words, self._when(change.since), icon="percent")
        yield from self._rows(T("No VAT up to a turnover of"), rules.small, self._turnover)

    def cash(self) -> Iterator[Row]:
        rules = self.salon.rules
        yield from self._rows(T("Rounding"), rules.cash, self._rounding)
        yield from self._rows(T("Highest payment in cash"), rules.cash_limit, self._limit)

    def papers(self) -> Iterator[Row]:
        rules = self.salon.rules
        yield from self._rows(T("Till of the state"), rules.fiscal, lambda row: row.name)
        yield from self._rows(
            T("A receipt is enough for a business up to"), rules.simplified, self._limit
        )
        yield from self._rows(
            T("An invoice says besides"),
            rules.invoice,
            lambda row: side_by_side(
                [name for field, name in _BESIDES.items() if field in rules.invoice_adds(row)]
            ),
        )
        yield from self._rows(
            T("Cash vouchers are numbered"), rules.vouchers, lambda row: f"{row.into}, {row.out}"
        )
        yield from self._rows(T("Signed by the customer"), rules.signed, lambda _: T("Returns"))
        yield from self._rows(
            T("Receipts and invoices are kept for"),
            rules.keeping,
            lambda row: N("{n} year", "{n} years", row.tax_years),
        )
        yield from self._rows(
            T("Other papers of the books are kept for"),
            rules.keeping,
            lambda row: N("{n} year", "{n} years", row.accounting_years),
        )

    def _rows(
        self, title: Text, rules: Sequence[Rule], words: Callable[[Rule], Text]
    ) -> Iterator[Row]:
        """The one in force, and those to come."""
        if not rules:
            return
        now = in_force(rules, self.today)
        for rule in (now, *(one for one in rules if one.since > self.today and one is not now)):
            doubtful = rule.note.startswith(UNCHECKED)
            yield Row(
                f"{title}:{rule.since}",
                title,
                words(rule),
                self._when(rule.since),
                chip=T("Ask an accountant") if doubtful else "",
                tone="warn" if doubtful else "",
            )

    def _when(self, since: date) -> Text:
        day = Day(since, "date")
        return T("since {day}", day=day) if since <= self.today else T("from {day}", day=day)

    def _amount(self, minor: int) -> Amount:
        return Amount(minor, self.salon.currency.code)

    def _limit(self, limit: Limit) -> Text:
        amount = self._amount(limit.minor)
        return T("{amount} between businesses", amount=amount) if limit.businesses else amount

    def _rounding(self, rule: CashRule) -> Text:
        if rule.rounding.step == 1:
            return T("Not rounded")
        return T("Rounded to {amount}", amount=self._amount(rule.rounding.step))

    def _turnover(self, small: SmallBusiness) -> Text:
        year = T("{amount} a year", amount=self._amount(small.year_minor))
        if not small.at_once_minor:
            return year
        at_once = T("VAT at once above {amount}", amount=self._amount(small.at_once_minor))
        return side_by_side([year, at_once])


def _rates(row: VatRates) -> Text:
    return side_by_side([Percent(rate * 10) for rate in row.rates_bp])
