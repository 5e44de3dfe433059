"""Google's client library on a transport of ours, and what its errors mean for the engine.

Plain httplib2 sends a POST again when the connection ends without an answer, even with its retries
turned off, so one hiccup could create 200 contacts twice without anybody noticing.
:class:`OnceHttp` does not; a lost answer is told instead. Everything that can go wrong between us
and Google is translated here and nowhere else.
"""

from __future__ import annotations

import http.client
import json
import random
import select
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from functools import cache, cached_property
from typing import Any, Final

import httplib2
from google.auth.exceptions import GoogleAuthError, RefreshError
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build_from_document
from googleapiclient.discovery_cache import get_static_doc
from googleapiclient.errors import Error as LibraryError
from googleapiclient.errors import HttpError

from sync_agent.engine.pacing import Backoff, Pace, Quota
from sync_agent.engine.ports import Timing
from sync_agent.engine.problems import Later, Offline, Rejected, Unknown
from sync_agent.google import problems as google_problems

TIMEOUT_SECONDS: Final = 60.0
"""A batch of 200 contacts takes seconds at Google; after a minute its answer is lost."""
CLOCK_SECONDS: Final = 300
"""A clock that is further off than this makes signing in fail in ways nobody understands."""
READ_TRIES: Final = 3
QUOTA_TRIES: Final = 6
"""1 + 2 + 4 + 8 + 16 + 32 seconds and jitter: longer than the minute that a quota is counted in."""
_QUOTA_REASONS = {
    "RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded",
    "dailyLimitExceeded",
}  # fmt: skip
_SIGN_IN_REASONS = {
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions", "insufficientScopes",
    "SERVICE_DISABLED", "accessNotConfigured", "authError", "ACCOUNT_STATE_INVALID",
}  # fmt: skip


class NotSent(httplib2.HttpLib2Error):  # type: ignore[misc]  # httplib2 has no types
    """There was no connection: the request never left."""


class AnswerLost(httplib2.HttpLib2Error):  # type: ignore[misc]
    """The request left and no whole answer came."""


class Refusal(Rejected):
    """An answer of Google's that a remote has to make sense of: 400, 404, 409, 410, 412 or another
    403. What no remote understands stays a ``Rejected`` with Google's words.

    ``reasons``: of ``details`` and ``errors``; ``grpc``: such as FAILED_PRECONDITION.
    """

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        error = body.get("error")
        error = error if isinstance(error, dict) else {}
        self.details = [d for d in error.get("details") or () if isinstance(d, dict)]
        self.status, self.grpc = status, str(error.get("status", ""))
        found = [*self.details, *(e for e in error.get("errors") or () if isinstance(e, dict))]
        self.reasons = frozenset(str(d["reason"]) for d in found if d.get("reason"))
        self.text = str(error.get("message") or f"HTTP {status}")
        super().__init__(self.text, message=google_problems.refusal(self.text))


class OnceHttp(httplib2.Http):  # type: ignore[misc]
    """Sends what is not a reading at most once. A connection that the other side has closed while
    nobody used it is noticed before something is sent on it."""

    def _conn_request(
        self, conn: Any, request_uri: str, method: str, body: Any, headers: Mapping[str, str]
    ) -> tuple[httplib2.Response, bytes]:
        if conn.sock is not None and _closed_meanwhile(conn.sock):
            conn.close()
        line = _Line(conn) if _reading(method, headers) else _Once(conn)
        try:
            return super()._conn_request(  # type: ignore[no-any-return]
                line, request_uri, method, body, headers
            )
        except BaseException:
            conn.close()  # half an answer may be left in it
            raise


