"""A provider without an internet: an account that lets in, and remotes as a test wants them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.salon.domain.text import T
from kiosk.salon.settings.section import Section
from sync_agent.engine.problems import SignInAgain
from sync_agent.open_salon import OpenSalon
from sync_agent.provider import Entry, Provider, Requests, SignIn
from sync_agent.report import Report
from sync_agent.workers import Work, Worker


@dataclass
class ShopAccount:
    """``made``: how often something was made with it; ``outcomes``: of its runs."""

    ready: bool = True
    made: int = 0
    outcomes: list[str] = field(default_factory=list)

    def asks(self) -> SignInAgain:
        return SignInAgain()

    def look(self, _salon: OpenSalon) -> bool:
        return False

    def forget(self) -> None:
        pass

    def context(self, _salon: OpenSalon) -> str:
        self.made += 1
        return "shop"

    def ended(self, _salon: OpenSalon, report: Report) -> None:
        self.outcomes.append(report.outcome)


def _no_requests(*_: object) -> Requests:
    raise AssertionError("nobody signs in here")


def entry(name: str, work: Work) -> Entry:
    return Entry(name, T("Orders"), "other", "in", frozenset(), lambda _: Worker(work))


def shop(account: ShopAccount, *entries: Entry) -> Provider[Section]:
    def remotes(_: object) -> Sequence[Entry]:
        return entries

    return Provider(
        name="shop",
        title="Shop",
        about=T("Orders"),
        settings=Section,
        account=lambda *_: account,
        remotes=remotes,
        sign_in=SignIn(_no_requests),
    )
