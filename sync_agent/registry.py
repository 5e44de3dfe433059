"""Which remotes a salon has, by its settings. The next remote (a shop, a CRM) is one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.services.salon_services import Services
from kiosk.settings import Settings
from sync_agent.ports import LocalSide, Remote, Timing
from sync_agent.signin.access import Access

Pair = tuple[Remote, LocalSide]


@dataclass(frozen=True, slots=True)
class Making:
    """What a remote and its local side are made with. They live until the account changes, so that
    what they count (requests a minute) spans runs. ``access``: makes access tokens by itself.
    ``account``: whose data it is. ``installation``: marks things as this salon's."""

    services: Services
    settings: Settings
    timing: Timing
    access: Access
    account: str
    installation: str


@dataclass(frozen=True, slots=True)
class Entry:
    """``name``: as ``Remote.name``. ``entities``: of the change feed; a change of one of them calls
    for a run."""

    name: str
    entities: frozenset[str]
    make: Callable[[Making], Pair]


def entries(settings: Settings) -> tuple[Entry, ...]:
    """In the order in which they run: appointments name clients, so clients come first."""
    return ()
