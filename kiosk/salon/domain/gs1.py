"""GS1 element strings: one symbol with the number of the goods, batch, date and weight.

Each datum has an application identifier of two to four digits before it (GS1 General
Specifications, chapter 3). Some have a length of their own, the others end with ASCII 29, the
scanner's way to write FNC1. A scanner writes FNC1 at the beginning too, if it can say that a
symbol is of GS1 at all.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from kiosk.salon.domain.barcode import check_digit
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.money import divide_half_up
from kiosk.salon.domain.text import T

FNC1 = "\x1d"
LONGEST = 512
"""Characters; more than any symbol for goods holds."""

_LENGTHS = (
    {"00": 20, "01": 16, "02": 16, "03": 16, "04": 18, "20": 4, "41": 16}
    | {f"{ai}": 8 for ai in range(11, 20)}
    | {f"{ai}": 10 for ai in range(31, 37)}
)
"""Whole lengths, identifier included, by the first two digits of the identifier (chapter 7.8)."""
_MOST_BATCH = 20


@dataclass(frozen=True, slots=True)
class Elements:
    """``gtin``: 14 digits, or "" when the symbol has none. ``expires``: last day. ``weight_g``:
    net weight in grams, None when it says none."""

    gtin: str = ""
    batch: str = ""
    expires: date | None = None
    weight_g: int | None = None

    @property
    def product_code(self) -> str:
        """The GTIN as it stands under the bars of the goods: EAN-8, EAN-13 (UPC-A with its 0), or
        the 14 digits of a carton, which is another item than what is in it."""
        if self.gtin.startswith("000000"):
            return self.gtin[6:]
        return self.gtin.removeprefix("0")


def read(code: str, this_year: int) -> Elements | None:
    """What a scanned code says; None when it is no GS1 code. ``this_year``: full, decides the
    century of dates.

    Refused when it says it is one and then is not: torn, or a wrong check digit. A code without
    FNC1 counts when it begins with a GTIN and fits from beginning to end.
    """
    marked = code.startswith(FNC1)
    if len(code) > LONGEST or not (marked or code.startswith("01")):
        return None
    try:
        return _elements(code.removeprefix(FNC1), this_year)
    except ValueError as error:
        if not marked:
            return None
        shown = code.replace(FNC1, " ").strip()[:48]
        raise Refused(T("{code} is not a barcode.", code=shown)) from error


def _elements(data: str, this_year: int) -> Elements:
    """ValueError when something does not fit."""
    gtin, batch, expires, weight = "", "", None, None
    for identifier, value in _split(data):
        if identifier == "01":
            gtin = _gtin(value)
        elif identifier == "10":
            batch = _batch(value)
        elif identifier == "17":
            expires = _date(value, this_year)
        elif identifier == "31" and value[0] == "0":
            weight = _grams(value[1:])
    return Elements(gtin, batch, expires, weight)


def _split(data: str) -> list[tuple[str, str]]:
    """``(first two digits of the identifier, all after them)`` of each element."""
    elements = []
    while data:
        identifier = data[:2]
        if not _digits(identifier) or len(identifier) < 2:
            raise ValueError("no application identifier")
        length = _LENGTHS.get(identifier)
        if length is None:
            value, _, data = data[2:].partition(FNC1)
        else:
            value, data = data[2:length], data[length:].removeprefix(FNC1)
            if len(value) != length - 2 or not _digits(value):
                raise ValueError("an element is torn")
        if not value:
            raise ValueError("an element is empty")
        elements.append((identifier, value))
    if not elements:
        raise ValueError("nothing in it")
    return elements


def _gtin(value: str) -> str:
    if check_digit(value[:-1]) != int(value[-1]):
        raise ValueError("wrong check digit")
    return value


def _batch(value: str) -> str:
    if len(value) > _MOST_BATCH or not all("!" <= char <= "z" for char in value):
        raise ValueError("no batch")
    return value


def _date(value: str, this_year: int) -> date:
    """YYMMDD; day 00 is the last of the month. The century is the one that puts the year at most
    50 years ahead and 49 back (chapter 7.12)."""
    year, month, day = int(value[:2]), int(value[2:4]), int(value[4:])
    ahead = year - this_year % 100
    century = this_year // 100 - (ahead >= 51) + (ahead <= -50)
    year += century * 100
    if not 1 <= month <= 12:
        raise ValueError("no month")
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _grams(value: str) -> int:
    """One digit that tells the decimals of a kilogram, then six of the weight."""
    decimals, number = int(value[0]), int(value[1:])
    if decimals > 5:
        raise ValueError("no weight")
    return divide_half_up(number * 1000, 10**decimals)


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
