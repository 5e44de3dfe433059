"""Sums in words, as they stand on a cash voucher: ``tisíc dvě stě korun českých padesát haléřů``.

num2words knows the numbers below a thousand. Thousands, the gender of what is counted and its form
after a number are put together here, because the library counts everything in one gender:
``dva koruny``, ``sto dve tisoč``, ``százkét``, and no negative sum in Czech or Slovak at all.
Sums from a thousand million on, and languages and currencies that are not here, stay figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.salon.domain.money import CURRENCIES

MOST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Counted:
    """``forms``: after one, two, three or four, and any other number. ``ends``: how a number that
    ends in one to four is said before it, in the place of what the library says."""

    forms: tuple[str, str, str, str]
    ends: tuple[tuple[str, str], ...] = ()


_CS_F = (("dva", "dvě"),)
_CS_M = (("jedna", "jeden"),)
_SK_N = (("jeden", "jedno"), ("dva", "dve"))
_SK_F = (("jeden", "jedna"), ("dva", "dve"))
_SL_M = (("ena", "en"), ("dve", "dva"), ("tri", "trije"), ("štiri", "štirje"))
_SL_TISOC = (("ena", "en"), ("dve", "dva"))


def _few(one: str, few: str, many: str, ends: tuple[tuple[str, str], ...] = ()) -> Counted:
    return Counted((one, few, few, many), ends)


def _same(name: str) -> Counted:
    return Counted((name,) * 4)


def _s(one: str, many: str) -> Counted:
    return Counted((one, many, many, many))


UNITS: dict[tuple[str, str], tuple[Counted, Counted]] = {
    ("cs", "CZK"): (
        _few("koruna česká", "koruny české", "korun českých", _CS_F),
        _few("haléř", "haléře", "haléřů", _CS_M),
    ),
    ("cs", "EUR"): (
        _few("euro", "eura", "eur", (("jedna", "jedno"), ("dva", "dvě"))),
        _few("cent", "centy", "centů", _CS_M),
    ),
    ("cs", "HUF"): (_few("forint", "forinty", "forintů", _CS_M), _same("")),
    ("sk", "EUR"): (_few("euro", "eurá", "eur", _SK_N), _few("cent", "centy", "centov")),
    ("sk", "CZK"): (
        _few("česká koruna", "české koruny", "českých korún", _SK_F),
        _few("halier", "haliere", "halierov"),
    ),
    ("sk", "HUF"): (_few("forint", "forinty", "forintov"), _same("")),
    ("hu", "HUF"): (_same("forint"), _same("")),
    ("hu", "EUR"): (_same("euró"), _same("cent")),
    ("hu", "CZK"): (_same("cseh korona"), _same("haléř")),
    ("sl", "EUR"): (
        Counted(("evro", "evra", "evri", "evrov"), _SL_M),
        Counted(("cent", "centa", "centi", "centov"), _SL_M),
    ),
    ("sl", "CZK"): (
        Counted(("češka krona", "češki kroni", "češke krone", "čeških kron")),
        Counted(("haler", "halerja", "halerji", "halerjev"), _SL_M),
    ),
    ("sl", "HUF"): (Counted(("forint", "forinta", "forinti", "forintov"), _SL_M), _same("")),
    ("en", "EUR"): (_s("euro", "euros"), _s("cent", "cents")),
    ("en", "CZK"): (_s("Czech crown", "Czech crowns"), _s("heller", "hellers")),
    ("en", "HUF"): (_s("forint", "forints"), _same("")),
}
"""The two units of each currency in each language; the second one of forints is never said."""
_MINUS = {"cs": "mínus", "sk": "mínus", "hu": "mínusz", "sl": "minus", "en": "minus"}


def spelled(minor: int, currency: str, language: str) -> str:
    """A sum in words. ``minor``: units of the currency, negative for what a counter-document takes
    back. In figures where there are no words for it."""
    exponent = CURRENCIES[currency].exponent if currency in CURRENCIES else 2
    whole, rest = divmod(abs(minor), 10**exponent)
    units = UNITS.get((language, currency))
    if units is None or whole >= MOST:
        figures = f"{whole},{rest:0{exponent}d}" if exponent else str(whole)
        return f"{'-' * (minor < 0)}{figures} {currency}"
    parts = [_MINUS[language]] if minor < 0 else []
    if whole or not rest:
        parts.append(_counted(whole, units[0], language))
    if rest:
        if language == "en" and whole:
            parts.append("and")
        parts.append(_counted(rest, units[1], language))
    return " ".join(parts)


def _counted(number: int, unit: Counted, language: str) -> str:
    said = _SAY[language](number)
    form, agrees = _form(number, language)
    if agrees:
        said = _ended(said, unit.ends)
    return f"{said} {unit.forms[form]}"


def _form(number: int, language: str) -> tuple[int, bool]:
    """Which of the forms follows a number, and whether the number takes the unit's gender."""
    last = number % 100
    if language == "sl":
        return {1: 0, 2: 1, 3: 2, 4: 2}.get(last, 3), True
    if language == "cs" and 2 <= last <= 4:
        return last // 2, True
    if number == 1:
        return 0, True
    if language == "sk" and 2 <= number % 1_000_000 <= 4:
        return last // 2, True
    return 3, False


