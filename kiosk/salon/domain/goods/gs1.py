"""Symbols of GS1: the number of the goods, batch, date and weight in one.

Each datum has an application identifier of two to four digits before it (GS1 General
Specifications, chapter 3). Some have a length of their own, the others end with ASCII 29, the
scanner's way to write FNC1. A scanner writes FNC1 at the beginning too, if it can say that a
symbol is of GS1 at all. People write the identifiers in parentheses. An address of the web may hold
them as well (GS1 Digital Link: URI Syntax): of any host, its path has ``/01/`` and the number.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, unquote, urlsplit

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.barcode import check_digit, normalise
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
_SYMBOLOGY = re.compile(r"\](?:C1|e[012]|d2|Q3|J1)")
"""AIM identifiers of symbols of GS1, as they stand in a file or are typed; drivers of scanners
write :data:`FNC1` for them."""
_PARENTHESES = re.compile(r"[(\[](\d{2,4})[)\]]")
_SPELLED = re.compile(r"[<{\[](?:GS|FNC1)[>}\]]|\\(?:x|u00)1d|_x001D_|[\u241d^~|]", re.IGNORECASE)
"""FNC1 as scanners are set to send it where a program takes no control signs, and as it stands in
files."""
_ADDRESS = re.compile(r"https?://|(?=[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/)", re.IGNORECASE)
_NUMBER = r"\d{8}|\d{12,14}"
_NUMBER_IN_PATH = re.compile(rf"/(?:01|gtin|ean)/({_NUMBER})(?=/|$)", re.IGNORECASE)
_NUMBER_ASKED = re.compile(rf"(?:^|&)(?:gtin|ean)=({_NUMBER})(?=&|$)", re.IGNORECASE)


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
        """The GTIN as goods are kept under it."""
        return normalise(self.gtin)


def read(code: str, this_year: int) -> Elements | None:
    """What a scanned code says; None when it is no GS1 code. ``this_year``: full, decides the
    century of dates.

    Refused when it says it is one and then is not: torn, or a wrong check digit. A code without
    FNC1 counts when it begins with a GTIN and fits from beginning to end.
    """
    if len(code) > LONGEST:
        return None
    if _ADDRESS.match(code):
        return _of_address(code, this_year)
    data = _SYMBOLOGY.sub(FNC1, code, count=1) if code.startswith("]") else code
    if (spelled := _SPELLED.sub(FNC1, data)) != data and _fits(spelled, this_year):
        data = spelled
    if _PARENTHESES.match(data) and "01" in _PARENTHESES.findall(data):
        _, *parts = _PARENTHESES.split(data)
        pairs = zip(parts[::2], parts[1::2], strict=True)
        data = FNC1 + FNC1.join(identifier + value.strip() for identifier, value in pairs)
    marked = data.startswith(FNC1)
    if not marked and not data.startswith("01"):
        return None
    try:
        return _elements(data.removeprefix(FNC1), this_year)
    except ValueError as error:
        if not marked:
            return None
        raise _torn(code) from error


def _fits(data: str, this_year: int) -> bool:
    """Whether data hold the number of goods from beginning to end."""
    try:
        return bool(_elements(data.removeprefix(FNC1).removesuffix(FNC1), this_year).gtin)
    except ValueError:
        return False


def _of_address(address: str, this_year: int) -> Elements | None:
    """None when it leads to no goods. What is wrong in it beside their number is passed over: it
    is made for telephones, and a bottle can be sold without its batch."""
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        return None
    found = _NUMBER_IN_PATH.search(parts.path)
    if found is None:
        asked = _NUMBER_ASKED.search(parts.query)
        return _of_address(f"https://-/01/{asked[1]}", this_year) if asked else None
    try:
        gtin = _gtin(found[1].zfill(14))
    except ValueError as error:
        raise _torn(address) from error
    rest = [unquote(part) for part in parts.path[found.end() :].split("/")[1:]]
    pairs = [*zip(rest[::2], rest[1::2], strict=False), *parse_qsl(parts.query)]
    data = [f"01{gtin}", *(key + value for key, value in pairs if _digits(key) and value)]
    try:
        return _elements(FNC1.join(data), this_year)
    except ValueError:
        return Elements(gtin)


def _torn(code: str) -> Refused:
    return Refused(T("{code} is not a barcode.", code=code.replace(FNC1, " ").strip()[:48]))


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
