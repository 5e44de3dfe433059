"""The Google account of the salon as the agent sees it."""

from __future__ import annotations

from kiosk.salon.store.sync import accounts as sync_accounts
from sync_agent.engine.problems import SignInAgain
from sync_agent.google.context import GoogleContext
from sync_agent.google.problems import sign_in_again
from sync_agent.google.settings import GoogleSettings
from sync_agent.google.signin import vault
from sync_agent.google.signin.access import Access
from sync_agent.open_salon import OpenSalon
from sync_agent.report import Report
from sync_agent.timing import StopToken

NOT_LOOKED = -1


class GoogleAccount:
    """See :class:`sync_agent.provider.Account`."""

    def __init__(self, settings: GoogleSettings, stop_token: StopToken) -> None:
        self._settings, self._stop_token = settings, stop_token
        self._signed_in_at = NOT_LOOKED
        self._access: Access | None = None
        self._made: GoogleContext | None = None

    @property
    def ready(self) -> bool:
        return self._access is not None

    def asks(self) -> SignInAgain:
        return sign_in_again()

    def forget(self) -> None:
        self._signed_in_at = NOT_LOOKED

    def look(self, salon: OpenSalon) -> bool:
        kept = sync_accounts.get(salon.store, vault.ACCOUNT)
        signed_in_at = 0 if kept is None else kept.signed_in_at
        if signed_in_at == self._signed_in_at:
            return False
        self._signed_in_at = signed_in_at
        self._access = self._made = None
        if kept is not None:
            try:
                grant = vault.grant(salon.store, salon.keys)
            except SignInAgain:
                sync_accounts.set_problem(salon.store, vault.ACCOUNT, "sign_in")
            else:
                endpoint = self._settings.token_endpoint
                self._access = Access.of(grant, endpoint, lambda: self._stop_token.now() / 1000)
        return True

    def context(self, salon: OpenSalon) -> GoogleContext:
        assert self._access is not None
        if self._made is None:
            kept = sync_accounts.get(salon.store, vault.ACCOUNT)
            self._made = GoogleContext(
                salon.services,
                self._settings,
                self._stop_token,
                self._access,
                kept.account if kept else "",
                sync_accounts.installation(salon.store),
            )
        return self._made

    def ended(self, salon: OpenSalon, report: Report) -> None:
        """A wrong clock looks like a lost sign-in, and setting it is what helps. A run that had
        nothing to ask for says nothing about the account."""
        store = salon.store
        wrong = self._access is not None and self._access.clock_wrong
        if report.outcome in ("ok", "question") and report.requests:
            with store.transaction():
                sync_accounts.set_ok(store, vault.ACCOUNT, self._stop_token.now())
                if wrong:
                    sync_accounts.set_problem(store, vault.ACCOUNT, "clock")
        elif report.outcome == "sign_in":
            sync_accounts.set_problem(store, vault.ACCOUNT, "clock" if wrong else "sign_in")
