"""Bookings from a Google calendar that a booking system writes into: read, never written.

Single instances only (``singleEvents``): of a repeated event each one is a booking of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kiosk.domain.errors import NeedsPerson
from kiosk.domain.text import T
from sync_agent.ports import Page, Record, Seen, Timing
from sync_agent.problems import ScopeGone
from sync_agent.remotes.google_calendar import PAGE, pages, timestamp
from sync_agent.remotes.google_event import OWNER, project
from sync_agent.remotes.google_http import Session


class GoogleBookings:
    """See :class:`sync_agent.intake.Source`. ``calendar``: its id (a setting)."""

    name = "google.bookings"

    def __init__(self, session: Session, account: str, calendar: str, timing: Timing) -> None:
        self._session, self._account = session, account
        self._calendar, self._timing = calendar, timing
        self.form = f"1 {calendar}"

    @property
    def requests(self) -> int:
        return self._session.requests

    def account(self) -> str:
        return self._account

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
    return {
        "time": found["time"],
        "title": found["title"],
        "about": about,
        "attendees": "\n".join(people),
    }
