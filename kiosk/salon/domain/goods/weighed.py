"""In-store EAN-13 of goods that are weighed or priced when they are packed.

GS1 leaves the prefixes 02 and 20-29 to each shop, so what the digits mean is a setting: a pattern
such as ``28IIIIIWWWWWC``, one letter a digit.

======  ================================================================
digits  the prefix, as it stands
``I``   number of the item
``W``   weight in grams
``P``   price of the piece in the smallest unit (haléř, cent, forint)
``U``   price of the piece in whole units (Kč, €, Ft)
``V``   a check digit of the price, not looked at
``C``   the check digit of the whole, always last
======  ================================================================
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.salon.domain.goods.barcode import check_digit, is_gtin
from kiosk.salon.domain.money import Currency

OURS = "21"
"""Prefix of the codes we make ourselves (:func:`kiosk.salon.domain.goods.barcode.in_store`)."""
_SHAPE = re.compile(r"(?P<prefix>02|2\d\d?)I+V?(?P<value>W+|P+|U+)C")


@dataclass(frozen=True, slots=True)
class Weighed:
    """``code``: the barcode of the product, which is what was scanned with zeros for the value and
    the check digit of that. Either ``weight_g`` or ``price_minor`` is known."""

    code: str
    weight_g: int | None = None
    price_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """ValueError says why a text is no pattern."""

    text: str

    def __post_init__(self) -> None:
        shape = _SHAPE.fullmatch(self.text)
        if len(self.text) != 13 or shape is None:
            raise ValueError(f"{self.text} is no pattern of 13 places such as 28IIIIIWWWWWC")
        if shape["prefix"].startswith(OURS):
            raise ValueError(f"{OURS} is the prefix of barcodes made here")

    def read(self, code: str, currency: Currency) -> Weighed | None:
        """None when ``code`` is not of this pattern."""
        prefix = re.match(r"\d+", self.text)
        if len(code) != 13 or not is_gtin(code) or prefix is None:
            return None
        if not code.startswith(prefix[0]):
            return None
        pairs = list(zip(self.text, code, strict=True))
        value = int("".join(digit for place, digit in pairs if place in "WPU"))
        body = "".join("0" if place in "WPUV" else digit for place, digit in pairs[:-1])
        product = f"{body}{check_digit(body)}"
        if "W" in self.text:
            return Weighed(product, weight_g=value)
        if "U" in self.text:
            value *= 10**currency.exponent
        return Weighed(product, price_minor=value)


def read(code: str, patterns: Sequence[Pattern], currency: Currency) -> Weighed | None:
    """By the first pattern that fits; None when none does."""
    found = (pattern.read(code, currency) for pattern in patterns)
    return next((weighed for weighed in found if weighed is not None), None)
