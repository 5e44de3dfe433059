"""A month to pick a day from: closed days, full days and today are marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.presenters.agenda.args import DatePickerArgs, DayPicked
from kiosk.presenters.agenda.no_time import mark
from kiosk.presenters.base import Presenter
from kiosk.salon.domain.text import Day, T, Text

WEEKS = 6
"""Rows of a month: no month touches more weeks."""
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 1)
"""Months that can be turned to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """``key``: the day in ISO form. ``note``: what is to be known of it. ``quiet``: nothing can be
    booked then; ``over``: it is past. ``other``: of the month before or after."""

    key: str
    number: str
    note: Text = ""
    quiet: bool = False
    over: bool = False
    other: bool = False
    today: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class DatePickerState:
    """``cells``: six weeks, Monday first, under ``heads``. ``chosen``: the day so far."""

    month: Text = ""
    heads: tuple[Text, ...] = ()
    cells: tuple[DayCell, ...] = ()
    chosen: Text = ""


class DatePicker(Presenter[DatePickerState, DatePickerArgs]):
    """Hands back ``DayPicked``."""

    name = "date_picker"
    blank = DatePickerState()

    def forget(self) -> None:
        self._args = DatePickerArgs(day=date.min)
        self._month = date.min

    def enter(self, args: DatePickerArgs) -> None:
        self._args = args
        self._month = args.day.replace(day=1)
        self._redraw()

    def reenter(self, args: DatePickerArgs) -> None:
        self.enter(args)

    # -- touches ------------------------------------------------------------------------------

    def previous_month(self) -> None:
        self._turn((self._month - timedelta(days=1)).replace(day=1))

    def next_month(self) -> None:
        self._turn((self._month + timedelta(days=31)).replace(day=1))

    def pick(self, key: str) -> None:
        self._done(date.fromisoformat(key))

    def today(self) -> None:
        self._done(self.services.agenda.today())

    def ahead(self, weeks: int) -> None:
        """So many weeks after the day chosen now."""
        self._done(self._args.day + timedelta(weeks=weeks))

    # -- inside -------------------------------------------------------------------------------

    def _turn(self, month: date) -> None:
        self._month = min(max(month, FIRST), LAST)
        self._redraw()

    def _done(self, day: date) -> None:
        self.host.back(DayPicked(day, self._args.what))

    def _redraw(self) -> None:
        first = self._month - timedelta(days=self._month.weekday())
        days = [first + timedelta(days=number) for number in range(7 * WEEKS)]
        today, notes = self.services.agenda.today(), self._notes(days)
        self.show(
            DatePickerState(
                Day(self._month, "month"),
                tuple(Day(day, "weekday_short") for day in days[:7]),
                tuple(
                    DayCell(
                        key=day.isoformat(),
                        number=str(day.day),
                        note=notes.get(day, T("today") if day == today else ""),
                        quiet=day in notes,
                        over=day < today,
                        other=day.month != self._month.month,
                        today=day == today,
                        chosen=day == self._args.day,
                    )
                    for day in days
                ),
                Day(self._args.day, "full"),
            )
        )

    def _notes(self, days: list[date]) -> dict[date, Text]:
        """Why nothing can be booked on a day, for those from today on where that is so."""
        args, salon = self._args, self.services.context.salon
        to_come = [day for day in days if day >= self.services.agenda.today()]
        if not to_come:
            return {}
        first, last = to_come[0], to_come[-1]
        calendar = self.services.hours.calendar(first, last)
        times = self.services.planning.free_times(
            args.service_ids, first, last, args.staff_id, own=args.own
        )
        free = {salon.business_day(time.starts_at) for time in times}
        return {day: mark(calendar, day, args.staff_id) for day in to_come if day not in free}
