"""Who lets the remotes of one provider in. The agent knows no more about signing in than this."""

from __future__ import annotations

from typing import Any, Protocol

from sync_agent.engine.problems import SignInAgain
from sync_agent.report import Report
from sync_agent.workplace import Workplace


class Account(Protocol):
    """One per provider and process."""

    @property
    def ready(self) -> bool:
        """Whether somebody is signed in: only then do its remotes run."""

    def asks(self) -> SignInAgain:
        """What is said where nobody is signed in."""

    def look(self, place: Workplace) -> bool:
        """Looks who is signed in. True when that is another than at the last look (or nobody any
        more): whatever was made with the one before is made anew."""

    def forget(self) -> None:
        """The next look is like the first one."""

    def making(self, place: Workplace) -> Any:
        """What ``Entry.make`` of its remotes is given, the same until the next change."""

    def told(self, place: Workplace, report: Report) -> None:
        """How a run ended, for what the desk shows of the account."""
