"""Something was recorded later than now: is the clock right? Then what waited for it goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.fiscal.args import ClockDoubtArgs
from kiosk.salon.domain.people import manages
from kiosk.salon.domain.text import Day, T, Text, TimeOfDay


@dataclass(frozen=True, slots=True)
class ClockDoubtState:
    """``may_set``: whoever is here may set the clock."""

    day: Text = ""
    time: Text = ""
    may_set: bool = False


class ClockDoubt(Presenter[ClockDoubtState, ClockDoubtArgs]):
    """Over the page that waits, which stays as it was."""

    name = "clock_doubt"
    blank = ClockDoubtState()
    aside = True

    def forget(self) -> None:
        self._again: Callable[[], object] | None = None

    def enter(self, args: ClockDoubtArgs) -> None:
        self._again = args.again
        self.tick()

    def tick(self) -> None:
        now = self.services.context.now()
        day = self.services.context.salon.local(now).date()
        self.show(ClockDoubtState(Day(day, "long"), TimeOfDay(now), manages(self.host.staff)))

    def right(self) -> None:
        """Day and time are right: the receipt is written after all."""
        again, by = self._again, self.by
        if again is None or by is None:
            return
        self.services.fiscal.confirm_clock(by)
        self.host.back()
        again()

    def wrong(self) -> None:
        """A manager sets it, on the page for that; nothing was written."""
        manager = manages(self.host.staff)
        self.host.back()
        if manager:
            self.host.go("clock_form")
        else:
            self.host.say(Toast(T("Call a manager to set the clock."), "warn"))
