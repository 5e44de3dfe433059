"""Public holidays of the countries, to be offered as closed days.

Sources: CZ zákon č. 245/2000 Sb.; HU a munka törvénykönyve (2012. évi I. törvény) 102. §; SI Zakon
o praznikih in dela prostih dnevih (ZPDPD-A); SK zákon č. 241/1993 Z. z. Only days off work are
named; that shops must close on some of them is not said by these laws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

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
EASTER_MONDAY = T("Easter Monday")
CYRIL = T("Saints Cyril and Methodius")

FIXED: Mapping[str, tuple[tuple[int, int, Msg], ...]] = {
    "CZ": (
        (1, 1, NEW_YEAR),
        (5, 1, LABOUR),
        (5, 8, T("Victory Day")),
        (7, 5, CYRIL),
        (7, 6, T("Jan Hus Day")),
        (9, 28, T("Czech Statehood Day")),
        (10, 28, T("Independent Czechoslovak State Day")),
        (11, 17, T("Struggle for Freedom and Democracy Day")),
        (12, 24, CHRISTMAS_EVE),
        (12, 25, CHRISTMAS),
        (12, 26, BOXING),
    ),
    "HU": (
        (1, 1, NEW_YEAR),
        (3, 15, T("1848 Revolution Day")),
        (5, 1, LABOUR),
        (8, 20, T("St Stephen King's Day")),
        (10, 23, T("1956 Revolution Day")),
        (11, 1, ALL_SAINTS),
        (12, 24, CHRISTMAS_EVE),
        (12, 25, CHRISTMAS),
        (12, 26, T("Second Day of Christmas")),
    ),
    "SI": (
        (1, 1, NEW_YEAR),
        (1, 2, T("New Year's holiday")),
        (2, 8, T("Prešeren Day")),
        (4, 27, T("Resistance Day")),
        (5, 1, LABOUR),
        (5, 2, T("Labour Day holiday")),
        (6, 25, T("Statehood Day")),
        (8, 15, T("Assumption Day")),
        (10, 31, T("Reformation Day")),
        (11, 1, ALL_SAINTS),
        (12, 25, CHRISTMAS),
        (12, 26, T("Independence and Unity Day")),
    ),
    "SK": (
        (1, 1, NEW_YEAR),
        (1, 6, T("Epiphany")),
        (5, 1, LABOUR),
        (5, 8, T("Victory Day")),
        (7, 5, CYRIL),
        (8, 29, T("Slovak National Uprising Day")),
        (9, 15, T("Our Lady of Sorrows")),
        (11, 1, ALL_SAINTS),
        (12, 24, CHRISTMAS_EVE),
        (12, 25, CHRISTMAS),
        (12, 26, BOXING),
    ),
}
GOOD_FRIDAY, EASTER, WHIT_SUNDAY, WHIT_MONDAY = (
    (-2, T("Good Friday")),
    (0, T("Easter Sunday")),
    (49, T("Whit Sunday")),
    (50, T("Whit Monday")),
)
MOVING: Mapping[str, tuple[tuple[int, Msg], ...]] = {
    "CZ": (GOOD_FRIDAY, (1, EASTER_MONDAY)),
    "HU": (GOOD_FRIDAY, EASTER, (1, EASTER_MONDAY), WHIT_SUNDAY, WHIT_MONDAY),
    "SI": (EASTER, (1, EASTER_MONDAY), WHIT_SUNDAY),
    "SK": (GOOD_FRIDAY, (1, EASTER_MONDAY)),
}
"""Days after Easter Sunday."""
_NAMES: Mapping[str, Msg] = {
    **{name.key: name for days in FIXED.values() for _, _, name in days},
    **{name.key: name for days in MOVING.values() for _, name in days},
}


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the rule of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def between(country: str, first: date, last: date) -> tuple[Holiday, ...]:
    """Those of a country from ``first`` to ``last``, both included, by day."""
    found = []
    for year in range(first.year, last.year + 1):
        found += [Holiday(date(year, m, d), name) for m, d, name in FIXED.get(country, ())]
        sunday = easter(year)
        found += [
            Holiday(sunday + timedelta(days=days), name) for days, name in MOVING.get(country, ())
        ]
    return tuple(sorted((one for one in found if first <= one.day <= last), key=lambda o: o.day))


def said(reason: str) -> Text:
    """A reason in the reader's language, where it is the name of a holiday."""
    return _NAMES.get(reason, reason)
