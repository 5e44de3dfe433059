"""What a country decides for a salon: currency, VAT, language, zone, names of the tax numbers.

What the law changes now and then is a row with the day from which it holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kiosk.salon.domain.text import Msg, T

Trade = Literal["hair", "cosmetics", "nails", "massage"]
"""What a salon mostly does; a country may tax one unlike another."""
TRADE_NAMES: dict[Trade, Msg] = {
    "hair": T("Hair"),
    "cosmetics": T("Cosmetics"),
    "nails": T("Nails"),
    "massage": T("Massage"),
}
TRADES: tuple[Trade, ...] = tuple(TRADE_NAMES)


@dataclass(frozen=True, slots=True)
class UsualVat:
    """The rates that hold ``since`` a day, in hundredths of a percent: of services by trade, of any
    other service, and of goods."""

    since: date
    service_bp: int
    goods_bp: int
    by_trade: Mapping[Trade, int]

    def of_service(self, trade: Trade) -> int:
        return self.by_trade.get(trade, self.service_bp)


@dataclass(frozen=True, slots=True)
class NumberName:
    """What a number that looks like ``pattern`` is called."""

    pattern: str
    name: str


@dataclass(frozen=True, slots=True)
class Country:
    """``vat_bp``: VAT rates on offer in hundredths of a percent, highest first (settings may
    override them). ``usual_vat``: what is charged where nobody says otherwise, oldest first.
    ``company_id``/``vat_id``: what the two tax numbers are called there; ``company_ids``: where the
    first one has several names, by what it looks like. ``no_vat``: what stands on the papers of
    who pays no VAT, in the country's language; the first one unless the salon says otherwise.
    ``piece``: the unit of what is sold by the piece."""

    code: str
    currency: str
    vat_bp: tuple[int, ...]
    language: str
    timezone: str
    company_id: str
    vat_id: str
    no_vat: tuple[str, ...]
    usual_vat: tuple[UsualVat, ...]
    piece: str
    company_ids: tuple[NumberName, ...] = ()

    def usual_vat_on(self, day: date) -> UsualVat:
        """The row in force; the oldest for a day before all of them."""
        return next(
            (row for row in reversed(self.usual_vat) if row.since <= day), self.usual_vat[0]
        )

    def name_of_company_id(self, number: str) -> str:
        """What this very number is called on paper."""
        for kind in self.company_ids:
            if re.fullmatch(kind.pattern, number.strip()):
                return kind.name
        return self.company_id


COUNTRIES: dict[str, Country] = {
    "CZ": Country(
        "CZ",
        "CZK",
        (2100, 1200, 0),
        "cs",
        "Europe/Prague",
        "IČO",
        "DIČ",
        ("Nejsem plátce DPH", "Nejsme plátci DPH"),
        # Hairdressing had the lower rate until the end of 2023.
        (
            UsualVat(date(2020, 5, 1), 2100, 2100, {"hair": 1000}),
            UsualVat(date(2024, 1, 1), 2100, 2100, {}),
        ),
        "ks",
    ),
    "HU": Country(
        "HU",
        "HUF",
        (2700, 1800, 500, 0),
        "hu",
        "Europe/Budapest",
        "Nyilvántartási szám",
        "Adószám",
        ("Alanyi adómentes (AAM)",),
        (UsualVat(date(2012, 1, 1), 2700, 2700, {}),),
        "db",
        # A company stands in the register of companies, a sole trader in one of their own.
        (
            NumberName(r"\d{2}[- ]?\d{2}[- ]?\d{6}", "Cégjegyzékszám"),
            NumberName(r"\d{7,8}", "Nyilvántartási szám"),
        ),
    ),
    "SI": Country(
        "SI",
        "EUR",
        (2200, 950, 500, 0),
        "sl",
        "Europe/Ljubljana",
        "Matična št.",
        "ID za DDV",
        ("DDV ni obračunan na podlagi 1. odstavka 94. člena ZDDV-1",),
        (UsualVat(date(2013, 7, 1), 2200, 2200, {"hair": 950}),),
        "kos",
    ),
}

LANGUAGES: dict[str, str] = {
    "cs": "Čeština",
    "hu": "Magyar",
    "sl": "Slovenščina",
    "en": "English",
}
"""Each language in its own words; the order of the buttons."""
