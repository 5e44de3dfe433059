"""The account: one dispatcher for every request, and what tests hold in their hands."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

from . import discovery
from .api_groups import GroupCalls
from .api_read import PeopleReads
from .api_write import PeopleWrites
from .clock import FakeClock
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
from .server import Server, Transport
from .switches import Quotas, Switches
from .wire import Answer, Closed, Request

AUTH = "https://www.googleapis.com/auth/"
SCOPES = (
    "openid", AUTH + "userinfo.email", AUTH + "contacts", AUTH + "calendar.app.created",
    AUTH + "calendar.events.readonly", AUTH + "calendar.calendarlist.readonly",
)  # fmt: skip
Handler = Callable[[Request], Any]


class FakeGoogle:
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
        self.oauth = OAuth(self.switches, self.clock, seed, email)
        self.owner = Owner(self)
        self.faults = Faults()
        self.quotas = Buckets(quotas or Quotas(), self.clock)
        self.latency_ms = 0
        self.virtual_latency = False
        self.foreign_writes: list[str] = []
        self._log = Log(self.switches.keep_sent)
        self._lock = threading.RLock()
        self._server: Server | None = None
        self._handlers = self._people_handlers()
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
            "people.contactGroups.list": groups.list,
            "people.contactGroups.get": groups.get,
            "people.contactGroups.batchGet": groups.batch_get,
            "people.contactGroups.create": groups.create,
            "people.contactGroups.update": groups.update,
            "people.contactGroups.delete": groups.delete,
            "people.contactGroups.members.modify": groups.modify,
        }

    # serving

    def __enter__(self) -> Self:
        self._server = Server(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.stop()
            self._server = None

    @property
    def url(self) -> str:
        return self._server.url if self._server else "http://google.invalid"

    @property
    def people_endpoint(self) -> str:
        return self.url

    @property
    def calendar_endpoint(self) -> str:
        return self.url + "/calendar/v3/"

    @property
    def token_uri(self) -> str:
        return self.url + "/token"

    @property
    def auth_uri(self) -> str:
        return self.url + "/o/oauth2/v2/auth"

    @property
    def revoke_uri(self) -> str:
        return self.url + "/revoke"

    # clients

    def transport(self) -> Transport:
        return Transport(self)

    def credentials(self, scopes: Sequence[str] = SCOPES) -> Any:
        """``google.oauth2.credentials.Credentials`` that were granted already."""
        from google.oauth2.credentials import Credentials

        granted = tuple(scopes)
        return Credentials(  # type: ignore[no-untyped-call]
            token=self.oauth.new_access(granted),
            refresh_token=self.oauth.new_refresh(granted),
            token_uri=self.token_uri,
            client_id=self.oauth.client_id,
            client_secret=self.oauth.client_secret,
            scopes=list(granted),
        )

    def client_file(self) -> dict[str, Any]:
        """What the owner downloads for a "Desktop app" client, pointing here."""
        return {
            "installed": {
                "client_id": self.oauth.client_id,
                "client_secret": self.oauth.client_secret,
                "project_id": "pult-salon",
                "auth_uri": self.auth_uri,
                "token_uri": self.token_uri,
                "redirect_uris": ["http://localhost"],
            }
        }

    def people(self, http: Any = None, credentials: Any = None) -> Any:
        """The real client library's People service, authorised, talking to this fake."""
        return self._build("people", "v1", self.people_endpoint, http, credentials)

    def calendar(self, http: Any = None, credentials: Any = None) -> Any:
        return self._build("calendar", "v3", self.calendar_endpoint, http, credentials)

    def _build(self, name: str, version: str, endpoint: str, http: Any, credentials: Any) -> Any:
        import httplib2
        from google_auth_httplib2 import AuthorizedHttp
        from googleapiclient.discovery import build

        if http is None:
            inner = httplib2.Http(timeout=10) if self._server else self.transport()
            http = AuthorizedHttp(credentials or self.credentials(), http=inner)
        return build(
            name, version, http=http, static_discovery=True,
            client_options={"api_endpoint": endpoint},
        )  # fmt: skip

    # what happened

    @property
    def log(self) -> list[Entry]:
        return self._log.entries

    @property
    def counts(self) -> Counter[str]:
        return self._log.counts

    @property
    def sent(self) -> bytes:
        return self._log.sent

    @property
    def violations(self) -> list[str]:
        return self._log.violations

    @property
    def mailed(self) -> list[str]:
        return self._log.mailed

    @property
    def requests(self) -> int:
        return self._log.requests

    def count(self, method: str) -> int:
        return self._log.counts[method]

    def writes(self) -> int:
        return self._log.writes()

    def reset_log(self) -> None:
        self._log.reset()

    def settle(self) -> None:
        """All lag is over, without moving the clock."""
        with self._lock:
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
                time.sleep(self.latency_ms / 1000)
        with self._lock:
            return self._dispatch(request)

    def _dispatch(self, request: Request) -> Answer:
        name, run = self._find(request)
        fault = self.faults.choose(name)
        self._log.arrived(request.target.encode(), request.body)
        entry = Entry(
            name, 0, {}, 0, len(request.target) + len(request.body), 0, fault, self.clock.now_ms
        )
        self._log.add(entry)
        if fault == Fault.BEFORE or (self.oauth.down and name.startswith("oauth.")):
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
