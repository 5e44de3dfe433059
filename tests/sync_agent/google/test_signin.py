"""Signing in: the real flow against the fake Google, over real sockets."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httplib2
import pytest
from google_auth_httplib2 import AuthorizedHttp

from kiosk.salon.domain.errors import Refused
from sync_agent.engine.problems import Later, Offline, SignInAgain, Stopped
from sync_agent.google.signin import flow, grant, project
from sync_agent.google.signin.access import Access
from sync_agent.google.signin.browser import opened_by
from sync_agent.google.signin.identity import identity, server_time
from sync_agent.google.signin.loopback import Receiver
from tests.fakes.google import FakeGoogle
from tests.fakes.google.clock import FakeClock
from tests.rigs.waiting import until
from tests.sync_agent.google.signing_in import Browser, fetch, project_of, settings, sign_in

AUTH = "https://www.googleapis.com/auth/"
NOW = int(FakeClock().time())
PAST, FUTURE = NOW - 3600, NOW + 3600


@pytest.fixture
def google() -> Iterator[FakeGoogle]:
    with FakeGoogle(seed=3) as fake:
        yield fake


def asked(browser: Browser) -> dict[str, str]:
    return {name: one for name, (one,) in parse_qs(urlsplit(browser.urls[0]).query).items()}


def test_the_owner_says_yes(google: FakeGoogle) -> None:
    browser = Browser()
    granted = sign_in(google, browser)
    assert (granted.account, granted.title) == (google.oauth.sub, google.email)
    assert granted.refresh_token in google.oauth.refresh
    assert "You can close this window" in browser.pages[0]
    words = asked(browser)
    assert words["code_challenge_method"] == "S256"
    assert (words["access_type"], words["prompt"]) == ("offline", "consent")
    assert urlsplit(words["redirect_uri"]).hostname == "127.0.0.1"
    assert google.violations == []


def test_no_more_is_asked_for_than_the_settings_need(google: FakeGoogle) -> None:
    def scopes(**more: object) -> set[str]:
        return {scope.removeprefix(AUTH) for scope in grant.needed(settings(google, **more))}

    assert scopes() == {"contacts", "calendar.app.created"}
    assert scopes(calendar=False) == {"contacts"}
    assert scopes(contacts=False) == {"calendar.app.created"}
    with_bookings = scopes(bookings_calendar="bookings@example.com")
    assert with_bookings == {"contacts", "calendar.app.created", "calendar.readonly"}


def test_an_owner_who_signs_in_again_gets_lasting_access_again(google: FakeGoogle) -> None:
    first, second = sign_in(google), sign_in(google)
    assert first.account == second.account
    assert first.refresh_token != second.refresh_token


def test_declined(google: FakeGoogle) -> None:
    google.oauth.consent = False
    with pytest.raises(Refused, match="declined"):
        sign_in(google)


def test_a_box_left_empty_is_no_sign_in(google: FakeGoogle) -> None:
    google.oauth.granted = ("openid", AUTH + "userinfo.email", AUTH + "contacts")
    with pytest.raises(Refused, match="tick all boxes"):
        sign_in(google)


def test_the_project_is_unknown_to_google(google: FakeGoogle) -> None:
    wrong = project.Project(project_of(google).client_id, "another secret")
    browser = Browser()
    with pytest.raises(Refused, match="invalid_client"):
        flow.Loopback(settings(google), browser, time.monotonic).grant(wrong)
    browser.close()


@pytest.mark.parametrize(
    "said",
    [
        {"aud": "another-program.apps.googleusercontent.com"},
        {"aud": None},
        {"aud": ["another-program.apps.googleusercontent.com"]},
        {"azp": "another-program.apps.googleusercontent.com"},
        {"iss": "https://accounts.example.com"},
        {"iss": "http://accounts.google.com"},
        {"iss": None},
        {"exp": PAST},
        {"exp": None},
        {"exp": "soon"},
        {"iat": FUTURE},
        {"iat": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
    ],
    ids=str,
)
def test_an_identity_that_is_not_meant_for_us(google: FakeGoogle, said: dict[str, object]) -> None:
    google.oauth.claims = said
    with pytest.raises(Refused, match="not meant for this program"):
        sign_in(google)


@pytest.mark.parametrize("token", ["", "no token", "a.b.c", "e30.W10.", "e30.e30", "é.é.é"])
def test_an_identity_that_is_none(google: FakeGoogle, token: str) -> None:
    google.oauth.id_token = token
    with pytest.raises(Refused, match="not meant for this program"):
        sign_in(google)


@pytest.mark.parametrize(
    "said",
    [
        {"iss": "accounts.google.com"},
        {"azp": None},
        {"nonce": "of nobody"},
        {"email": None},
        {"exp": NOW - 200},
        {"iat": NOW + 200},
    ],
    ids=str,
)
def test_an_identity_in_another_form(google: FakeGoogle, said: dict[str, object]) -> None:
    google.oauth.claims = said
    granted = sign_in(google)
    assert granted.account == google.oauth.sub
    assert granted.title == (google.oauth.sub if "email" in said else google.email)


@pytest.mark.parametrize("days", [-400, 400])
def test_a_wrong_clock_here_does_not_hinder_signing_in(
    google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    """It is told afterwards (see ``test_a_wrong_clock_is_seen``); a box without a network for long
    would never come in otherwise."""
    monkeypatch.setattr(time, "time", lambda: google.clock.time() + days * 86_400)
    assert sign_in(google).account == google.oauth.sub


def test_whose_token_it_is_when_nobody_tells_the_time(google: FakeGoogle) -> None:
    """Then the time is this machine's."""
    at, (made, over) = time.time(), (int(time.time()), int(time.time()) + 3600)
    token = google.oauth.id_token_of({"iat": made, "exp": over})
    assert server_time({}) is None
    assert server_time({"date": "yesterday"}) is None
    assert identity(token, google.oauth.client_id, None)[0] == google.oauth.sub
    with pytest.raises(Refused):
        identity(token, google.oauth.client_id, at + 7200)


