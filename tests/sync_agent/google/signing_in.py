"""Signing in to the fake Google: settings that point at it, and a browser that says yes."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.settings.section import read
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import accounts as sync_accounts
from sync_agent.google.settings import GoogleSettings
from sync_agent.google.signin import project, vault
from sync_agent.google.signin.flow import Loopback
from sync_agent.google.signin.grant import IDENTITY, Grant, needed
from tests.fakes.google import FakeGoogle


def endpoints(google: FakeGoogle) -> dict[str, str]:
    """For the section ``[google]`` of the settings."""
    return {
        "people_endpoint": google.people_endpoint,
        "calendar_endpoint": google.calendar_endpoint,
        "token_endpoint": google.token_uri,
        "authorize_endpoint": google.auth_uri,
        "revoke_endpoint": google.revoke_uri,
    }


def settings(google: FakeGoogle, **more: object) -> GoogleSettings:
    return read(GoogleSettings, endpoints(google) | more)


def project_of(google: FakeGoogle) -> project.Project:
    return project.read(json.dumps(google.client_file()))


def project_file(google: FakeGoogle, folder: Path) -> Path:
    path = folder / "client_secret_1.apps.googleusercontent.com.json"
    path.write_text(json.dumps(google.client_file()))
    return path


class Browser:
    """Follows the address it is given as a browser does, in a thread of its own. ``before``: done
    first, with the address. :meth:`close` waits for it."""

    def __init__(self, before: Callable[[str], None] = lambda url: None) -> None:
        self._before = before
        self._threads: list[threading.Thread] = []
        self.urls: list[str] = []
        self.pages: list[str] = []

    def __call__(self, url: str) -> None:
        self.urls.append(url)
        self._threads.append(threading.Thread(target=self._follow, args=(url,)))
        self._threads[-1].start()

    def _follow(self, url: str) -> None:
        self._before(url)
        self.pages.append(fetch(url))

    def close(self) -> None:
        for thread in self._threads:
            thread.join(20)


def fetch(url: str) -> str:
    """The page at the end of all redirects; the status for an error."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return str(error.code)


def sign_in(google: FakeGoogle, browser: Browser | None = None, **more: object) -> Grant:
    """Through the real flow; ``more``: settings."""
    import time

    browser = browser or Browser()
    try:
        return Loopback(settings(google, **more), browser, time.monotonic).grant(project_of(google))
    finally:
        browser.close()


def sign_in_quickly(
    google: FakeGoogle, store: Store, keys: SalonKeys, at: int, account: str = ""
) -> Grant:
    """What the flow would leave, without a browser."""
    scopes = (*IDENTITY, *needed(settings(google)))
    token = google.oauth.new_refresh(scopes)
    account = account or google.oauth.sub
    grant = Grant(account, google.email, token, scopes, project_of(google))
    vault.keep_grant(store, keys, grant, at)
    sync_accounts.installation(store)
    return grant
