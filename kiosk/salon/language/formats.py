"""How a language writes money, numbers, days, times and telephone numbers, as CLDR has it
(:mod:`kiosk.salon.language.conventions`).

All functions are pure, remember their answers and may be called from any thread. ``language`` is
one of ``kiosk.salon.domain.country.LANGUAGES``; an unknown one is written as English.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.language.conventions import NBSP, Conventions, conventions

# A currency keeps the sign of its own country in every language, behind the number: it is the
# price tag on the shelf, not a text.
SIGNS = {"CZK": "Kč", "HUF": "Ft", "EUR": "€"}

MINUS = "-"


@lru_cache(maxsize=4096)
def plain_money(minor: int, currency: str, language: str) -> str:
    """``1 450,00``: a sum without its sign, for columns under a heading."""
    exponent = CURRENCIES[currency].exponent
    return _decimal(minor, exponent, exponent, conventions(language))


def money(minor: int, currency: str, language: str) -> str:
    """``1 450,00 Kč``, ``12 500 Ft``, ``45,90 €``. Spaces do not break."""
    return f"{plain_money(minor, currency, language)}{NBSP}{SIGNS.get(currency, currency)}"


@lru_cache(maxsize=1024)
def number(milli: int, language: str) -> str:
    """Thousandths as a number with as many decimals as it needs: 1500 is ``1,5``."""
    return _decimal(milli, 3, 0, conventions(language))


def quantity(milli: int, unit: str, language: str) -> str:
    """``2 ks``; the number alone when there is no unit."""
    return f"{number(milli, language)}{NBSP}{unit}" if unit else number(milli, language)


@lru_cache(maxsize=256)
def percent(milli: int, language: str, least: int = 0) -> str:
    """Thousandths of a percent: 9500 is ``9,5 %`` (``9.5%`` in English). ``least``: decimals shown
    also when they are noughts."""
    where = conventions(language)
    return f"{_decimal(milli, 3, least, where)}{where.percent}"


def _decimal(value: int, places: int, least: int, where: Conventions) -> str:
    """``value`` in units of 10^-``places``, its thousands apart. ``least``: see :func:`percent`."""
    whole, rest = divmod(abs(value), 10**places)
    decimals = f"{rest:0{places}}".rstrip("0").ljust(least, "0") if places else ""
    text = f"{whole:,}".replace(",", where.group)
    sign = MINUS if value < 0 else ""
    return f"{sign}{text}{where.decimal}{decimals}" if decimals else f"{sign}{text}"


@lru_cache(maxsize=2048)
def time_of_day(hour: int, minute: int, language: str) -> str:
    """``9:05``, on a 24-hour clock."""
    return conventions(language).time.format(hour=hour, minute=minute)


@lru_cache(maxsize=1024)
def day(value: date, style: str, language: str) -> str:
    """``short`` 21. 11. · ``long`` sobota 21. listopadu · ``full`` with the year · ``date``
    21. 11. 2026 · ``weekday`` sobota · ``brief`` so 21. listopadu · ``head`` so 21. ·
    ``weekday_short`` so · ``month`` listopad 2026. ValueError for another style."""
    where = conventions(language)
    try:
        pattern = where.styles[style]
    except KeyError:
        raise ValueError(f"no such style of a day: {style}") from None
    return pattern.format(
        day=value.day,
        number=value.month,
        month=where.months[value.month - 1],
        alone=where.months_alone[value.month - 1],
        year=value.year,
        weekday=where.weekdays[value.weekday()],
        brief=where.weekdays_short[value.weekday()],
    )


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
    # One kind of space, no-break, which every font and printer table here has.
    return written.replace(" ", NBSP)
