"""The account: one dispatcher for every request, and what tests hold in their hands."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from . import discovery
from .api_calendars import CalendarCalls
from .api_event_list import EventList
from .api_events import EventCalls
from .api_groups import GroupCalls
from .api_read import PeopleReads
from .api_write import PeopleWrites
from .calendar_book import Calendars
from .clock import FakeClock
from .doors import SCOPES, Doors
from .errors import (
    ApiError,
    bad,
    calendar_error,
    fbs_exceeded,
    internal,
    missing_scope,
    quota_exceeded,
    unauthenticated,
    unavailable,
)
from .faults import Fault, Faults
from .groups import Groups
from .log import Entry, Log
from .oauth import OAuth
from .owner import Owner
from .people_book import Book, Contact
from .quota import Buckets
from .server import Server
from .switches import Quotas, Switches
from .wire import Answer, Closed, Request

Handler = Callable[[Request], Any]


class FakeGoogle(Doors):
    """One Google account. ``with`` serves it over HTTP; without, only ``transport()`` works."""

    def __init__(
        self,
        seed: int = 0,
        switches: Switches | None = None,
        quotas: Quotas | None = None,
        *,
        start: str = "2026-11-21T09:00:00Z",
        email: str = "salon@example.com",
    ) -> None:
        self.seed, self.email = seed, email
        self.switches = switches or Switches()
        self.clock = FakeClock(start)
        self.book = Book(self.switches, self.clock, seed)
        self.groups = Groups(self.book, self.switches, self.clock, seed)
        self.calendars = Calendars(self.clock, seed, email)
        self.oauth = OAuth(self.switches, self.clock, seed, email)
        self.owner = Owner(self)
        self.faults = Faults()
        self.quotas = Buckets(quotas or Quotas(), self.clock)
        self.hollow = 0
        """So many whole lists hold nothing, although their token is good."""
        self.contacts_expired_ms = 0
        """Tokens of contacts from before are of no use."""
        self.latency_ms = 0
        self.virtual_latency = False
        self.travelling = Counter[str]()
        """Requests by name that have left their sender, under a latency of real time."""
        self.foreign_writes: list[str] = []
        self._log = Log(self.switches.keep_sent)
        self.lock = threading.RLock()
        self._late: list[tuple[int, Callable[[], object]]] = []
        self._server: Server | None = None
        self._handlers = self._people_handlers() | self._calendar_handlers()
        self._oauth_handlers: dict[tuple[str, str], tuple[str, Handler]] = {
            ("GET", "/o/oauth2/v2/auth"): ("oauth.authorize", self.oauth.authorize),
            ("POST", "/token"): ("oauth.token", self.oauth.token),
            ("POST", "/revoke"): ("oauth.revoke", self.oauth.revoke),
        }

    def _people_handlers(self) -> dict[str, Handler]:
        reads, writes, groups = PeopleReads(self), PeopleWrites(self), GroupCalls(self)
        self._reads = reads
        return {
            "people.people.connections.list": reads.list,
            "people.people.get": reads.get,
            "people.people.getBatchGet": reads.get_batch,
            "people.people.searchContacts": reads.search,
            "people.people.createContact": writes.create,
            "people.people.batchCreateContacts": writes.batch_create,
            "people.people.updateContact": writes.update,
            "people.people.batchUpdateContacts": writes.batch_update,
            "people.people.deleteContact": writes.delete,
            "people.people.batchDeleteContacts": writes.batch_delete,
            "people.contactGroups.list": groups.list_all,
            "people.contactGroups.get": groups.get,
            "people.contactGroups.batchGet": groups.batch_get,
            "people.contactGroups.create": groups.create,
            "people.contactGroups.update": groups.update,
            "people.contactGroups.delete": groups.delete,
            "people.contactGroups.members.modify": groups.modify,
        }

    def _calendar_handlers(self) -> dict[str, Handler]:
        calendars = CalendarCalls(self)
        events = EventCalls(self, calendars)
        listing = EventList(self, calendars, events)
        return {
            "calendar.calendars.get": calendars.get,
            "calendar.calendars.insert": calendars.insert,
            "calendar.calendars.patch": calendars.patch,
            "calendar.calendars.update": calendars.update,
            "calendar.calendars.delete": calendars.delete,
            "calendar.calendarList.list": calendars.list,
            "calendar.calendarList.get": calendars.entry,
            "calendar.calendarList.patch": calendars.change_entry,
            "calendar.colors.get": calendars.colors,
            "calendar.events.list": listing.list,
            "calendar.events.instances": listing.instances,
            "calendar.events.get": events.get,
            "calendar.events.insert": events.insert,
            "calendar.events.update": events.update,
            "calendar.events.patch": events.patch,
            "calendar.events.delete": events.delete,
        }

    def settle(self) -> None:
        """All lag is over, without moving the clock."""
        with self.lock:
            self._run_late()
            self.book.settle()

    def note_write(self, contact: Contact) -> None:
        """A contact that was never in a label nor made through the API is not ours to write."""
        if not (contact.by_api or contact.ever_labelled):
            self.foreign_writes.append(contact.resource_name)

    # the dispatcher

    def handle(self, request: Request) -> Answer:
        """Answers, or raises ``Closed``. Both transports come through here."""
        if self.latency_ms:
            if self.virtual_latency:
                self.clock.advance(self.latency_ms)
            else:
                self.travelling[self._find(request)[0]] += 1
                time.sleep(self.latency_ms / 1000)
        with self.lock:
            return self._dispatch(request)

    def _run_late(self) -> None:
        """What was cut off from its caller and is executed after all."""
        now = self.clock.now_ms
        due = [run for at, run in self._late if at <= now]
        self._late = [late for late in self._late if late[0] > now]
        for run in due:
            run()

    def _dispatch(self, request: Request) -> Answer:
        if self._late:
            self._run_late()
        name, run = self._find(request)
        fault = self.faults.choose(name)
        self._log.arrived(request.target.encode(), request.body)
        entry = Entry(
            name, 0, {}, 0, len(request.target) + len(request.body), 0, fault, self.clock.now_ms
        )
        self._log.add(entry)
        if fault == Fault.LATE:
            due = self.clock.now_ms + self.switches.late_ms
            self._late.append((due, lambda: self._note(entry, run(entry))))
        if fault in (Fault.BEFORE, Fault.LATE) or (self.oauth.down and name.startswith("oauth.")):
            raise Closed
        if fault in _NOT_EXECUTED:
            return self._note(entry, Answer.error(_injected(name, fault)))
        answer = run(entry)
        if fault == Fault.TWICE:
            answer = run(entry)
        if fault in (Fault.E500_AFTER, Fault.E503_AFTER):
            answer = Answer.error(_injected(name, fault.removesuffix("_after")))
        self._note(entry, answer)
        if fault == Fault.AFTER:
            raise Closed
        if fault == Fault.MIDDLE:
            raise Closed(answer)
        return answer

    def _note(self, entry: Entry, answer: Answer) -> Answer:
        entry.status, entry.bytes_out = answer.status, len(answer.body)
        return answer

    def _find(self, request: Request) -> tuple[str, Callable[[Entry], Answer]]:
        known = self._oauth_handlers.get((request.http, request.path))
        if known is not None:
            name, handler = known
            return name, lambda _: handler(request)
        call = discovery.find(request.http, request.path)
        if call is None:
            return "unknown", lambda _: self._unknown(request)
        request.params = call.path
        return call.method.id, lambda entry: self._execute(call.method, request, entry)

    def _unknown(self, request: Request) -> Answer:
        self.violations.append(f"no such method: {request.http} {request.path}")
        return Answer(404, {"content-type": "text/html"}, b"<h1>404. That is an error.</h1>")

    def _execute(self, method: discovery.Method, request: Request, entry: Entry) -> Answer:
        try:
            self._authorise(method, request)
            self._check(method, request)
            handler = self._handlers.get(method.id)
            if handler is None:
                raise ApiError(501, {"error": {"code": 501, "message": "not faked"}}, bug=True)
            full = method.id == "people.people.connections.list" and (
                self._reads.is_full_first_page(request)
            )
            entry.weight = self.quotas.charge(method.id, full_list=full)
            entry.ids = _ids(request)
            result = handler(request)
        except ApiError as error:
            if error.bug:
                self.violations.append(f"{method.id}: {error.body['error']['message']}")
            return Answer.error(error)
        except Exception as error:
            # over HTTP it would look like a lost answer, which clients are meant to survive
            self.violations.append(f"the fake itself failed in {method.id}: {error!r}")
            raise
        return result if isinstance(result, Answer) else Answer.json(result)

    def _authorise(self, method: discovery.Method, request: Request) -> None:
        if not self.switches.require_auth:
            request.scopes = frozenset(SCOPES)
            return
        scopes = self.oauth.scopes_of(request.headers.get("authorization", ""))
        if scopes is None:
            raise unauthenticated()
        if self.switches.check_scopes and not scopes & method.scopes:
            raise missing_scope(method.id)
        request.scopes = scopes & method.scopes

    def _check(self, method: discovery.Method, request: Request) -> None:
        """The request against Google's own description of it."""
        if request.json is None and request.body and request.http != "GET":
            try:
                request.json = json.loads(request.body)
            except ValueError:
                raise bad("Invalid JSON payload received.") from None
        if request.json is None and method.body is not None:
            request.json = {}
        if request.query.get("fields") or request.one("alt", "json") != "json":
            raise bad("The fake gives whole answers in JSON only.")
        if not self.switches.check_discovery:
            return
        try:
            discovery.check_query(method, request.query)
            if method.body is not None:
                method.body(request.json, "body")
        except discovery.Wrong as wrong:
            raise bad(str(wrong)) from None


_NOT_EXECUTED = (Fault.E500, Fault.E503, Fault.E429, Fault.FBS, Fault.E401)


def _injected(name: str, fault: str) -> ApiError:
    if fault == Fault.E500:
        return internal()
    if fault == Fault.E401 and not name.startswith("oauth."):
        return unauthenticated()
    if fault in (Fault.E429, Fault.FBS) and name.startswith("calendar."):
        return calendar_error(403, "rateLimitExceeded", "Rate Limit Exceeded", domain="usageLimits")
    if fault == Fault.E429 and name.startswith("people."):
        return quota_exceeded("critical_write" if "atch" in name else "critical_read")
    if fault == Fault.FBS and name.startswith("people."):
        return fbs_exceeded()
    return unavailable()


def _ids(request: Request) -> int:
    body = request.json if isinstance(request.json, dict) else {}
    lists = ("contacts", "resourceNames", "resourceNamesToAdd", "resourceNamesToRemove")
    found = sum(len(body.get(name) or ()) for name in lists)
    return found or len(request.many("resourceNames"))
