"""The agenda in a Google calendar of its own (Calendar API v3).

The calendar is made by us, so the narrow scope ``calendar.app.created`` is enough and its feed
holds nothing of the owner's other calendars. Event ids are ours: an insert whose answer was lost is
simply repeated and answered 409.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, cast

from sync_agent.engine.ports import Draft, Limits, NotWritten, Outcome, Page, Scope, Seen, Written
from sync_agent.engine.problems import FeedExpired, MadeUnheard, ScopeGone, Unknown
from sync_agent.google.event import body, event_id, project, seen
from sync_agent.google.http import Refusal, Session

PAGE: Final = 2500
"""The most events a page may have (events.list, maxResults)."""
GENERATIONS: Final = 250
SILENT: Final = "none"
"""``sendUpdates``: nobody is mailed."""


def timestamp(at: int) -> str:
    """RFC 3339 of UTC milliseconds."""
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def pages(session: Session, asked: Mapping[str, Any], since: str) -> Iterator[Mapping[str, Any]]:
    """Pages of ``events.list``. ``asked``: the first reading's parameters, repeated with the sync
    token except for ``timeMin``, which must not stand beside one. Raises FeedExpired (HTTP 410),
    ScopeGone (404)."""
    given = {key: value for key, value in asked.items() if not (since and key == "timeMin")}
    if since:
        given["syncToken"] = since
    more: dict[str, str] = {}
    while True:
        try:
            page = session.run(session.calendar.events().list(**given, **more))
        except Refusal as error:
            if error.status == 410 or (since and error.status == 400):
                raise FeedExpired() from error
            if error.status == 404:
                raise ScopeGone() from error
            raise
        yield page
        if "nextPageToken" not in page:
            return
        more = {"pageToken": page["nextPageToken"]}


class GoogleCalendar:
    """See :class:`sync_agent.engine.ports.Remote`. ``title``: what a new calendar is called. The
    scope's state is ``{"calendar": ID}``."""

    name = "google.calendar"
    limits = Limits(create=1, update=1, delete=1, attach=1000, read=1)
    form = "1"
    creates_once = True
    page = PAGE

    def __init__(self, session: Session, account: str, installation: str, title: str) -> None:
        self._session, self._account = session, account
        self._installation, self._title = installation, title
        self._calendar = ""

    @property
    def requests(self) -> int:
        return self._session.requests

    def account(self) -> str:
        return self._account

    def enter(self, state: str, answers: Mapping[str, str]) -> Scope:
        bound = str(json.loads(state)["calendar"]) if state else ""
        if bound and self._stands(bound):
            self._calendar = bound
            return Scope(state)
        calendars = self._session.calendar.calendars()
        try:
            made = self._session.run(calendars.insert(body={"summary": self._title}))
        except Unknown as lost:
            # The narrow scope shows a calendar to whoever knows its id and lists none.
            raise MadeUnheard(self._title) from lost
        self._calendar = str(made["id"])
        return Scope(json.dumps({"calendar": self._calendar}), lost=bool(bound))

    def pull(self, token: str) -> Iterator[Page]:
        """The first reading is whole: what is over was put there by us as well."""
        asked = {"calendarId": self._calendar, "maxResults": self.page}
        for page in pages(self._session, asked, token):
            yield Page(
                [seen(event, self._installation) for event in page.get("items", ())],
                str(page.get("nextSyncToken", "")),
            )

    def read(self, keys: Sequence[str]) -> Sequence[Seen]:
        return [self._read(key) for key in keys]

    def _read(self, key: str) -> Seen:
        found = self._event(key)
        return Seen(key, "gone") if found is None else seen(found, self._installation)

    def _event(self, key: str) -> Mapping[str, Any] | None:
        """A deleted one is still there for a while, as cancelled. Raises ScopeGone: a calendar that
        was deleted has no events, and nobody took them away one by one."""
        request = self._events.get(calendarId=self._calendar, eventId=key)
        try:
            return cast(Mapping[str, Any], self._session.run(request))
        except Refusal as error:
            if error.status not in (404, 410):
                raise
        if not self._stands(self._calendar):
            raise ScopeGone()
        return None

    def _stands(self, calendar: str) -> bool:
        try:
            self._session.run(self._session.calendar.calendars().get(calendarId=calendar))
        except Refusal as error:
            if error.status not in (404, 410):
                raise
            return False
        return True

    def follow(self, seen: Seen, *_: object) -> Seen:
        return seen  # an event holds one value of a kind

    def create(self, drafts: Sequence[Draft]) -> Sequence[Outcome]:
        return [self._create(draft) for draft in drafts]

    def _create(self, draft: Draft) -> Outcome:
        """An id that was deleted stays taken: the next generation of it is used. One that stands
        there with other words is not overwritten: somebody may have changed it since."""
        wanted = body(draft.record, self._installation, draft.local_id)
        for generation in range(draft.attempt % GENERATIONS, GENERATIONS):
            key = event_id(self._installation, self._calendar, draft.local_id, generation)
            request = self._events.insert(
                calendarId=self._calendar, body=wanted | {"id": key}, sendUpdates=SILENT
            )
            try:
                return _written(draft, self._session.run(request))
            except Refusal as error:
                if error.status == 404:
                    raise ScopeGone() from error
                if error.status != 409:
                    return _refused(draft, error)
            found = self._event(key)
            if found is not None and found.get("status") != "cancelled":
                same = project(found) == draft.record
                return _written(draft, found) if same else NotWritten(draft.local_id, "stale")
        return NotWritten(draft.local_id, "rejected", "no id is left")

    def update(self, drafts: Sequence[Draft]) -> Sequence[Outcome]:
        return [self._update(draft) for draft in drafts]

    def _update(self, draft: Draft) -> Outcome:
        """Patched, so that what the owner added (a reminder, a place) stays; only if nobody changed
        it since it was seen."""
        request = self._events.patch(
            calendarId=self._calendar,
            eventId=draft.key,
            body=body(draft.record, self._installation, draft.local_id),
            sendUpdates=SILENT,
        )
        request.headers["If-Match"] = draft.version
        try:
            return _written(draft, self._session.run(request))
        except Refusal as error:
            return _refused(draft, error)

    def delete(self, keys: Sequence[str]) -> None:
        for key in keys:
            try:
                self._session.run(
                    self._events.delete(calendarId=self._calendar, eventId=key, sendUpdates=SILENT)
                )
            except Refusal as error:
                if error.status not in (404, 410):
                    raise

    def attach(self, keys: Sequence[str]) -> Collection[str]:
        """Events do not move between calendars: in a new one there is none of them. Of one that was
        to be deleted and is wanted after all only a look tells whether it still stands here."""
        asked = {"calendarId": self._calendar, "maxResults": self.page}
        here = {
            str(event["id"])
            for page in pages(self._session, asked, "")
            for event in page.get("items", ())
        }
        return [key for key in keys if key not in here]

    @property
    def _events(self) -> Any:
        return self._session.calendar.events()


def _written(draft: Draft, event: Mapping[str, Any]) -> Written:
    return Written(
        draft.local_id, str(event["id"]), str(event.get("etag", "")), str(event.get("updated", ""))
    )


def _refused(draft: Draft, error: Refusal) -> NotWritten:
    """HTTP 412: changed since; 404 and 410: no longer there."""
    if error.status == 412:
        return NotWritten(draft.local_id, "stale")
    if error.status in (404, 410):
        return NotWritten(draft.local_id, "missing")
    return NotWritten(draft.local_id, "rejected", error.text)
