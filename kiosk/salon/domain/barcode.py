"""Barcodes of goods: check digits, and the one form in which a code is stored and looked up.

EAN-13, EAN-8 and UPC-A share one check digit rule (GS1 General Specifications, 7.9): from the
right, digits weigh 3 and 1 in turn, and the whole with its check digit is a multiple of ten.
Anything else (Code 128 on a supplier's carton) is kept as it was read.
"""

from __future__ import annotations

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T

MAX_LENGTH = 48
"""Longest code we store; a Code 128 beyond this does not fit a label anyway."""

GTIN_LENGTHS = (8, 12, 13)
"""EAN-8, UPC-A, EAN-13: digits alone of these lengths must have a right check digit."""


def check_digit(digits: str) -> int:
    """The digit that completes ``digits`` (7, 11 or 12 of them, without the check digit)."""
    if not _only_digits(digits):
        raise ValueError("only digits have a check digit")
    total = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))
    )
    return -total % 10


def is_gtin(code: str) -> bool:
    """Whether ``code`` is an EAN-8, UPC-A or EAN-13 with a right check digit."""
    return (
        len(code) in GTIN_LENGTHS and _only_digits(code) and check_digit(code[:-1]) == int(code[-1])
    )


def normalise(code: str) -> str:
    """The stored form of a code as scanned or typed: trimmed, UPC-A as EAN-13.

    The same bottle gives 12 or 13 digits depending on how the scanner is set; never fails.
    """
    tidy = code.strip()
    digits = tidy.replace(" ", "").replace("-", "")
    if _only_digits(digits):
        tidy = digits
    return f"0{tidy}" if len(tidy) == 12 and is_gtin(tidy) else tidy


def has_bars(code: str) -> bool:
    """Whether bars can carry it: an EAN-13 or the letters of Code 128, which are those of ASCII;
    no control signs, as scanners swallow them."""
    return bool(code) and all(" " <= char <= "~" for char in code)


def checked(code: str) -> str:
    """The stored form of a code that is to be given to a product.

    Refused: empty, too long, letters no barcode can carry, an EAN or UPC with a wrong check digit.
    """
    tidy = normalise(code)
    if not tidy:
        raise Refused(T("The barcode is empty."))
    if len(tidy) > MAX_LENGTH or not has_bars(tidy):
        raise Refused(T("{code} is not a barcode.", code=tidy[:MAX_LENGTH]))
    if _only_digits(tidy) and len(tidy) in GTIN_LENGTHS and not is_gtin(tidy):
        raise Refused(T("{code} has a wrong digit. Please check the barcode.", code=tidy))
    return tidy


def in_store(number: int) -> str:
    """An EAN-13 of our own for goods without one: prefix 21, one of those GS1 leaves to each
    shop for use within its walls. ``number``: 1 to 9,999,999,999."""
    if not 0 < number < 10**10:
        raise ValueError("no in-store code has this number")
    body = f"21{number:010d}"
    return f"{body}{check_digit(body)}"


def _only_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
