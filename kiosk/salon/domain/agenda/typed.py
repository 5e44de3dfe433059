"""Hours as people type them, ``9-12, 13-18:30``, and as they are shown to be typed over."""

from __future__ import annotations

import re

from kiosk.salon.domain.agenda.hours import DAY_BEGINS, DAY_ENDS, DayHours, checked_hours
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T

_TIME = r"(\d{1,2})(?:[:.]?(\d{2}))?"
_ONE = re.compile(_TIME)
_SPAN = re.compile(rf"{_TIME}\s*[-–—]\s*{_TIME}")
MIDNIGHT = 24 * 60
ROUND_THE_CLOCK: DayHours = ((DAY_BEGINS, DAY_ENDS),)
_BETWEEN = re.compile(r"[\s,;+&]*")


def minute(text: str) -> int:
    """Minutes after midnight of ``8``, ``8:30``, ``0830``, ``8.30``; Refused for anything else."""
    found = _ONE.fullmatch(text.strip())
    if found is None:
        raise Refused(T("{text} is not a time of day.", text=text[:20]))
    return _minute(text, found[1], found[2])


def hours(text: str) -> DayHours:
    """The spans of a day; none for nothing. What lasts 24 hours, whenever it begins (``0-24``), is
    the whole business day. Refused: what is no span, or what cannot be."""
    spans = []
    for found in _SPAN.finditer(text):
        start = _minute(text, found[1], found[2])
        spans.append((start, _minute(text, found[3], found[4])))
    if not _BETWEEN.fullmatch(_SPAN.sub(" ", text)):
        raise Refused(T("Please write hours such as 9-12, 13-18."))
    if len(spans) == 1 and (spans[0][1] - spans[0][0]) % MIDNIGHT == 0:
        return ROUND_THE_CLOCK
    return checked_hours(spans)


def shown(times: DayHours) -> str:
    if times == ROUND_THE_CLOCK:
        return "0-24"
    return ", ".join(f"{shown_minute(start)}-{shown_minute(end)}" for start, end in times)


def shown_minute(at: int) -> str:
    """``8`` or ``8:30``; after midnight it begins anew, but a day may end at 24."""
    hour, rest = divmod(at, 60)
    hour = hour - 24 if at > MIDNIGHT else hour
    return f"{hour}:{rest:02}" if rest else str(hour)


def _minute(text: str, hour: str, rest: str | None) -> int:
    found = int(hour) * 60 + int(rest or 0)
    if int(rest or 0) >= 60 or found > MIDNIGHT:
        raise Refused(T("{text} is not a time of day.", text=text[:20]))
    return found
