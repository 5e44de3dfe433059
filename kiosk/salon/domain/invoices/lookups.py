"""Who stands behind a company's number, as public registers tell: asked when online, typed when
not, and never waited for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kiosk.salon.domain import tax_numbers
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.tax_numbers import TaxNumber
from kiosk.salon.domain.text import T

LookupState = Literal["asked", "found", "nobody", "failed"]
Register = Literal["ares", "rpo", "vies", "nav"]
REGISTERS: dict[tuple[str, TaxNumber], Register] = {
    ("CZ", "company_id"): "ares",
    ("CZ", "vat_id"): "ares",
    ("SK", "company_id"): "rpo",
    ("SK", "vat_id"): "vies",
    ("SI", "vat_id"): "vies",
    ("HU", "vat_id"): "nav",
}
"""Who is asked about a number. The Slovenian register of companies (AJPES) only answers who has a
contract with it."""
VIES_COUNTRIES = frozenset((
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
))  # fmt: skip
"""The common register of VAT numbers knows these; Greece is ``EL`` there."""
_DIGITS = {("CZ", "company_id"): 8, ("SK", "company_id"): 8, ("SI", "vat_id"): 8}
_SOUND = re.compile(r"[0-9A-Z+*]{2,14}")


@dataclass(frozen=True, slots=True)
class Company:
    """What a register told. ``pays_vat``: whether VAT is charged there; None where it is not told.
    Texts are empty where nothing is told."""

    name: str
    street: str = ""
    city: str = ""
    postcode: str = ""
    company_id: str = ""
    vat_id: str = ""
    pays_vat: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """A question and its answer. ``company``: of a ``found`` one. ``nobody``: the register knows no
    such number. ``failed``: it could not be asked, ``error`` says why (a kept sentence). Times: UTC
    ms."""

    id: Id
    country: str
    number: str
    kind: TaxNumber
    state: LookupState
    company: Company | None
    source: str
    error: str
    asked_at: int
    answered_at: int | None
    tries: int
    next_at: int


def register_of(country: str, kind: TaxNumber) -> Register | None:
    """Who is asked; None where nobody can be."""
    if (country, kind) in REGISTERS:
        return REGISTERS[country, kind]
    return "vies" if kind == "vat_id" and _vies(country) in VIES_COUNTRIES else None


def _vies(country: str) -> str:
    return "EL" if country == "GR" else country


def asked(country: str, kind: TaxNumber, typed: str) -> str:
    """The number as a register is asked for it: no blanks, points or strokes, without the sign of
    its country. Refused: check digits that are wrong, a form that no such number has; nobody is
    bothered with a typing mistake."""
    if country in COUNTRIES and (doubt := tax_numbers.doubt(country, kind, typed)) is not None:
        raise Refused(doubt, field=kind)
    number = re.sub(r"[\s.,/-]", "", typed).upper()
    if kind == "vat_id":
        number = number.removeprefix(_vies(country)).removeprefix(country)
    if country == "HU" and kind == "vat_id":
        # A code of its VAT status and one of its county may follow.
        number = number[:8]
    number = number.zfill(_DIGITS.get((country, kind), 0)) if number else ""
    if not _SOUND.fullmatch(number):
        raise Refused(T("This number cannot be right. Please check it."), field=kind)
    return number
