"""What people do in more than one play."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.demo.stage import Stage
from kiosk.demo.touches import Seen, widgets
from kiosk.salon.domain.text import Msg, T

DONE = T("Done")
MOST_BACK = 6
"""Steps back from anywhere."""


class Acts:
    """``cash``: what was paid in cash so far, in minor units, as the screen said."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._last_number = ""
        self.cash = 0

    def _checked_in(self, title: str) -> None:
        stage = self._stage
        stage.hand.at("checkin_done")
        stage.picture(title)
        stage.tap(T("Close"))
        stage.hand.at("attract")

    def _by_cash(self, caption: str) -> None:
        """The next larger sum is given for the bill on the desk."""
        stage = self._stage
        stage.tap(T("Cash"))
        stage.hand.at("pay_cash")
        stage.picture(caption)
        self.cash += stage.hand.wait(_cash_due, "a sum to pay")
        note = stage.hand.wait(_next_note, "banknote button")
        stage.hand.tap_at(note["x"], note["y"])

    def _paid(
        self,
        title: str,
        paper: str,
        done: Msg = DONE,
        besides: Callable[[], object] = lambda: None,
    ) -> None:
        """``besides``: what is done there before the next customer."""
        stage = self._stage
        stage.hand.at("paid")
        self._last_number = stage.hand.wait(_number, "a document's number")
        stage.picture(title)
        stage.paper(paper)
        besides()
        stage.tap(done)
        stage.hand.at("desk")

    def _to_desk(self) -> None:
        """Back to the agenda, from wherever it is."""
        hand = self._stage.hand
        for _ in range(MOST_BACK):
            screen = hand.look()["screen"]
            if screen == "desk":
                break
            hand.tap(icon="arrow-left")
            hand.wait(_other_than(screen), "another screen")


def _other_than(screen: str) -> Callable[[Seen], bool]:
    return lambda seen: bool(seen.get("screen")) and seen["screen"] != screen


def _cash_due(seen: Seen) -> int:
    """What is to be paid in cash, in minor units, as the page says it in large figures."""
    if seen.get("screen") != "pay_cash":
        return 0
    loud = next((one["text"] for one in widgets(seen) if one["class"] == "Loud"), "")
    return int("".join(char for char in loud if char.isdigit()) or 0)


def _next_note(seen: Seen) -> dict[str, Any] | None:
    """The button of the smallest sum above the exact one."""
    if seen.get("screen") != "pay_cash":
        return None
    sums = {
        int("".join(char for char in widget["text"] if char.isdigit())): widget
        for widget in widgets(seen)
        if widget["tap"] and not widget["disabled"] and widget["class"] == "Btn"
        if any(char.isdigit() for char in widget["text"])
    }
    ordered = [sums[amount] for amount in sorted(sums)]
    return ordered[1] if len(ordered) > 1 else None


def _number(seen: Seen) -> str:
    """The newest document's number, as the screen after a payment shows it."""
    for widget in widgets(seen):
        parts = widget["text"].split("-")
        if len(parts) == 3 and all(part.isalnum() for part in parts):
            return str(widget["text"])
    return ""
