"""Signing in to Google and out, and importing its files, for somebody at the desk."""

from __future__ import annotations

from contextlib import suppress

from kiosk.salon.domain.errors import NeedsPerson, PultError
from kiosk.salon.domain.keys import sync_import
from kiosk.salon.domain.text import T
from kiosk.salon.language.speaker import speaker
from kiosk.salon.store.sync import accounts as sync_accounts
from sync_agent.engine.problems import Offline, Stopped
from sync_agent.google.settings import GoogleSettings
from sync_agent.google.signin import errors, importing, vault
from sync_agent.google.signin.browser import opened_by
from sync_agent.google.signin.flow import Loopback, revoke
from sync_agent.open_salon import OpenSalon
from sync_agent.timing import StopToken


class GoogleRequests:
    """See :class:`sync_agent.provider.Requests`."""

    def __init__(self, settings: GoogleSettings, salon: OpenSalon, stop_token: StopToken) -> None:
        self._settings, self._salon, self._stop_token = settings, salon, stop_token

    def sign_in(self) -> None:
        """In a browser on this machine. Raises what :class:`Loopback` raises."""
        project = vault.project(self._salon.store, self._salon.keys)
        if project is None:
            raise errors.no_project()
        with opened_by(self._settings.browser, self._stop_token.wait) as browse:
            way = Loopback(
                self._settings, browse, self._stop_token.monotonic, self._check, self._goodbye()
            )
            grant = way.grant(project)
            vault.keep_grant(self._salon.store, self._salon.keys, grant, self._stop_token.now())

    def _check(self) -> None:
        if self._stop_token.leaving:
            raise Stopped()
        self._stop_token.check()

    def _goodbye(self) -> str:
        said = T("Done. You can close this window.")
        with suppress(PultError):
            profile = self._salon.services.context.salon
            return speaker(profile.language, profile.zone).say(said)
        return said.plain()

    def sign_out(self) -> None:
        """Forgotten here whatever Google answers; ended there when it can be reached."""
        store = self._salon.store
        token = ""
        with suppress(NeedsPerson):
            token = vault.grant(store, self._salon.keys).refresh_token
        vault.forget_grant(store)
        if token and not revoke(token, self._settings.revoke_endpoint):
            raise Offline()

    def bring_in(self, detail: str) -> None:
        path, code = sync_import.read(self._salon.keys, detail)
        importing.from_path(
            self._salon.store,
            self._salon.keys,
            self._salon.settings.files.sticks,
            path,
            code,
            self._stop_token.now(),
        )


def signed_in_as(salon: OpenSalon) -> str:
    """The address, "" when nobody is signed in."""
    kept = sync_accounts.get(salon.store, vault.ACCOUNT)
    return "" if kept is None else kept.title
