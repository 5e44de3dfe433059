"""What a country decides for a salon: currency, VAT rates, language, zone, dialling region."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """``vat_bp``: default VAT rates in hundredths of a percent, highest first (settings may
    override them). ``company_id``/``vat_id``: what the two tax numbers are called there."""

    code: str
    currency: str
    vat_bp: tuple[int, ...]
    language: str
    timezone: str
    company_id: str
    vat_id: str


COUNTRIES: dict[str, Country] = {
    "CZ": Country("CZ", "CZK", (2100, 1200, 0), "cs", "Europe/Prague", "IČO", "DIČ"),
    "HU": Country(
        "HU", "HUF", (2700, 1800, 500, 0), "hu", "Europe/Budapest", "Nyilvántartási szám", "Adószám"
    ),
    "SI": Country(
        "SI", "EUR", (2200, 950, 500, 0), "sl", "Europe/Ljubljana", "Matična št.", "ID za DDV"
    ),
}

LANGUAGES: dict[str, str] = {
    "cs": "Čeština",
    "hu": "Magyar",
    "sl": "Slovenščina",
    "en": "English",
}
"""Each language in its own words; the order of the buttons."""
