"""What people do in Google Calendar: the owner on a phone, the booking system, a guest."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from .calendar_book import Event, moment_ms, shifted

if TYPE_CHECKING:
    from .service import FakeGoogle

Json = dict[str, Any]


Kind = TypeVar("Kind", bound=type)


def one_at_a_time(kind: Kind) -> Kind:
    """Public methods hold the lock of the fake: requests of other threads wait."""
    for name, method in list(vars(kind).items()):
        if not name.startswith("_") and callable(method):
            setattr(kind, name, _locked(method))
    return kind


def _locked(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def held(self: Any, *arguments: Any, **named: Any) -> Any:
        with self.google.lock:
            return method(self, *arguments, **named)

    return held


@one_at_a_time
class CalendarOwner:
    google: FakeGoogle

    def create_calendar(self, summary: str, *, app: bool = False, role: str = "owner") -> str:
        """Returns its id. ``app``: one that the narrow scope sees; ``role`` "reader": shared."""
        return self.google.calendars.create({"summary": summary}, app=app, role=role).id

    def delete_calendar(self, calendar_id: str) -> None:
        del self.google.calendars.all[calendar_id]

    def create_event(
        self, calendar_id: str, summary: str, start: str | Json, end: str | Json, **fields: Any
    ) -> str:
        """Returns its id. Times are RFC 3339 with offset, or dates for a whole day.

        ``recurrence=["RRULE:FREQ=WEEKLY;COUNT=5"]`` repeats it (daily or weekly).
        """
        calendars = self.google.calendars
        data = {"summary": summary, "start": _moment(start), "end": _moment(end)} | fields
        return calendars.put(calendars.get(calendar_id), data).id

    def edit_event(self, calendar_id: str, event_id: str, **fields: Any) -> None:
        """Sets fields; ``None`` removes one."""
        calendar = self.google.calendars.get(calendar_id)
        event = calendar.events[event_id]
        data = {k: v for k, v in (event.data | fields).items() if v is not None}
        self.google.calendars.change(calendar, event, data)

    def move_event(
        self, calendar_id: str, event_id: str, start: str | Json, end: str | Json | None = None
    ) -> None:
        """Without ``end`` the length stays."""
        calendar = self.google.calendars.get(calendar_id)
        event = calendar.events[event_id]
        new = _moment(start)
        last = shifted(new, event.end_ms - event.start_ms) if end is None else _moment(end)
        self.edit_event(calendar_id, event_id, start=new, end=last)

    def cancel_event(self, calendar_id: str, event_id: str) -> None:
        calendar = self.google.calendars.get(calendar_id)
        self.google.calendars.cancel(calendar, calendar.events[event_id])

    def restore_event(self, calendar_id: str, event_id: str) -> None:
        """Out of the bin, as before."""
        calendar = self.google.calendars.get(calendar_id)
        event = calendar.events[event_id]
        self.google.calendars.change(calendar, event, event.data)

    def move_instance(
        self, calendar_id: str, event_id: str, original: str, start: str, end: str
    ) -> str:
        """One occurrence of a recurring event elsewhere; returns the exception's id."""
        event = self._exception(calendar_id, event_id, original)
        calendar = self.google.calendars.get(calendar_id)
        moved = event.data | {"start": _moment(start), "end": _moment(end)}
        self.google.calendars.change(calendar, event, moved)
        return event.id

    def cancel_instance(self, calendar_id: str, event_id: str, original: str) -> str:
        event = self._exception(calendar_id, event_id, original)
        self.google.calendars.cancel(self.google.calendars.get(calendar_id), event)
        return event.id

    def _exception(self, calendar_id: str, event_id: str, original: str) -> Event:
        calendars = self.google.calendars
        calendar = calendars.get(calendar_id)
        master = calendar.events[event_id]
        at = moment_ms(_moment(original))
        for one in calendars.instances(calendar, master):
            if moment_ms(one.original or one.data["start"]) == at:
                return calendars.exception(calendar, master, one.original)
        raise KeyError(original)


def _moment(value: str | Json) -> Json:
    if isinstance(value, dict):
        return value
    return {"dateTime": value} if "T" in value else {"date": value}
