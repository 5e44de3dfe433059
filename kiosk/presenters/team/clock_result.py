"""Clocked in or out: who, what, when, hours; a short while to say it was meant otherwise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kiosk.presenters.args import Result
from kiosk.presenters.base import Limits, Presenter, Tone
from kiosk.presenters.team.args import ClockLeftArgs, ClockResultArgs, TimesheetArgs
from kiosk.presenters.till.args import ApproveArgs, Approved
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.text import Duration, Msg, T, Text, TimeOfDay
from kiosk.salon.domain.timeclock.punch import UNDO_MS, Hours, PunchKind, PunchResult, Source
from kiosk.salon.services.cards import TappedCard

SECONDS = UNDO_MS // 1000
"""Shown as long as the punch can be taken back."""

WORDS: dict[PunchKind, tuple[Msg, Msg, str]] = {
    "in": (T("{name}, in at {time}"), T("Clock in"), "log-in"),
    "out": (T("{name}, out at {time}"), T("Clock out"), "log-out"),
    "break": (T("{name}, break from {time}"), T("Break"), "coffee"),
    "back": (T("{name}, back at {time}"), T("Back to work"), "log-in"),
}
"""What was recorded in one line, what a button says that records it, and the icon of both."""

CORRECTED = T("A manager has corrected your times. Look at them under Attendance.")


def hours_of(hours: Hours) -> Msg:
    """How long somebody has worked."""
    return T(
        "Today {today} · this week {week}",
        today=Duration(hours.today_minutes),
        week=Duration(hours.week_minutes),
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: another kind of punch."""

    kind: PunchKind
    text: Text
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockResultState:
    """``note``: why nothing changed. ``undo``: "that wasn't meant" is still possible."""

    headline: Text = ""
    note: Text = ""
    hours: Text = ""
    icon: str = ""
    tone: Tone = "ok"
    offers: tuple[Offer, ...] = ()
    undo: bool = False
    closes_in: int = 0


def _offer(kind: PunchKind, made: PunchResult) -> Offer:
    _, words, icon = WORDS[kind]
    if kind == "in" and made.kind == "out" and made.punch_id is not None:
        # Instead of the departure from last night's shift.
        words = T("I have only just come")
    return Offer(kind, words, icon)


class ClockResult(Presenter[ClockResultState, ClockResultArgs]):
    name = "clock_result"
    audience = "customer"
    limits = Limits(0, SECONDS, "back")
    blank = ClockResultState()

    def forget(self) -> None:
        self._result: PunchResult | None = None
        self._source: Source = "card"
        self._until = 0.0
        self._language = ""

    def enter(self, args: ClockResultArgs) -> None:
        self._language = self.host.language
        self._begin(args)

    def reenter(self, args: ClockResultArgs) -> None:
        """The next person's card, or their PIN, replaces what is shown."""
        self._begin(args)

    def resume(self, result: Result | None = None) -> None:
        """A manager may correct; else nobody looks at this any more."""
        if isinstance(result, Approved) and self._result is not None:
            today = self.services.context.today()
            self.host.swap(
                TimesheetArgs(self._result.staff_id, result.approved_by, today, opened=True)
            )
        else:
            self.host.back()

    def leave(self) -> None:
        # On staff screens the language of whoever works there comes back.
        if self._language:
            self.host.set_language(self._language)
        super().leave()

    def card(self, card: TappedCard) -> bool:
        """The next person's card replaces what is shown at once."""
        if card.staff is None or self.host.role == "checkin":
            return False
        if not self.services.context.card_rules.may_clock(card.tap):
            return False
        self._begin(ClockResultArgs(card.staff.id))
        return True

    def _begin(self, args: ClockResultArgs) -> None:
        result = args.of
        if not isinstance(result, PunchResult):
            try:
                result = self.services.timeclock.tap(result, args.source)
            except PultError:
                # Whoever is below says why; there is nothing to show here.
                self.host.back()
                raise
        self._source = args.source
        self.host.set_language(self.services.team.member(result.staff_id).language)
        if result.outcome == "ask_left":
            self.host.swap(ClockLeftArgs(result, args.source))
            return
        self.hardware.sound("ok" if result.outcome == "recorded" else "refuse")
        self._show(result)

    def _show(self, result: PunchResult) -> None:
        self._result = result
        self._until = self.clock.monotonic() + SECONDS
        headline, _, icon = WORDS[result.kind or "in"]
        notes: dict[Literal["recorded", "undone", "repeated", "ask_left"], Text] = {
            "repeated": T("This was recorded already. Nothing was changed."),
            "undone": T("Undone. It does not count."),
        }
        self.show(
            ClockResultState(
                headline=headline.of(name=result.first_name, time=TimeOfDay(result.at)),
                note=CORRECTED if result.corrected else notes.get(result.outcome, ""),
                hours=hours_of(result.hours),
                icon="undo" if result.outcome == "undone" else icon,
                tone="ok" if result.outcome == "recorded" else "info",
                offers=tuple(_offer(other, result) for other in result.offers),
                undo=result.punch_id is not None,
                closes_in=SECONDS,
            )
        )

    def tick(self) -> None:
        left = round(self._until - self.clock.monotonic())
        if left <= 0:
            self.host.back()
        else:
            self.show(replace(self.state, closes_in=left))

    def choose(self, kind: PunchKind) -> None:
        """It was meant as another kind, or another kind follows."""
        if self._result is not None:
            result = self.services.timeclock.choose(self._result.staff_id, kind, self._source)
            if result.outcome == "ask_left":
                self.host.swap(ClockLeftArgs(result, self._source))
                return
            self.hardware.sound("ok")
            self._show(result)

    def ask_manager(self) -> None:
        """Something is wrong that takes a manager, who shows a card or types the PIN here."""
        if self._result is not None:
            self.host.go(
                ApproveArgs(T("Correct the times of {name}", name=self._result.first_name))
            )

    def undo(self) -> None:
        """That wasn't meant."""
        if self._result is not None and self._result.punch_id is not None:
            self._show(self.services.timeclock.undo(self._result.punch_id))
            self.hardware.sound("ok")
