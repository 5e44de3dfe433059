"""Hungary."""

from __future__ import annotations

from datetime import date

from kiosk.salon.domain.country.rules import CashRule, Country, NumberName, UsualVat
from kiosk.salon.domain.money import CashRounding

HUNGARY = Country(
    code="HU",
    currency="HUF",
    vat_bp=(2700, 1800, 500, 0),
    language="hu",
    timezone="Europe/Budapest",
    company_id="Nyilvántartási szám",
    vat_id="Adószám",
    no_vat=("Alanyi adómentes (AAM)",),
    usual_vat=(UsualVat(date(2012, 1, 1), 2700, 2700, {}),),
    # Sums that end in 0 or 5 forints (act III of 2008).
    cash=(CashRule(date(2008, 3, 1), CashRounding(5)),),
    piece="db",
    # A company stands in the register of companies, a sole trader in one of their own.
    company_ids=(
        NumberName(r"\d{2}[- ]?\d{2}[- ]?\d{6}", "Cégjegyzékszám"),
        NumberName(r"\d{7,8}", "Nyilvántartási szám"),
    ),
)
