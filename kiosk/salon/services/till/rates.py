"""The second currency of the till, and the rate that the salon counts with."""

from __future__ import annotations

from dataclasses import replace

from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import ExchangeRate, T
from kiosk.salon.domain.till import rates as rules
from kiosk.salon.domain.till.rates import OfficialRate, Rate
from kiosk.salon.services.context import Area
from kiosk.salon.services.team import require_manager
from kiosk.salon.services.till.means import note_changed
from kiosk.salon.store.till import means, rates

FOREIGN = "foreign"


class Rates(Area):
    """A rate holds until the next one. What a bank publishes counts only when a person accepts
    it."""

    def currency(self) -> str:
        """Which foreign currency is taken; empty for none."""
        found = means.of_keys(self._context.store, [FOREIGN])[FOREIGN]
        return found.currency if found.active else ""

    def offered(self) -> tuple[str, ...]:
        """Which may be taken."""
        return rules.offered(self._context.salon.currency)

    def current(self) -> Rate | None:
        """The rate that holds; None before the first one and without a second currency."""
        currency = self.currency()
        return rates.latest(self._context.store, currency) if currency else None

    def days_old(self) -> int:
        """Whole days since the rate was set, once they are so many that somebody should look; 0
        until then."""
        rate = self.current()
        days = rate.days_old(self._context.now()) if rate else 0
        return days if days >= self._context.till_rules.rate_days else 0

    def official(self) -> OfficialRate | None:
        """What the agent read and nobody has answered yet: another rate than holds, of a day after
        that was set."""
        currency, rate = self.currency(), self.current()
        found = rates.official(self._context.store, currency) if currency else None
        if found is None or rate is None:
            return found
        known = self._context.salon.business_day(rate.at)
        return found if found.day > known and found.rate_micro != rate.rate_micro else None

    def choose(self, currency: str, by: Id) -> None:
        """Takes this currency from now on; empty: none. Its rate from before holds. Refused for one
        that is not offered and by somebody who is not a manager. Journalled."""
        context = self._context
        if currency and currency not in self.offered():
            raise Refused(T("This currency cannot be taken here."), field="currency")
        with context.store.transaction():
            require_manager(context, by)
            row = means.of_keys(context.store, [FOREIGN])[FOREIGN]
            after = replace(row, active=bool(currency), currency=currency or row.currency)
            if after != row:
                means.write(context.store, after)
                note_changed(context, after, by)

    def set_rate(self, rate_micro: int, by: Id, *, currency: str = "", sure: bool = False) -> Rate:
        """From now on this rate holds, and ``currency`` is taken (empty: the one that is). Refused
        without a currency, at nothing, by somebody who is not a manager, and, unless somebody is
        ``sure``, when it is far from the one before or from the bank's."""
        rules.check_rate(rate_micro)
        with self._context.store.transaction():
            if currency:
                self.choose(currency, by)
            if not sure:
                self._check_near(rate_micro)
            return self._write(rate_micro, by, "typed")

    def _check_near(self, rate_micro: int) -> None:
        before = self.current() or rates.official(self._context.store, self.currency())
        if before is not None and rules.is_far(rate_micro, before.rate_micro):
            shown = ExchangeRate(before.rate_micro)
            raise Refused(
                T("This is far from {rate}. Save it once more if it is right.", rate=shown),
                field="rate",
            )

    def accept(self, by: Id) -> Rate:
        """The bank's rate holds from now on. NotFound when none waits for an answer."""
        with self._context.store.transaction():
            found = existing(self.official(), T("There is no newer official rate."))
            return self._write(found.rate_micro, by, "official")

    def _write(self, rate_micro: int, by: Id, source: str) -> Rate:
        context, currency = self._context, self.currency()
        require_manager(context, by)
        if not currency:
            raise Refused(T("Choose the currency first."), field="currency")
        rate = Rate(currency, rate_micro, context.now(), by, source)
        rates.add(context.store, context.new_id(), rate)
        context.note("rate.set", by, currency=currency, rate=rate_micro, source=source)
        return rate
