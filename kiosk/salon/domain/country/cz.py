"""Czechia."""

from __future__ import annotations

from datetime import date

from kiosk.salon.domain.country.rules import CashRule, Country, UsualVat
from kiosk.salon.domain.money import CashRounding

CZECHIA = Country(
    code="CZ",
    currency="CZK",
    vat_bp=(2100, 1200, 0),
    language="cs",
    timezone="Europe/Prague",
    company_id="IČO",
    vat_id="DIČ",
    no_vat=("Nejsem plátce DPH", "Nejsme plátci DPH"),
    # Hairdressing had the lower rate until the end of 2023.
    usual_vat=(
        UsualVat(date(2020, 5, 1), 2100, 2100, {"hair": 1000}),
        UsualVat(date(2024, 1, 1), 2100, 2100, {}),
    ),
    # Whole crowns, half up, since the coin of 50 hellers went (act 526/1990).
    cash=(CashRule(date(2008, 9, 1), CashRounding(100)),),
    piece="ks",
)
