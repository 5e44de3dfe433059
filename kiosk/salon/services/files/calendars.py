"""Calendars of other programs (iCalendar, RFC 5545), read as a table with a row a visit.

What repeats is written out for a year. Times are those of the zone that an event names; a name that
nobody knows is looked up in the file itself, and a time without a zone is the salon's.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T
from kiosk.salon.services.files.csv_table import CsvTable, Line, contents
from kiosk.salon.services.files.encodings import decode
from kiosk.salon.services.files.zones import zone_named

HEADER = ("start", "end", "subject", "staff", "name", "phone", "email", "note", "status")
AHEAD = timedelta(days=366)
_MOST = 1000
"""Times that one event is looked at."""
_BLOCK = re.IGNORECASE | re.MULTILINE | re.DOTALL
_EVENT = re.compile(r"^BEGIN:VEVENT\s*$.*?^END:VEVENT\s*$", _BLOCK)
_ZONES = re.compile(r"^BEGIN:VTIMEZONE\s*$.*?^END:VTIMEZONE\s*$", _BLOCK)
_PHONE = re.compile(r"(?<![\w+])\+?\d[\d ()/-]{7,17}\d(?!\w)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def read_calendar(
    path: Path, zone: ZoneInfo, now: datetime, language: str, encoding: str = ""
) -> CsvTable:
    """``zone``: the salon's. Refused: not readable, or no event in it. Of events of whole days
    only what repeats or moves is understood: they are no visits and are left out."""
    text, encoding = decode(contents(path), language, encoding)
    # Folded lines are put together, so that an event can be cut out at its own lines.
    text = re.sub(r"\r?\n[ \t]", "", text)
    zones = "\n".join(found.group() for found in _ZONES.finditer(text))
    calendar = re.search(r"^X-WR-CALNAME:(.*)$", text, re.IGNORECASE | re.MULTILINE)
    events = [_event(found.group(), zones) for found in _EVENT.finditer(text)]
    if not events:
        raise Refused(T("There is no event in the file."))
    moved = {
        (_said(event, "uid"), _wall(event.contents["recurrence-id"][0], zone))
        for event in events
        if event is not None and "recurrence-id" in event.contents
    }
    rows: list[tuple[str, ...]] = []
    for event in events:
        if event is None:
            rows.append(("",) * len(HEADER))
            continue
        about = _about(event, calendar[1].strip() if calendar else "")
        times = _times(event, zone, now, moved)
        rows += [(start.isoformat(), end.isoformat(), *about) for start, end in times]
    # Numbered as they come: what repeats stands in one line of the file.
    lines = tuple(Line(number, row) for number, row in enumerate(rows, 1))
    return CsvTable(HEADER, lines, encoding, ";")


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


def _times(
    event: Any, zone: ZoneInfo, now: datetime, moved: set[tuple[str, datetime]]
) -> Iterator[tuple[datetime, datetime]]:
    """Beginnings and ends within a year. What repeats does so by the clock on the wall, also when
    that is changed."""
    if not isinstance(event.dtstart.value, datetime):
        return
    first, place = _wall(event.dtstart, zone), _zone(event.dtstart, zone)
    length = _length(event, first, zone)
    for line in (*event.contents.get("exdate", []), *event.contents.get("rdate", [])):
        line.value = [_naive(value, place) for value in line.value if isinstance(value, datetime)]
    event.dtstart.value = first
    for rule in event.contents.get("rrule", []):
        rule.value = re.sub(r"(UNTIL=\d{8}T\d{6})Z", _until(place), rule.value)
    repeats = event.getrruleset(addRDate=True) if "recurrence-id" not in event.contents else None
    uid = _said(event, "uid")
    for count, wall in enumerate([first] if repeats is None else repeats):
        start = wall.replace(tzinfo=place)
        if count >= _MOST or start > now + AHEAD:
            return
        if repeats is not None and (uid, wall) in moved:
            continue
        if repeats is None or start >= now:
            yield start, start + length


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


def _zone(line: Any, salon: ZoneInfo) -> Any:
    """By its name, else as the file describes it."""
    names = line.params.get("X-VOBJ-ORIGINAL-TZID") or line.params.get("TZID") or []
    for name in names:
        if (known := zone_named(name)) is not None:
            return known
    value = line.value[0] if isinstance(line.value, list) else line.value
    return getattr(value, "tzinfo", None) or salon


def _wall(line: Any, salon: ZoneInfo) -> datetime:
    return _naive(line.value, _zone(line, salon))


def _naive(value: date, place: Any) -> datetime:
    if not isinstance(value, datetime):
        return datetime.combine(value, datetime.min.time())
    if value.tzinfo is not None and value.utcoffset() == timedelta(0):
        value = value.astimezone(place)
    return value.replace(tzinfo=None)


def _about(event: Any, calendar: str) -> tuple[str, ...]:
    people = event.contents.get("attendee", [])
    guest = next(iter(people), None)
    organizer = event.contents.get("organizer", [])
    staff = organizer[0].params.get("CN", [""])[0] if organizer else ""
    note, subject = _said(event, "description"), _said(event, "summary")
    email = str(guest.value).partition(":")[2] if guest is not None else ""
    phone = _PHONE.search(f"{subject}\n{note}")
    written = _EMAIL.search(f"{subject}\n{note}")
    for found in (phone, written):
        subject = subject.replace(found.group(), "") if found else subject
    return (
        subject,
        staff or _said(event, "x-staff") or calendar,
        guest.params.get("CN", [""])[0] if guest is not None else "",
        phone.group().strip() if phone else "",
        email or (written.group() if written else ""),
        note,
        _said(event, "status"),
    )


def _said(event: Any, name: str) -> str:
    return str(event.contents[name][0].value).strip() if name in event.contents else ""
