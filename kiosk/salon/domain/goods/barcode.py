"""Numbers of goods in every form they are written, and the one form in which they are kept.

EAN-8, UPC-A, EAN-13 and GTIN-14 are one number with more or fewer zeros in front, with one check
digit (GS1 General Specifications, 7.9): from the right, digits weigh 3 and 1 in turn, and the whole
is a multiple of ten. UPC-E is a UPC-A with four or five zeros left out (5.2.2.4.2). Kept is what
stands under the bars of the goods: EAN-8, EAN-13 (UPC-A with its 0), or the fourteen digits of a
carton, which is another item than what is in it.

Anything else (Code 128 on a supplier's carton) is kept as it was read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_LENGTH = 48
"""Longest code we store; a Code 128 beyond this does not fit a label anyway."""

GTIN_LENGTHS = (8, 12, 13, 14)
"""EAN-8 or UPC-E, UPC-A, EAN-13, GTIN-14: digits alone of these lengths must have a right check
digit."""
_LOST_ZEROS = range(8, 15)
"""Lengths of a number whose zeros in front may have been lost, as spreadsheets do."""

_ADD_ON = re.compile(r"(97[789]\d{10})(?:\d{2}|\d{5})")
"""What stands beside the bars of books and papers: the price or the number of the issue."""


def check_digit(digits: str) -> int:
    """The digit that completes ``digits`` (without the check digit)."""
    if not only_digits(digits):
        raise ValueError("only digits have a check digit")
    total = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))
    )
    return -total % 10


def is_gtin(code: str) -> bool:
    """Whether ``code`` has the length and the check digit of an EAN-8, UPC-A, EAN-13 or GTIN-14."""
    return len(code) in GTIN_LENGTHS and _checks(code)


def is_add_on(code: str, before: Sequence[str]) -> bool:
    """Whether a code is what stands beside the bars of a book, whose number is the one before."""
    book = next(iter(before), "")
    return len(code) in (2, 5) and is_gtin(book) and _ADD_ON.fullmatch(book + code) is not None


def readings(code: str) -> tuple[str, ...]:
    """The stored forms of a code as scanned or typed, the likeliest first; never fails.

    Two where eight digits fit as an EAN-8 and as a UPC-E. An EAN-8 beginning with 0 is a number for
    use within one company, so what then stands on bought goods is a UPC-E. Seven digits may be a
    UPC-E that lost its 0.
    """
    tidy = code.strip()
    digits = tidy.replace(" ", "").replace("-", "")
    if not only_digits(digits):
        return (tidy,)
    if (beside := _ADD_ON.fullmatch(digits)) and _checks(beside[1]):
        digits = beside[1]
    if len(digits) == 7:
        return tuple(dict.fromkeys((*_upc_e(f"0{digits}"), digits)))
    found: list[str] = []
    if len(digits) in _LOST_ZEROS and _checks(digits):
        found.append(_under_the_bars(digits))
    if len(digits) == 8:
        found[0 if digits.startswith("0") else 1 :] = [*_upc_e(digits), *found[:1]][:2]
    return tuple(dict.fromkeys(found)) or (digits,)


def normalise(code: str) -> str:
    """The likeliest stored form of a code; never fails."""
    return readings(code)[0]


def has_bars(code: str) -> bool:
    """Whether bars can carry it: an EAN-13 or the letters of Code 128, which are those of ASCII;
    no control signs, as scanners swallow them."""
    return bool(code) and all(" " <= char <= "~" for char in code)


def in_store(number: int) -> str:
    """An EAN-13 of our own for goods without one: prefix 21, one of those GS1 leaves to each
    shop for use within its walls. ``number``: 1 to 9,999,999,999."""
    if not 0 < number < 10**10:
        raise ValueError("no in-store code has this number")
    body = f"21{number:010d}"
    return f"{body}{check_digit(body)}"


def _under_the_bars(digits: str) -> str:
    """Of a right number of up to 14 digits. Those that would be less than a thousand million are
    given to EAN-8 alone (GS1 prefixes 0000000-0000099), so nothing else looks like one."""
    whole = digits.zfill(14)
    return whole[6:] if whole.startswith("000000") else whole.removeprefix("0")


def _upc_e(digits: str) -> list[str]:
    """The stored form of eight digits read as a UPC-E, if they are one. The last before the check
    digit says where zeros were left out."""
    system, body, last, check = digits[0], digits[1:6], digits[6], digits[7]
    if system not in "01":
        return []
    if last in "012":
        number = f"{body[:2]}{last}0000{body[2:]}"
    elif last in "34":
        kept = int(last)
        number = f"{body[:kept]}00000{body[kept:]}"
    else:
        number = f"{body}0000{last}"
    whole = f"{system}{number}{check}"
    return [_under_the_bars(whole)] if _checks(whole) else []


def _checks(digits: str) -> bool:
    return only_digits(digits) and check_digit(digits[:-1]) == int(digits[-1])


def only_digits(text: str) -> bool:
    """ASCII digits and nothing else."""
    return text.isascii() and text.isdigit()
