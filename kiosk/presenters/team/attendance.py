"""Who is at work; for a manager also the hours, and what the time clock marked for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.rows import Row
from kiosk.presenters.team.clock_result import hours_of
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import manages
from kiosk.salon.domain.punch import (
    CLOCK_BACK,
    LATE_ENTRY,
    NO_CARD,
    Attendance,
    Entry,
    Flag,
    PunchKind,
    WorkDay,
    WorkState,
)
from kiosk.salon.domain.text import Day, Duration, Msg, T, Text, TimeOfDay, side_by_side

MINUTE_MS = 60_000

WHERE: dict[WorkState, tuple[Msg, str, str]] = {
    "in": (T("At work"), "ok", "user-check"),
    "break": (T("On a break"), "warn", "coffee"),
    "out": (T("Not here"), "", "user"),
}
"""Words, tone and icon of where somebody is."""

ENTERED: dict[PunchKind, tuple[Msg, str]] = {
    "in": (T("Arrival"), "log-in"),
    "break": (T("Break"), "coffee"),
    "back": (T("End of the break"), "log-in"),
    "out": (T("Departure"), "log-out"),
}
MARKS: dict[Flag, Msg] = {
    NO_CARD: T("Without the card"),
    LATE_ENTRY: T("Time added later"),
    CLOCK_BACK: T("The clock was set back"),
}
"""What a flag of a punch says."""


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
    """Read-only: what was punched is never changed here."""

    name = "attendance"
    blank = AttendanceState()

    def forget(self) -> None:
        self._minute = -1

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
        days = self.services.timeclock.week(person.member.id, by)
        return PersonWeek(
            person.member.name,
            hours_of(person.hours) if person.hours else "",
            tuple(_day(day) for day in days),
        )

    # -- intents ------------------------------------------------------------------------------

    def pick(self, key: str) -> None:
        """Shows the week of one person, to managers."""
        if self.state.manager:
            self._load(key)

    def unpick(self) -> None:
        """Back to the list (where both do not fit)."""
        self.show(replace(self.state, chosen="", week=None))

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
    if who.open_since is not None:
        said.append(T("The departure is missing"))
    return Row(
        who.member.id.hex(), who.member.name, side_by_side(said), icon="alert-triangle", tone="warn"
    )


def _day(day: WorkDay) -> PersonDay:
    return PersonDay(
        T("{day} · {hours}", day=Day(day.day, "brief"), hours=Duration(day.minutes)),
        tuple(_entry(entry) for entry in day.entries),
    )


def _entry(entry: Entry) -> Row:
    punch = entry.punch
    words, icon = ENTERED[punch.kind]
    marks: list[Text] = [MARKS[flag] for flag in punch.flags]
    if entry.open:
        marks.append(T("The departure is missing"))
    if entry.taken_back:
        marks = [T("Undone")]
    return Row(
        punch.id.hex(),
        words,
        side_by_side(marks) if marks else "",
        TimeOfDay(punch.at),
        icon="undo" if entry.taken_back else icon,
        tone="warn" if marks else "",
        dim=entry.taken_back,
    )
