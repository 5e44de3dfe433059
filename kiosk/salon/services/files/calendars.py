"""Calendars of other programs (iCalendar, RFC 5545), read as a table with a row a visit.

What repeats is written out for a year. Times are those of the zone that an event names; a name that
nobody knows is looked up in the file itself, and what is not found there either is told: its times
are read as the salon's, as are those without a zone.

A row is known again by ``uid``, a digest: of the event's UID, with the day for one of what repeats
(RFC 5545, 3.8.4.7 and 3.8.4.4). Of several versions of one event the last counts (3.8.7.4).
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T
from kiosk.salon.services.files.calendar_words import ABOUT, about, said
from kiosk.salon.services.files.reading.csv_table import CsvTable, Line, contents
from kiosk.salon.services.files.reading.encodings import decode
from kiosk.salon.services.files.zones import zone_meant, zone_named

HEADER = (*ABOUT, "uid", "series uid", "start", "end", "unknown zone", "goes on", "status")
"""The subject first: by it a row that is refused is called."""
AHEAD = timedelta(days=366)
CANCELLED = "CANCELLED"
_MOST = 20_000
"""Times of one event that are looked at: every day for half a century."""
_BLOCK = re.IGNORECASE | re.MULTILINE | re.DOTALL
_EVENT = re.compile(r"^BEGIN:VEVENT\s*$.*?^END:VEVENT\s*$", _BLOCK)
_ZONES = re.compile(r"^BEGIN:VTIMEZONE\s*$.*?^END:VTIMEZONE\s*$", _BLOCK)


_TEXT = re.compile(
    r"^((?:SUMMARY|DESCRIPTION)(?:;(?:\"[^\"\n]*\"|[^:\"\n])*)?:)(.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_BARE_COMMA = re.compile(r"(?<!\\),")
"""One that many programs write as it is, and that would end the text there (3.3.11)."""


@dataclass(frozen=True, slots=True)
class _Time:
    """``wall``: by which it is known among those of its series. ``goes_on``: the series is longer
    than what is read of it."""

    start: str
    end: str
    wall: datetime | None = None
    goes_on: bool = False


def read_calendar(
    path: Path, zone: ZoneInfo, now: datetime, language: str, encoding: str = ""
) -> CsvTable:
    """``zone``: the salon's. Refused: not readable, or no event in it. An event of whole days has a
    day and no time; what is cancelled stands first, because it makes room."""
    text, encoding = decode(contents(path), language, encoding)
    # Folded lines are put together, so that an event can be cut out at its own lines.
    text = re.sub(r"\r?\n[ \t]", "", text)
    text = _TEXT.sub(lambda found: found[1] + _BARE_COMMA.sub(r"\,", found[2]), text)
    zones = "\n".join(found.group() for found in _ZONES.finditer(text))
    events = [_event(found.group(), zones) for found in _EVENT.finditer(text)]
    if not events:
        raise Refused(T("There is no event in the file."))
    name = _property(text, "X-WR-CALNAME")
    withdrawn = _property(text, "METHOD").upper() == "CANCEL"
    known = list(_latest([event for event in events if event is not None], zone))
    moved = {
        (said(event, "uid"), _wall(event.contents["recurrence-id"][0], zone))
        for event in known
        if "recurrence-id" in event.contents
    }
    rows = [
        row for event in known for row in _rows(event, zone, now, moved, name, withdrawn=withdrawn)
    ]
    rows.sort(key=lambda row: row[-1] != CANCELLED)
    rows += [("",) * len(HEADER)] * events.count(None)
    # Numbered as they come: what repeats stands in one line of the file.
    lines = tuple(Line(number, row) for number, row in enumerate(rows, 1))
    return CsvTable(HEADER, lines, encoding, ";")


def digest(*parts: str) -> str:
    """64 hexadecimal digits."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _property(text: str, name: str) -> str:
    found = re.search(rf"^{name}(?:;[^:\n]*)?:(.*)$", text, re.IGNORECASE | re.MULTILINE)
    return found[1].strip() if found else ""


def _event(text: str, zones: str) -> Any:
    """None when nobody can read it."""
    import vobject

    # It would write the lines that it cannot read into the log, and they are about people.
    logging.getLogger("vobject").setLevel(logging.CRITICAL + 1)
    whole = f"BEGIN:VCALENDAR\nVERSION:2.0\n{zones}\n{text}\nEND:VCALENDAR\n"
    try:
        event = vobject.readOne(whole, ignoreUnreadable=True).vevent
        return event if isinstance(event.dtstart.value, date) else None
    except Exception:  # noqa: BLE001 - whatever a stranger's event does to the parser is its own
        return None


def _latest(events: Iterable[Any], zone: ZoneInfo) -> Iterable[Any]:
    """Each event once, in its last version."""
    found: dict[tuple[str, str], Any] = {}
    for place, event in enumerate(events):
        uid = said(event, "uid") or f"#{place}"
        instance = event.contents.get("recurrence-id")
        key = uid, _wall(instance[0], zone).isoformat() if instance else ""
        if key not in found or _version(event) >= _version(found[key]):
            found[key] = event
    return found.values()


