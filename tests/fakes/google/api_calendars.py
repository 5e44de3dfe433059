"""Calendar API: calendars, the calendar list, colours (facts 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .calendar_book import COLORS, Calendar
from .errors import ApiError, calendar_error
from .wire import Answer, Request

if TYPE_CHECKING:
    from .service import FakeGoogle

Json = dict[str, Any]
APP_CREATED = "https://www.googleapis.com/auth/calendar.app.created"
FIELDS = ("summary", "description", "location", "timeZone")


class CalendarCalls:
    def __init__(self, google: FakeGoogle) -> None:
        self.google, self.calendars = google, google.calendars

    def find(self, request: Request, *, write: bool = False) -> Calendar:
        """The calendar of a request, if its token may see it; 404 or 403 otherwise."""
        name = request.params["calendarId"]
        if name == "primary":
            name = self.google.email
        calendar = self.calendars.all.get(name)
        narrow = request.scopes <= {APP_CREATED}
        if calendar is None or (narrow and not calendar.app_made):
            raise missing()
        if write and calendar.role not in ("owner", "writer"):
            raise calendar_error(
                403, "requiredAccessLevel", "You need to have writer access to this calendar."
            )
        return calendar

    def get(self, request: Request) -> Json:
        return self._view(self.find(request))

    def insert(self, request: Request) -> Json:
        if not request.json.get("summary"):
            raise calendar_error(400, "required", "Missing title.", bug=True)
        data = {k: v for k, v in request.json.items() if k in FIELDS}
        return self._view(self.calendars.create(data, app=True))

    def patch(self, request: Request) -> Json:
        return self._change(request, whole=False)

    def update(self, request: Request) -> Json:
        return self._change(request, whole=True)

    def _change(self, request: Request, *, whole: bool) -> Json:
        calendar = self.find(request, write=True)
        new = {k: v for k, v in request.json.items() if k in FIELDS}
        calendar.data = new if whole else calendar.data | new
        calendar.rev += 1
        return self._view(calendar)

    def delete(self, request: Request) -> Answer:
        calendar = self.find(request, write=True)
        if calendar.id == self.google.email:
            raise calendar_error(403, "cannotDeletePrimaryCalendar", "Cannot delete it.", bug=True)
        del self.calendars.all[calendar.id]
        return Answer.empty()

    def list(self, request: Request) -> Json:
        items = [self._entry(c) for c in self.calendars.all.values()]
        wanted = request.one("minAccessRole")
        if wanted in ("owner", "writer"):
            items = [e for e in items if e["accessRole"] in ("owner", wanted)]
        return {"kind": "calendar#calendarList", "etag": '"list"', "items": items}

    def entry(self, request: Request) -> Json:
        return self._entry(self.find(request))

    def change_entry(self, request: Request) -> Json:
        """Colour, visibility and the like; the calendar itself stays."""
        calendar = self.find(request)
        calendar.data |= {"entry": calendar.data.get("entry", {}) | request.json}
        return self._entry(calendar)

    def colors(self, request: Request) -> Json:
        pairs = {k: {"background": v, "foreground": "#1d1d1d"} for k, v in COLORS.items()}
        return {"kind": "calendar#colors", "event": pairs, "calendar": pairs}

    def _view(self, calendar: Calendar) -> Json:
        data = {k: v for k, v in calendar.data.items() if k in FIELDS}
        return {
            "kind": "calendar#calendar", "etag": f'"{calendar.rev}"', "id": calendar.id,
        } | data  # fmt: skip

    def _entry(self, calendar: Calendar) -> Json:
        primary = {"primary": True} if calendar.id == self.google.email else {}
        own = {"kind": "calendar#calendarListEntry", "accessRole": calendar.role, "selected": True}
        entry: Json = calendar.data.get("entry", {})
        return self._view(calendar) | entry | own | primary


def missing() -> ApiError:
    return calendar_error(404, "notFound", "Not Found")
