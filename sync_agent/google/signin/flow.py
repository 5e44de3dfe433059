"""Signing in: Google's page in a real browser on this machine, authorization code with PKCE.

RFC 8252 (native programs), RFC 7636 (PKCE, S256), OpenID Connect Core 3.1.3. Google shows no
consent in an embedded view, so a browser is started as a program of its own.
"""

from __future__ import annotations

import http.client
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode, urlsplit

from sync_agent.engine.problems import Offline
from sync_agent.google.settings import GoogleSettings
from sync_agent.google.signin import errors
from sync_agent.google.signin.grant import IDENTITY, Grant, needed
from sync_agent.google.signin.identity import identity, server_time
from sync_agent.google.signin.loopback import Receiver
from sync_agent.google.signin.project import Project

SECONDS = 30
"""For one request to the token endpoint."""


class Loopback:
    """``browse``: opens an address in a browser. ``check``: may raise to give up. ``goodbye``:
    the sentence that the browser shows at the end."""

    def __init__(
        self,
        settings: GoogleSettings,
        browse: Callable[[str], None],
        monotonic: Callable[[], float],
        check: Callable[[], None] = lambda: None,
        goodbye: str = "Done. You can close this window.",
    ) -> None:
        self._settings, self._browse = settings, browse
        self._monotonic, self._check, self._goodbye = monotonic, check, goodbye

    def grant(self, project: Project) -> Grant:
        wanted = needed(self._settings)
        with Receiver(self._goodbye) as receiver:
            flow = self._flow(project, (*IDENTITY, *wanted), receiver.address)
            with _as_the_library_wants(self._settings.authorize_endpoint):
                url, receiver.state = flow.authorization_url(
                    access_type="offline", prompt="consent"
                )
            self._browse(url)
            code = receiver.code(self._settings.sign_in_minutes * 60, self._monotonic, self._check)
        token, at = self._token(flow, code)
        return _grant(token, project, wanted, at)

    def _flow(self, project: Project, scopes: tuple[str, ...], address: str) -> Any:
        from google_auth_oauthlib.flow import Flow

        client = {
            "client_id": project.client_id,
            "client_secret": project.client_secret,
            "auth_uri": self._settings.authorize_endpoint,
            "token_uri": self._settings.token_endpoint,
        }
        return Flow.from_client_config({"installed": client}, scopes, redirect_uri=address)

    def _token(self, flow: Any, code: str) -> tuple[Mapping[str, Any], float | None]:
        """What the token endpoint answers, and the time by its clock."""
        from oauthlib.oauth2.rfc6749.errors import OAuth2Error

        at: float | None = None

        def look(answer: Any) -> Any:
            nonlocal at
            at = server_time(answer.headers)
            return answer

        flow.oauth2session.register_compliance_hook("access_token_response", look)
        try:
            with _as_the_library_wants(self._settings.token_endpoint):
                found: Mapping[str, Any] = flow.fetch_token(code=code, timeout=SECONDS)
        except OAuth2Error as error:
            raise errors.not_accepted(str(error.error)) from error
        except OSError as error:  # what the library's transport raises are OSErrors
            raise Offline() from error
        return found, at


@contextmanager
def _as_the_library_wants(endpoint: str) -> Iterator[None]:
    """oauthlib takes these from the environment only. Google names scopes differently from how
    they were asked for, and tells what was granted: that is checked here. Without TLS only this
    machine itself is spoken to (see ``sync_agent.google.settings``)."""
    wanted = {"OAUTHLIB_RELAX_TOKEN_SCOPE": "1"}
    if urlsplit(endpoint).scheme == "http":
        wanted["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _grant(
    token: Mapping[str, Any], project: Project, wanted: tuple[str, ...], at: float | None
) -> Grant:
    granted = token.get("scope") or ()
    scopes = tuple(granted.split() if isinstance(granted, str) else granted)
    if not set(wanted) <= set(scopes):
        raise errors.incomplete()
    if not token.get("refresh_token"):
        raise errors.not_lasting()
    account, title = identity(str(token.get("id_token", "")), project.client_id, at)
    return Grant(account, title, str(token["refresh_token"]), scopes, project)


def revoke(refresh_token: str, endpoint: str) -> bool:
    """Ends the access at Google (RFC 7009). False when Google could not be reached or does not
    know the token any more: here it is forgotten whatever the answer."""
    import httplib2

    try:
        answer, _ = httplib2.Http(timeout=SECONDS).request(
            endpoint,
            "POST",
            body=urlencode({"token": refresh_token}),
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
    except (OSError, httplib2.HttpLib2Error, http.client.HTTPException):
        return False
    return int(answer.status) == 200
