"""Texts on their way through a spreadsheet: kept from being calculated, and known again when a
program has made something else of them."""

from __future__ import annotations

import re
import unicodedata

from kiosk.salon.domain.text import Msg, T

_FORMULA = frozenset("=+-−@|")
"""What makes a program calculate a cell, or run a command (the bar, in old ones), when it stands
first."""
_PASSED_OVER = frozenset("\t\r\n")
"""Some programs drop these and then look at the next sign."""
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_SHORTENED = re.compile(r"\d+(?:[.,]\d+)?[eE][+-]\d+|\d+[.,]\d+[eE]\d+")
_APOSTROPHES = "'’‘‚ʼ´`"
_FORMULA_OF_TEXT = re.compile(r"""=\s*["“”„'’‘]+([^"“”„'’‘]*)["“”'’‘]*""")
_FORMULA_OF_NUMBER = re.compile(r"=\s*(\d+)")
_IN_QUOTES = re.compile(r"[“„»]([^“”„»«]*)[”“«]")
_MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|led|úno|bře|dub|kvě|čvn|čvc|srp|zář|říj|lis|"
    "pro|febr|márc|ápr|máj|jún|júl|szept|okt|maj|avg|dez|mär|mai"
)
_WHOLE_DAY = r"\d{1,2}([./-]) ?\d{1,2}\1 ?\d{4}\.?|\d{4}([./-]) ?\d{1,2}\2 ?\d{1,2}\.?"
_DAY = re.compile(
    rf"(?:{_WHOLE_DAY})(?:[ T]0?0:00(?::00)?)?"
    rf"|\d{{1,2}}[-. ]{{1,2}}(?:{_MONTHS})\.?(?:[- ](?:\d{{2}}|\d{{4}}))?"
    rf"|(?:{_MONTHS})[-. ](?:\d{{2}}|\d{{4}})",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"([\d ]{4,})[.,]0{1,3}")
_GROUPED = re.compile(r"(\d{1,2})[.,](\d{3})(?:[.,]0{1,2})?")
_ERRORS = re.compile(r"#{3,}|#(?:N/?A|[^\W\d_][\w/]*[!?]|HI[AÁ]NYZIK|NEN[IÍ]_K_DISPOZICI|N/V)")
"""In English (#N/A, #REF!, #NAME?, #DIV/0!), Czech, Hungarian and Slovenian; hashes alone are a
column that was too narrow."""


def neutral(text: str) -> str:
    """With an apostrophe in front where a spreadsheet would calculate it. A plain number is left
    alone, so that it can be added up. :func:`as_written` takes the apostrophe off again."""
    bare = text.lstrip("'")
    return f"'{text}" if _calculated(bare) or (bare != text and _number(bare)) else text


def as_written(cell: str) -> str:
    """A cell of ours or of a spreadsheet as the text it was: without the apostrophe that keeps it
    from being calculated or taken for a number."""
    bare = cell.lstrip("'")
    return cell[1:] if bare != cell and (_calculated(bare) or _number(bare)) else cell


def unwrapped(text: str) -> str:
    """A code without what keeps it from being taken for a number: an apostrophe in front, or
    ``="..."`` around it, in whatever quotes a program has made of them, torn at its end, or without
    any."""
    tidy = text.strip()
    formula = _FORMULA_OF_TEXT.fullmatch(tidy) or _IN_QUOTES.fullmatch(tidy)
    number = _FORMULA_OF_NUMBER.fullmatch(tidy)
    if number is not None:
        return number[1]
    return (formula[1] if formula else tidy.lstrip(_APOSTROPHES)).strip()


def is_day(text: str) -> bool:
    """Whether a cell holds a day, which is what spreadsheets make of codes such as ``1-2`` and
    ``3/12``. In capitals a month is rather a word of a code (``PRO-25``)."""
    day = _DAY.fullmatch(text.strip()) is not None
    return day and not text.isupper()


def is_error(text: str) -> bool:
    """Whether a cell holds the name of a mistake (``#REF!``) instead of a value."""
    return _ERRORS.fullmatch(text.strip().upper()) is not None


def made_of_it(text: str) -> Msg:
    """Why neither a mistake nor a shortened number is kept."""
    return T("{text} is what a spreadsheet made of it.", text=text[:40])


def shortened(text: str) -> bool:
    """Whether a cell holds a number as a spreadsheet shows one that is too long (``8,59E+12``)."""
    return _SHORTENED.fullmatch(text.replace(" ", "")) is not None


def unshortened(text: str) -> str:
    """All digits of ``6.01000101E+08``; "" when some were cut off."""
    mantissa, _, exponent = text.replace(" ", "").upper().partition("E")
    digits = re.sub("[.,]", "", mantissa)
    return digits if len(digits) == int(exponent) + 1 else ""


def postcode(text: str) -> str | Msg:
    """One without what a spreadsheet makes of it by taking it for an amount (``11000.0``,
    ``11,000``, ``1.1000E+04``); why not, when its digits are lost or it has become a day."""
    tidy = unwrapped(text)
    if shortened(tidy):
        return unshortened(tidy) or made_of_it(tidy)
    if is_day(tidy):
        return made_of_it(tidy)
    amount = _AMOUNT.fullmatch(tidy) or _GROUPED.fullmatch(tidy)
    return "".join(filter(None, amount.groups())) if amount else tidy


def _calculated(text: str) -> bool:
    """Full-width signs are the same to a spreadsheet as theirs; blanks and what cannot be seen are
    passed over."""
    if text[:1] in _PASSED_OVER:
        return True
    seen = (char for char in text if not char.isspace() and unicodedata.category(char)[0] != "C")
    first = unicodedata.normalize("NFKC", next(seen, ""))[:1]
    return first in _FORMULA and not _PLAIN_NUMBER.fullmatch(text)


def _number(text: str) -> bool:
    return text[:1].isdigit() or _PLAIN_NUMBER.fullmatch(text) is not None