class _Line:
    """A connection that says whether it ever came about."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def connect(self) -> None:
        try:
            self._connection.connect()
        except (OSError, httplib2.HttpLib2Error, http.client.HTTPException) as error:
            raise NotSent(str(error)) from error


class _Once(_Line):
    """A connection on which one request leaves, however often httplib2 tries."""

    def __init__(self, connection: Any) -> None:
        super().__init__(connection)
        self._sent = False

    def connect(self) -> None:
        if self._sent:
            raise AnswerLost("not sent again")
        super().connect()

    def request(self, *arguments: Any) -> None:
        self._sent = True
        try:
            self._connection.request(*arguments)
        except (OSError, http.client.HTTPException) as error:
            raise AnswerLost(str(error)) from error


def _reading(method: str, headers: Mapping[str, str]) -> bool:
    """Also a GET too long for an address, which the library sends as POST."""
    return method in ("GET", "HEAD") or headers.get("x-http-method-override") == "GET"


def _closed_meanwhile(sock: Any) -> bool:
    """Between requests the other side has nothing to say but goodbye."""
    try:
        return bool(select.select([sock], [], [], 0)[0])
    except (OSError, ValueError):
        return True


class Session:
    """Everything that talks to Google for one account in one process.

    ``credentials``: of google-auth. ``people_endpoint``: without a path; ``calendar_endpoint``:
    with its path. ``http``: for tests, instead of a real connection. ``requests``: how many were
    made. ``clock_off``: seconds that Google's clock was ahead of ours in the last answer, 0 while
    that is less than five minutes.
    """

    def __init__(
        self,
        credentials: Any,
        timing: Timing,
        quota: Quota,
        *,
        people_endpoint: str = "https://people.googleapis.com",
        calendar_endpoint: str = "https://www.googleapis.com/calendar/v3/",
        http: Any = None,
        chance: random.Random | None = None,
    ) -> None:
        self._timing = timing
        self._endpoints = {"people": people_endpoint, "calendar": calendar_endpoint}
        self._pace = Pace(quota, timing)
        self.backoff = Backoff(timing, chance=chance)
        self._http = AuthorizedHttp(
            credentials, http=_Watched(http or OnceHttp(timeout=TIMEOUT_SECONDS), self, credentials)
        )
        self.requests = 0
        self.clock_off = 0

    @cached_property
    def people(self) -> Any:
        """The library's ``people`` service."""
        return self._build("people", "v1")

    @cached_property
    def calendar(self) -> Any:
        """The library's ``calendar`` service."""
        return self._build("calendar", "v3")

    def _build(self, name: str, version: str) -> Any:
        """From the description inside the library. Its ``rootUrl`` is changed as well, because the
        library's batches go there whatever ``api_endpoint`` says."""
        document = dict(_description(name, version))
        endpoint = self._endpoints[name].rstrip("/")
        path = document["servicePath"].strip("/")
        root = endpoint.removesuffix(path).rstrip("/") + "/"
        document |= {"rootUrl": root, "baseUrl": root + document["servicePath"]}
        document.pop("mtlsRootUrl", None)
        service = build_from_document(
            document, http=self._http, client_options={"api_endpoint": document["baseUrl"]}
        )
        return _kept(service, document)

    def run(self, request: Any) -> Any:
        """Executes a request of the library and returns its answer as dict.

        Waits for the quota first, and again when Google says it is used up. Readings are repeated
        after a lost answer, anything else never. Raises Offline, Later, SignInAgain, Stopped,
        Unknown (only for what is not a reading), :class:`Refusal`.
        """
        reading = request.method == "GET"
        quota, again = self.backoff.pauses(QUOTA_TRIES), self.backoff.pauses(READ_TRIES)
        while True:
            self._pace.spend(request.methodId)
            try:
                return self._execute(request)
            except Later as problem:
                if problem.whole or next(quota, None) is None:
                    raise
            except Unknown as problem:
                if not reading:
                    raise
                if next(again, None) is None:
                    raise _given_up(problem) from problem

    def _execute(self, request: Any) -> Any:
        self.requests += 1
        try:
            return request.execute(num_retries=0)
        except HttpError as error:
            raise _answered(int(error.resp.status), error.content) from error
        except GoogleAuthError as error:
            raise _sign_in(error) from error
        except (NotSent, ConnectionRefusedError, httplib2.ServerNotFoundError) as error:
            raise Offline(why=type(error).__name__) from error
        except (OSError, http.client.HTTPException, httplib2.HttpLib2Error) as error:
            raise Unknown(why=type(error).__name__) from error
        except (ValueError, LibraryError) as error:
            raise Unknown(why="answer") from error

    def note_date(self, value: str) -> None:
        """Compares the ``Date`` of an answer with our clock."""
        try:
            there = parsedate_to_datetime(value).timestamp()
        except (TypeError, ValueError):
            return
        ahead = round(there - self._timing.now() / 1000)
        self.clock_off = ahead if abs(ahead) > CLOCK_SECONDS else 0


