"""Calendars and events as they stand at Google (facts 2)."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from .clock import FakeClock, parse_ms, rfc3339
from .feed import Feed

Json = dict[str, Any]
COLORS = {
    "1": "#a4bdfc", "2": "#7ae7bf", "3": "#dbadff", "4": "#ff887c", "5": "#fbd75b",
    "6": "#ffb878", "7": "#46d6db", "8": "#e1e1e1", "9": "#5484ed", "10": "#51b749",
    "11": "#dc2127",
}  # fmt: skip
#: what Google sets itself; sent along in an update, it is ignored
OUTPUT_ONLY = frozenset(
    {"kind", "etag", "htmlLink", "created", "updated", "creator", "organizer", "id", "status",
     "iCalUID", "sequence", "recurringEventId", "originalStartTime", "eventType", "hangoutLink"}
)  # fmt: skip
HORIZON = timedelta(days=400)


@dataclass(slots=True, eq=False)
class Event:
    id: str
    data: Json  #: the writable fields
    rev: int
    created_ms: int
    updated_ms: int
    sequence: int = 0
    cancelled: bool = False
    by_api: bool = False
    recurring_id: str = ""
    original: Json = field(default_factory=dict)

    @property
    def etag(self) -> str:
        return f'"{self.rev}000"'

    @property
    def summary(self) -> str:
        return str(self.data.get("summary", ""))

    @property
    def start_ms(self) -> int:
        return moment_ms(self.data["start"])

    @property
    def end_ms(self) -> int:
        return moment_ms(self.data["end"])

    def private(self, key: str) -> str | None:
        private: dict[str, str] = self.data.get("extendedProperties", {}).get("private", {})
        return private.get(key)


@dataclass(slots=True, eq=False)
class Calendar:
    id: str
    data: Json
    role: str
    app_made: bool
    rev: int = 1
    epoch: int = 0  #: raised to expire every sync token
    events: dict[str, Event] = field(default_factory=dict)
    feed: Feed[Event] = field(default_factory=Feed)

    def living(self) -> list[Event]:
        return [e for e in self.events.values() if not e.cancelled]


class Calendars:
    """All calendars of the account. Every write goes through ``put``, ``change`` or ``cancel``."""

    def __init__(self, clock: FakeClock, seed: int, email: str) -> None:
        self.clock, self.email = clock, email
        self.random = random.Random(seed * 7919 + 5)
        self.all: dict[str, Calendar] = {}
        self._rev = 1
        primary = {"summary": email, "timeZone": "Europe/Prague"}
        self.all[email] = Calendar(email, primary, "owner", False)

    def get(self, calendar_id: str) -> Calendar:
        return self.all[self.email if calendar_id == "primary" else calendar_id]

    def events(self, calendar_id: str) -> list[Event]:
        """Living events: the truth."""
        return self.get(calendar_id).living()

    def event(self, calendar_id: str, event_id: str) -> Event:
        return self.get(calendar_id).events[event_id]

    def create(self, data: Json, *, app: bool, role: str = "owner") -> Calendar:
        name = f"c_{self.random.getrandbits(120):030x}@group.calendar.google.com"
        made = Calendar(name, {"timeZone": "Europe/Prague"} | data, role, app)
        self.all[name] = made
        return made

    def expire_tokens(self, calendar_id: str) -> None:
        """Every sync token of this calendar answers 410 from now."""
        self.get(calendar_id).epoch += 1

    def go_on_after(self, rev: int) -> None:
        """Whatever is written from now on is newer than this."""
        self._rev = max(self._rev, rev)

    def put(
        self, calendar: Calendar, data: Json, event_id: str = "", *, by_api: bool = False
    ) -> Event:
        self._rev += 1
        now = self.clock.now_ms
        name = event_id or f"{self.random.getrandbits(100):025x}"
        event = Event(name, data, self._rev, now, now, by_api=by_api)
        calendar.events[name] = event
        calendar.feed.touch(event)
        return event

    def change(self, calendar: Calendar, event: Event, data: Json) -> None:
        moved = any(event.data.get(k) != data.get(k) for k in ("start", "end"))
        event.sequence += moved
        event.data, event.cancelled = data, False
        self._touch(calendar, event)

    def cancel(self, calendar: Calendar, event: Event) -> None:
        event.cancelled = True
        self._touch(calendar, event)

    def _touch(self, calendar: Calendar, event: Event) -> None:
        self._rev += 1
        event.rev, event.updated_ms = self._rev, self.clock.now_ms
        calendar.feed.touch(event)

    # recurring events

    def exception(self, calendar: Calendar, master: Event, original: Json) -> Event:
        """The stored exception of one instance, made on first use."""
        name = instance_id(master.id, original)
        if name not in calendar.events:
            shift = moment_ms(original) - master.start_ms
            data = {k: v for k, v in master.data.items() if k != "recurrence"}
            data |= {k: shifted(master.data[k], shift) for k in ("start", "end")}
            event = self.put(calendar, data, name)
            event.recurring_id, event.original = master.id, original
        return calendar.events[name]

    def instances(self, calendar: Calendar, master: Event) -> Iterator[Event]:
        """The single events of a recurring one, exceptions in their places."""
        length = master.end_ms - master.start_ms
        for start in occurrences(master.data, self.clock.now_ms):
            name = instance_id(master.id, start)
            stored = calendar.events.get(name)
            if stored is not None:
                yield stored
                continue
            data = {k: v for k, v in master.data.items() if k != "recurrence"}
            data |= {"start": start, "end": shifted(start, length)}
            yield Event(
                name, data, master.rev, master.created_ms, master.updated_ms,
                cancelled=master.cancelled, recurring_id=master.id, original=start,
            )  # fmt: skip


def moment_ms(moment: Json) -> int:
    """``EventDateTime`` to UTC ms; a date is midnight UTC."""
    if "dateTime" not in moment:
        return parse_ms(moment["date"])
    text = datetime.fromisoformat(moment["dateTime"])
    if text.tzinfo is None:
        text = text.replace(tzinfo=ZoneInfo(moment["timeZone"]))
    return round(text.timestamp() * 1000)


def shifted(moment: Json, ms: int) -> Json:
    if "dateTime" not in moment:
        return {"date": str(date.fromisoformat(moment["date"]) + timedelta(milliseconds=ms))}
    zone = {k: v for k, v in moment.items() if k == "timeZone"}
    return {"dateTime": rfc3339(moment_ms(moment) + ms)} | zone


def instance_id(master: str, start: Json) -> str:
    if "dateTime" not in start:
        return f"{master}_{start['date'].replace('-', '')}"
    whole = rfc3339(moment_ms(start))[:19]
    return f"{master}_{re.sub('[-:]', '', whole)}Z"


def occurrences(data: Json, now_ms: int) -> Iterator[Json]:
    """Starts under a daily or weekly RRULE, in the wall-clock time of the event's zone."""
    rule = dict(p.split("=", 1) for p in data["recurrence"][0].removeprefix("RRULE:").split(";"))
    if set(rule) - {"FREQ", "INTERVAL", "COUNT", "UNTIL"} or rule["FREQ"] not in STEPS:
        raise ValueError(f"the fake has no such rule: {rule}")
    step = STEPS[rule["FREQ"]] * int(rule.get("INTERVAL", 1))
    count = int(rule["COUNT"]) if "COUNT" in rule else None
    until = _until_ms(rule["UNTIL"]) if "UNTIL" in rule else None
    end = now_ms + HORIZON // timedelta(milliseconds=1)
    for number in range(10_000):
        start = _stepped(data["start"], number * step)
        at = moment_ms(start)
        if (count is not None and number >= count) or at > (end if until is None else until):
            return
        yield start


STEPS = {"DAILY": 1, "WEEKLY": 7}


def _stepped(start: Json, days: int) -> Json:
    if "dateTime" not in start:
        return {"date": str(date.fromisoformat(start["date"]) + timedelta(days=days))}
    zone = ZoneInfo(start.get("timeZone", "UTC"))
    first = datetime.fromtimestamp(moment_ms(start) / 1000, zone)
    # the same time on the wall: across a clock change the offset differs
    wall = (first.replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=zone)
    return {"dateTime": wall.isoformat(), "timeZone": zone.key}


def _until_ms(text: str) -> int:
    pattern = "%Y%m%dT%H%M%SZ" if "T" in text else "%Y%m%d"
    return parse_ms(datetime.strptime(text, pattern).isoformat())  # noqa: DTZ007 - UTC by rule
