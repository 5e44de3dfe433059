"""Calendar API: writing and reading single events (facts 2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .api_calendars import CalendarCalls, missing
from .calendar_book import COLORS, OUTPUT_ONLY, Calendar, Event, moment_ms
from .clock import rfc3339
from .errors import ApiError, calendar_error
from .wire import Answer, Request

if TYPE_CHECKING:
    from .service import FakeGoogle

Json = dict[str, Any]
EVENT_ID = re.compile(r"[a-v0-9]{5,1024}")
MAX_KEY, MAX_VALUE = 44, 1024  # of an extended property, as users quote them


class EventCalls:
    def __init__(self, google: FakeGoogle, calendars: CalendarCalls) -> None:
        self.google, self.book, self.calendars = google, google.calendars, calendars
        self.switches = google.switches

    def get(self, request: Request) -> Json:
        """A deleted event answers too, as cancelled."""
        calendar = self.calendars.find(request)
        return self.view(calendar, self._find(calendar, request.params["eventId"]))

    def insert(self, request: Request) -> Json:
        calendar = self.calendars.find(request, write=True)
        body = request.json
        name = body.get("id", "")
        if name and body.get("iCalUID"):
            raise invalid("Send id or iCalUID, not both.")
        if name and not EVENT_ID.fullmatch(name):
            raise invalid("Invalid resource id value.")
        if name in calendar.events:
            # also when the event was deleted: an id is burnt for ever
            raise calendar_error(409, "duplicate", "The requested identifier already exists.")
        event = self.book.put(calendar, self._checked(body), name, by_api=True)
        self._note_mail(request, event.data)
        return self.view(calendar, event)

    def update(self, request: Request) -> Json:
        return self._write(request, whole=True)

    def patch(self, request: Request) -> Json:
        return self._write(request, whole=False)

    def _write(self, request: Request, *, whole: bool) -> Json:
        calendar = self.calendars.find(request, write=True)
        event = self._stored(calendar, request.params["eventId"])
        body = request.json
        self._check_match(request, event)
        if event.cancelled and self.switches.calendar_revive == "403":
            raise calendar_error(403, "forbidden", "Forbidden")
        if body.get("sequence", event.sequence) < event.sequence:
            raise invalid("Invalid sequence value.")
        data = self._checked(body if whole else _merged(event.data, body))
        self._note_mail(request, event.data | data)
        if body.get("status") == "cancelled":
            self.book.cancel(calendar, event)
        else:
            self.book.change(calendar, event, data)
        return self.view(calendar, event)

    def delete(self, request: Request) -> Answer:
        calendar = self.calendars.find(request, write=True)
        event = self._stored(calendar, request.params["eventId"])
        if event.cancelled:
            raise calendar_error(410, "deleted", "Resource has been deleted")
        self._check_match(request, event)
        self._note_mail(request, event.data)
        self.book.cancel(calendar, event)
        return Answer.empty()

    def view(self, calendar: Calendar, event: Event, *, bare: bool = False) -> Json:
        """``bare``: what is guaranteed of a deleted event in an answer to a sync token."""
        out: Json = {
            "kind": "calendar#event", "etag": event.etag, "id": event.id,
            "status": "cancelled" if event.cancelled else "confirmed",
        }  # fmt: skip
        if event.recurring_id:
            out |= {"recurringEventId": event.recurring_id, "originalStartTime": event.original}
        if bare and event.cancelled:
            return out
        myself = {"email": calendar.id, "self": True}
        out |= {
            "htmlLink": f"https://www.google.com/calendar/event?eid={event.id}",
            "created": rfc3339(event.created_ms), "updated": rfc3339(event.updated_ms),
            "creator": {"email": self.google.email}, "organizer": myself,
            "iCalUID": f"{event.recurring_id or event.id}@google.com",
            "sequence": event.sequence, "eventType": "default",
            "reminders": {"useDefault": True},
        }  # fmt: skip
        return out | event.data

    # rules

    def _find(self, calendar: Calendar, name: str) -> Event:
        event = calendar.events.get(name)
        if event is None and "_" in name:
            master = calendar.events.get(name.rpartition("_")[0])
            if master is not None and "recurrence" in master.data:
                found = self.book.instances(calendar, master)
                event = next((e for e in found if e.id == name), None)
        if event is None:
            raise missing()
        return event

    def _stored(self, calendar: Calendar, name: str) -> Event:
        event = self._find(calendar, name)
        if event.recurring_id or "recurrence" in event.data:
            # nothing here writes to repeated events; an engine that does has a bug
            raise invalid("The fake does not write to recurring events.")
        return event

    def _check_match(self, request: Request, event: Event) -> None:
        wanted = request.headers.get("if-match")
        if wanted not in (None, "*", event.etag):
            raise calendar_error(412, "conditionNotMet", "Precondition Failed")

    def _checked(self, body: Json) -> Json:
        data = {k: v for k, v in body.items() if k not in OUTPUT_ONLY and v is not None}
        for side in ("start", "end"):
            moment = {k: v for k, v in data.get(side, {}).items() if v is not None}
            if not moment.get("dateTime") and not moment.get("date"):
                raise calendar_error(400, "required", f"Missing {side} time.", bug=True)
            data[side] = moment
            self._check_moment(moment)
        if ("date" in data["start"]) != ("date" in data["end"]):
            raise invalid("Start and end times must either both be date or both be dateTime.")
        if moment_ms(data["end"]) < moment_ms(data["start"]):
            raise calendar_error(
                400, "timeRangeEmpty", "The specified time range is empty.", domain="calendar",
                bug=True,
            )  # fmt: skip
        if data.get("colorId", "1") not in COLORS:
            raise invalid("Invalid color id.")
        for group in data.get("extendedProperties", {}).values():
            for key, value in group.items():
                if len(key) > MAX_KEY or len(value) > MAX_VALUE:
                    raise invalid("Extended property is too long.")
        return data

    def _check_moment(self, moment: Json) -> None:
        try:
            moment_ms(moment)
        except (KeyError, ValueError):
            # without an offset in the text a time zone must be named
            raise invalid("Missing time zone definition, or invalid time.") from None

    def _note_mail(self, request: Request, data: Json) -> None:
        how = request.one("sendUpdates")
        asked = how in ("all", "externalOnly") or request.flag("sendNotifications")
        if asked or (data.get("attendees") and how != "none"):
            self.google.mailed.append(f"{request.http} {request.target}")


def invalid(message: str) -> ApiError:
    return calendar_error(400, "invalid", message, bug=True)


def _merged(old: Json, new: Json) -> Json:
    """Patch semantics: objects merge, null removes, lists replace."""
    out = dict(old)
    for key, value in new.items():
        if value is None:
            out.pop(key, None)
        elif isinstance(value, dict) and isinstance(out.get(key), dict):
            out[key] = _merged(out[key], value)
        else:
            out[key] = value
    return out
