"""Calendar API: events.list and its sync tokens (facts 2)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from .api_calendars import CalendarCalls
from .api_events import EventCalls
from .calendar_book import Calendar, Event
from .clock import parse_ms
from .errors import ApiError, calendar_error
from .feed import NOTHING, asked, seal, unseal
from .wire import Request

if TYPE_CHECKING:
    from .service import FakeGoogle

Json = dict[str, Any]
Row = tuple[int, int, Event]  #: position in the feed, number of the instance there, event
FORBIDDEN = (
    "iCalUID", "orderBy", "privateExtendedProperty", "q", "sharedExtendedProperty", "timeMin",
    "timeMax", "updatedMin",
)  # fmt: skip
WINDOW = ("timeMin", "timeMax")
GONE = "Sync token is no longer valid, a full sync is required."


class EventList:
    def __init__(self, google: FakeGoogle, calendars: CalendarCalls, events: EventCalls) -> None:
        self.google, self.book = google, google.calendars
        self.calendars, self.events = calendars, events
        self.switches = google.switches

    def list(self, request: Request) -> Json:
        calendar = self.calendars.find(request)
        size = min(request.number("maxResults", 250), 2500)
        if size < 1:
            raise _bad("Invalid value for: maxResults", "maxResults")
        if request.one("orderBy") == "startTime" and not request.flag("singleEvents"):
            raise _bad("The requested ordering is not available for the particular query.",
                       "orderBy")  # fmt: skip
        window = _window(request)
        state = self._state(request, calendar)
        rows = self._rows(calendar, request, state)
        kept = (row for row in rows if self._wanted(row[2], request, state, window))
        if order := request.one("orderBy"):
            key = (lambda r: r[2].start_ms) if order == "startTime" else (lambda r: r[2].updated_ms)
            ranked = enumerate(sorted(kept, key=key), 1)
            kept = ((n, 0, r[2]) for n, r in ranked if [n, 0] > state["at"])
        page = list(islice(kept, size + 1))
        more, page = len(page) > size, page[:size]
        syncing = state["since"] is not None
        out: Json = {
            "kind": "calendar#events", "etag": f'"{calendar.feed.last}"',
            "summary": calendar.data.get("summary", ""), "accessRole": calendar.role,
            "timeZone": calendar.data["timeZone"], "defaultReminders": [],
            "items": [self.events.view(calendar, e, bare=syncing) for _, _, e in page],
        }  # fmt: skip
        if more:
            out["nextPageToken"] = seal(**state | {"kind": "events-page", "at": page[-1][:2]})
        elif not any(request.one(p) for p in FORBIDDEN if p not in WINDOW):
            out["nextSyncToken"] = seal(
                kind="events", same=state["same"], upto=state["upto"], window=state["window"],
                made=self.google.clock.now_ms, epoch=calendar.epoch,
            )  # fmt: skip
        return out

    def instances(self, request: Request) -> Json:
        calendar = self.calendars.find(request)
        master = calendar.events.get(request.params["eventId"])
        if master is None or "recurrence" not in master.data:
            raise calendar_error(404, "notFound", "Not Found")
        window = _window(request)
        found = [
            e for e in self.book.instances(calendar, master)
            if _inside(e, window) and (request.flag("showDeleted") or not e.cancelled)
        ]  # fmt: skip
        return {
            "kind": "calendar#events",
            "items": [self.events.view(calendar, e) for e in found[:2500]],
        }

    def _state(self, request: Request, calendar: Calendar) -> Json:
        same = asked(request.query, without=(*WINDOW, "updatedMin"))
        sync = request.one("syncToken")
        if token := request.one("pageToken"):
            state = unseal(token, "events-page")
            if state is None or state["same"] != same or state["sync"] != sync:
                raise _bad("Invalid page token value.", "pageToken")
            return state
        window = [request.one(name) for name in WINDOW]
        state = {"same": same, "sync": sync, "since": None, "at": [0, -1],
                 "upto": calendar.feed.last, "window": window}  # fmt: skip
        if sync:
            for name in FORBIDDEN:
                if request.one(name):
                    raise _bad(f"syncToken cannot be combined with {name}.", "syncToken")
            sealed = unseal(sync, "events")
            if sealed is None:
                raise _gone()
            age = self.google.clock.now_ms - sealed["made"]
            if age >= self.switches.calendar_token_ms or sealed["epoch"] != calendar.epoch:
                raise _gone()
            if sealed["same"] != same:
                raise _bad("Other parameters must be the same as in the first request.",
                           "syncToken")  # fmt: skip
            since = sealed["upto"]
            state |= {"since": since, "at": [since, 10**9], "window": sealed["window"]}
        elif self.google.hollow:
            self.google.hollow -= 1
            state["at"] = [NOTHING, -1]
        return state

    def _rows(self, calendar: Calendar, request: Request, state: Json) -> Iterator[Row]:
        """In order of last change, from where the page begins."""
        ordered = bool(request.one("orderBy"))
        at = [0, -1] if ordered else state["at"]
        start = max(at[0] - 1, state["since"] or 0)
        singles = request.flag("singleEvents")
        for position, event in calendar.feed.after(start):
            if singles and "recurrence" in event.data:
                expanded = list(self.book.instances(calendar, event))
            else:
                expanded = [event]
            for number, one in enumerate(expanded):
                if [position, number] > at:
                    yield position, number, one

    def _wanted(self, event: Event, request: Request, state: Json, window: tuple[int, int]) -> bool:
        if state["since"] is not None:
            keeps = self.switches.calendar_sync_keeps_window
            return event.cancelled or not keeps or _inside(event, _limits(state["window"]))
        if event.cancelled and not request.flag("showDeleted"):
            return False
        words = request.one("q").lower()
        uid = request.one("iCalUID")
        pairs = [pair.split("=", 1) for pair in request.many("privateExtendedProperty")]
        return (
            _inside(event, window)
            and words in f"{event.summary} {event.data.get('description', '')}".lower()
            and (not uid or uid == f"{event.id}@google.com")
            and all(event.private(key) == value for key, value in pairs)
            and (
                not request.one("updatedMin")
                or event.updated_ms >= parse_ms(request.one("updatedMin"))
            )
        )


def _window(request: Request) -> tuple[int, int]:
    for name in (*WINDOW, "updatedMin"):
        text = request.one(name)
        if text and not (text.endswith("Z") or text[-6] in "+-"):
            raise _bad("Bad Request", name)  # an offset is mandatory
    return _limits([request.one(name) for name in WINDOW])


def _limits(window: list[str]) -> tuple[int, int]:
    low, high = window
    return parse_ms(low) if low else -(10**18), parse_ms(high) if high else 10**18


def _inside(event: Event, window: tuple[int, int]) -> bool:
    if "recurrence" in event.data:
        return event.start_ms < window[1]
    return event.end_ms > window[0] and event.start_ms < window[1]


def _bad(message: str, location: str) -> ApiError:
    return calendar_error(400, "badRequest", message, location=location, bug=True)


def _gone() -> ApiError:
    return calendar_error(410, "fullSyncRequired", GONE, domain="calendar", location="syncToken")
