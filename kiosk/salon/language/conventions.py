"""What a language writes numbers, days and times with: an extract of CLDR.

Babel would answer the same (a test asks it for every day of some years), but what it keeps for that
takes more memory than all our screens at the start, and its first answer a tenth of the start.
Territories: cs_CZ, hu_HU, sl_SI, en_GB. British English: day before month and a 24-hour clock, as
everywhere Pult is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Conventions:
    """``decimal``, ``group``: between units and decimals, and between thousands. ``percent``:
    behind a number; ``time``: of ``hour`` and ``minute``.

    ``styles``: of a day, by the names of :func:`kiosk.salon.language.formats.day`, from ``day``,
    ``number`` (of the month), ``month``, ``alone``, ``year``, ``weekday`` and ``brief``.
    ``weekdays``: Monday first. ``months_alone``: without a day before it."""

    decimal: str
    group: str
    percent: str
    time: str
    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    styles: Mapping[str, str]


_ALONE = {"weekday": "{weekday}", "weekday_short": "{brief}"}
_SHORT_HOUR, _LONG_HOUR = "{hour}:{minute:02}", "{hour:02}:{minute:02}"
_HU_MONTHS = (
    *("január", "február", "március", "április", "május", "június"),
    *("július", "augusztus", "szeptember", "október", "november", "december"),
)
_SL_MONTHS = (
    *("januar", "februar", "marec", "april", "maj", "junij"),
    *("julij", "avgust", "september", "oktober", "november", "december"),
)
_EN_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_ENGLISH = Conventions(
    decimal=".",
    group=",",
    percent="%",
    time=_LONG_HOUR,
    weekdays=(
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
        *("Saturday", "Sunday"),
    ),
    weekdays_short=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    months=_EN_MONTHS,
    months_alone=_EN_MONTHS,
    styles={
        **_ALONE,
        "short": "{day:02}/{number:02}",
        "date": "{day:02}/{number:02}/{year}",
        "head": "{brief} {day}",
        "month": "{alone} {year}",
        "full": "{weekday}, {day} {month} {year}",
        "long": "{weekday}, {day} {month}",
        "brief": "{brief}, {day} {month}",
    },
)
_OF = {
    "cs": Conventions(
        decimal=",",
        group=NBSP,
        percent=f"{NBSP}%",
        time=_SHORT_HOUR,
        weekdays=("pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle"),
        weekdays_short=("po", "út", "st", "čt", "pá", "so", "ne"),
        months=(
            *("ledna", "února", "března", "dubna", "května", "června"),
            *("července", "srpna", "září", "října", "listopadu", "prosince"),
        ),
        months_alone=(
            *("leden", "únor", "březen", "duben", "květen", "červen"),
            *("červenec", "srpen", "září", "říjen", "listopad", "prosinec"),
        ),
        styles={
            **_ALONE,
            "short": "{day}. {number}.",
            "date": "{day}. {number}. {year}",
            "head": "{brief} {day}.",
            "month": "{alone} {year}",
            "full": "{weekday} {day}. {month} {year}",
            "long": "{weekday} {day}. {month}",
            "brief": "{brief} {day}. {month}",
        },
    ),
    "hu": Conventions(
        decimal=",",
        group=NBSP,
        percent="%",
        time=_SHORT_HOUR,
        weekdays=("hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap"),
        # CLDR writes them with a capital and without a full stop, as a calendar's head; in a line
        # they are abbreviations like any other.
        weekdays_short=("h.", "k.", "sze.", "cs.", "p.", "szo.", "v."),
        months=_HU_MONTHS,
        months_alone=_HU_MONTHS,
        styles={
            **_ALONE,
            "short": "{number}. {day}.",
            "date": "{year}. {number:02}. {day:02}.",
            "head": "{day}., {brief}",
            "month": "{year}. {alone}",
            "full": "{year}. {month} {day}., {weekday}",
            "long": "{month} {day}., {weekday}",
            "brief": "{month} {day}., {brief}",
        },
    ),
    "sl": Conventions(
        decimal=",",
        group=".",
        percent=f"{NBSP}%",
        time=_LONG_HOUR,
        weekdays=("ponedeljek", "torek", "sreda", "četrtek", "petek", "sobota", "nedelja"),
        weekdays_short=("pon.", "tor.", "sre.", "čet.", "pet.", "sob.", "ned."),
        months=_SL_MONTHS,
        months_alone=_SL_MONTHS,
        styles={
            **_ALONE,
            "short": "{day}. {number}.",
            "date": "{day}. {number}. {year}",
            "head": "{brief}, {day}.",
            "month": "{alone} {year}",
            "full": "{weekday}, {day}. {month} {year}",
            "long": "{weekday}, {day}. {month}",
            "brief": "{brief}, {day}. {month}",
        },
    ),
}


def conventions(language: str) -> Conventions:
    return _OF.get(language, _ENGLISH)