@cache
def _description(name: str, version: str) -> dict[str, Any]:
    """The library's description of an API without the insides of its schemas. The library writes a
    docstring out of them for each method of each resource, which takes longer than most requests
    do, and uses them for nothing else."""
    document: dict[str, Any] = json.loads(get_static_doc(name, version))
    bare = {key: {"id": key, "type": "object", "properties": {}} for key in document["schemas"]}
    return document | {"schemas": bare}


def _kept(resource: Any, described: Mapping[str, Any]) -> Any:
    """Has each resource inside (``people()``, ``connections()``) made once: the library makes all
    of its methods anew whenever it is asked for."""
    for name, inner in described.get("resources", {}).items():
        make = getattr(resource, name)
        once = cache(lambda make=make, inner=inner: _kept(make(), inner))
        setattr(resource, name, once)
    return resource


class _Watched:
    """Looks at every answer, those of the token endpoint too."""

    def __init__(self, inner: Any, session: Session, credentials: Any) -> None:
        self._inner, self._session = inner, session
        self._token_uri = getattr(credentials, "token_uri", None)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def request(self, uri: str, *arguments: Any, **named: Any) -> tuple[httplib2.Response, bytes]:
        response, content = self._inner.request(uri, *arguments, **named)
        if date := response.get("date"):
            self._session.note_date(date)
        if uri == self._token_uri and (response.status >= 500 or not _is_object(content)):
            # For the first google-auth would sleep and ask again, with nobody able to stop it; the
            # other is some hotel's page.
            raise httplib2.HttpLib2Error(f"token endpoint: {response.status}")
        return response, content


def _is_object(content: bytes) -> bool:
    try:
        return isinstance(json.loads(content), dict)
    except ValueError:
        return False


def _given_up(problem: Unknown) -> Offline | Later:
    """A reading that failed several times; whether it was executed does not matter."""
    status = problem.facts.get("status")
    return Later(status=status) if status else Offline(why=problem.facts.get("why", ""))


def _answered(status: int, content: bytes) -> Exception:
    """What an answer that is not 200 means."""
    try:
        body = json.loads(content)
    except ValueError:
        body = {}
    refusal = Refusal(status, body if isinstance(body, dict) else {})
    if status >= 500:
        return Unknown(status=status)
    if status == 429 or (status == 403 and refusal.reasons & _QUOTA_REASONS):
        return _quota(refusal)
    if status == 401 or (status == 403 and refusal.reasons & _SIGN_IN_REASONS):
        return google_problems.sign_in_again(status=status, reasons=sorted(refusal.reasons))
    return refusal


def _quota(refusal: Refusal) -> Later:
    """A minute's limit clears by itself; the backend's limit of a whole account ("FBS", without a
    quota's name) lasts longer and has no published number."""
    limits = [d["metadata"].get("quota_limit", "") for d in refusal.details if "metadata" in d]
    minute = bool(limits) or bool(refusal.reasons & _QUOTA_REASONS - {"dailyLimitExceeded"})
    return Later(60, whole=not minute, status=refusal.status, limit="".join(limits))


def _sign_in(error: GoogleAuthError) -> Exception:
    """No access token: ``invalid_grant`` and its like need a person, a token endpoint that cannot
    be reached does not."""
    if not isinstance(error, RefreshError):
        return Offline(why=type(error).__name__)
    if error.retryable:
        return Later(why="token")
    body = error.args[1] if len(error.args) > 1 else {}
    said = str(body.get("error", "")) if isinstance(body, dict) else ""
    return google_problems.sign_in_again(error=said)
