"""The countries a salon can stand in, one file each, and the languages of the screens."""

from __future__ import annotations

from kiosk.salon.domain.country.cz import CZECHIA
from kiosk.salon.domain.country.hu import HUNGARY
from kiosk.salon.domain.country.rules import (
    TRADE_NAMES,
    TRADES,
    Country,
    NumberName,
    Trade,
    UsualVat,
    VatChange,
)
from kiosk.salon.domain.country.si import SLOVENIA
from kiosk.salon.domain.country.sk import SLOVAKIA

COUNTRIES: dict[str, Country] = {
    country.code: country for country in (CZECHIA, HUNGARY, SLOVENIA, SLOVAKIA)
}

LANGUAGES: dict[str, str] = {
    "cs": "Čeština",
    "hu": "Magyar",
    "sl": "Slovenščina",
    "en": "English",
}
"""Each language in its own words; the order of the buttons."""

__all__ = [
    "COUNTRIES",
    "LANGUAGES",
    "TRADES",
    "TRADE_NAMES",
    "Country",
    "NumberName",
    "Trade",
    "UsualVat",
    "VatChange",
]