def test_the_network_goes_between_consent_and_token(google: FakeGoogle) -> None:
    google.faults.once("oauth.token", "before")
    with pytest.raises(Offline):
        sign_in(google)


def test_only_the_answer_with_the_right_state_counts(google: FakeGoogle) -> None:
    """Others on this machine knock first: a favicon, a wrong state, a stolen code, one who says
    nothing, one who talks nonsense."""
    answers: list[str] = []

    def knock(url: str) -> None:
        address = parse_qs(urlsplit(url).query)["redirect_uri"][0]
        silent = socket.create_connection(("127.0.0.1", urlsplit(address).port or 0))
        silent.sendall(b"\x16\x03\x01 nonsense\r\n\r\n")
        answers.extend(
            fetch(address + path)
            for path in ("favicon.ico", "?code=stolen&state=guessed", "?code=stolen", "?state=")
        )
        silent.close()

    granted = sign_in(google, Browser(knock))
    assert answers == ["404"] * 4
    assert granted.account == google.oauth.sub


def test_nobody_comes() -> None:
    ticks = iter(range(100))
    with Receiver("") as receiver, pytest.raises(Refused, match="Nobody signed in"):
        receiver.code(5, lambda: float(next(ticks)), lambda: None)


def test_the_agent_may_be_told_to_end_meanwhile() -> None:
    def told() -> None:
        raise Stopped()

    with Receiver("") as receiver, pytest.raises(Stopped):
        receiver.code(600, time.monotonic, told)


def test_a_browser_that_is_not_there_is_named() -> None:
    with (
        pytest.raises(Refused, match="no-such-browser"),
        opened_by(("no-such-browser", "{url}"), time.sleep) as browse,
    ):
        browse("http://127.0.0.1:1/")


def test_the_browser_is_a_program_of_its_own_and_is_closed(tmp_path: Path) -> None:
    said = tmp_path / "said"
    command = ("sh", "-c", 'echo "$1" > "$0.new"; mv "$0.new" "$0"; sleep 600', str(said), "{url}")
    waited: list[float] = []
    with opened_by(command, waited.append) as browse:
        browse("http://127.0.0.1:1/?a=b&c=d e")
        until(said.exists)
    assert said.read_text() == "http://127.0.0.1:1/?a=b&c=d e\n"
    assert waited == [3.0]


