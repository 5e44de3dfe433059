"""How a language writes money, numbers, days, times and telephone numbers (CLDR, through Babel).

All functions are pure, remember their answers and may be called from any thread. ``language`` is
one of ``kiosk.salon.domain.country.LANGUAGES``; an unknown one is written as English.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent

from kiosk.salon.domain.money import CURRENCIES

# British English: day before month and a 24-hour clock, as everywhere Pult is used.
LOCALES = {"cs": "cs_CZ", "hu": "hu_HU", "sl": "sl_SI", "en": "en_GB"}

# A currency keeps the sign of its own country in every language, behind the number: it is the
# price tag on the shelf, not a text.
SIGNS = {"CZK": "Kč", "HUF": "Ft", "EUR": "€"}

# CLDR writes Hungarian short weekdays with a capital and without a full stop, as a calendar's head;
# in a line they are abbreviations like any other. Monday first.
SHORT_DAYS = {"hu": ("h.", "k.", "sze.", "cs.", "p.", "szo.", "v.")}

SKELETONS = {"short": "Md", "date": "yMd", "head": "Ed", "month": "yMMMM"}
"""CLDR's names of some styles of a day."""

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "-"


@lru_cache(maxsize=16)
def locale(language: str) -> Locale:
    return Locale.parse(LOCALES.get(language, LOCALES["en"]))


@lru_cache(maxsize=4096)
def plain_money(minor: int, currency: str, language: str) -> str:
    """``1 450,00``: a sum without its sign, for columns under a heading."""
    exponent = CURRENCIES[currency].exponent
    pattern = "#,##0" + ("." + "0" * exponent if exponent else "")
    text = format_decimal(
        Decimal(abs(minor)).scaleb(-exponent), pattern, locale(language), group_separator=True
    )
    return _tidy(f"{MINUS if minor < 0 else ''}{text}")


def money(minor: int, currency: str, language: str) -> str:
    """``1 450,00 Kč``, ``12 500 Ft``, ``45,90 €``. Spaces do not break."""
    return f"{plain_money(minor, currency, language)}{NBSP}{SIGNS.get(currency, currency)}"


@lru_cache(maxsize=1024)
def number(milli: int, language: str) -> str:
    """Thousandths as a number with as many decimals as it needs: 1500 is ``1,5``."""
    text = format_decimal(Decimal(abs(milli)).scaleb(-3), "#,##0.###", locale(language))
    return _tidy(f"{MINUS if milli < 0 else ''}{text}")


@lru_cache(maxsize=1024)
def rate(micro: int, language: str) -> str:
    """Millionths as a number with as many decimals as it needs: 4123400 is ``4,1234``."""
    return _tidy(format_decimal(Decimal(micro).scaleb(-6), "#,##0.######", locale(language)))


def quantity(milli: int, unit: str, language: str) -> str:
    """``2 ks``; the number alone when there is no unit."""
    return f"{number(milli, language)}{NBSP}{unit}" if unit else number(milli, language)


@lru_cache(maxsize=256)
def percent(milli: int, language: str, least: int = 0) -> str:
    """Thousandths of a percent: 9500 is ``9,5 %`` (``9.5%`` in English). ``least``: decimals shown
    also when they are noughts."""
    where = locale(language)
    whole = where.percent_formats[None].pattern
    pattern = whole.replace("##0", "##0." + "0" * least + "#" * (3 - least))
    text = format_percent(Decimal(abs(milli)).scaleb(-5), pattern, where)
    return _tidy(f"{MINUS if milli < 0 else ''}{text}")


@lru_cache(maxsize=2048)
def time_of_day(hour: int, minute: int, language: str) -> str:
    """``9:05``, on a 24-hour clock."""
    where = locale(language)
    return format_time(time(hour, minute), where.datetime_skeletons["Hm"].pattern, locale=where)


@lru_cache(maxsize=1024)
def day(value: date, style: str, language: str) -> str:
    """``short`` 21. 11. · ``long`` sobota 21. listopadu · ``full`` with the year · ``date``
    21. 11. 2026 · ``weekday`` sobota · ``brief`` so 21. listopadu · ``head`` so 21. ·
    ``weekday_short`` so · ``month`` listopad 2026. ValueError for another style."""
    where = locale(language)
    text = str(format_date(value, _day_pattern(style, language), locale=where))
    if style in ("brief", "head", "weekday_short") and language in SHORT_DAYS:
        full = str(format_date(value, "EEE", locale=where))
        text = text.replace(full, SHORT_DAYS[language][value.weekday()])
    return text


@lru_cache(maxsize=64)
def _day_pattern(style: str, language: str) -> str:
    where = locale(language)
    if style == "weekday":
        return "EEEE"
    if style == "weekday_short":
        return "EEE"
    if style in SKELETONS:
        return str(where.datetime_skeletons[SKELETONS[style]].pattern)
    full = str(where.date_formats["full"].pattern)
    if style == "full":
        return full
    if style in ("long", "brief"):
        # CLDR has no such form with full names in every language; the full one without its year is.
        long = re.sub(r"\s*\by\b\.?\s*", " ", full).strip()
        return long if style == "long" else long.replace("EEEE", "EEE")
    raise ValueError(f"no such style of a day: {style}")


@lru_cache(maxsize=512)
def duration(minutes: int, hour_sign: str, minute_sign: str) -> str:
    """``1 h 45 min`` with the translated signs; whole hours stand alone."""
    hours, rest = divmod(abs(minutes), 60)
    parts = []
    if hours:
        parts.append(f"{hours}{NBSP}{hour_sign}")
    if rest or not hours:
        parts.append(f"{rest}{NBSP}{minute_sign}")
    return (MINUS if minutes < 0 else "") + NBSP.join(parts)


@lru_cache(maxsize=2048)
def phone(e164: str) -> str:
    """``+420 777 123 456``, grouped as its country does; unreadable input is shown as it is."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return _tidy(written)


def _tidy(text: str) -> str:
    """One kind of space inside a value: no-break, which every font and printer table here has."""
    return text.replace("\N{NARROW NO-BREAK SPACE}", NBSP).replace(" ", NBSP)
