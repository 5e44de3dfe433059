"""When the salon is open and when its people work: weekly plans, exceptions, time off.

Times of day are minutes of the business day's own midnight, so a span may end at 26:00: it belongs
to the evening that it began on. What stands in plans is the wall clock; instants are made of it day
by day, so that a day of 23 or 25 hours is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, get_args

from kiosk.salon.domain.agenda.spans import Span, both, merged
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T

DAY_ENDS = 28 * 60
"""Four in the morning, when the next business day begins."""
DAY_BEGINS = 4 * 60
DayHours = tuple[Span, ...]
"""The spans of one day in minutes, in order; none: closed, or does not work."""
Week = tuple[DayHours, ...]
"""Seven days, Monday first."""

USUAL: Week = (((8 * 60, 20 * 60),),) * 7
"""Of a salon that has said nothing."""
SUGGESTED: Week = (((9 * 60, 18 * 60),),) * 5 + (((9 * 60, 12 * 60),), ())
"""What the set-up proposes to a new one."""

OffKind = Literal["holiday", "sick", "training", "other", "break", "delivery", "private"]
OFF_KINDS: Mapping[OffKind, Msg] = {
    "holiday": T("Holiday"),
    "sick": T("Sick"),
    "training": T("Training"),
    "other": T("Other reason"),
    "break": T("Break"),
    "delivery": T("Delivery"),
    "private": T("Private"),
}
ABSENCES: tuple[OffKind, ...] = ("holiday", "sick", "training", "other")
"""Somebody is not there; the other kinds block time of somebody who is."""


@dataclass(frozen=True, slots=True)
class HoursPlan:
    """The pattern of the salon (``staff_id`` None) or of a stylist, from a day on until the next
    plan of theirs begins. ``weeks``: one, or two that take turns, of which the first is that of
    ``valid_from``; none: as the salon is open (of stylists only)."""

    id: Id
    staff_id: Id | None
    valid_from: date
    weeks: tuple[Week, ...]

    def on(self, day: date) -> DayHours:
        monday = _monday(day)
        turn = (monday - _monday(self.valid_from)).days // 7 % len(self.weeks)
        return self.weeks[turn][day.weekday()]


@dataclass(frozen=True, slots=True)
class HoursException:
    """Other hours than the plan's on ``first`` to ``last``, both included: a closed day, a shorter
    one, work on a day off. ``staff_id`` None: the salon's. ``hours`` none: closed or off."""

    id: Id
    staff_id: Id | None
    first: date
    last: date
    hours: DayHours = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TimeOff:
    """A stylist's time without visits: from ``starts`` on the first day to ``ends`` on the last,
    without a stop between them. None: from the beginning, or to the end, of that day."""

    id: Id
    staff_id: Id
    kind: OffKind
    first: date
    last: date
    starts: int | None = None
    ends: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """All that is known of the hours of some days. The plans of each by the day that they begin."""

    plans: Sequence[HoursPlan] = ()
    exceptions: Sequence[HoursException] = ()
    time_off: Sequence[TimeOff] = ()

    def exception(self, staff_id: Id | None, day: date) -> HoursException | None:
        """The one that was entered last wins where two name a day."""
        found = [
            one
            for one in self.exceptions
            if one.staff_id == staff_id and one.first <= day <= one.last
        ]
        return max(found, key=lambda one: one.id, default=None)

    def plan(self, staff_id: Id | None, day: date) -> HoursPlan | None:
        """Whose pattern holds on a day."""
        found = [one for one in self.plans if one.staff_id == staff_id and one.valid_from <= day]
        return max(found, key=lambda one: one.valid_from, default=None)

    def opening(self, day: date) -> DayHours:
        """When the salon is open."""
        exception = self.exception(None, day)
        if exception is not None:
            return exception.hours
        plan = self.plan(None, day)
        return plan.on(day) if plan else USUAL[day.weekday()]

    def working(self, staff_id: Id, day: date) -> DayHours:
        """When a stylist works: as the salon is open, within that by a pattern of their own, or as
        was said for this very day, which holds on a closed day too."""
        exception = self.exception(staff_id, day)
        if exception is not None:
            return exception.hours
        plan = self.plan(staff_id, day)
        opening = self.opening(day)
        if plan is None or not plan.weeks:
            return opening
        return tuple(both(merged(opening), merged(plan.on(day))))

    def here(self, staff_id: Id, day: date) -> DayHours:
        """When clients of a stylist may be in the salon: while it is open, and where the stylist
        works nevertheless."""
        return tuple(merged((*self.opening(day), *self.working(staff_id, day))))

    def off(self, staff_id: Id, day: date) -> list[tuple[Span, TimeOff]]:
        """What of a day is taken by time off, in minutes."""
        found = []
        for one in self.time_off:
            if one.staff_id == staff_id and one.first <= day <= one.last:
                starts = one.starts if one.first == day and one.starts is not None else DAY_BEGINS
                ends = one.ends if one.last == day and one.ends is not None else DAY_ENDS
                found.append(((starts, ends), one))
        return found


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def checked_hours(spans: Iterable[Span]) -> DayHours:
    """The spans of a day in order, such as touch each other as one; an end before its beginning is
    in the night that follows. Refused: times outside of the business day, spans that overlap."""
    found = []
    for start, end in spans:
        late = end + 24 * 60 if end <= start else end
        if not DAY_BEGINS <= start < late <= DAY_ENDS:
            told = T("A day lasts from 4:00 until 4:00 of the next day.")
            raise Refused(told, field="hours")
        found.append((start, late))
    found.sort()
    if any(one[1] > other[0] for one, other in pairwise(found)):
        raise Refused(T("These hours overlap."), field="hours")
    return tuple(merged(found))


def checked_plan(plan: HoursPlan) -> HoursPlan:
    """Refused: more than two weeks, a salon without a week, hours that cannot be."""
    if len(plan.weeks) > 2 or (plan.staff_id is None and not plan.weeks):
        raise ValueError(f"{len(plan.weeks)} weeks in a plan")
    weeks = tuple(tuple(checked_hours(day) for day in week) for week in plan.weeks)
    if any(len(week) != 7 for week in weeks):
        raise ValueError("a week has seven days")
    return HoursPlan(plan.id, plan.staff_id, plan.valid_from, weeks)


def check_days(first: date, last: date) -> None:
    """Refused: the last day before the first, more than two years."""
    if last < first:
        raise Refused(T("The last day comes before the first."), field="last")
    if (last - first).days > 2 * 366:
        raise Refused(T("That is more than two years. Please check the dates."), field="last")


def check_time_off(off: TimeOff) -> None:
    """Refused: days that cannot be, an end that does not come after the beginning."""
    if off.kind not in get_args(OffKind):
        raise ValueError(f"no such kind of time off: {off.kind}")
    check_days(off.first, off.last)
    starts = DAY_BEGINS if off.starts is None else off.starts
    ends = DAY_ENDS if off.ends is None else off.ends
    begins = DAY_BEGINS <= starts < DAY_ENDS
    if not (begins and DAY_BEGINS < ends <= DAY_ENDS):
        raise Refused(
            T("A day lasts from 4:00 until 4:00 of the next day."),
            field="ends" if begins else "starts",
        )
    if off.first == off.last and ends <= starts:
        raise Refused(T("The end must come after the beginning."), field="ends")
