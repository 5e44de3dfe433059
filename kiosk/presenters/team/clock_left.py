"""When did you leave? An earlier day is still open, and nobody guesses its end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.args import Result
from kiosk.presenters.base import Limits, Presenter
from kiosk.presenters.team.args import ClockLeftArgs, ClockResultArgs, TimesheetArgs
from kiosk.presenters.till.args import ApproveArgs, Approved
from kiosk.salon.domain.clock import MINUTE_MS
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.text import Day, Duration, T, Text, TimeOfDay
from kiosk.salon.domain.timeclock.punch import PunchResult, Source

QUARTER, HOUR = 15, 60
"""Minutes."""
LITTLE, MUCH = Duration(QUARTER), Duration(HOUR)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLeftState:
    """``time``: the answer so far. ``sooner``/``later``: the answer can still move there, by
    ``little`` or ``much``. ``leaves_now``: they may also say that they leave only now."""

    headline: Text = ""
    question: Text = ""
    day: Text = ""
    time: Text = ""
    sooner: bool = True
    later: bool = True
    little: Text = LITTLE
    much: Text = MUCH
    leaves_now: bool = False
    error: Text = ""


class ClockLeft(Presenter[ClockLeftState, ClockLeftArgs]):
    name = "clock_left"
    audience = "customer"
    limits = Limits(45, 60, "back")
    blank = ClockLeftState()

    def forget(self) -> None:
        self._asked: PunchResult | None = None
        self._source: Source = "card"
        self._at = self._from = self._to = 0

    def enter(self, args: ClockLeftArgs) -> None:
        asked = args.asked
        if asked.open_since is None or asked.left_by is None:
            self.host.back()
            return
        salon = self.services.context.salon
        day, end = salon.business_day(asked.open_since), asked.left_by
        self._asked, self._source = asked, args.source
        step = QUARTER * MINUTE_MS
        self._from = asked.open_since - asked.open_since % step + step
        self._to = end - 1 - (end - 1) % step
        opening = self.services.hours.opening(day)
        closing = salon.instant(day, opening[-1][1]) if opening else self._to
        self._at = min(max(closing, self._from), self._to)
        self.hardware.sound("attention")
        self.show(
            ClockLeftState(
                headline=T("{name}, when did you leave?", name=asked.first_name),
                question=T(
                    "Your last entry is from {time}. It has no end.",
                    time=TimeOfDay(asked.open_since),
                ),
                day=Day(day),
                leaves_now=asked.leaves_now,
            )
        )
        self._move(0)

    def earlier(self, minutes: int = QUARTER) -> None:
        self._move(-minutes)

    def later(self, minutes: int = QUARTER) -> None:
        self._move(minutes)

    def _move(self, minutes: int) -> None:
        self._at = max(self._from, min(self._to, self._at + minutes * MINUTE_MS))
        self.show(
            replace(
                self.state,
                time=TimeOfDay(self._at),
                sooner=self._at > self._from,
                later=self._at < self._to,
                error="",
            )
        )

    def save(self) -> None:
        """Closes that day and clocks in for today."""
        if self._asked is None:
            return
        result = self.services.timeclock.left_at(self._asked.staff_id, self._at, self._source)
        self.host.swap(ClockResultArgs(result, self._source))

    def ask_manager(self) -> None:
        """The day was otherwise than this page can say: a manager shows a card or types the PIN
        here."""
        if self._asked is not None:
            self.host.go(ApproveArgs(T("Correct the times of {name}", name=self._asked.first_name)))

    def resume(self, result: Result | None = None) -> None:
        """A manager may correct that day; nobody else sees it."""
        if isinstance(result, Approved) and self._asked is not None:
            day = self.services.context.salon.business_day(self._asked.open_since or 0)
            self.host.swap(
                TimesheetArgs(self._asked.staff_id, result.approved_by, day, opened=True)
            )

    def leave_now(self) -> None:
        """It was that long a shift, and ends now."""
        if self._asked is not None:
            result = self.services.timeclock.leaves_now(self._asked.staff_id, self._source)
            self.host.swap(ClockResultArgs(result, self._source))

    def refused(self, error: PultError) -> None:
        self.hardware.sound("refuse")
        self.show(replace(self.state, error=error.message))
