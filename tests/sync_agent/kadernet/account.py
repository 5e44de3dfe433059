"""Who is signed in to a shop, and signing in."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.keys import sealing
from kiosk.salon.domain.text import T
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.sync import accounts as sync_accounts
from sync_agent.engine.problems import SignInAgain
from sync_agent.open_salon import OpenSalon
from sync_agent.provider import Configured
from sync_agent.report import Report
from sync_agent.timing import StopToken
from tests.sync_agent.kadernet.internet import SHOPS
from tests.sync_agent.kadernet.settings import KadernetSettings

PURPOSE = "kadernet"


@dataclass(frozen=True)
class ShopContext:
    """What the remotes of a shop are made with."""

    services: Services
    name: str
    owner: str


class KadernetAccount:
    """See :class:`sync_agent.provider.Account`."""

    def __init__(self, account: Configured[KadernetSettings], stop_token: StopToken) -> None:
        self._account, self._stop_token = account, stop_token
        self._owner: str | None = None

    @property
    def ready(self) -> bool:
        return bool(self._owner)

    def asks(self) -> SignInAgain:
        return SignInAgain()

    def forget(self) -> None:
        self._owner = None

    def look(self, salon: OpenSalon) -> bool:
        kept = sync_accounts.get(salon.store, self._account.name)
        owner = "" if kept is None else kept.account
        before, self._owner = self._owner, owner
        return owner != before

    def context(self, salon: OpenSalon) -> ShopContext:
        assert self._owner
        return ShopContext(salon.services, self._account.name, self._owner)

    def ended(self, salon: OpenSalon, report: Report) -> None:
        if report.outcome == "ok":
            sync_accounts.set_ok(salon.store, self._account.name, self._stop_token.now())


class KadernetRequests:
    """See :class:`sync_agent.provider.Requests`."""

    def __init__(
        self, account: Configured[KadernetSettings], salon: OpenSalon, stop_token: StopToken
    ) -> None:
        self._account, self._salon, self._stop_token = account, salon, stop_token

    def sign_in(self) -> None:
        name, owner = self._account.name, SHOPS[self._account.name].owner
        sealed = sealing.seal(self._salon.keys, PURPOSE, "key of the shop")
        kept = sync_accounts.Account(name, owner, owner, *sealed, self._stop_token.now())
        sync_accounts.put(self._salon.store, kept)

    def sign_out(self) -> None:
        sync_accounts.forget(self._salon.store, self._account.name)

    def bring_in(self, detail: str) -> None:
        raise Refused(T("There are no files of Kadernet."))
