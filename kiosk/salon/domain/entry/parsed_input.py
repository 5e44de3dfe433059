"""What people type or a file holds - amounts, quantities, days, yes and no - turned into values.

Both ways of writing numbers are understood: ``1 200,50``, ``1.200,50`` and ``1,200.50``, with the
currency before or behind. Lengths of time stand in :mod:`kiosk.salon.domain.entry.lengths`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.text import T


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NUMBER = re.compile(r"[+-]?\d[\d.,]*|[+-]?[.,]\d+")
_GROUPED = re.compile(r"(?:\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d*)?|\d*(?:[.,]\d*)?)")
"""Marks where they can stand: ``1.200.000,50``, not ``1.2.3``."""
_CURRENCIES = {
    **dict.fromkeys(("kc", "czk", "koruna", "koruny", "korun"), "CZK"),
    **dict.fromkeys(("eur", "euro", "euros", "eura", "evro", "evrov", "€"), "EUR"),
    **dict.fromkeys(("ft", "huf", "forint"), "HUF"),
    **dict.fromkeys(("usd", "$"), "USD"),
    **dict.fromkeys(("gbp", "£"), "GBP"),
    **dict.fromkeys(("chf", "fr"), "CHF"),
    **dict.fromkeys(("pln", "zl"), "PLN"),
    **dict.fromkeys(("jpy", "¥"), "JPY"),
}
_WITH_TAX = _words(
    "s vc vcetne z vkljucno dph ddv afa afaval incl inkl including with vat mwst ust brutto"
)
_EACH = re.compile(r"\s*/.*|\s(?:za|per|pro|je)\s.*", re.DOTALL)
"""Behind a price: of what it is."""
_UNCLEAR = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}(?![\d.,])")
_MEASURED = {
    "kg": ("g", 1_000_000),
    "dkg": ("g", 10_000),
    "dag": ("g", 10_000),
    "g": ("g", 1000),
    "mg": ("g", 1),
    "l": ("l", 1000),
    "dl": ("l", 100),
    "cl": ("l", 10),
    "ml": ("l", 1),
    "m": ("m", 1000),
    "dm": ("m", 100),
    "cm": ("m", 10),
    "mm": ("m", 1),
    "m2": ("m2", 1),
    "oz": ("oz", 1),
}
"""Units of which parts are sold, each with what it measures and how much of that it is; all others
are counted."""
_UNIT_NAMES = {
    **dict.fromkeys(
        ["litr", "litry", "litru", "liter", "litra", "litre", "litrov", "liters", "litres"], "l"
    ),
    **dict.fromkeys(["mililitr", "mililitru", "milliliter", "mililiter", "mililitrov"], "ml"),
    **dict.fromkeys(["gram", "gramy", "gramu", "gramm", "grami", "gramov", "grams"], "g"),
    **dict.fromkeys(
        ["kilo", "kila", "kilogram", "kilogramu", "kilogramm", "kilogramov", "kilograms"], "kg"
    ),
    **dict.fromkeys(["metr", "metry", "metru", "meter", "metra", "metrov", "meters"], "m"),
}
_PIECES = _words(
    "ks kus kusy kusu kusov pc pcs piece pieces db darab kom kos kosi kosov stk stuck st x ea each "
    "unit units"
)
_WORD = re.compile(r"[^\W\d_]+\.?|[$€£¥]")
_GROUPS = re.compile(r"(?<=\d)[\s'’ʼ´`](?=\d{3}(?!\d))")
"""A blank of any width or an apostrophe before three digits, as thousands are written."""
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})\.?")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})\.?")
_YES = _words(
    "1 yes y true ano a igen i da d x pravda igaz resnica wahr ja j on active enabled aktivni "
    "aktivny aktiv aktivno aktiven aktivna"
)
_NO = _words(
    "0 no n false ne nem nie nein nepravda hamis neresnica falsch off inactive disabled archived "
    "deleted neaktivni neaktivny inaktiv neaktivno neaktiven neaktivna"
)
"""Also what spreadsheets make of TRUE and FALSE, and the names of the two in lists."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What point and comma mean in a column of numbers, as far as its other cells show.
    ``loose``: those of ``decimal`` that stand before fewer or more than three decimals somewhere.
    ``noughts``: what stands in every cell, and before three noughts, as programs write prices with
    three decimals and people write thousands.
    """

    decimal: frozenset[str] = frozenset()
    thousands: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    noughts: frozenset[str] = frozenset()


NOTHING_SHOWN = Marks()
"""Of a number that stands alone."""


def marks(cells: Iterable[str]) -> Marks:
    """``2.5`` and ``0.500`` show that the point divides decimals off, ``1.200,50`` that it divides
    thousands. Cells that are no numbers show nothing."""
    decimal_, thousands, loose = set(), set(), set()
    ends: set[str] = set()
    for cell in cells:
        found = _NUMBER.match(_bare(cell))
        number = found.group().lstrip("+-") if found else ""
        last = max(number.rfind("."), number.rfind(","))
        whole, mark, after = number[:last], number[last : last + 1], number[last + 1 :]
        if number:
            ends.add(mark if after == "000" and last >= 0 else "")
        if last < 0 or not after:
            continue
        if mark in whole:
            thousands.add(mark)
        elif len(after) != 3 or len(whole) > 3 or whole in ("", "0"):
            decimal_.add(mark)
            loose |= {mark} if len(after) != 3 else set()
    if decimal_ == {","} or decimal_ == {"."}:
        thousands |= {".", ","} - decimal_
    both = decimal_ & thousands
    noughts = ends - decimal_ - thousands if len(ends) == 1 else set()
    return Marks(*(frozenset(one - both) for one in (decimal_, thousands, loose, noughts - {""})))


def amount(text: str, decimals: int, currency: str, column: Marks = NOTHING_SHOWN) -> int:
    """A price with VAT in ``currency`` (ISO code) as :func:`decimal` reads it. Refused where the
    other cells of its column speak against what a mark before three digits would mean, for another
    currency, and where something stands beside it that is neither currency, VAT nor unit."""
    mark = _unclear(text)
    if mark in column.loose or (decimals and mark in column.noughts):
        raise _two_ways(text)
    value = decimal(text, decimals, grouped=mark not in column.decimal)
    for word in re.findall(r"[^\W\d_]+|[$€£¥%+]", _EACH.sub("", text.strip().lstrip("+"))):
        folded = fold(word) or word
        named = _CURRENCIES.get(folded, "")
        if named and named != currency:
            raise Refused(T("{text} is not in {currency}.", text=text[:40], currency=currency))
        if not named and folded not in _WITH_TAX:
            raise Refused(T("{text} is not a price.", text=text.strip()[:40]))
    return value


def quantity(text: str, unit: str, column: Marks = NOTHING_SHOWN) -> int:
    """Thousandths of ``unit``. ``1.200`` pieces are 1200, as nobody counts parts of a piece; 1.200
    kilograms, or 5.000 pieces, are what the other cells of the column show.

    Refused: no number, more than three decimals, nothing shows what it is, or a unit behind it
    that is none of ``unit``.
    """
    value = _number_of(text, unit, column)
    words = re.findall(r"[^\W\d_]+2?|%", text)
    if not words or fold(words[0]) == fold(unit) or {counted(words[0]), counted(unit)} == {True}:
        return value
    ours, theirs = (_measured(one) for one in (unit, words[0]))
    whole, rest = divmod(value * theirs[1], ours[1])
    if rest or not ours[0] or ours[0] != theirs[0]:
        raise Refused(T("{text} is not in {unit}.", text=text.strip()[:40], unit=unit))
    return whole


def _measured(unit: str) -> tuple[str, int]:
    name = fold(unit)
    return _MEASURED.get(_UNIT_NAMES.get(name, name), ("", 1))


def counted(unit: str) -> bool:
    """Whether a unit is a piece, of which there are no parts."""
    return not unit or fold(unit) in _PIECES


def _number_of(text: str, unit: str, column: Marks) -> int:
    mark = _unclear(text)
    if not mark:
        return decimal(text, 3, grouped=False)
    measured = bool(_measured(unit)[0])
    pieces = not measured and not text.strip().rstrip(unit).strip().endswith("000")
    grouped = mark in column.thousands or (pieces and mark not in column.decimal)
    if not grouped and (mark not in column.decimal or (mark in column.loose and not measured)):
        raise _two_ways(text)
    return decimal(text, 3, grouped=grouped)


def decimal(text: str, decimals: int, *, grouped: bool | None = None) -> int:
    """``text`` in units of ``10 ** -decimals``: ``decimal("12,50 Kč", 2)`` is 1250.

    Units and percent signs after the number are passed over, a currency before it too. ``grouped``:
    a single mark before exactly three digits divides thousands, not decimals (None: it does unless
    ``decimals`` is 3). Refused: no number, or more decimals than there can be (zeros do not count).
    """
    bare = _bare(text)
    found = _NUMBER.match(bare)
    rest = bare[found.end() :].strip() if found else bare
    # "250,-" is an amount without decimals, "250-" one below nothing in some books.
    dashed = rest.startswith("-") and found is not None and found.group()[-1] not in ".,"
    written = found is not None and _GROUPED.fullmatch(found.group().lstrip("+-"))
    if found is None or not written or dashed or any(char.isdigit() for char in rest):
        raise Refused(T("{text} is not a number.", text=text.strip()[:40]))
    grouped = decimals != 3 if grouped is None else grouped
    whole, fraction = _split(found.group().lstrip("+-"), grouped=grouped)
    fraction = fraction.rstrip("0")
    if len(fraction) > decimals:
        raise Refused(T("{text} has too many decimals.", text=text.strip()[:40]))
    value = int(whole or "0") * int(10**decimals) + int(fraction.ljust(decimals, "0") or "0")
    return -value if found.group().startswith("-") else value


def _bare(text: str) -> str:
    """From the number on, without marks that can only divide thousands."""
    return _without_currency(_GROUPS.sub("", re.sub("^[−–‑]", "-", text.strip())))


def _unclear(text: str) -> str:
    """The only mark of a number, if it may divide thousands as well as decimals."""
    found = _UNCLEAR.match(_bare(text))
    return found[1] if found else ""


def _two_ways(text: str) -> Refused:
    return Refused(
        T(
            "{text} can be read in two ways. Please write it without a mark for thousands.",
            text=text.strip()[:40],
        )
    )


def _without_currency(text: str) -> str:
    """``Kč 250`` and ``€250`` as ``250``; another word in front is left where it stands."""
    sign, bare = ("-", text[1:].lstrip()) if text.startswith("-") else ("", text)
    word = _WORD.match(bare)
    if word is None or (fold(word.group()) or word.group()) not in _CURRENCIES:
        return text
    return sign + bare[word.end() :].lstrip()


def _split(number: str, *, grouped: bool) -> tuple[str, str]:
    """Whole part and decimals of a number that may have grouping marks."""
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return number, ""
    mark, after = number[last], number[last + 1 :]
    one_kind = not ("." in number and "," in number)
    # No thousands begin with 0, and none have four digits before their mark.
    thousands = one_kind and len(after) == 3 and last <= 3 and number[0] in "123456789"
    if number.count(mark) > 1 or (grouped and thousands):
        return re.sub("[.,]", "", number), ""
    return re.sub("[.,]", "", number[:last]), after


def percent_bp(text: str) -> int:
    """A rate in hundredths of a percent: ``9,5 %`` is 950. Refused outside 0-100 %."""
    rate = decimal(text, 2, grouped=False)
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
    """Yes or no in the languages of the neighbours, or 1 and 0."""
    word = fold(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Refused(T("{text} is neither yes nor no.", text=text.strip()[:40]))
