"""When so much is gone or changed at once that a person should look first.

Whoever reads a list that was cut short, a wrong account or somebody's experiment sees "everything
was deleted". Only edits of fields that count on both sides and disappearances are counted; things
that are new, and what only we change (visits, points), are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import book as sync_book


@dataclass(frozen=True, slots=True)
class ChangeCount:
    """``direction``: ``here``, what came from the remote is about to change our side; ``there``:
    the other way round. ``of``: how many things are linked."""

    direction: str
    gone: int = 0
    changed: int = 0
    of: int = 0

    def detail(self) -> dict[str, object]:
        return {
            "direction": self.direction,
            "gone": self.gone,
            "changed": self.changed,
            "of": self.of,
        }


def too_much(count: ChangeCount, least: int, share_bp: int) -> bool:
    """More than ``least`` things and more than ``share_bp`` basis points of all."""
    return count.gone + count.changed > max(least, count.of * share_bp // 10_000)


def covered(count: ChangeCount, allowed: Mapping[str, Any], least: int) -> bool:
    """Whether what somebody said yes to was about as much as this: work went on meanwhile."""
    return (
        count.gone <= int(allowed.get("gone", 0)) + least
        and count.changed <= int(allowed.get("changed", 0)) + least
    )


def said_yes(store: Store, remote: str, count: ChangeCount, least: int, now: int) -> bool:
    """Whether somebody said yes to this much. Every answer in its direction is used up: one that
    does not cover it leaves no case behind that nobody could answer again. A question that asked
    about less is withdrawn: whoever looks at it now would say yes to what it does not show."""
    yes = False
    for case in sync_book.open_cases(store, remote, "guard"):
        if case.detail.get("direction", "") != count.direction:
            continue
        enough = covered(count, case.detail, least)
        yes = yes or (enough and case.answer == "go")
        if case.answer or not enough:
            sync_book.settle(store, case.number, now)
    return yes
