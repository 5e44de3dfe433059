"""Kadernet: the shops of a salon, each an account of its own."""

from __future__ import annotations

from kiosk.salon.domain.text import T
from sync_agent.provider import Provider, SignIn
from tests.sync_agent.kadernet.account import KadernetAccount, KadernetRequests
from tests.sync_agent.kadernet.remotes import remotes
from tests.sync_agent.kadernet.settings import KadernetSettings


def _accounts(settings: KadernetSettings) -> dict[str, str]:
    return {f"kadernet.{shop}": f"Kadernet {shop.capitalize()}" for shop in settings.shops}


PROVIDER = Provider(
    name="kadernet",
    title="Kadernet",
    about=T("Contacts and orders"),
    settings=KadernetSettings,
    account=KadernetAccount,
    remotes=remotes,
    sign_in=SignIn(KadernetRequests),
    promises=(("box", T("Orders of the shop stand here a moment later.")),),
    accounts=_accounts,
)
