"""Slovenia."""

from __future__ import annotations

from datetime import date

from kiosk.salon.domain.country.rules import CashRule, Country, UsualVat
from kiosk.salon.domain.money import CashRounding

SLOVENIA = Country(
    code="SI",
    currency="EUR",
    vat_bp=(2200, 950, 500, 0),
    language="sl",
    timezone="Europe/Ljubljana",
    company_id="Matična št.",
    vat_id="ID za DDV",
    no_vat=("DDV ni obračunan na podlagi 1. odstavka 94. člena ZDDV-1",),
    usual_vat=(UsualVat(date(2013, 7, 1), 2200, 2200, {"hair": 950}),),
    # Every cent is paid.
    cash=(CashRule(date(2007, 1, 1), CashRounding(1)),),
    piece="kos",
)
