"""Public holidays of the countries, to be offered as closed days.

The days are those of the library ``holidays``, which knows what parliaments change of a year: in
Slovakia the 8th of May was a working day in 2026 and is a holiday again in 2027, and Hungary moves
days off by decree. Only days off work are named; that shops must close on some of them is not said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.salon.domain.text import Msg, T, Text


@dataclass(frozen=True, slots=True)
class Holiday:
    day: date
    name: Msg


NEW_YEAR = T("New Year's Day")
LABOUR = T("Labour Day")
ALL_SAINTS = T("All Saints' Day")
CHRISTMAS_EVE = T("Christmas Eve")
CHRISTMAS = T("Christmas Day")
BOXING = T("St Stephen's Day")
CYRIL = T("Saints Cyril and Methodius")
MOVED = T("Day off instead of another")
OTHER = T("Public holiday")

_BY_DATE: Mapping[str, Mapping[tuple[int, int], Msg]] = {
    "CZ": {
        (1, 1): NEW_YEAR,
        (5, 1): LABOUR,
        (5, 8): T("Victory Day"),
        (7, 5): CYRIL,
        (7, 6): T("Jan Hus Day"),
        (9, 28): T("Czech Statehood Day"),
        (10, 28): T("Independent Czechoslovak State Day"),
        (11, 17): T("Struggle for Freedom and Democracy Day"),
        (12, 24): CHRISTMAS_EVE,
        (12, 25): CHRISTMAS,
        (12, 26): BOXING,
    },
    "HU": {
        (1, 1): NEW_YEAR,
        (3, 15): T("1848 Revolution Day"),
        (5, 1): LABOUR,
        (8, 20): T("St Stephen King's Day"),
        (10, 23): T("1956 Revolution Day"),
        (11, 1): ALL_SAINTS,
        (12, 24): CHRISTMAS_EVE,
        (12, 25): CHRISTMAS,
        (12, 26): T("Second Day of Christmas"),
    },
    "SI": {
        (1, 1): NEW_YEAR,
        (1, 2): T("New Year's holiday"),
        (2, 8): T("Prešeren Day"),
        (4, 27): T("Resistance Day"),
        (5, 1): LABOUR,
        (5, 2): T("Labour Day holiday"),
        (6, 25): T("Statehood Day"),
        (8, 15): T("Assumption Day"),
        (10, 31): T("Reformation Day"),
        (11, 1): ALL_SAINTS,
        (12, 25): CHRISTMAS,
        (12, 26): T("Independence and Unity Day"),
    },
    "SK": {
        (1, 1): NEW_YEAR,
        (1, 6): T("Epiphany"),
        (5, 1): LABOUR,
        (5, 8): T("Victory Day"),
        (7, 5): CYRIL,
        (8, 29): T("Slovak National Uprising Day"),
        (9, 15): T("Our Lady of Sorrows"),
        (11, 1): ALL_SAINTS,
        (12, 24): CHRISTMAS_EVE,
        (12, 25): CHRISTMAS,
        (12, 26): BOXING,
    },
}
"""By month and day."""
_BY_NAME: Mapping[str, Msg] = {
    "Good Friday": T("Good Friday"),
    "Easter": T("Easter Sunday"),
    "Easter Sunday": T("Easter Sunday"),
    "Easter Monday": T("Easter Monday"),
    "Whit Sunday": T("Whit Sunday"),
    "Whit Monday": T("Whit Monday"),
}
"""Of days that move, as the library calls them."""
_MOVED = "Day off"
"""So begins what it calls a day off for which people work on another."""
_SAID: Mapping[str, Msg] = {
    name.key: name
    for name in (
        *(name for days in _BY_DATE.values() for name in days.values()),
        *_BY_NAME.values(),
        MOVED,
        OTHER,
    )
}


def between(country: str, first: date, last: date) -> tuple[Holiday, ...]:
    """Those of a country from ``first`` to ``last``, both included, by day. The library takes a
    moment to come up, so this is for pages that show them."""
    import holidays

    years = range(first.year, last.year + 1)
    known = holidays.country_holidays(country, years=years, language="en_US")
    return tuple(
        Holiday(day, _name(country, day, known[day]))
        for day in sorted(known)
        if first <= day <= last
    )


def _name(country: str, day: date, called: str) -> Msg:
    by_date = _BY_DATE[country].get((day.month, day.day))
    if name := by_date or _BY_NAME.get(called):
        return name
    return MOVED if called.startswith(_MOVED) else OTHER


def said(reason: str) -> Text:
    """A reason in the reader's language, where it is the name of a holiday."""
    return _SAID.get(reason, reason)
