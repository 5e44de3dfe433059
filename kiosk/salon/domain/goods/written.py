"""Codes as people, programs and scanners write them down, on their way to what is kept.

A number of goods has words and signs beside it (``EAN: 859…``, ``+859…``, ``8594001234561#``),
quotes of a spreadsheet around it, a letter or two of the scanner for its kind before it, digits of
another width, or is the ISBN of a book in its older form (ten digits, ISO 2108; the bars have 978
before it and another check digit). What only looks like a code - an address of the web, a letter
among digits, a day - is said to be that. Codes in one line are written and read here too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from kiosk.salon.domain.entry import spreadsheet
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.barcode import (
    GTIN_LENGTHS,
    MAX_LENGTH,
    check_digit,
    has_bars,
    is_gtin,
    normalise,
    only_digits,
    readings,
)
from kiosk.salon.domain.text import Msg, T

_IN_THOUSANDS = re.compile(r"(\d{1,3}(?:([.,'’])\d{3})(?:\2\d{3})+)(?:[.,]0+)?")
_WITH_DECIMALS = re.compile(r"(\d+)[.,]0+")
_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:[,;|\s]|$)')
_DIVIDES = re.compile(r"[,;|\t\r\n]")
_LABEL = re.compile(
    r"(?:[A-Za-z]{1,2}(?=\d{12,14}$)|(?:ean|gtin|upc|isbn|issn|barcode|bar code|carovy kod|"
    r"čárový kód|kód|kod|vonalkód|črtna koda)(?:[- ]?(?:8|10|12|13|14|A|E)(?=[\s:.#=-]))?)"
    r"\s*(?:č\.|no\.?|nr\.?)?[\s:.#=-]*(?=\d)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[\s.,;:#*]+$")
_DIVIDED = re.compile(r"[\s\u2010-\u2015\u2212-]")
_ISBN_10 = re.compile(r"\d{9}[\dXx]")
_ALMOST = re.compile(r"(?=(?:\D*\d){8})(?=.*[OoIl])[\dOoIl]{12,14}")
_OTHER_THINGS = re.compile(
    r"[a-z][a-z0-9+.-]*://|www\.|(?:wifi|begin|mailto|tel|sms(?:to)?|matmsg|mecard|geo|otpauth):|"
    r"spd\*|bcd\n",
    re.IGNORECASE,
)
"""What codes on walls, cards and invoices hold."""
_NO_CODES = re.compile("TRUE|FALSE|PRAVDA|NEPRAVDA|IGAZ|HAMIS|RESNICA|NERESNICA|NULL|NONE")
_LONG_NUMBER = re.compile(r"\d{8}")


def bare(code: str) -> str:
    """The number of goods in ``code``, when it is one with something beside it that says no more;
    else ``code`` without what a spreadsheet puts around it."""
    wide = unicodedata.normalize("NFKC", code)
    tidy = spreadsheet.unwrapped(wide if wide.isascii() else code)
    label = _LABEL.match(tidy)
    number = tidy[label.end() :] if label else tidy.removeprefix("+")
    digits = _DIVIDED.sub("", _BEHIND.sub("", number))
    if is_gtin(digits):
        return digits
    grouped = label is not None or digits != number or digits[-1:] in "Xx"
    if grouped and (book := _of_isbn_10(digits)):
        return book
    if label and only_digits(digits) and not label.group()[-1].isalnum():
        return digits
    return tidy


def words_beside(code: str) -> str:
    """What :func:`bare` left out in front of a number, "" for nothing but signs."""
    label = _LABEL.match(spreadsheet.unwrapped(code))
    return label.group().strip() if label and only_digits(bare(code)) else ""


def doubt(kept: str) -> Msg | None:
    """What to say of a code that is kept though it looks like a number of goods and is none; None
    where nothing is to be said."""
    if _LONG_NUMBER.search(kept) and not (only_digits(kept) and is_gtin(kept)):
        return T("Kept as it stands: {code} is no EAN.", code=kept)
    return None


def is_word(text: str) -> bool:
    """Whether a text in a column of codes is more likely a word: letters alone, not all of them
    capitals, or what a spreadsheet writes for yes and no."""
    if any(map(str.isdigit, text)):
        return False
    return text != text.upper() or " " in text or bool(_NO_CODES.fullmatch(text))


def may_be_another(code: str) -> Msg | None:
    """What to say of a short number that may be two; None where there is no doubt."""
    kept, *others = readings(bare(code))
    if not others:
        return None
    return T(
        "{code} is kept as {kept}. If it is {other}, please correct it.",
        code=code.strip(),
        kept=kept,
        other=others[0],
    )


def checked(code: str) -> str:
    """The stored form of a code that is to be given to a product.

    Refused: empty, too long, letters no barcode can carry, a wrong check digit, what a spreadsheet
    has made of a number, and what is no code of goods.
    """
    tidy = _mended(bare(code))
    if not tidy:
        raise Refused(T("The barcode is empty."))
    shown = tidy[:MAX_LENGTH]
    if spreadsheet.shortened(tidy) or _digits_cut_off(tidy):
        raise Refused(
            T("A spreadsheet has cut digits off {code}. Please enter the whole number.", code=shown)
        )
    _refuse_other_things(tidy)
    kept = normalise(tidy)
    if spreadsheet.is_error(tidy) or len(kept) > MAX_LENGTH or not has_bars(kept):
        raise Refused(T("{code} is not a barcode.", code=shown))
    if only_digits(kept) and len(kept) in GTIN_LENGTHS and not is_gtin(kept):
        raise Refused(T("{code} has a wrong digit. Please check the barcode.", code=shown))
    return kept


def listed(codes: Iterable[str]) -> str:
    """Codes in one line, for a field or a cell; :func:`divided` gives them back. One that holds a
    mark which divides, or begins with a quote, stands in quotes."""
    return ", ".join(map(_in_a_line, codes))


def divided(text: str, *, blanks: bool) -> tuple[str, ...]:
    """The codes of a line, as they stand there. ``,`` ``;`` ``|`` and line ends divide; a blank
    does where ``blanks`` says so, and a slash between numbers of goods. The blanks of a number
    written in groups, as under the bars, do not, nor does a blank within a code of letters."""
    codes: list[str] = []
    rest = text.strip()
    if spreadsheet.shortened(rest) or _mended(rest) != rest:
        return (rest,)
    while rest:
        if quoted := _QUOTED.match(rest):
            codes.append(quoted[1].replace('""', '"'))
            rest = rest[quoted.end() :].lstrip(",;| \t\r\n")
            continue
        mark = _DIVIDES.search(rest)
        part, rest = (rest[: mark.start()], rest[mark.end() :]) if mark else (rest, "")
        codes += _parts(part.strip(), blanks=blanks)
        rest = rest.strip()
    return tuple(filter(None, codes))


def _in_a_line(code: str) -> str:
    if code.startswith('"') or divided(code, blanks=True) != (code,):
        return '"{}"'.format(code.replace('"', '""'))
    return code


def _refuse_other_things(code: str) -> None:
    """Refused: what is no code of goods, though it could be read and kept."""
    shown = code[:48]
    if _ALMOST.fullmatch(code):
        raise Refused(
            T("{code} has a letter among its digits. Please check the barcode.", code=shown)
        )
    if _OTHER_THINGS.match(code):
        raise Refused(
            T("{code} leads to a page or a message, not to goods. Scan the bars.", code=shown)
        )
    if spreadsheet.is_day(code):
        raise Refused(spreadsheet.made_of_it(code))


def _parts(part: str, *, blanks: bool) -> list[str]:
    """A part without commas, further divided."""
    if is_gtin(bare(part)):
        return [part]
    slashed = [one.strip() for one in part.split("/")]
    if len(slashed) > 1 and all(map(is_gtin, slashed)):
        return slashed
    words = part.split()
    apart = all(map(only_digits, words)) or any(is_gtin(bare(word)) for word in words)
    return words if blanks and apart else [part]


def _mended(code: str) -> str:
    """Without the decimals and the marks of thousands that a spreadsheet gives to a whole number,
    or the asterisks that Code 39 has at its ends, if it is a number of goods then."""
    written = _WITH_DECIMALS.fullmatch(code) or _IN_THOUSANDS.fullmatch(code)
    bare = re.sub(r"\D", "", written[1]) if written else code.strip("*")
    return bare if is_gtin(bare.zfill(8)) else code


def _digits_cut_off(code: str) -> bool:
    """A spreadsheet keeps six digits of a number that it shows shortened, and never more than
    fifteen; the rest comes back as zeros, or as decimals."""
    if _WITH_DECIMALS.fullmatch(code):
        return True
    if not only_digits(code):
        return False
    return (len(code) > 15 and not code[15:].strip("0")) or (
        12 <= len(code) <= 14 and code.endswith("0000000")
    )


def _of_isbn_10(digits: str) -> str:
    """The thirteen digits of the same book; "" for what is no ISBN."""
    if not _ISBN_10.fullmatch(digits):
        return ""
    values = [10 if digit in "Xx" else int(digit) for digit in digits]
    if sum(value * (10 - place) for place, value in enumerate(values)) % 11:
        return ""
    body = f"978{digits[:9]}"
    return f"{body}{check_digit(body)}"