def _version(event: Any) -> int:
    sequence = said(event, "sequence")
    return int(sequence) if sequence.isdecimal() else 0


def _rows(
    event: Any,
    zone: ZoneInfo,
    now: datetime,
    moved: set[tuple[str, datetime]],
    calendar: str,
    *,
    withdrawn: bool,
) -> Iterator[tuple[str, ...]]:
    words, uid = about(event, calendar), said(event, "uid")
    series = digest(uid) if uid else ""
    unknown = "" if _known_zone(event.dtstart) else _zone_names(event.dtstart)[0]
    status = CANCELLED if withdrawn else words.status
    days: set[date] = set()
    for time in _times(event, zone, now, moved):
        name = series
        if uid and time.wall is not None:
            # By the day, so that another time of day is a visit moved and no other visit.
            whole = time.wall.date() in days
            days.add(time.wall.date())
            name = digest(uid, (time.wall if whole else time.wall.date()).isoformat())
        goes_on = "1" if time.goes_on else ""
        yield (*words.cells, name, series, time.start, time.end, unknown, goes_on, status)


def _times(
    event: Any, zone: ZoneInfo, now: datetime, moved: set[tuple[str, datetime]]
) -> Iterator[_Time]:
    """Beginnings and ends within a year. What repeats does so by the clock on the wall, also when
    that is changed."""
    if not isinstance(event.dtstart.value, datetime):
        yield _Time(event.dtstart.value.isoformat(), "")
        return
    first, place = _wall(event.dtstart, zone), _zone(event.dtstart, zone)
    length = _length(event, first, zone)

    def time(wall: datetime, *, named: datetime | None, goes_on: bool = False) -> _Time:
        start = wall.replace(tzinfo=place)
        end = (start + length).isoformat() if length else ""
        return _Time(start.isoformat(), end, named, goes_on)

    if "recurrence-id" in event.contents:
        named = _wall(event.contents["recurrence-id"][0], zone)
        yield time(first, named=named)
        return
    if not {"rrule", "rdate"} & event.contents.keys():
        yield time(first, named=None)
        return
    for line in (*event.contents.get("exdate", []), *event.contents.get("rdate", [])):
        line.value = [_naive(value, place) for value in line.value if isinstance(value, datetime)]
    event.dtstart.value = first
    for rule in event.contents.get("rrule", []):
        rule.value = re.sub(r"(UNTIL=\d{8}T\d{6})Z", _until(place), rule.value)
    uid = said(event, "uid")
    read: list[datetime] = []
    goes_on = False
    for wall in islice(event.getrruleset(addRDate=True), _MOST):
        start = wall.replace(tzinfo=place)
        if goes_on := start > now + AHEAD:
            break
        if start >= now and (uid, wall) not in moved:
            read.append(wall)
    for wall in read:
        yield time(wall, named=wall, goes_on=goes_on and wall == read[-1])


def _until(place: Any) -> Any:
    def local(found: re.Match[str]) -> str:
        at = datetime.strptime(found[1], "UNTIL=%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        return at.astimezone(place).strftime("UNTIL=%Y%m%dT%H%M%S")

    return local


def _length(event: Any, first: datetime, zone: ZoneInfo) -> timedelta:
    if "dtend" in event.contents and isinstance(event.dtend.value, datetime):
        return _wall(event.dtend, zone) - first
    value = event.duration.value if "duration" in event.contents else timedelta(0)
    return value if isinstance(value, timedelta) else timedelta(0)


def _zone_names(line: Any) -> list[str]:
    return line.params.get("X-VOBJ-ORIGINAL-TZID") or line.params.get("TZID") or []


def _known_zone(line: Any) -> bool:
    """Whether a named zone is known; a time without one is the salon's."""
    names = _zone_names(line)
    found = any(zone_named(name) or zone_meant(name) for name in names)
    return not names or found or _described(line) is not None


def _described(line: Any) -> Any:
    value = line.value[0] if isinstance(line.value, list) else line.value
    return getattr(value, "tzinfo", None)


def _zone(line: Any, salon: ZoneInfo) -> Any:
    """By its name, else as the file describes it, else by what the name is a variant of."""
    names = _zone_names(line)
    for name in names:
        if (known := zone_named(name)) is not None:
            return known
    if (described := _described(line)) is not None:
        return described
    return next(filter(None, map(zone_meant, names)), salon)


def _wall(line: Any, salon: ZoneInfo) -> datetime:
    return _naive(line.value, _zone(line, salon))


def _naive(value: date, place: Any) -> datetime:
    if not isinstance(value, datetime):
        return datetime.combine(value, datetime.min.time())
    if value.tzinfo is not None and value.utcoffset() == timedelta(0):
        value = value.astimezone(place)
    return value.replace(tzinfo=None)
