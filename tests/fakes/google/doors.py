"""The ways in and out of the fake: addresses, ready clients, and what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from . import discovery
from .log import Entry, Log
from .server import Server, Transport

if TYPE_CHECKING:
    from .oauth import OAuth
    from .service import FakeGoogle

AUTH = "https://www.googleapis.com/auth/"
SCOPES = (
    "openid", AUTH + "userinfo.email", AUTH + "contacts", AUTH + "calendar.app.created",
    AUTH + "calendar.events.readonly", AUTH + "calendar.calendarlist.readonly",
)  # fmt: skip


@cache
def _document(name: str) -> Any:
    """A discovery document without the insides of its schemas.

    The library writes a docstring out of them for every method, 10 to 30 ms each time a resource
    is asked for, and uses them for nothing else.
    """
    document = discovery.load(name)
    bare = {k: {"id": k, "type": "object", "properties": {}} for k in document["schemas"]}
    return document | {"schemas": bare}


class Doors:
    _log: Log
    _server: Server | None
    oauth: OAuth

    # serving

    def __enter__(self) -> Self:
        self._server = Server(self._me())
        return self

    def __exit__(self, *_: object) -> None:
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
        return Transport(self._me())

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
        return self._build("people.v1", self.people_endpoint, http, credentials)

    def calendar(self, http: Any = None, credentials: Any = None) -> Any:
        return self._build("calendar.v3", self.calendar_endpoint, http, credentials)

    def _build(self, name: str, endpoint: str, http: Any, credentials: Any) -> Any:
        import httplib2
        from google_auth_httplib2 import AuthorizedHttp
        from googleapiclient.discovery import build_from_document

        if http is None:
            inner = httplib2.Http(timeout=10) if self._server else self.transport()
            http = AuthorizedHttp(credentials or self.credentials(), http=inner)
        options = {"api_endpoint": endpoint}
        return build_from_document(_document(name), http=http, client_options=options)

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

    def _me(self) -> FakeGoogle:
        from .service import FakeGoogle

        assert isinstance(self, FakeGoogle)
        return self
