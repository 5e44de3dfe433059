"""The salon itself: what stands on receipts, VAT rates, opening hours."""

from __future__ import annotations

import re
from dataclasses import replace

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormField, FormPresenter, Options, require_manager
from kiosk.salon.domain import parsed_input
from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T

_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?")


class SalonForm(FormPresenter[None]):
    name = "salon_form"

    def begin(self, _: None) -> None:
        salon = self.services.context.salon
        languages: Options = tuple(LANGUAGES.items())
        rates = "; ".join(parsed_input.short(rate, 2).replace(".", ",") for rate in salon.vat_bp)
        self.open(
            T("Salon"),
            (
                FormField("name", T("Name"), value=salon.name),
                FormField("phone", T("Phone"), "phone", salon.phone),
                FormField("street", T("Street"), value=salon.street),
                FormField("city", T("City"), value=salon.city),
                FormField("postcode", T("Postcode"), value=salon.postcode),
                FormField("company_id", salon.rules.company_id, value=salon.company_id),
                FormField("vat_id", salon.rules.vat_id, value=salon.vat_id),
                FormField(
                    "vat", T("VAT rates in percent"), value=rates, hint=T("Separated by semicolons")
                ),
                FormField("opens", T("Opens at"), value=_shown(salon.opens)),
                FormField("closes", T("Closes at"), value=_shown(salon.closes)),
                FormField("language", T("Language"), "choice", salon.language, options=languages),
                FormField(
                    "receipt_footer", T("Last lines of receipts"), "multiline", salon.receipt_footer
                ),
            ),
        )

    def submit(self) -> None:
        by = require_manager(self.host)
        salon = self.services.context.salon
        opens = self.read("opens", _minutes, salon.opens)
        closes = self.read("closes", _minutes, salon.closes)
        rates = self.read("vat", _rates, salon.vat_bp)
        if opens >= closes:
            self._put("closes", error=T("The salon must close after it opens."))
        self.require_right()
        texts = ("name", "phone", "street", "city", "postcode", "company_id", "vat_id", "language")
        values = self.values(*texts, "receipt_footer")
        self.services.setup.change(
            replace(salon, **values, opens=opens, closes=closes, vat_bp=rates), by
        )
        self.host.say(Toast(T("{name} is saved.", name=values["name"])))
        self.host.back()


def _shown(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _minutes(text: str) -> int:
    """Minutes after midnight of ``8``, ``8:30``, ``0830`` or ``8.30``."""
    found = _TIME.fullmatch(text.replace(" ", ""))
    if found is None or not (int(found[1]) <= 24 and int(found[2] or 0) < 60):
        raise Refused(T("{text} is not a time of day.", text=text[:20]))
    return min(int(found[1]) * 60 + int(found[2] or 0), 24 * 60)


def _rates(text: str) -> tuple[int, ...]:
    """Rates in hundredths of a percent, highest first."""
    rates = {parsed_input.percent_bp(part) for part in text.split(";") if part.strip()}
    if not rates:
        raise Refused(T("At least one VAT rate is needed."))
    return tuple(sorted(rates, reverse=True))
