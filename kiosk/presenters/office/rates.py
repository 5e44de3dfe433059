"""The second currency of the till and its rate."""

from __future__ import annotations

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormButton, FormField, FormPresenter, Options, require_manager
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import Day, ExchangeRate, T, Text
from kiosk.salon.domain.till.rates import MICRO

NONE = "none"


class RatesForm(FormPresenter[None]):
    name = "rates"

    def forget(self) -> None:
        super().forget()
        self._doubted = 0

    def begin(self, _: None) -> None:
        require_manager(self)
        rates = self.services.rates
        own = self.services.context.salon.currency.code
        offered: Options = tuple((code, code) for code in rates.offered())
        options: Options = ((NONE, T("None")), *offered)
        currency = rates.currency()
        official = rates.official()
        extra: tuple[FormButton, ...] = ()
        if official is not None:
            words = T(
                "Bank, {day}: {rate}",
                day=Day(official.day, "short"),
                rate=ExchangeRate(official.rate_micro),
            )
            extra = (FormButton("accept", words),)
        self.open(
            T("Second currency"),
            (
                FormField(
                    "currency", T("Also taken at the till"), "choice", currency or NONE,
                    options=options,
                ),
                FormField(
                    "rate", T("{own} for one unit of it", own=own), "money", self._known(),
                    hint=self._since(),
                ),
            ),
            extra=extra,
        )  # fmt: skip

    def _known(self) -> str:
        rate = self.services.rates.current()
        return parsed_input.short(rate.rate_micro, MICRO).replace(".", ",") if rate else ""

    def _since(self) -> Text:
        """From which day the rate is."""
        rate = self.services.rates.current()
        if rate is None:
            return T("Such as 25,15")
        return T("Of {day}", day=Day(self.services.context.salon.business_day(rate.at), "date"))

    def accept(self) -> None:
        """The bank's rate holds from now on."""
        self.services.rates.accept(require_manager(self).id)
        self.host.say(Toast(T("The new rate holds.")))
        self.host.back()

    def submit(self) -> None:
        """The rate is kept anew also when it is the same: it was looked at today."""
        by = require_manager(self)
        currency = self.value("currency")
        rates = self.services.rates
        if currency == NONE:
            rates.choose("", by.id)
            self.host.say(Toast(T("No second currency is taken.")))
            self.host.back()
            return
        typed = self.read("rate", lambda text: parsed_input.decimal(text, MICRO, grouped=False), 0)
        sure = typed == self._doubted
        if sure:
            self._put("rate", error="")
        self.require_right()
        try:
            rates.set_rate(typed, by.id, currency=currency, sure=sure)
        except Refused:
            self._doubted = typed
            raise
        self.host.say(Toast(T("The new rate holds.")))
        self.host.back()
