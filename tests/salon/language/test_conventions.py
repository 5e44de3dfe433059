"""Numbers, days and times are written as CLDR has it: Babel is asked what it would write."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent

from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.language import formats
from kiosk.salon.language.conventions import NBSP, conventions

LOCALES = {"cs": "cs_CZ", "hu": "hu_HU", "sl": "sl_SI", "en": "en_GB"}
SKELETONS = {"short": "Md", "date": "yMd", "head": "Ed", "month": "yMMMM"}
DAYS = [date(2024, 1, 1) + timedelta(days=number) for number in range(800)]
NUMBERS = (0, 1, 9, 10, 99, 100, 999, 1000, 1500, 1050, 99_999, 999_999, 1_000_000, 12_345_678_901)


def tidy(text: str) -> str:
    return text.replace("\N{NARROW NO-BREAK SPACE}", NBSP).replace(" ", NBSP)


def pattern_of(style: str, where: Locale) -> str:
    if style in ("weekday", "weekday_short"):
        return "EEEE" if style == "weekday" else "EEE"
    if style in SKELETONS:
        return str(where.datetime_skeletons[SKELETONS[style]].pattern)
    full = str(where.date_formats["full"].pattern)
    if style == "full":
        return full
    long = re.sub(r"\s*\by\b\.?\s*", " ", full).strip()
    return long if style == "long" else long.replace("EEEE", "EEE")


def test_every_language_has_its_own() -> None:
    assert {*LANGUAGES} == {*LOCALES}
    assert len({id(conventions(language)) for language in LANGUAGES}) == len(LANGUAGES)
    assert conventions("xx") is conventions("en")


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("style", conventions("en").styles)
def test_days(language: str, style: str) -> None:
    where = Locale.parse(LOCALES[language])
    pattern = pattern_of(style, where)
    for value in DAYS:
        text = str(format_date(value, pattern, locale=where))
        if language == "hu" and style in ("brief", "head", "weekday_short"):
            full = str(format_date(value, "EEE", locale=where))
            text = text.replace(full, f"{full.lower()}.")
        assert formats.day(value, style, language) == text


@pytest.mark.parametrize("language", LOCALES)
def test_times(language: str) -> None:
    where = Locale.parse(LOCALES[language])
    pattern = where.datetime_skeletons["Hm"].pattern
    for minutes in range(24 * 60):
        hour, minute = divmod(minutes, 60)
        text = format_time(time(hour, minute), pattern, locale=where)
        assert formats.time_of_day(hour, minute, language) == text


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("sign", [1, -1])
def test_numbers(language: str, sign: int) -> None:
    where = Locale.parse(LOCALES[language])
    minus = "-" if sign < 0 else ""
    for value in NUMBERS:
        before = minus if value else ""
        text = format_decimal(Decimal(value).scaleb(-3), "#,##0.###", where)
        assert formats.number(sign * value, language) == before + tidy(text)
        for least in range(4):
            whole = str(where.percent_formats[None].pattern)
            pattern = whole.replace("##0", "##0." + "0" * least + "#" * (3 - least))
            text = format_percent(Decimal(value).scaleb(-5), pattern, where)
            assert formats.percent(sign * value, language, least) == before + tidy(text)
        for code, currency in CURRENCIES.items():
            decimals = "0" * currency.exponent
            pattern = f"#,##0.{decimals}" if decimals else "#,##0"
            text = format_decimal(Decimal(value).scaleb(-currency.exponent), pattern, where)
            assert formats.plain_money(sign * value, code, language) == before + tidy(text)


def test_another_style_of_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="no such style"):
        formats.day(DAYS[0], "by moonlight", "cs")
