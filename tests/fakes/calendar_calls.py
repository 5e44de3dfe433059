"""Short names for Calendar calls of the real client library, for the tests of the fake Google."""

from __future__ import annotations

from typing import Any

from tests.fakes.google import FakeGoogle

WIDE = "https://www.googleapis.com/auth/calendar"
ID = "0123456789abcdefghijklmnop"
TEN = {"dateTime": "2026-11-23T10:00:00+01:00"}
ELEVEN = {"dateTime": "2026-11-23T11:00:00+01:00"}


class Calendar:
    """One calendar made through the API, and the calls that tests vary."""

    def __init__(self, google: FakeGoogle) -> None:
        self.google = google
        self.service = google.calendar(credentials=google.credentials((WIDE,)))
        body = {"summary": "Pult", "timeZone": "Europe/Prague"}
        self.id = self.service.calendars().insert(body=body).execute()["id"]

    def insert(self, name: str = ID, **fields: Any) -> dict[str, Any]:
        body = {"id": name, "summary": "Anna", "start": TEN, "end": ELEVEN} | fields
        call = self.service.events().insert(calendarId=self.id, body=body, sendUpdates="none")
        return call.execute()

    def write(
        self, how: str, body: dict[str, Any], match: str | None = None, name: str = ID
    ) -> dict[str, Any]:
        call = getattr(self.service.events(), how)(calendarId=self.id, eventId=name, body=body)
        if match is not None:
            call.headers["If-Match"] = match
        return call.execute()

    def delete(self, name: str = ID, match: str | None = None) -> None:
        call = self.service.events().delete(calendarId=self.id, eventId=name)
        if match is not None:
            call.headers["If-Match"] = match
        call.execute()

    def get(self, name: str = ID) -> dict[str, Any]:
        return self.service.events().get(calendarId=self.id, eventId=name).execute()

    def list(self, **more: Any) -> dict[str, Any]:
        return self.service.events().list(**{"calendarId": self.id} | more).execute()

    def pages(self, **more: Any) -> list[dict[str, Any]]:
        pages = [self.list(**more)]
        while "nextPageToken" in pages[-1]:
            pages.append(self.list(pageToken=pages[-1]["nextPageToken"], **more))
        return pages
