"""Working days: of a week, less the holidays of a country."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from kiosk.salon.domain.country import holidays

SATURDAY = 5
ONE = timedelta(days=1)


@lru_cache(maxsize=16)
def _holidays(country: str, year: int) -> frozenset[date]:
    """The library behind takes a moment to come up: whoever must not wait asks for it before."""
    found = holidays.between(country, date(year, 1, 1), date(year, 12, 31))
    return frozenset(one.day for one in found)


def is_working_day(country: str, day: date) -> bool:
    return day.weekday() < SATURDAY and day not in _holidays(country, day.year)


def after(country: str, day: date, count: int) -> date:
    """The working day that is the ``count``-th after ``day``, which itself is none of them."""
    while count:
        day += ONE
        count -= is_working_day(country, day)
    return day
