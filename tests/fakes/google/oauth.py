"""Signing in: consent, codes with PKCE, tokens that expire and are revoked (facts 3)."""

from __future__ import annotations

import base64
import hashlib
import json
import random
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from .clock import FakeClock
from .switches import DAY, Switches
from .wire import Answer, Request

ACCESS_MS = 3_599_000
CODE_MS = 600_000
LOOPBACK = ("127.0.0.1", "localhost", "::1")
#: live refresh tokens one client may have for one user; the oldest dies silently [from memory]
MAX_REFRESH = 100


@dataclass(slots=True)
class Code:
    redirect_uri: str
    challenge: str
    scopes: tuple[str, ...]
    offline: bool
    made_ms: int


@dataclass(slots=True)
class Grant:
    scopes: tuple[str, ...]
    made_ms: int


class OAuth:
    """The account's grants. ``consent`` and ``down`` are for tests to set."""

    def __init__(self, switches: Switches, clock: FakeClock, seed: int, email: str) -> None:
        self.switches, self.clock, self.email = switches, clock, email
        self.sub = f"{10**20 + seed}"
        self.client_id = f"{1000 + seed}-pult.apps.googleusercontent.com"
        self.client_secret = f"secret-{seed}"
        self.random = random.Random(seed * 7919 + 4)
        self.consent = True  #: False: the owner taps "Cancel"
        self.granted: tuple[str, ...] | None = None  #: boxes the owner ticks; None: all
        self.claims: dict[str, Any] = {}  #: what the id_token says otherwise; None: leaves out
        self.id_token: str | None = None  #: stands in place of it; "": there is none
        self.down = False  #: the endpoints close every connection
        self.access: dict[str, tuple[int, frozenset[str]]] = {}
        self.refresh: dict[str, Grant] = {}
        self.codes: dict[str, Code] = {}
        self._consented: set[tuple[str, ...]] = set()

    # what tests do

    def new_access(self, scopes: tuple[str, ...], lives_ms: int = ACCESS_MS) -> str:
        token = f"ya29.{self.random.getrandbits(128):032x}"
        self.access[token] = (self.clock.now_ms + lives_ms, frozenset(scopes))
        return token

    def new_refresh(self, scopes: tuple[str, ...]) -> str:
        token = f"1//{self.random.getrandbits(128):032x}"
        self.refresh[token] = Grant(scopes, self.clock.now_ms)
        if len(self.refresh) > MAX_REFRESH:
            del self.refresh[next(iter(self.refresh))]
        return token

    def expire_access(self) -> None:
        """Every access token is refused from now; refresh tokens live."""
        self.access.clear()

    def revoke_all(self) -> None:
        """The owner removes the app from the account: ``invalid_grant`` from now."""
        self.access.clear()
        self.refresh.clear()
        self._consented.clear()

    # what the dispatcher asks

    def scopes_of(self, header: str) -> frozenset[str] | None:
        """Scopes of a living access token in an ``Authorization`` header."""
        entry = self.access.get(header.removeprefix("Bearer ").strip())
        if entry is None or entry[0] <= self.clock.now_ms:
            return None
        return entry[1]

    def authorize(self, request: Request) -> Answer:
        """The consent page, answered at once: a redirect with the code, or with the refusal."""
        redirect = request.one("redirect_uri")
        state = {"state": request.one("state")} if request.one("state") else {}
        if request.one("client_id") != self.client_id:
            return _page(401, "Error 401: invalid_client")
        if urlsplit(redirect).hostname not in LOOPBACK or urlsplit(redirect).scheme != "http":
            return _page(400, "Error 400: redirect_uri_mismatch")
        if request.one("response_type") != "code" or not request.one("scope"):
            return _page(400, "Error 400: invalid_request")
        if "wv" in request.headers.get("user-agent", "").split("; "):
            return _page(403, "Error 403: disallowed_useragent")
        method = request.one("code_challenge_method", "plain")
        challenge = request.one("code_challenge")
        if challenge and method != "S256":
            return _page(400, "Error 400: invalid_request (code_challenge_method)")
        if not self.consent:
            return _redirect(redirect, {"error": "access_denied"} | state)
        scopes = tuple(request.one("scope").split())
        if self.granted is not None:
            scopes = tuple(s for s in scopes if s in self.granted)
        again = scopes in self._consented and request.one("prompt") != "consent"
        self._consented.add(scopes)
        code = f"4/{self.random.getrandbits(96):024x}"
        offline = request.one("access_type") == "offline" and not again
        self.codes[code] = Code(redirect, challenge, scopes, offline, self.clock.now_ms)
        return _redirect(redirect, {"code": code, "scope": " ".join(scopes)} | state)

    def token(self, request: Request) -> Answer:
        form = _form(request)
        if not self._client_ok(form, request):
            return _refuse("invalid_client", "The OAuth client was not found.", 401)
        if form.get("grant_type") == "authorization_code":
            return self._from_code(form)
        if form.get("grant_type") == "refresh_token":
            return self._from_refresh(form)
        return _refuse("unsupported_grant_type", "Invalid grant_type")

    def revoke(self, request: Request) -> Answer:
        token = _form(request).get("token") or request.one("token")
        if token not in self.refresh and token not in self.access:
            return _refuse("invalid_token", "Token expired or revoked")
        self.revoke_all()
        return Answer.json({})

    # inside

    def _client_ok(self, form: dict[str, str], request: Request) -> bool:
        name, secret = form.get("client_id"), form.get("client_secret")
        basic = request.headers.get("authorization", "")
        if basic.startswith("Basic "):
            name, _, secret = base64.b64decode(basic[6:]).decode().partition(":")
        return name == self.client_id and secret == self.client_secret

    def _from_code(self, form: dict[str, str]) -> Answer:
        # a code works once: a second use, or one with a wrong verifier, finds nothing
        code = self.codes.pop(form.get("code", ""), None)
        if code is None or self.clock.now_ms - code.made_ms > CODE_MS:
            return _refuse("invalid_grant", "Malformed auth code.")
        if form.get("redirect_uri") != code.redirect_uri:
            return _refuse("redirect_uri_mismatch", "Bad Request")
        verifier = form.get("code_verifier", "")
        hashed = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
        if code.challenge and hashed.rstrip(b"=").decode() != code.challenge:
            return _refuse("invalid_grant", "Invalid code verifier.")
        body = self._tokens(code.scopes)
        if code.offline:
            body["refresh_token"] = self.new_refresh(code.scopes)
        return Answer.json(body)

    def _from_refresh(self, form: dict[str, str]) -> Answer:
        grant = self.refresh.get(form.get("refresh_token", ""))
        testing = self.switches.testing_project
        if grant is None or (testing and self.clock.now_ms - grant.made_ms > 7 * DAY):
            return _refuse("invalid_grant", "Token has been expired or revoked.")
        return Answer.json(self._tokens(grant.scopes))

    def _tokens(self, scopes: tuple[str, ...]) -> dict[str, Any]:
        body: dict[str, Any] = {
            "access_token": self.new_access(scopes),
            "expires_in": ACCESS_MS // 1000,
            "scope": " ".join(scopes),
            "token_type": "Bearer",
        }
        if "openid" in scopes and self.id_token != "":
            body["id_token"] = self.id_token or self.id_token_of(self.claims)
        return body

    def id_token_of(self, otherwise: dict[str, Any]) -> str:
        now = self.clock.now_ms // 1000
        claims = {
            "iss": "https://accounts.google.com", "azp": self.client_id, "aud": self.client_id,
            "sub": self.sub, "email": self.email, "email_verified": True, "iat": now,
            "exp": now + 3600,
        }  # fmt: skip
        claims = {name: said for name, said in (claims | otherwise).items() if said is not None}
        parts = [json.dumps(p).encode() for p in ({"alg": "none", "typ": "JWT"}, claims)]
        return ".".join(base64.urlsafe_b64encode(p).rstrip(b"=").decode() for p in parts) + "."


def _form(request: Request) -> dict[str, str]:
    text = request.body.decode("utf-8", "replace")
    return {k: v[0] for k, v in parse_qs(text, keep_blank_values=True).items()}


def _refuse(error: str, description: str, status: int = 400) -> Answer:
    return Answer.json({"error": error, "error_description": description}, status)


def _redirect(uri: str, query: dict[str, str]) -> Answer:
    return Answer(302, {"location": f"{uri}?{urlencode(query)}"}, b"")


def _page(status: int, text: str) -> Answer:
    return Answer(status, {"content-type": "text/html"}, f"<h1>{text}</h1>".encode())
