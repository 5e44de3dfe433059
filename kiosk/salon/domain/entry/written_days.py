"""Calendar days as programs and people write them, read with the rest of their column.

``03/04/1985`` is April here and March in America: what stands in the other rows decides, or a
person does. Points always follow the day (``3.4.1985``), a year of four digits at the beginning is
followed by the month.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import Literal

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.text import T

Order = Literal["", "dmy", "mdy"]
"""Empty: nobody said, and no row tells."""

_TIME = re.compile(
    r"(?:T\d{4,6}Z?|[T ]\s*\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\s*(?:[AaPp]\.?[Mm]\.?)?)$"
)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})\.?")
_COUNTED = re.compile(r"[1-5]\d{4}(?:[.,]\d+)?")
_COMPACT = re.compile(r"((?:18|19|20)\d\d)(\d\d)(\d\d)")
_SHORT_YEAR_FIRST = re.compile(r"(\d{2})[.-](\d{1,2})[.-](\d{1,2})\.?")
_DAY_FIRST = re.compile(r"(\d\d)(\d\d)((?:19|20)\d\d)")
_POINTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\.?")
_EITHER = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})")
_NO_YEAR = re.compile(
    r"--\d{4}|-{0,2}\d{1,2}[./-]\d{1,2}[./-]?|(?:0000|1604)[./-]\d{1,2}[./-]\d{1,2}\.?|"
    r"0?[1-9]\d?[./-]\d{1,2}[./-](?:0000|1604)\.?"
)
"""Telephones put 1604 where no year is known."""
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_AROUND = re.compile(
    r"^(?:\*|nar(?:ozen[aý]?)?\b[.:]?|born\b:?|sz[uü]l(?:etett)?\b[.:]?|roj(?:en[a]?)?\b[.:]?|"
    r"geb(?:oren)?\b[.:]?)\s*|\s*\(\d{1,3}[^)]*\)$",
    re.IGNORECASE,
)
"""What tells that this is a birthday, and how old somebody is."""
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN = re.compile(rf"(?<!\w)({'|'.join(_ROMAN_MONTHS)})(?!\w)")
_PIECES = re.compile(r"(?<=\d)\s*[,.]\s*(?=\d)|(?<=\d)\s+(?=\d)|(?<=\d)\.\s*'(?=\d)")
"""A blank or a comma between pieces; an apostrophe for the century."""
_LAST_DAY = 31
_MONTHS = (
    *(("jan", 1), ("led", 1), ("feb", 2), ("uno", 2), ("mar", 3), ("bre", 3), ("apr", 4)),
    *(("dub", 4), ("maj", 5), ("may", 5), ("mai", 5), ("kve", 5), ("jun", 6), ("cervenc", 7)),
    *(("cerv", 6), ("jul", 7), ("aug", 8), ("avg", 8), ("srp", 8), ("sep", 9), ("sze", 9)),
    *(("zar", 9), ("oct", 10), ("okt", 10), ("rij", 10), ("nov", 11), ("lis", 11), ("dec", 12)),
    *(("dez", 12), ("pro", 12)),
)
"""How months begin in English, Czech, Slovak, Hungarian, Slovenian and German."""


def order_of(texts: Iterable[str]) -> tuple[Order, bool]:
    """Whether day or month stands first in a column, and whether that had to be known: some row
    means another day the other way round. Rows that contradict each other decide nothing."""
    day_first = month_first = needed = False
    for text in texts:
        found = _EITHER.fullmatch(_bare(text))
        if not found:
            continue
        first, second = int(found[1]), int(found[3])
        day_first |= first > 12
        month_first |= second > 12
        needed |= first <= 12 and second <= 12 and first != second
    if day_first == month_first:
        return "", needed
    return ("dmy" if day_first else "mdy"), needed


def day(text: str, order: Order, today: date, zone: tzinfo) -> date:
    """The day that ``text`` says. Of a moment with an offset, the day in ``zone``; a year of two
    digits is the last one up to ``today``.

    Refused: not a day, one without a year, or one of which nobody knows whether the day or the
    month comes first.
    """
    if _INSTANT.fullmatch(text.strip()):
        return _moment(text.strip(), zone)
    bare = _bare(text)
    if _COUNTED.fullmatch(bare):
        raise Refused(
            T(
                "{text} is not a date, a spreadsheet has counted days. Give the column the format "
                "of a date and save the file again.",
                text=bare,
            )
        )
    if _NO_YEAR.fullmatch(bare):
        raise Refused(T("The year is missing."))
    if found := _YEAR_FIRST.fullmatch(bare) or _COMPACT.fullmatch(bare):
        return _date(text, int(found[1]), int(found[2]), int(found[3]))
    if (found := _SHORT_YEAR_FIRST.fullmatch(bare)) and int(found[1]) > _LAST_DAY:
        return _date(text, _year(found[1], today), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(bare):
        return _date(text, int(found[3]), int(found[2]), int(found[1]))
    if found := _POINTS.fullmatch(bare):
        return _date(text, _year(found[3], today), int(found[2]), int(found[1]))
    if found := _EITHER.fullmatch(bare):
        first, second, year = int(found[1]), int(found[3]), _year(found[4], today)
        return _either(text, first, second, year, order)
    return _in_words(text, today)


def _bare(text: str) -> str:
    """Without a time of day, what stands around it and blanks around the marks; months in Roman
    numbers as others, points between pieces that have none."""
    without = _TIME.sub("", _AROUND.sub("", text.strip()))
    without = _ROMAN.sub(lambda found: str(_ROMAN_MONTHS.index(found[1]) + 1), without)
    return _PIECES.sub(".", re.sub(r"\s*([./-])\s*", r"\1", without).strip())


def _moment(text: str, zone: tzinfo) -> date:
    try:
        return datetime.fromisoformat(text).astimezone(zone).date()
    except ValueError:
        raise _no_day(text) from None


def _either(text: str, first: int, second: int, year: int, order: Order) -> date:
    if first > 12 or first == second:
        return _date(text, year, second, first)
    if second > 12:
        return _date(text, year, first, second)
    if not order:
        raise Refused(T("Whether the day or the month comes first is not known."))
    day, month = (first, second) if order == "dmy" else (second, first)
    return _date(text, year, month, day)


def _in_words(text: str, today: date) -> date:
    words = _WORDS.findall(_TIME.sub("", text.strip()))
    months = [month for month in map(_month, words) if month]
    numbers = [word for word in words if word.isdigit()]
    years = [word for word in numbers if len(word) == 4]
    days = [word for word in numbers if len(word) < 4]
    if len(months) != 1 or len(numbers) > 2:
        raise _no_day(text)
    if len(days) == 2:
        days, years = days[:1], days[1:]
    if len(days) == 1 and not years:
        raise Refused(T("The year is missing."))
    if len(days) != 1 or len(years) != 1:
        raise _no_day(text)
    return _date(text, _year(years[0], today), months[0], int(days[0]))


def _month(word: str) -> int:
    folded = fold(word)
    return next((month for stem, month in _MONTHS if folded.startswith(stem)), 0)


def _year(digits: str, today: date) -> int:
    if len(digits) == 4:
        return int(digits)
    year = today.year - today.year % 100 + int(digits)
    return year if year <= today.year else year - 100


def _date(text: str, year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise _no_day(text) from None


def _no_day(text: str) -> Refused:
    return Refused(T("{text} is not a date.", text=text.strip()[:40]))
