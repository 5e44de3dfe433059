"""Who is at work; for a manager also the hours, and what the time clock marked for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.rows import Row
from kiosk.presenters.team.args import PunchFormArgs, TimesheetArgs
from kiosk.presenters.team.clock_result import hours_of
from kiosk.presenters.team.work_words import day_style, entry_row
from kiosk.salon.domain.clock import MINUTE_MS
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import manages
from kiosk.salon.domain.text import Day, Duration, Msg, T, Text, TimeOfDay, side_by_side
from kiosk.salon.domain.timeclock.punch import (
    CLOCK_BACK,
    CLOCK_SET,
    CLOCK_WRONG,
    LATE_ENTRY,
    LONG_SHIFT,
    NO_CARD,
    Attendance,
    WorkDay,
    WorkState,
)

WHERE: dict[WorkState, tuple[Msg, str, str]] = {
    "in": (T("At work"), "ok", "user-check"),
    "break": (T("On a break"), "warn", "coffee"),
    "out": (T("Not here"), "", "user"),
}
"""Words, tone and icon of where somebody is."""


@dataclass(frozen=True, slots=True)
class PersonDay:
    """A day of one person: what the heading says, and a row for each punch."""

    title: Text
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PersonWeek:
    """The week of one person."""

    name: str
    hours: Text
    days: tuple[PersonDay, ...]


@dataclass(frozen=True, slots=True)
class AttendanceState:
    """``people``: everybody active. ``marked``: who has something marked this week. ``chosen``:
    key of the person whose ``week`` is shown, or empty. ``manager``: whether weeks may be seen."""

    day: Text = ""
    people: tuple[Row, ...] = ()
    marked: tuple[Row, ...] = ()
    manager: bool = False
    chosen: str = ""
    week: PersonWeek | None = None


class AttendanceOverview(Presenter[AttendanceState, None]):
    """A manager goes on from here to the month and to corrections, others to their own month."""

    name = "attendance"
    blank = AttendanceState()

    def forget(self) -> None:
        self._minute = -1
        self._days: tuple[WorkDay, ...] = ()

    def enter(self, _: None = None) -> None:
        if self.host.staff is None:
            # Names and hours of the staff are for the staff.
            self.host.home()
            return
        self._load("")

    def resume(self, _: Result | None = None) -> None:
        self._load(self.state.chosen)

    def tick(self) -> None:
        """Hours grow by the minute."""
        if self.clock.now() // MINUTE_MS != self._minute:
            self._load(self.state.chosen)

    def _load(self, chosen: str) -> None:
        member = self.host.staff
        if member is None:
            return
        now = self.clock.now()
        self._minute = now // MINUTE_MS
        found = self.services.timeclock.attendance(member.id)
        manager = manages(member)
        person = next((who for who in found if who.member.id.hex() == chosen), None)
        self.show(
            AttendanceState(
                day=Day(self.services.context.salon.business_day(now)),
                people=tuple(_person(who) for who in found),
                marked=tuple(_marked(who) for who in found if who.marked or who.open_since),
                manager=manager,
                chosen=chosen if person else "",
                week=self._week(person, member.id) if person and manager else None,
            )
        )

    def _week(self, person: Attendance, by: Id) -> PersonWeek:
        self._days = days = self.services.timesheets.week(person.member.id, by)
        return PersonWeek(
            person.member.name,
            hours_of(person.hours) if person.hours else "",
            tuple(_day(day, self.services.context.today()) for day in days),
        )

    # -- intents ------------------------------------------------------------------------------

    def pick(self, key: str) -> None:
        """Shows the week of one person, to managers."""
        if self.state.manager:
            self._load(key)

    def unpick(self) -> None:
        """Back to the list (where both do not fit)."""
        self.show(replace(self.state, chosen="", week=None))

    def correct(self, key: str) -> None:
        """A punch of the week that is shown."""
        if self.by is None:
            return
        for day in self._days:
            for entry in day.entries:
                if entry.punch.id.hex() == key and not entry.taken_back:
                    who = bytes.fromhex(self.state.chosen)
                    self.host.go(PunchFormArgs(who, self.by, day.day, entry.punch))
                    return

    def month(self) -> None:
        """The month of the person who is shown; without one that of whoever looks."""
        if self.by is not None:
            who = bytes.fromhex(self.state.chosen) if self.state.chosen else self.by
            self.host.go(TimesheetArgs(who, self.by, self.services.context.today()))

    def forgot_card(self) -> None:
        """Clocking with a PIN instead of the card."""
        self.host.go("clock_forgot")


def _person(who: Attendance) -> Row:
    words, tone, icon = WHERE[who.state]
    return Row(
        who.member.id.hex(),
        who.member.name,
        hours_of(who.hours) if who.hours else who.member.position,
        "" if who.since is None else T("since {time}", time=TimeOfDay(who.since)),
        icon=icon,
        tone=tone,
        chip=words,
    )


def _marked(who: Attendance) -> Row:
    """One person with how often what was marked."""
    counts = Counter(flag for punch in who.marked for flag in punch.flags)
    said: list[Text] = []
    if counts[NO_CARD]:
        said.append(T("{n}× without the card", n=counts[NO_CARD]))
    if counts[LATE_ENTRY]:
        said.append(T("{n}× time added later", n=counts[LATE_ENTRY]))
    if counts[CLOCK_BACK]:
        said.append(T("{n}× the clock was set back", n=counts[CLOCK_BACK]))
    if counts[CLOCK_SET]:
        said.append(T("{n}× the clock was set meanwhile", n=counts[CLOCK_SET]))
    if counts[CLOCK_WRONG]:
        said.append(T("{n}× the clock was wrong", n=counts[CLOCK_WRONG]))
    if counts[LONG_SHIFT]:
        said.append(T("{n}× a long shift", n=counts[LONG_SHIFT]))
    if who.open_since is not None:
        said.append(T("The departure is missing"))
    return Row(
        who.member.id.hex(), who.member.name, side_by_side(said), icon="alert-triangle", tone="warn"
    )


def _day(day: WorkDay, today: date) -> PersonDay:
    style = day_style(day.day, today)
    return PersonDay(
        T("{day} · {hours}", day=Day(day.day, style), hours=Duration(day.minutes)),
        tuple(entry_row(entry) for entry in day.entries),
    )
