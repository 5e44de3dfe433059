"""Days that are not as usual: closed days of the salon; absences and other hours of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.presenters.agenda.args import DayFormArgs, HoursDaysArgs, TimeOffFormArgs
from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.forms import require_manager
from kiosk.presenters.rows import Row
from kiosk.salon.domain.agenda import typed
from kiosk.salon.domain.agenda.hours import ABSENCES, OFF_KINDS, HoursException, TimeOff
from kiosk.salon.domain.country import holidays
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Day, T, Text, side_by_side
from kiosk.salon.services.agenda.hours import OfferedHoliday

AHEAD = timedelta(days=366)
HOLIDAY = "holiday"
"""Begins the key of a public holiday's row."""


@dataclass(frozen=True, slots=True)
class HoursDaysState:
    """``rows``: what was entered, from today on. ``holidays``: of the country, those taken are
    ticked. ``person``: whether it is about one of the team."""

    title: Text = ""
    rows: tuple[Row, ...] = ()
    holidays: tuple[Row, ...] = ()
    person: bool = False


class HoursDays(Presenter[HoursDaysState, HoursDaysArgs]):
    name = "hours_days"
    blank = HoursDaysState()

    def forget(self) -> None:
        self._staff_id: Id | None = None
        self._offered: tuple[OfferedHoliday, ...] = ()
        self._exceptions: tuple[HoursException, ...] = ()
        self._off: tuple[TimeOff, ...] = ()

    def enter(self, args: HoursDaysArgs) -> None:
        self._staff_id = args.staff_id
        self._read()

    def resume(self, _: Result | None = None) -> None:
        self._read()

    def _read(self) -> None:
        hours, staff_id = self.services.hours, self._staff_id
        first = self.services.agenda.today()
        last = first + AHEAD
        self._exceptions = hours.exceptions(staff_id, first, last)
        self._off = hours.time_off(staff_id, first, last) if staff_id else ()
        self._offered = hours.holidays(first, last) if staff_id is None else ()
        taken = {one.taken.id for one in self._offered if one.taken and not one.taken.hours}
        rows = [
            *((one.first, _exception_row(one)) for one in self._exceptions if one.id not in taken),
            *((one.first, _off_row(one)) for one in self._off),
        ]
        title = T("Closed days")
        if staff_id is not None:
            title = T("Days of {name}", name=self.services.team.member(staff_id).first_name)
        self.show(
            HoursDaysState(
                title,
                tuple(row for _, row in sorted(rows, key=lambda row: row[0])),
                tuple(_holiday_row(place, one) for place, one in enumerate(self._offered)),
                staff_id is not None,
            )
        )

    def pick(self, key: str) -> None:
        """A day to be edited, or a public holiday to be taken or left."""
        kind, _, rest = key.partition(":")
        if kind == HOLIDAY:
            self._toggle(self._offered[int(rest)])
        elif kind == "off":
            off = next(one for one in self._off if one.id.hex() == rest)
            self.host.go(TimeOffFormArgs(staff_id=off.staff_id, off=off))
        else:
            require_manager(self)
            self.host.go(DayFormArgs(self._staff_id, bytes.fromhex(rest)))

    def _toggle(self, offered: OfferedHoliday) -> None:
        by = require_manager(self)
        if offered.taken is None:
            self.services.hours.close_on(offered.holiday, by.id)
        elif offered.taken.hours:
            # Shorter hours were entered for it: that is no tick to be taken away.
            self.host.go(DayFormArgs(None, offered.taken.id))
        else:
            self.services.hours.drop_exception(offered.taken, by.id)
        self._read()

    def new_day(self) -> None:
        require_manager(self)
        self.host.go(DayFormArgs(self._staff_id))

    def new_off(self) -> None:
        if self._staff_id is not None:
            self.host.go(TimeOffFormArgs(staff_id=self._staff_id))


def _span(first: date, last: date) -> Text:
    if first == last:
        return Day(first, "full")
    return T("{first} to {last}", first=Day(first, "date"), last=Day(last, "date"))


def _exception_row(one: HoursException) -> Row:
    closed = T("Closed") if one.staff_id is None else T("Free day")
    words: list[Text] = [typed.shown(one.hours) if one.hours else closed]
    if one.reason:
        words.append(holidays.said(one.reason))
    return Row(
        f"day:{one.id.hex()}", _span(one.first, one.last), side_by_side(words), icon="calendar"
    )


def _off_row(off: TimeOff) -> Row:
    words: list[Text] = [OFF_KINDS[off.kind]]
    if off.starts is not None:
        words.append(T("from {time}", time=typed.shown_minute(off.starts)))
    if off.ends is not None:
        words.append(T("until {time}", time=typed.shown_minute(off.ends)))
    if off.note:
        words.append(off.note)
    icon = "user-x" if off.kind in ABSENCES else "clock"
    return Row(f"off:{off.id.hex()}", _span(off.first, off.last), side_by_side(words), icon=icon)


def _holiday_row(place: int, one: OfferedHoliday) -> Row:
    chip: Text = ""
    if one.taken is not None:
        chip = typed.shown(one.taken.hours) or T("Closed")
    return Row(
        f"{HOLIDAY}:{place}",
        one.holiday.name,
        Day(one.holiday.day, "full"),
        icon="check" if one.taken else "plus",
        tone="ok" if one.taken else "",
        chip=chip,
    )
