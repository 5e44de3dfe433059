"""What the set-up asks, form by form, and what it makes of the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from kiosk.presenters.agenda.hours_form import MONDAY
from kiosk.presenters.forms import FieldKind, FormField, FormState, Options
from kiosk.salon.domain import pins
from kiosk.salon.domain.agenda import typed
from kiosk.salon.domain.agenda.hours import SUGGESTED, Week
from kiosk.salon.domain.country import COUNTRIES, Country, Trade
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import Salon, VatPeriod
from kiosk.salon.domain.tax_numbers import TaxNumber, doubt
from kiosk.salon.domain.text import Day, Percent, T, Text
from kiosk.salon.services.setup import ALWAYS

NO_YES: Options = (("", T("No")), ("1", T("Yes")))
DAYS = tuple(f"day_{number}" for number in range(7))


def fiscal_words(rules: Country, day: date) -> Text:
    """That the state wants its own till on ``day``; empty where it wants none."""
    till = rules.fiscal_on(day)
    if till is None:
        return ""
    return T(
        "The law wants {name} at the till, and Pult is not that: its receipts are not fiscal. "
        "Enter every sale in {name} too.",
        name=till.name,
    )


class Wrong(Exception):
    """A field and what is wrong with it."""

    def __init__(self, field: str, message: Text) -> None:
        super().__init__(field)
        self.field, self.message = field, message


@dataclass(frozen=True, slots=True)
class Answers:
    """All that was chosen and typed so far. ``texts``: by field, as typed."""

    language: str
    country: str
    trade: str
    texts: Mapping[str, str]

    def text(self, name: str) -> str:
        return self.texts.get(name, "").strip()

    @property
    def payer(self) -> bool:
        return self.text("vat_payer") == "1"

    # -- forms ----------------------------------------------------------------------------------

    def salon_form(self, today: date) -> FormState:
        rules = COUNTRIES[self.country]
        told: Text = T("Who is no VAT payer has no rates in the lists and on receipts.")
        if self.payer:
            usual = rules.usual_vat_on(today)
            told = T(
                "VAT of services {services}, of goods {goods}. Each can have another rate.",
                services=Percent(usual.of_service(cast(Trade, self.trade)) * 10),
                goods=Percent(usual.goods_bp * 10),
            )
        fields = [
            self._field("salon", T("Name of the salon")),
            # What it decides cannot be mended on receipts, so it is seen before *Continue* is
            # touched, on a small panel with the keyboard up too.
            FormField(
                "vat_payer",
                T("Is the salon a VAT payer?"),
                "choice",
                "1" if self.payer else "",
                options=NO_YES,
            ),
            *(
                (self._field("vat_id", rules.vat_id, hint=self._doubt("vat_id")),)
                if self.payer or rules.vat_id_of_all
                else ()
            ),
            self._field("company_id", rules.company_id, hint=self._doubt("company_id")),
            self._field("street", T("Street")),
            self._field("postcode", T("Postcode")),
            self._field("city", T("City"), "name"),
            self._field("phone", T("Phone"), "phone"),
        ]
        warned = fiscal_words(rules, today)
        return FormState(
            title=T("The salon"),
            fields=tuple(fields),
            save_text=T("Continue"),
            message=warned or told,
            message_tone="warn" if warned else "ink2",
        )

    def hours_form(self) -> FormState:
        """Such as most salons are open, to be typed over."""
        fields = tuple(
            FormField(
                name,
                Day(MONDAY + timedelta(days=number), "weekday"),
                "hours",
                self.texts.get(name, typed.shown(SUGGESTED[number])),
            )
            for number, name in enumerate(DAYS)
        )
        told = T("Such as 9-12, 13-18, or 0-24. Empty: closed.")
        return FormState(
            title=T("Opening hours"),
            fields=fields,
            save_text=T("Continue"),
            message=told,
            message_tone="ink2",
        )

    def manager_form(self) -> FormState:
        return FormState(
            title=T("The first manager"),
            fields=(
                self._field("first_name", T("First name"), "name"),
                self._field("last_name", T("Last name"), "name"),
                self._field("pin", T("PIN (4 to 8 digits)"), "pin"),
                self._field("pin_again", T("The same PIN again"), "pin"),
            ),
            save_text=T("Finish"),
        )

    def _field(
        self, name: str, label: Text, kind: FieldKind = "text", hint: Text = ""
    ) -> FormField:
        return FormField(name, label, kind, self.texts.get(name, ""), hint=hint)

    def _doubt(self, number: TaxNumber) -> Text:
        return doubt(self.country, number, self.text(number)) or ""

    # -- what comes of them ---------------------------------------------------------------------

    def check_salon(self) -> None:
        if not self.text("salon"):
            raise Wrong("salon", T("Enter the salon's name."))

    def week(self) -> Week:
        """Raises :class:`Wrong` at the day that cannot be read."""
        days = []
        for number, name in enumerate(DAYS):
            try:
                days.append(typed.hours(self.texts.get(name, typed.shown(SUGGESTED[number]))))
            except Refused as error:
                raise Wrong(name, error.message) from error
        if not any(days):
            raise Wrong(DAYS[0], T("The salon is open on one day at least."))
        return tuple(days)

    def check_manager(self) -> None:
        """Raises :class:`Wrong`, for a PIN that cannot be too."""
        if not self.text("first_name"):
            raise Wrong("first_name", T("Enter a first name."))
        try:
            pins.require_good(self.text("pin"))
        except Refused as error:
            raise Wrong("pin", error.message) from error
        if self.text("pin") != self.text("pin_again"):
            raise Wrong("pin_again", T("The two PINs differ."))

    def salon(self) -> Salon:
        has_always = COUNTRIES[self.country].vat_id_of_all
        return Salon(
            name=self.text("salon"),
            street=self.text("street"),
            city=self.text("city"),
            postcode=self.text("postcode"),
            country=self.country,
            phone=self.text("phone"),
            company_id=self.text("company_id"),
            vat_id=self.text("vat_id") if self.payer or has_always else "",
            language=self.language,
            trade=cast(Trade, self.trade),
            vat_periods=(VatPeriod(ALWAYS, self.payer),),
        )

    def manager(self) -> StaffMember:
        return StaffMember(
            b"",
            self.text("first_name"),
            self.text("last_name"),
            role="manager",
            language=self.language,
        )
