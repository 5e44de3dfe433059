"""Google: the salon's contacts and calendar, kept the same in one account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.salon.domain.text import T
from sync_agent.google.page import PAGE
from sync_agent.google.settings import GoogleSettings
from sync_agent.provider import (
    Account,
    Command,
    Configured,
    Entry,
    Load,
    Provider,
    Requests,
    SignIn,
)

if TYPE_CHECKING:
    import argparse

    from sync_agent.open_salon import OpenSalon
    from sync_agent.timing import StopToken

# What is behind these is imported when it is needed: the commands and the desk's own programs name
# this provider without ever talking to it.


def _account(account: Configured[GoogleSettings], stop_token: StopToken) -> Account:
    from sync_agent.google.account import GoogleAccount

    return GoogleAccount(account.settings, stop_token)


def _remotes(account: Configured[GoogleSettings]) -> tuple[Entry, ...]:
    from sync_agent.google.remotes import remotes

    return remotes(account)


def _requests(
    account: Configured[GoogleSettings], salon: OpenSalon, stop_token: StopToken
) -> Requests:
    from sync_agent.google.requests import GoogleRequests

    return GoogleRequests(account.settings, salon, stop_token)


def _add_actions(parser: argparse.ArgumentParser, load: Load) -> None:
    from sync_agent.google import command

    command.add_actions(parser, load)


PROVIDER = Provider(
    name="google",
    title="Google",
    about=T("Contacts and calendar"),
    settings=GoogleSettings,
    account=_account,
    remotes=_remotes,
    sign_in=SignIn(_requests, files=True, needs="google-project"),
    promises=(
        (
            "phone",
            T(
                "Clients are in the address book of your phones, "
                "and what you edit there comes back here."
            ),
        ),
        ("calendar", T("The bookings of the day stand in a Google calendar, by stylist.")),
        ("eye", T("Only the salon's own label is read. Your private contacts never come here.")),
        ("cloud-off", T("Without a connection everything here goes on working.")),
    ),
    command=Command(
        "sign in to Google, sign out, import its files",
        "What stands between this salon and its Google account. Step by step: docs/google.md.",
        _add_actions,
    ),
    page=PAGE,
)
