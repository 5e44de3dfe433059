"""A person's month: days with their times, breaks and sum; for a manager also what to correct."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.rows import Row
from kiosk.presenters.team.args import PunchesCorrected, PunchFormArgs, TimesheetArgs
from kiosk.presenters.team.work_words import day_style, entry_row
from kiosk.salon.domain.agenda.hours import OFF_KINDS
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import manages
from kiosk.salon.domain.text import Day, Duration, T, Text, TimeOfDay, side_by_side
from kiosk.salon.domain.timeclock.punch import SheetDay, Shift, Timesheet


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesheetState:
    """``days``: those of the month that hold anything. ``chosen``: key of the day whose ``entries``
    are shown, or empty. ``may_correct``: whether a manager looks."""

    name: str = ""
    month: Text = ""
    total: Text = ""
    days: tuple[Row, ...] = ()
    chosen: str = ""
    title: Text = ""
    entries: tuple[Row, ...] = ()
    may_correct: bool = False
    later: bool = False


class TimesheetPage(Presenter[TimesheetState, TimesheetArgs]):
    name = "timesheet"
    blank = TimesheetState()

    def forget(self) -> None:
        self._who: Id = b""
        self._by: Id = b""
        self._month = date.min
        self._sheet: Timesheet | None = None

    def enter(self, args: TimesheetArgs) -> None:
        self._who, self._by = args.staff_id, args.by
        self._month = args.day.replace(day=1)
        self._load(args.day.isoformat() if args.opened else "")

    def resume(self, result: Result | None = None) -> None:
        chosen = self.state.chosen
        if isinstance(result, PunchesCorrected):
            self._month, chosen = result.day.replace(day=1), result.day.isoformat()
        self._load(chosen)

    def _load(self, chosen: str) -> None:
        context = self.services.context
        sheet = self.services.timesheets.month(self._who, self._month, self._by)
        self._sheet = sheet
        day = next((one for one in sheet.days if one.work.day.isoformat() == chosen), None)
        said: list[Text] = [T("Worked {hours}", hours=Duration(sheet.minutes))]
        if sheet.pause:
            said.append(T("breaks {hours}", hours=Duration(sheet.pause)))
        if sheet.planned is not None:
            said.append(T("planned {hours}", hours=Duration(sheet.planned)))
        self.show(
            TimesheetState(
                name=sheet.member.name,
                month=Day(self._month, "month"),
                total=side_by_side(said),
                days=tuple(_row(one) for one in sheet.days if not one.empty),
                chosen=chosen if day else "",
                title=Day(day.work.day, day_style(day.work.day, context.today())) if day else "",
                entries=tuple(entry_row(entry) for entry in day.work.entries) if day else (),
                may_correct=manages(self.services.team.member(self._by)),
                later=self._month < context.today().replace(day=1),
            )
        )

    # -- intents ------------------------------------------------------------------------------

    def pick(self, key: str) -> None:
        """Shows a day."""
        self._load(key)

    def unpick(self) -> None:
        """Back to the month (where both do not fit)."""
        self.show(replace(self.state, chosen="", title="", entries=()))

    def earlier(self) -> None:
        """The month before."""
        self._turn(self._month - timedelta(days=1))

    def later(self) -> None:
        """The month after."""
        self._turn(self._month + timedelta(days=31))

    def _turn(self, day: date) -> None:
        self._month = day.replace(day=1)
        self._load("")

    def print_month(self) -> None:
        """On the receipt printer, to be signed and kept."""
        self.services.printing.timesheet(self._who, self._month, self._by)
        self.hardware.print_soon()
        self.host.say(Toast(T("The month is being printed."), "info"))

    def add(self) -> None:
        """A punch or a shift that is missing."""
        today = self.services.context.today()
        day = date.fromisoformat(self.state.chosen) if self.state.chosen else today
        self.host.go(PunchFormArgs(self._who, self._by, day))

    def correct(self, key: str) -> None:
        """A punch of the day that is shown."""
        if not self.state.may_correct or self._sheet is None:
            return
        for day in self._sheet.days:
            for entry in day.work.entries:
                if entry.punch.id.hex() == key and not entry.taken_back:
                    self.host.go(PunchFormArgs(self._who, self._by, day.work.day, entry.punch))
                    return


def _row(day: SheetDay) -> Row:
    work = day.work
    said: list[Text] = [_span(shift) for shift in work.shifts]
    pause = sum(shift.pause for shift in work.shifts)
    if pause:
        said.append(T("breaks {hours}", hours=Duration(pause)))
    if day.planned is not None:
        said.append(T("planned {hours}", hours=Duration(day.planned)))
    said += [OFF_KINDS[kind] for kind in day.absences]
    chip = T("To check") if work.doubtful else T("Corrected") if work.corrected else ""
    return Row(
        work.day.isoformat(),
        Day(work.day, "brief"),
        side_by_side(said) if said else "",
        Duration(work.minutes) if work.entries else "",
        tone="warn" if work.doubtful or work.corrected else "",
        chip=chip,
    )


def _span(shift: Shift) -> Text:
    if shift.left is not None:
        return T("{start}–{end}", start=TimeOfDay(shift.came), end=TimeOfDay(shift.left))
    return T("since {time}", time=TimeOfDay(shift.came))