def _ended(said: str, ends: tuple[tuple[str, str], ...]) -> str:
    head, blank, last = said.rpartition(" ")
    return head + blank + dict(ends).get(last, last)


_HUNDREDS = re.compile("(?<=[ěimt])(stě|sta|set)\\b")
"""Two words in Czech, which the library writes together."""


def _library(number: int, language: str) -> str:
    from num2words import num2words

    said = str(num2words(number, lang=language))
    return _HUNDREDS.sub(r" \1", said) if language == "cs" else said


def _groups(number: int) -> tuple[int, int, int]:
    """Millions, thousands and the rest."""
    millions, rest = divmod(number, 1_000_000)
    return millions, *divmod(rest, 1000)


def _cs(number: int) -> str:
    millions, thousands, rest = _groups(number)
    parts = []
    if millions:
        parts.append(_times(millions, _few("milion", "miliony", "milionů", _CS_M), "cs"))
    if thousands:
        parts.append(_times(thousands, _few("tisíc", "tisíce", "tisíc", _CS_M), "cs"))
    if rest or not parts:
        parts.append(_library(rest, "cs"))
    return " ".join(parts)


def _sk(number: int) -> str:
    millions, thousands, rest = _groups(number)
    parts = []
    if millions:
        parts.append(_times(millions, _few("milión", "milióny", "miliónov"), "sk"))
    below = 1000 * thousands + rest
    if below or not parts:
        parts.append(_library(below, "sk"))
    return " ".join(parts)


def _sl(number: int) -> str:
    millions, thousands, rest = _groups(number)
    parts = []
    if millions:
        forms = ("milijon", "milijona", "milijoni", "milijonov")
        parts.append(_times(millions, Counted(forms, _SL_M), "sl"))
    if thousands:
        parts.append(_times(thousands, Counted(("tisoč",) * 4, _SL_TISOC), "sl"))
    if rest or not parts:
        parts.append(_library(rest, "sl"))
    return " ".join(parts)


def _times(many: int, group: Counted, language: str) -> str:
    """So many thousands or millions; of one alone the number is not said."""
    if many == 1:
        return group.forms[0]
    form, agrees = _form(many, language)
    said = _library(many, language)
    # A number before a thousand or a million agrees with it also behind a hundred: sto jeden tisíc.
    if agrees or (language == "cs" and many % 100 == 1):
        said = _ended(said, group.ends)
    return f"{said} {group.forms[form]}"


def _hu(number: int) -> str:
    """Written together up to two thousand, with hyphens between the groups beyond."""
    groups = list(zip(_groups(number), ("millió", "ezer", ""), strict=True))
    parts = [_hu_group(many, name) for many, name in groups if many]
    if not parts:
        return _library(0, "hu")
    return ("-" if number > 2000 else "").join(parts)


def _hu_group(many: int, name: str) -> str:
    if name == "ezer" and many == 1:
        return name
    said = _library(many, "hu")
    if said.endswith(("két", "kettő")):
        said = said.removesuffix("kettő").removesuffix("két") + ("két" if name else "kettő")
    return said + name


def _en(number: int) -> str:
    return _library(number, "en")


_SAY: dict[str, Callable[[int], str]] = {"cs": _cs, "sk": _sk, "hu": _hu, "sl": _sl, "en": _en}
