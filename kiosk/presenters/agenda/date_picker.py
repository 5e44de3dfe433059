"""A month to pick a day from: closed days, full days and today are marked. For a day of long ago
the year is asked for first, then the month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from kiosk.presenters.agenda.args import DatePickerArgs, DayPicked
from kiosk.presenters.agenda.no_time import mark
from kiosk.presenters.base import Presenter
from kiosk.salon.domain.text import Day, T, Text

WEEKS = 6
"""Rows of a month: no month touches more weeks."""
YEARS = 7 * WEEKS
"""As many as there are days: whoever comes today was most likely born in one of the last."""
Step = Literal["year", "month", "day"]
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 1)
"""Months that can be turned to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """``key``: the day in ISO form, of a month or year its beginning. ``note``: what is to be known
    of it. ``quiet``: nothing can be booked then; ``over``: it is past. ``other``: of the month
    before or after."""

    key: str
    number: Text
    note: Text = ""
    quiet: bool = False
    over: bool = False
    other: bool = False
    today: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class DatePickerState:
    """``step``: what the cells are. ``cells``: six weeks, Monday first, under ``heads``; the months
    of a year; or years. ``chosen``: the day so far. ``ahead``: days counted from it are offered."""

    step: Step = "day"
    month: Text = ""
    heads: tuple[Text, ...] = ()
    cells: tuple[DayCell, ...] = ()
    chosen: Text = ""
    ahead: bool = True


class DatePicker(Presenter[DatePickerState, DatePickerArgs]):
    """Hands back ``DayPicked``."""

    name = "date_picker"
    blank = DatePickerState()

    def forget(self) -> None:
        self._args = DatePickerArgs(day=date.min)
        self._month = date.min
        self._step: Step = "day"

    def enter(self, args: DatePickerArgs) -> None:
        if not FIRST <= args.day.replace(day=1) <= LAST:
            # Typed wrongly: nothing near it can be meant.
            args = replace(args, day=self.services.agenda.today(), chosen=False)
        self._args = args
        self._month = args.day.replace(day=1)
        self._step = "year" if args.use == "birth" else "day"
        self._redraw()

    def reenter(self, args: DatePickerArgs) -> None:
        self.enter(args)

    # -- touches ------------------------------------------------------------------------------

    def previous_month(self) -> None:
        """Of months and years, the page before."""
        if self._step == "day":
            self._turn((self._month - timedelta(days=1)).replace(day=1))
        else:
            self._leap(-1)

    def next_month(self) -> None:
        if self._step == "day":
            self._turn((self._month + timedelta(days=31)).replace(day=1))
        else:
            self._leap(1)

    def pick(self, key: str) -> None:
        day = date.fromisoformat(key)
        if self._step == "day":
            self._done(day)
            return
        self._step = "month" if self._step == "year" else "day"
        self._turn(day)

    def wider(self) -> None:
        """From the days to the months of the year, from those to the years."""
        self._step = "month" if self._step == "day" else "year"
        self._redraw()

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

    def _leap(self, pages: int) -> None:
        year = self._month.year + pages * (YEARS if self._step == "year" else 1)
        self._turn(self._month.replace(year=min(max(year, FIRST.year), LAST.year)))

    def _redraw(self) -> None:
        if self._step == "day":
            self._show_days()
        else:
            self._show_wide()

    def _show_wide(self) -> None:
        """The months of a year, or years: those of a page end with this one."""
        today, month = self.services.agenda.today(), self._month
        if self._step == "month":
            firsts = [date(month.year, number, 1) for number in range(1, 13)]
            names: list[Text] = [Day(first, "month") for first in firsts]
            title = str(month.year)
        else:
            last = month.year + (today.year - month.year) % YEARS
            firsts = [date(year, 1, 1) for year in range(last - YEARS + 1, last + 1)]
            names = [str(first.year) for first in firsts]
            title = f"{firsts[0].year}–{last}"
        future = self._args.use == "birth"
        chosen = self._args.day.isoformat() if self._args.chosen else ""
        length = 7 if self._step == "month" else 4
        self.show(
            DatePickerState(
                self._step,
                title,
                cells=tuple(
                    DayCell(
                        key=first.isoformat(),
                        number=name,
                        other=future and first > today,
                        today=first.isoformat()[:length] == today.isoformat()[:length],
                        chosen=first.isoformat()[:length] == chosen[:length],
                    )
                    for first, name in zip(firsts, names, strict=True)
                ),
                chosen=Day(self._args.day, "full") if self._args.chosen else "",
                ahead=self._args.use != "birth",
            )
        )

    def _show_days(self) -> None:
        first = self._month - timedelta(days=self._month.weekday())
        days = [first + timedelta(days=number) for number in range(7 * WEEKS)]
        today, notes = self.services.agenda.today(), self._notes(days)
        self.show(
            DatePickerState(
                "day",
                Day(self._month, "month"),
                tuple(Day(day, "weekday_short") for day in days[:7]),
                tuple(
                    DayCell(
                        key=day.isoformat(),
                        number=str(day.day),
                        note=notes.get(day, T("today") if day == today else ""),
                        quiet=day in notes,
                        over=day < today and self._args.use == "visits",
                        other=day.month != self._month.month,
                        today=day == today,
                        chosen=self._args.chosen and day == self._args.day,
                    )
                    for day in days
                ),
                Day(self._args.day, "full") if self._args.chosen else "",
                ahead=self._args.use != "birth",
            )
        )

    def _notes(self, days: list[date]) -> dict[date, Text]:
        """Why nothing can be booked on a day, for those from today on where that is so."""
        args, salon = self._args, self.services.context.salon
        if args.use != "visits":
            return {}
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
