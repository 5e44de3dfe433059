"""Clocking in and out: what a punch is, and what is said of it.

The rules stand in :mod:`kiosk.salon.domain.timeclock.timeline`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kiosk.salon.domain.agenda.hours import OffKind
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember

PunchKind = Literal["in", "break", "back", "out"]
Source = Literal["card", "pin", "manager"]
WorkState = Literal["out", "in", "break"]

FOLLOWS: dict[WorkState, tuple[PunchKind, ...]] = {
    "out": ("in",),
    "in": ("break", "out"),
    "break": ("back", "out"),
}
"""What may follow. Leaving in the middle of a break is allowed: work ended when the break began."""
BY_TAP: dict[WorkState, PunchKind] = {"out": "in", "in": "out", "break": "back"}
"""What a card means without any button."""
LEADS_TO: dict[PunchKind, WorkState] = {"in": "in", "back": "in", "break": "break", "out": "out"}

UNDO_MS = 8_000
"""For so long a punch can be taken back by "that wasn't meant"."""

Flag = Literal["no-card", "late-entry", "clock-back", "clock-set", "long-shift", "clock-wrong"]
"""What managers see beside a punch. All but the last are written down with it."""
NO_CARD: Flag = "no-card"
LATE_ENTRY: Flag = "late-entry"
CLOCK_BACK: Flag = "clock-back"
CLOCK_SET: Flag = "clock-set"
LONG_SHIFT: Flag = "long-shift"
CLOCK_WRONG: Flag = "clock-wrong"
"""Follows from the punches made before and after: its moment cannot be right, and it counts
nothing."""


@dataclass(frozen=True, slots=True)
class Punch:
    """``at``: when it counts, ``recorded_at``: when it was entered (UTC ms). ``undoes`` makes it a
    counter-entry. ``by`` and ``why``: which manager entered it afterwards, and the reason."""

    id: Id
    kind: PunchKind
    at: int
    recorded_at: int
    source: Source
    undoes: Id | None = None
    flags: tuple[Flag, ...] = ()
    by: Id | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes worked today and this week (Monday first), breaks taken off. A shift belongs to the
    business day that it began on; one of last night counts as today's until the next begins."""

    today_minutes: int
    week_minutes: int


@dataclass(frozen=True, slots=True)
class PunchResult:
    """What a tap led to.

    ``outcome``: ``recorded`` (``punch`` is durable), ``undone`` (its counter-entry is),
    ``repeated`` (within 60 s, nothing changed), ``ask_left`` (a shift is open for too long, since
    ``open_since``, and must have ended by ``left_by``; ask when they left, nothing recorded yet).
    ``kind``: what was recorded, undone, or stands. ``offers``: what may be pressed next.
    ``punch_id``: what may still be taken back, else None. ``leaves_now``: they may also say that
    they leave only now. ``corrected``: a manager has changed their times since their last punch.
    """

    outcome: Literal["recorded", "undone", "repeated", "ask_left"]
    staff_id: Id
    first_name: str
    kind: PunchKind | None
    at: int
    hours: Hours
    offers: tuple[PunchKind, ...] = ()
    punch_id: Id | None = None
    open_since: int | None = None
    left_by: int | None = None
    leaves_now: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Attendance:
    """Where a member of staff is now, and what their week holds.

    ``since``: when they came or their break began (UTC ms), None when they are not here.
    ``hours``: None for whoever may not know them. For managers only: ``marked``, the punches of
    this week that carry a flag, and ``open_since``, an *in* that was never closed (UTC ms).
    """

    member: StaffMember
    state: WorkState
    since: int | None = None
    hours: Hours | None = None
    marked: tuple[Punch, ...] = ()
    open_since: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A punch with what became of it: taken back by a counter-entry (``undone_by`` and
    ``undone_why`` when a manager did it), never closed, or fitting nothing before it."""

    punch: Punch
    taken_back: bool = False
    open: bool = False
    stray: bool = False
    undone_by: Id | None = None
    undone_why: str = ""

    @property
    def corrected(self) -> bool:
        """Whether a manager entered it, or took it back."""
        return self.punch.source == "manager" or self.undone_by is not None


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is here: the last punch, *in* or *break*, and when it was (UTC ms)."""

    staff_id: Id
    kind: PunchKind
    since: int


@dataclass(frozen=True, slots=True)
class Shift:
    """From coming to leaving (UTC ms). ``left`` is None while it runs, and for ever when nobody
    said: then ``open``. ``minutes`` worked and ``pause``, those of the breaks: whole ones between
    the minutes that clocks show. ``punches``: ids of what it is made of."""

    came: int
    left: int | None
    minutes: int
    pause: int
    punches: tuple[Id, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class WorkDay:
    """A business day of one person: minutes worked until now, the shifts that began on it, and
    every punch in the order of entry, those taken back too."""

    day: date
    minutes: int
    entries: tuple[Entry, ...]
    shifts: tuple[Shift, ...] = ()

    @property
    def corrected(self) -> bool:
        """Whether a manager entered something of it later, or took something back."""
        return any(entry.corrected for entry in self.entries)

    @property
    def doubtful(self) -> bool:
        """Whether something of it needs a manager: it is open, fits nothing, was entered while the
        clock was wrong, or ends before it began, as the clock was set back meanwhile."""
        if any(shift.left is not None and shift.left < shift.came for shift in self.shifts):
            return True
        return any(
            entry.open or entry.stray or CLOCK_WRONG in entry.punch.flags
            for entry in self.entries
            if not entry.taken_back
        )


@dataclass(frozen=True, slots=True)
class SheetDay:
    """``planned``: minutes that hours of one's own foresee, None without any. ``absences``: kinds
    of time off (:data:`kiosk.salon.domain.agenda.hours.ABSENCES`)."""

    work: WorkDay
    planned: int | None = None
    absences: tuple[OffKind, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing was entered, nothing planned, and nobody was away."""
        return not (self.work.entries or self.planned or self.absences)


@dataclass(frozen=True, slots=True)
class Timesheet:
    """What one person worked on some business days, each of them once, in their order."""

    member: StaffMember
    days: tuple[SheetDay, ...]

    @property
    def minutes(self) -> int:
        return sum(day.work.minutes for day in self.days)

    @property
    def pause(self) -> int:
        return sum(shift.pause for day in self.days for shift in day.work.shifts)

    @property
    def planned(self) -> int | None:
        """None when nothing is foreseen on any of the days."""
        found = [day.planned for day in self.days if day.planned is not None]
        return sum(found) if found else None
