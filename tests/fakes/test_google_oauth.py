"""The fake Google, signing in: consent, PKCE, refresh, and all the ways it ends."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import urllib.request
import webbrowser
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httplib2
import pytest
from google.auth.exceptions import RefreshError, TransportError
from google.oauth2.credentials import Credentials
from google_auth_httplib2 import Request
from google_auth_oauthlib.flow import InstalledAppFlow

from tests.fakes.google import FakeGoogle, Fault, Switches

CONTACTS = "https://www.googleapis.com/auth/contacts"
BACK = "http://127.0.0.1:8999/"
VERIFIER = "v" * 50


class Browser:
    """Follows the consent page, as a person who taps "Allow" does, without a socket."""

    def __init__(self, google: FakeGoogle) -> None:
        self.google = google
        self.http = google.transport()

    def consent(self, **more: str) -> tuple[int, dict[str, str]]:
        digest = hashlib.sha256(VERIFIER.encode()).digest()
        query = {
            "client_id": self.google.oauth.client_id, "redirect_uri": BACK,
            "response_type": "code", "scope": f"openid {CONTACTS}", "state": "s1",
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256", "access_type": "offline",
        } | more  # fmt: skip
        response, _ = self.http.request(f"{self.google.auth_uri}?{urlencode(query)}")
        answer = parse_qs(urlsplit(response.get("location", "")).query)
        return response.status, {k: v[0] for k, v in answer.items()}

    def redeem(self, code: str, **more: str) -> tuple[int, dict[str, Any]]:
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": BACK,
            "client_id": self.google.oauth.client_id, "code_verifier": VERIFIER,
            "client_secret": self.google.oauth.client_secret,
        } | more  # fmt: skip
        response, body = self.http.request(self.google.token_uri, "POST", urlencode(form))
        return response.status, json.loads(body)


@pytest.fixture
def browser() -> Browser:
    return Browser(FakeGoogle(seed=2))


def refresh(google: FakeGoogle, credentials: Credentials) -> None:
    credentials.refresh(Request(google.transport()))


def test_a_sign_in_gives_both_tokens_and_says_who(browser: Browser) -> None:
    status, back = browser.consent()
    assert (status, back["state"]) == (302, "s1")
    status, tokens = browser.redeem(back["code"])
    assert status == 200
    assert tokens["scope"] == f"openid {CONTACTS}"
    payload = tokens["id_token"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert (claims["email"], claims["sub"]) == ("salon@example.com", browser.google.oauth.sub)
    assert tokens["refresh_token"] in browser.google.oauth.refresh


def test_a_code_works_once_and_only_with_its_verifier(browser: Browser) -> None:
    code = browser.consent()[1]["code"]
    assert browser.redeem(code, code_verifier="w" * 50)[1]["error"] == "invalid_grant"
    code = browser.consent()[1]["code"]
    assert browser.redeem(code)[0] == 200
    assert browser.redeem(code)[1]["error"] == "invalid_grant"


def test_a_code_dies_after_ten_minutes(browser: Browser) -> None:
    code = browser.consent()[1]["code"]
    browser.google.clock.advance(minutes=11)
    assert browser.redeem(code)[1]["error"] == "invalid_grant"


def test_the_redirect_must_be_the_same_and_loopback(browser: Browser) -> None:
    code = browser.consent()[1]["code"]
    assert browser.redeem(code, redirect_uri="http://127.0.0.1:1/")[0] == 400
    assert browser.consent(redirect_uri="https://example.com/")[0] == 400


def test_a_wrong_client_is_refused(browser: Browser) -> None:
    assert browser.consent(client_id="somebody")[0] == 401
    code = browser.consent()[1]["code"]
    assert browser.redeem(code, client_secret="no")[1]["error"] == "invalid_client"


def test_a_plain_challenge_is_refused(browser: Browser) -> None:
    assert browser.consent(code_challenge_method="plain")[0] == 400


def test_the_owner_may_cancel_or_untick_a_box(browser: Browser) -> None:
    browser.google.oauth.consent = False
    assert browser.consent()[1] == {"error": "access_denied", "state": "s1"}
    browser.google.oauth.consent, browser.google.oauth.granted = True, ("openid",)
    code = browser.consent()[1]["code"]
    assert browser.redeem(code)[1]["scope"] == "openid"


def test_a_second_consent_has_no_refresh_token_unless_asked(browser: Browser) -> None:
    codes = [browser.consent(prompt=p)[1]["code"] for p in ("consent", "", "consent")]
    assert ["refresh_token" in browser.redeem(c)[1] for c in codes] == [True, False, True]


def test_without_offline_access_there_is_no_refresh_token(browser: Browser) -> None:
    code = browser.consent(access_type="online")[1]["code"]
    assert "refresh_token" not in browser.redeem(code)[1]


def test_the_real_library_refreshes() -> None:
    google = FakeGoogle()
    credentials = google.credentials((CONTACTS,))
    before = credentials.token
    refresh(google, credentials)
    assert credentials.token != before
    assert google.oauth.scopes_of(f"Bearer {credentials.token}") == {CONTACTS}


def test_after_revoking_the_library_says_sign_in_again() -> None:
    google = FakeGoogle()
    credentials = google.credentials()
    google.owner.revoke_access()
    with pytest.raises(RefreshError, match="invalid_grant") as caught:
        refresh(google, credentials)
    assert not caught.value.retryable


def test_tokens_of_a_testing_project_die_in_a_week() -> None:
    google = FakeGoogle(switches=Switches(testing_project=True))
    credentials = google.credentials()
    google.clock.advance(days=7)
    refresh(google, credentials)
    google.clock.advance(seconds=1)
    with pytest.raises(RefreshError, match="invalid_grant"):
        refresh(google, credentials)


def test_the_hundred_and_first_refresh_token_ends_the_first() -> None:
    google = FakeGoogle()
    first = google.oauth.new_refresh((CONTACTS,))
    for _ in range(100):
        google.oauth.new_refresh((CONTACTS,))
    assert first not in google.oauth.refresh


def test_revoking_through_the_endpoint(browser: Browser) -> None:
    credentials = browser.google.credentials()
    form = urlencode({"token": credentials.refresh_token})
    assert browser.http.request(browser.google.revoke_uri, "POST", form)[0].status == 200
    assert browser.http.request(browser.google.revoke_uri, "POST", form)[0].status == 400


def test_an_unreachable_token_endpoint_is_not_a_refusal() -> None:
    with FakeGoogle() as google:
        credentials = google.credentials()
        google.oauth.down = True
        with pytest.raises(TransportError):
            credentials.refresh(Request(httplib2.Http(timeout=2)))
        google.oauth.down = False
        credentials.refresh(Request(httplib2.Http(timeout=2)))


def test_a_token_endpoint_that_is_busy_may_be_asked_again() -> None:
    google = FakeGoogle()
    google.faults.once("oauth.token", Fault.E503)
    credentials = google.credentials()
    refresh(google, credentials)
    assert google.count("oauth.token") == 2


def test_the_client_file_points_at_the_fake() -> None:
    with FakeGoogle() as google:
        installed = google.client_file()["installed"]
        assert installed["token_uri"] == google.url + "/token"
        assert installed["auth_uri"].startswith(google.url)


class ScriptedBrowser(webbrowser.BaseBrowser):
    """Opens the page in a thread and follows the redirect to the waiting address."""

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        threading.Thread(target=lambda: urllib.request.urlopen(url, timeout=5).read()).start()
        return True


def test_the_whole_way_with_the_real_flow_and_a_scripted_browser(
    google: FakeGoogle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the fake has no certificate
    webbrowser.register("scripted", None, ScriptedBrowser("scripted"))
    flow = InstalledAppFlow.from_client_config(google.client_file(), [CONTACTS])
    credentials = flow.run_local_server(port=0, browser="scripted", timeout_seconds=10)
    assert credentials.refresh_token in google.oauth.refresh
    listed = google.people(credentials=credentials).contactGroups().list().execute()
    assert listed["contactGroups"]
