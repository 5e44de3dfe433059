"""What people type or a file holds - amounts, quantities, days, yes and no - turned into values.

Both ways of writing numbers are understood: ``1 200,50``, ``1.200,50`` and ``1,200.50``.
"""

from __future__ import annotations

import re
from datetime import date

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.text import T

_NUMBER = re.compile(r"[+-]?\d[\d.,]*|[+-]?[.,]\d+")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})\.?")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})\.?")
_YES = {"1", "yes", "y", "true", "ano", "a", "igen", "i", "da", "d", "x"}
_NO = {"0", "no", "n", "false", "ne", "nem"}


def decimal(text: str, decimals: int) -> int:
    """``text`` in units of ``10 ** -decimals``: ``decimal("12,50 Kč", 2)`` is 1250.

    Units and percent signs after the number are passed over. A single mark followed by exactly
    three digits groups thousands unless ``decimals`` is 3. Refused: no number, or more decimals
    than there can be (zeros do not count).
    """
    bare = re.sub(r"(?<=[\d.,])\s+(?=\d)", "", text.replace("−", "-").strip())
    found = _NUMBER.match(bare)
    rest = bare[found.end() :].strip() if found else bare
    if found is None or any(char.isdigit() for char in rest):
        raise Refused(T("{text} is not a number.", text=text.strip()[:40]))
    whole, fraction = _split(found.group().lstrip("+-"), decimals)
    fraction = fraction.rstrip("0")
    if len(fraction) > decimals:
        raise Refused(T("{text} has too many decimals.", text=text.strip()[:40]))
    value = int(whole or "0") * int(10**decimals) + int(fraction.ljust(decimals, "0") or "0")
    return -value if found.group().startswith("-") else value


def _split(number: str, decimals: int) -> tuple[str, str]:
    """Whole part and decimals of a number that may have grouping marks."""
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return number, ""
    mark, after = number[last], number[last + 1 :]
    grouped = re.sub("[.,]", "", number)
    if number.count(mark) > 1 or (len(after) == 3 and decimals != 3 and last > 0):
        one_kind = not ("." in number and "," in number)
        if one_kind or number.count(mark) > 1:
            return grouped, ""
    return re.sub("[.,]", "", number[:last]), after


def percent_bp(text: str) -> int:
    """A rate in hundredths of a percent: ``9,5 %`` is 950. Refused outside 0-100 %."""
    rate = decimal(text, 2)
    if not 0 <= rate <= 10_000:
        raise Refused(T("{text} is not a percentage.", text=text.strip()[:40]))
    return rate


def plain(value: int, decimals: int) -> str:
    """A value in units of ``10 ** -decimals`` as text with a point: ``1250, 2`` is 12.50."""
    sign, digits = ("-" if value < 0 else ""), str(abs(value)).rjust(decimals + 1, "0")
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}" if decimals else f"{sign}{digits}"


def short(value: int, decimals: int) -> str:
    """Like :func:`plain` without needless zeros: ``1500, 3`` is 1.5."""
    text = plain(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def day(text: str) -> date:
    """A calendar day written day first (24. 12. 1985) or year first (1985-12-24, 1985. 12. 24.)."""
    bare = text.replace(" ", "")
    if found := _YEAR_FIRST.fullmatch(bare):
        year, month, number = found.groups()
    elif found := _DAY_FIRST.fullmatch(bare):
        number, month, year = found.groups()
    else:
        raise Refused(T("{text} is not a date.", text=text.strip()[:40]))
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise Refused(T("{text} is not a date.", text=text.strip()[:40])) from None


def yes(text: str) -> bool:
    """Yes or no in the four languages, or 1 and 0."""
    word = fold(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Refused(T("{text} is neither yes nor no.", text=text.strip()[:40]))
