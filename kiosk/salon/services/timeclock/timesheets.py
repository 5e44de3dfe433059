"""What a person has worked: by the day, by the week and by the month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from kiosk.salon.domain.agenda.hours import ABSENCES, Calendar, TimeOff
from kiosk.salon.domain.agenda.spans import Span, both, merged
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.timeclock.punch import (
    CLOCK_WRONG,
    Entry,
    Punch,
    SheetDay,
    Timesheet,
    WorkDay,
)
from kiosk.salon.domain.timeclock.timeline import DAY_MS, Timeline, strays
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.team import require_manager
from kiosk.salon.services.timeclock import ledger
from kiosk.salon.store import punches, staff
from kiosk.salon.store.agenda import hours


class Timesheets(Area):
    """Everybody may see their own; a manager those of all."""

    def week(self, staff_id: Id, by: Id) -> tuple[WorkDay, ...]:
        """What one person entered this week, and the other days it was about; latest day first.
        Refused unless ``by`` is a manager or the person."""
        self._require(staff_id, by)
        context, today = self._context, self._context.today()
        monday = context.salon.day_bounds(today - timedelta(days=today.weekday()))[0]
        since, now = monday, context.now()
        latest = ledger.timeline(context, staff_id, monday)
        if latest.forgotten(now) and latest.began is not None:
            since = min(since, latest.began)
        first = punches.earliest(context.store, staff_id, monday)
        since = since if first is None else min(since, first)
        since = context.salon.day_bounds(context.salon.business_day(since))[0]
        entries = punches.latest(context.store, staff_id, since, now)
        days = _days(context, entries, Timeline.of(entries, now, context.longest_shift_ms))
        shown = context.salon.business_day(since)
        return tuple(day for day in reversed(days) if day.day >= shown or _doubted(day))

    def day(self, staff_id: Id, day: date, by: Id) -> WorkDay:
        """One business day of a person. Refused as :meth:`week`."""
        return self.days(staff_id, day, day, by).days[0].work

    def month(self, staff_id: Id, month: date, by: Id) -> Timesheet:
        """The month that a day lies in. Refused as :meth:`week`."""
        length = monthrange(month.year, month.month)[1]
        return self.days(staff_id, month.replace(day=1), month.replace(day=length), by)

    def days(self, staff_id: Id, first: date, last: date, by: Id) -> Timesheet:
        """Every business day from ``first`` to ``last``, those without an entry too. Refused as
        :meth:`week`."""
        self._require(staff_id, by)
        return sheet(self._context, staff.member(self._context.store, staff_id), first, last)

    def _require(self, staff_id: Id, by: Id) -> None:
        if by != staff_id:
            require_manager(self._context, by)


def sheet(context: Context, member: StaffMember, first: date, last: date) -> Timesheet:
    """Of whoever it is; nobody is asked whether they may know."""
    entries = punches.of_days(
        context.store,
        member.id,
        context.salon.day_bounds(first)[0] - DAY_MS,
        context.salon.day_bounds(last)[1] + DAY_MS,
    )
    timeline = Timeline.of(entries, context.now(), context.longest_shift_ms)
    found = {day.day: day for day in _days(context, entries, timeline)}
    calendar = hours.calendar(context.store, first, last)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return Timesheet(
        member,
        tuple(
            SheetDay(
                found.get(day) or WorkDay(day, 0, ()),
                _planned(calendar, member.id, day),
                tuple(one.kind for one in _absences(calendar, member.id, day)),
            )
            for day in days
        ),
    )


def _absences(calendar: Calendar, staff_id: Id, day: date) -> list[TimeOff]:
    return [one for _, one in calendar.off(staff_id, day) if one.kind in ABSENCES]


def _planned(calendar: Calendar, staff_id: Id, day: date) -> int | None:
    """Minutes of their own hours without those they are away; None without hours of their own."""
    plan = calendar.plan(staff_id, day)
    if calendar.exception(staff_id, day) is None and (plan is None or not plan.weeks):
        return None
    away = merged(span for span, one in calendar.off(staff_id, day) if one.kind in ABSENCES)
    work = merged(calendar.working(staff_id, day))
    return _length(work) - _length(both(work, away))


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _days(context: Context, entries: tuple[Punch, ...], timeline: Timeline) -> tuple[WorkDay, ...]:
    """In the order of the days. A shift and all that belongs to it stand on the day that it
    began."""
    salon = context.salon
    shifts = timeline.shifts(context.now())
    day_of = {punch: salon.business_day(shift.came) for shift in shifts for punch in shift.punches}
    counters = {entry.undoes: entry for entry in entries if entry.undoes is not None}
    stray = strays(timeline.punches, shifts)
    doubted = {punch.id for punch in timeline.doubted}
    unclosed = {shift.punches[-1] for shift in shifts if shift.open}
    days: dict[date, list[Entry]] = {}
    for punch in entries:
        if punch.undoes is not None:
            continue
        counter = counters.get(punch.id)
        wrong = (CLOCK_WRONG,) if punch.id in doubted else ()
        entry = Entry(
            replace(punch, flags=(*punch.flags, *wrong)),
            counter is not None,
            punch.id in unclosed,
            punch.id in stray,
            counter.by if counter else None,
            counter.why if counter else "",
        )
        days.setdefault(day_of.get(punch.id, salon.business_day(punch.at)), []).append(entry)
    found = []
    for day in sorted(days):
        begun = tuple(shift for shift in shifts if salon.business_day(shift.came) == day)
        minutes = sum(shift.minutes for shift in begun)
        found.append(WorkDay(day, minutes, tuple(days[day]), begun))
    return tuple(found)


def _doubted(day: WorkDay) -> bool:
    return any(CLOCK_WRONG in entry.punch.flags for entry in day.entries if not entry.taken_back)
