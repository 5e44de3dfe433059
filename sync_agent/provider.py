"""What a provider declares. It is one folder with a ``PROVIDER`` and one line in the registry; the
agent, the commands and the desk know no more of it than what stands here."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from kiosk.salon.domain.text import Msg
from kiosk.salon.settings import Settings
from kiosk.salon.settings.pages import Page
from kiosk.salon.settings.section import Section
from kiosk.salon.store.sync.services import About, Direction

if TYPE_CHECKING:
    from sync_agent.engine.problems import SignInAgain
    from sync_agent.open_salon import OpenSalon
    from sync_agent.report import Report
    from sync_agent.timing import StopToken
    from sync_agent.workers import Worker

S = TypeVar("S", bound=Section)


@dataclass(frozen=True, slots=True)
class Configured(Generic[S]):
    """One account as the settings name it. ``title``: a proper name, the same in every language;
    sentences say it as ``{service}``. Both are the provider's own where it has but one account."""

    name: str
    title: str
    settings: S


class Account(Protocol):
    """Who lets the remotes of one account in: one per account and process."""

    @property
    def ready(self) -> bool:
        """Whether somebody is signed in: only then do its remotes run."""

    def asks(self) -> SignInAgain:
        """What is said where nobody is signed in."""

    def look(self, salon: OpenSalon) -> bool:
        """Looks who is signed in. True when that is another than at the last look (or nobody any
        more): whatever was made with the one before is made anew."""

    def forget(self) -> None:
        """The next look is like the first one."""

    def context(self, salon: OpenSalon) -> Any:
        """What ``Entry.make`` of its remotes is given, the same until the next change."""

    def ended(self, salon: OpenSalon, report: Report) -> None:
        """How a run ended, for what the desk shows of the account."""


class Requests(Protocol):
    """What a person at the desk asks for besides a run. Each raises the errors of
    :mod:`sync_agent.engine.problems`, or Refused with what to do."""

    def sign_in(self) -> None: ...

    def sign_out(self) -> None: ...

    def bring_in(self, detail: str) -> None:
        """Takes a file from a stick in; ``detail``: see ``kiosk.salon.domain.keys.sync_import``."""


@dataclass(frozen=True, slots=True)
class SignIn(Generic[S]):
    """How somebody signs in at the desk. ``files``: a sign-in made elsewhere can be taken from a
    stick. ``needs``: name of what has to be imported first (a row of ``sync_account``), "" for
    nothing."""

    requests: Callable[[Configured[S], OpenSalon, StopToken], Requests]
    files: bool = False
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A remote. ``name``: as ``Remote.name``, begins with the account's. ``title``: in lists of
    runs. ``entities``: of the change feed; a change of one of them calls for a run. ``make``: its
    worker, which lives until the account changes, of what :meth:`Account.context` returns.
    ``on``: whether the settings want it."""

    name: str
    title: Msg
    about: About
    direction: Direction
    entities: frozenset[str]
    make: Callable[[Any], Worker]
    on: bool = True


Load = Callable[[Path], Settings]
"""Reads a settings file with the sections of all providers."""


@dataclass(frozen=True, slots=True)
class Command:
    """``pult NAME`` and ``pult-sync NAME``, where NAME is the provider's."""

    help: str
    description: str
    add_actions: Callable[[argparse.ArgumentParser, Load], None]


@dataclass(frozen=True, slots=True)
class Provider(Generic[S]):
    """``name``: its section of the settings. ``about``: what it is for, in a menu. ``promises``:
    icon and words of what comes of signing in. ``accounts``: names and titles of its accounts, in
    the order in which they run; None: one, named and called as the provider is. ``page``: what of
    its settings can be set at the screen."""

    name: str
    title: str
    about: Msg
    settings: type[S]
    account: Callable[[Configured[S], StopToken], Account]
    remotes: Callable[[Configured[S]], Sequence[Entry]]
    sign_in: SignIn[S]
    promises: tuple[tuple[str, Msg], ...] = ()
    accounts: Callable[[S], Mapping[str, str]] | None = None
    page: Page | None = None
    command: Command | None = None
