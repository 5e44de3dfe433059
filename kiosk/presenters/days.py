"""What the pages that show one day after the other share."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.presenters.agenda.args import DatePickerArgs, DayPicked
from kiosk.presenters.args import Result
from kiosk.presenters.base import A, Presenter, S


class DayByDay(Presenter[S, A]):
    """Arrows and a month lead to another day, none that is still to come: nothing happened on it
    yet."""

    _day = date.min

    def previous_day(self) -> None:
        self._turn(self._day - timedelta(days=1))

    def next_day(self) -> None:
        self._turn(self._day + timedelta(days=1))

    def pick_day(self) -> None:
        self.host.go(DatePickerArgs(day=self._day, use="plain"))

    def resume(self, result: Result | None = None) -> None:
        if isinstance(result, DayPicked):
            self._turn(result.day)
        else:
            self._again()

    def _turn(self, day: date) -> None:
        self._day = min(day, self.services.context.today())
        self._load("")

    def _again(self) -> None:
        """As it was, with what happened meanwhile."""
        raise NotImplementedError

    def _load(self, chosen: str) -> None:
        """Shows the day, and of it the row with the key ``chosen`` in full."""
        raise NotImplementedError
