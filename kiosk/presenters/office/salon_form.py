"""The salon itself: what stands on receipts, VAT; opening hours are a page of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from kiosk.presenters.agenda.args import HoursFormArgs
from kiosk.presenters.base import Toast
from kiosk.presenters.forms import (
    FormButton,
    FormField,
    FormPresenter,
    Options,
    require_manager,
    shown_day,
    switch,
)
from kiosk.presenters.setup.setup_forms import fiscal_words
from kiosk.salon.domain.country import LANGUAGES, TRADE_NAMES, TRADES, Trade
from kiosk.salon.domain.country.rules import PaperField
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.salon import Salon, VatPeriod
from kiosk.salon.domain.tax_numbers import TaxNumber, doubt
from kiosk.salon.domain.text import Msg, N, T, Text, side_by_side
from kiosk.salon.services.setup import ALWAYS, RatesGiven

USUAL_RATES = T("Usual VAT rate for all without one")
TAX_NUMBERS: tuple[TaxNumber, ...] = ("company_id", "vat_id")


class SalonForm(FormPresenter[None]):
    name = "salon_form"

    def forget(self) -> None:
        super().forget()
        self._all: tuple[FormField, ...] = ()
        self._typed_so_far: dict[str, FormField] = {}

    def begin(self, _: None) -> None:
        salon = self.services.context.salon
        vat = _known(salon)
        languages: Options = tuple(LANGUAGES.items())
        trades: Options = tuple((trade, TRADE_NAMES[trade]) for trade in TRADES)
        today = self.services.context.law_day()
        offered = salon.offered_on(today)
        rates = "; ".join(parsed_input.short(rate, 2).replace(".", ",") for rate in offered)
        self._all = (
            FormField("name", T("Name"), value=salon.name),
            FormField("phone", T("Phone"), "phone", salon.phone),
            FormField("street", T("Street"), value=salon.street),
            FormField("city", T("City"), "name", value=salon.city),
            FormField("postcode", T("Postcode"), value=salon.postcode),
            FormField("company_id", salon.rules.company_id, value=salon.company_id),
            FormField("vat_id", salon.rules.vat_id, value=salon.vat_id),
            FormField("trade", T("What the salon does"), "choice", salon.trade, options=trades),
            switch("vat_payer", T("VAT payer"), vat.payer),
            FormField(
                "vat_since",
                T("Since when"),
                "date",
                "" if vat.since == ALWAYS else shown_day(vat.since.isoformat()),
                hint=T("Earlier sales stay as they are."),
            ),
            FormField(
                "vat", T("VAT rates in percent"), value=rates, hint=T("Separated by semicolons")
            ),
            *((switch("usual_rates", USUAL_RATES, True),) if not vat.payer else ()),
            FormField(
                "no_vat",
                T("On receipts without VAT"),
                value=salon.no_vat,
                hint=salon.rules.small_on(today).clauses[0],
            ),
            FormField("language", T("Language"), "choice", salon.language, options=languages),
            FormField(
                "receipt_footer", T("Last lines of receipts"), "multiline", salon.receipt_footer
            ),
        )
        buttons = (
            FormButton("law", T("What the law says")),
            FormButton("hours", T("Opening hours")),
            FormButton("invoice_terms", T("On invoices")),
        )
        self.open(T("Salon"), self._asked(self._all, payer=vat.payer), extra=buttons)
        warned = [
            words for words in (fiscal_words(salon.rules, today), _lacking(salon, today)) if words
        ]
        if warned:
            self.show(replace(self.state, message=side_by_side(warned), message_tone="warn"))

    def _asked(self, fields: tuple[FormField, ...], *, payer: bool) -> tuple[FormField, ...]:
        """Of VAT a salon that pays none is asked nothing more; from which day on only when that
        changes, or is to come."""
        known = _known(self.services.context.salon)
        hidden = set() if payer else {"vat", "usual_rates"}
        if not payer and not known.payer and known.since <= self.services.context.today():
            hidden.add("vat_since")
        return tuple(field for field in fields if field.name not in hidden)

    def law(self) -> None:
        self.host.go("law")

    def hours(self) -> None:
        self.host.go(HoursFormArgs())

    def invoice_terms(self) -> None:
        self.host.go("invoice_terms")

    def edit(self, name: str, value: str) -> None:
        super().edit(name, value)
        if name == "vat_payer":
            self._change_payer()
        for number in TAX_NUMBERS:
            if number == name:
                country = self.services.context.salon.country
                self._put(name, hint=doubt(country, number, value) or "")

    def _change_payer(self) -> None:
        """Other questions; what was typed stays, also while it is not asked."""
        present = {field.name: field for field in self.state.fields}
        self._typed_so_far |= present
        asked = self._asked(self._all, payer=self.on("vat_payer"))
        # What a field was when the form came up tells whether it was changed.
        self._untouched = tuple(field.value for field in asked)
        shown = tuple(self._typed_so_far.get(field.name, field) for field in asked)
        self.show(replace(self.state, fields=shown))

    def submit(self) -> None:
        by = require_manager(self)
        salon = self.services.context.salon
        known = _known(salon)
        rates, since = salon.vat_bp, known.since
        if self.has("vat"):
            rates = self.read("vat", _rates, rates)
        if self.has("vat_since"):
            since = self.read("vat_since", self._since, since)
        vat = VatPeriod(since, self.on("vat_payer"))
        self.require_right()
        texts = ("name", "phone", "street", "city", "postcode", "company_id", "vat_id", "language")
        values = self.values(*texts, "receipt_footer", "no_vat")
        trade = cast(Trade, self.value("trade"))
        given = self.services.setup.change(
            replace(salon, **values, trade=trade, vat_bp=rates),
            by,
            vat if vat != known else None,
            usual_rates=self.has("usual_rates") and self.on("usual_rates"),
        )
        told = [T("{name} is saved.", name=values["name"]), *_told(given)]
        self.host.say(Toast(side_by_side(told)))
        self.host.back()

    def _since(self, text: str) -> date:
        """The day typed. None typed: the one known; today for a status that has just changed."""
        if text:
            return parsed_input.day(text)
        known = _known(self.services.context.salon)
        if self.on("vat_payer") == known.payer:
            return known.since
        return self.services.context.today()


def _lacking(salon: Salon, day: date) -> Text:
    """What receipts have to say and cannot; empty where they say everything."""
    rules = salon.rules
    names: dict[PaperField, Text] = {
        "address": T("Address"),
        "company_id": rules.company_id,
        "vat_id": rules.vat_id,
    }
    lacking = [names[field] for field in salon.lacking(day)]
    return T("Receipts still lack: {what}.", what=side_by_side(lacking)) if lacking else ""


def _told(given: RatesGiven) -> list[Msg]:
    """What became of the lists in words."""
    if not (given.services or given.products):
        return []
    return [
        N("{n} service has a VAT rate now", "{n} services have a VAT rate now", given.services),
        N("{n} product has a VAT rate now", "{n} products have a VAT rate now", given.products),
    ]


def _known(salon: Salon) -> VatPeriod:
    """The status that was entered last, which may begin in days to come."""
    return salon.vat_periods[-1] if salon.vat_periods else VatPeriod(ALWAYS, False)


def _rates(text: str) -> tuple[int, ...]:
    """Rates in hundredths of a percent, highest first."""
    rates = {parsed_input.percent_bp(part) for part in text.split(";") if part.strip()}
    if not rates:
        raise Refused(T("At least one VAT rate is needed."))
    return tuple(sorted(rates, reverse=True))
