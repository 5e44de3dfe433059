"""Bookings from a Google calendar that a booking system writes into: read, never written.

Single instances only (``singleEvents``): of a repeated event each one is a booking of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.domain.text import T
from sync_agent.engine.ports import Page, Record, Seen, Timing
from sync_agent.engine.problems import ScopeGone
from sync_agent.google.calendar import PAGE, pages, timestamp
from sync_agent.google.event import OWNER, project
from sync_agent.google.http import Refusal, Session

PRIMARY = "primary"
"""What everybody may call the calendar of their own account (calendarId)."""


class GoogleBookings:
    """See :class:`sync_agent.engine.intake.Source`. ``calendar``: its id (a setting)."""

    name = "google.bookings"

    def __init__(self, session: Session, account: str, calendar: str, timing: Timing) -> None:
        self._session, self._account = session, account
        self._calendar, self._timing = calendar, timing
        # A token is good for whoever it was given to.
        self.form = f"2 {account} {calendar}"

    @property
    def requests(self) -> int:
        return self._session.requests

    def about(self) -> str:
        """The calendar: its events keep their ids whoever reads them. ``primary`` is another one
        for everybody."""
        return self._calendar if self._calendar != PRIMARY else f"{PRIMARY} {self._account}"

    def pull(self, token: str) -> Iterator[Page]:
        """The first reading begins now: what is over is nobody's booking any more."""
        asked = {
            "calendarId": self._calendar,
            "maxResults": PAGE,
            "singleEvents": True,
            "timeMin": timestamp(self._timing.now()),
        }
        try:
            for page in pages(self._session, asked, token):
                yield Page(
                    [_seen(event) for event in page.get("items", ()) if not _ours(event)],
                    str(page.get("nextSyncToken", "")),
                )
        except ScopeGone as error:
            raise NeedsPerson(
                T("The calendar of bookings cannot be read. Check its id in the settings.")
            ) from error

    def read(self, key: str) -> Seen | None:
        """None also for what does not exist: of deletions the feed tells."""
        events = self._session.calendar.events()
        try:
            event = self._session.run(events.get(calendarId=self._calendar, eventId=key))
        except Refusal as error:
            if error.status in (403, 404, 410):
                return None
            raise
        return None if _ours(event) else _seen(event)


def _ours(event: Mapping[str, Any]) -> bool:
    """The agenda's own events, should somebody name our calendar here."""
    return OWNER in ((event.get("extendedProperties") or {}).get("private") or {})


def _seen(event: Mapping[str, Any]) -> Seen:
    key = str(event["id"])
    if event.get("status") == "cancelled":
        return Seen(key, "gone")
    return Seen(key, "inside", version=str(event.get("etag", "")), record=_record(event))


def _record(event: Mapping[str, Any]) -> Record:
    """See :class:`sync_agent.sides.bookings.Bookings`."""
    found = project(event)
    people = [
        f"{person.get('displayName', '')} <{person.get('email', '')}>"
        for person in event.get("attendees") or ()
        if not person.get("self") and not person.get("resource")
    ]
    about = "\n".join(part for part in (found["about"], str(event.get("location", ""))) if part)
    whole_days = "date" in (event.get("start") or {})
    return {
        # What has a time of day that cannot be read is for people to look at.
        "time": found["time"] or ("" if whole_days else "?"),
        "title": found["title"],
        "about": about,
        "attendees": "\n".join(people),
    }