# -- the file of the Google project ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<html>", "not the file of a Google project"),
        ("[1]", "not the file of a Google project"),
        ('{"web": {"client_id": "a", "client_secret": "b"}}', "type Desktop app"),
        ('{"type": "service_account", "private_key": "x"}', "service account"),
        ('{"installed": {"client_id": "a"}}', "missing"),
        ('{"installed": {"client_id": 1, "client_secret": []}}', "missing"),
        ('{"installed": 7}', "missing"),
    ],
)
def test_a_wrong_file_is_refused_with_what_to_do(text: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        project.read(text)


def test_addresses_in_the_file_are_not_used(google: FakeGoogle) -> None:
    evil = google.client_file()
    evil["installed"]["token_uri"] = evil["installed"]["auth_uri"] = "http://198.51.100.1/token"
    browser = Browser()
    way = flow.Loopback(settings(google), browser, time.monotonic)
    assert way.grant(project.read(json.dumps(evil))).account == google.oauth.sub
    browser.close()


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * 70_000])
def test_a_file_that_is_no_text_or_too_large(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "client_secret.json"
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"client_secret\.json"):
        project.read_text(path)


def test_files_are_found_on_whatever_is_plugged_in(tmp_path: Path) -> None:
    wanted = []
    for number, name in enumerate(("STICK/client_secret_1.json", "pi/DISK/my.pult-google")):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("{}")
        (path.parent / "holiday.jpg").write_text("")
        os.utime(path, (number, number))
        wanted.append(path)
    (tmp_path / "STICK" / "link").symlink_to("/")
    deep = tmp_path / "a" / "b" / "c" / "d"
    deep.mkdir(parents=True)
    (deep / "client_secret.json").write_text("{}")
    assert project.on_sticks([str(tmp_path), str(tmp_path / "none")]) == wanted[::-1]


# -- access tokens --------------------------------------------------------------------------------


def call(google: FakeGoogle, access: Access) -> int:
    http = AuthorizedHttp(access, httplib2.Http())
    status = http.request(google.people_endpoint + "/v1/contactGroups")[0].status
    return int(status)


def test_access_is_fetched_once_and_again_when_it_is_refused(google: FakeGoogle) -> None:
    access = Access.of(sign_in(google), google.token_uri, google.clock.time)
    google.reset_log()
    assert call(google, access) == call(google, access) == 200
    assert google.count("oauth.token") == 1
    google.oauth.expire_access()
    assert call(google, access) == 200
    assert google.count("oauth.token") == 2
    assert not access.clock_wrong


def test_what_is_wrong_with_the_access_is_told_apart(google: FakeGoogle) -> None:
    granted = sign_in(google)

    def fresh() -> Access:
        return Access.of(granted, google.token_uri, google.clock.time)

    google.oauth.down = True
    with pytest.raises(Offline):
        call(google, fresh())
    google.oauth.down = False
    google.owner.revoke_access()
    with pytest.raises(SignInAgain):
        call(google, fresh())
    nobody = Access.of(granted, "http://127.0.0.1:9/token", google.clock.time)
    with pytest.raises(Offline):
        call(google, nobody)


@pytest.mark.slow
def test_maintenance_at_google_is_not_the_end_of_the_sign_in(google: FakeGoogle) -> None:
    access = Access.of(sign_in(google), google.token_uri, google.clock.time)
    for nth in range(1, 5):
        google.faults.once("oauth.token", "503", nth=nth)
    with pytest.raises(Later):
        call(google, access)


@pytest.mark.parametrize(("minutes", "wrong"), [(-6, True), (-4, False), (4, False), (6, True)])
def test_a_wrong_clock_is_seen(google: FakeGoogle, minutes: int, wrong: bool) -> None:
    access = Access.of(
        sign_in(google), google.token_uri, lambda: google.clock.time() + minutes * 60
    )
    call(google, access)
    assert access.clock_wrong is wrong


def test_ending_the_access_at_google(google: FakeGoogle) -> None:
    granted = sign_in(google)
    assert flow.revoke(granted.refresh_token, google.revoke_uri)
    assert google.oauth.refresh == {}
    assert not flow.revoke(granted.refresh_token, google.revoke_uri)
    assert not flow.revoke(granted.refresh_token, "http://127.0.0.1:9/revoke")


@pytest.mark.parametrize("what", ["pipe", "device", "huge"])
def test_what_is_no_small_file_on_a_stick_holds_nobody_up(tmp_path: Path, what: str) -> None:
    path = tmp_path / "client_secret.json"
    if what == "pipe":
        os.mkfifo(path)
    elif what == "device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("wb") as file:
            file.truncate(10 * 1024**3)
    with pytest.raises(Refused):
        project.read_text(path)
