"""Clocking in and out: in -> (break -> back) -> out, as a state machine over punches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Literal

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import T

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

REPEAT_MS = 60_000
"""A second tap of the same card within this time changes nothing."""
UNDO_MS = 8_000
"""For so long a punch can be taken back by "that wasn't meant"."""


Flag = Literal["no-card", "late-entry", "clock-back"]
"""What managers see beside a punch."""
NO_CARD: Flag = "no-card"
LATE_ENTRY: Flag = "late-entry"
CLOCK_BACK: Flag = "clock-back"


@dataclass(frozen=True, slots=True)
class Punch:
    """``at``: when it counts, ``recorded_at``: when it was entered (UTC ms). ``undoes`` makes it a
    counter-entry."""

    id: Id
    kind: PunchKind
    at: int
    recorded_at: int
    source: Source
    undoes: Id | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes worked today and this week (Monday first), breaks taken off."""

    today_minutes: int
    week_minutes: int


@dataclass(frozen=True, slots=True)
class PunchResult:
    """What a tap led to.

    ``outcome``: ``recorded`` (``punch`` is durable), ``undone`` (its counter-entry is),
    ``repeated`` (within 60 s, nothing changed), ``ask_left`` (an *in* of an earlier business day
    is still open since ``open_since``; ask when they left, nothing recorded yet). ``kind``: what
    was recorded, undone, or stands. ``offers``: what may be pressed next.
    ``punch_id``: what may still be taken back, else None.
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


@dataclass(frozen=True, slots=True)
class Attendance:
    """Where a member of staff is now, and what their week holds.

    ``since``: when they came or their break began (UTC ms), None when they are not here.
    ``hours``: None for whoever may not know them. For managers only: ``marked``, the punches of
    this week that carry a flag, and ``open_since``, an *in* of an earlier business day that was
    never closed (UTC ms).
    """

    member: StaffMember
    state: WorkState
    since: int | None = None
    hours: Hours | None = None
    marked: tuple[Punch, ...] = ()
    open_since: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A punch with what became of it: taken back by a counter-entry, or never closed."""

    punch: Punch
    taken_back: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is here: the last punch, *in* or *break*, and when it was (UTC ms)."""

    staff_id: Id
    kind: PunchKind
    since: int


@dataclass(frozen=True, slots=True)
class WorkDay:
    """A business day of one person: whole minutes worked until now, and every punch in the order
    of entry, those taken back too."""

    day: date
    minutes: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Punches of one person that count, in the order of entry. May begin in the middle: older
    ones do not matter. All times are UTC ms."""

    punches: tuple[Punch, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Punch]) -> Timeline:
        """From everything that was entered: counter-entries and what they undo are left out."""
        entries = tuple(entries)
        undone = {entry.undoes for entry in entries}
        return cls(tuple(e for e in entries if e.undoes is None and e.id not in undone))

    @property
    def last(self) -> Punch | None:
        return self.punches[-1] if self.punches else None

    @property
    def state(self) -> WorkState:
        return LEADS_TO[self.last.kind] if self.last else "out"

    def forgotten(self, today_start: int) -> bool:
        """Whether somebody came on an earlier business day and never said when they left."""
        return self.last is not None and self.state != "out" and self.last.at < today_start

    @property
    def since(self) -> int | None:
        """When the person came, or their break began; None when they have left."""
        if self.state == "out":
            return None
        begins = "break" if self.state == "break" else "in"
        times = [punch.at for punch in self.punches if punch.kind == begins]
        return times[-1] if times else self.punches[-1].at

    def marked(self, since: int) -> tuple[Punch, ...]:
        """What carries a flag and counts, or was entered, from ``since`` on."""
        return tuple(p for p in self.punches if p.flags and max(p.at, p.recorded_at) >= since)

    def repeated(self, now: int) -> bool:
        """Whether a tap now is the same tap again. A clock that was set counts both ways."""
        return self._younger(REPEAT_MS, now)

    def undoable(self, now: int) -> bool:
        """Whether the last punch may still be taken back."""
        return self._younger(UNDO_MS, now)

    def _younger(self, age_ms: int, now: int) -> bool:
        # The answer to "when did you leave?" is no tap: it is neither repeated nor replaced.
        last = self.last
        if last is None or LATE_ENTRY in last.flags:
            return False
        return abs(now - last.recorded_at) < age_ms

    def without_last(self) -> Timeline:
        return Timeline(self.punches[:-1])

    def offers(self, now: int) -> tuple[PunchKind, ...]:
        """What a button may record now: what could have been meant instead of a punch just made,
        later what may follow it."""
        if self.last is None or not self.undoable(now):
            return FOLLOWS[self.state]
        meant = FOLLOWS[self.without_last().state]
        return tuple(kind for kind in meant if kind != self.last.kind)

    def stamp(self, now: int) -> tuple[int, tuple[Flag, ...]]:
        """When a punch entered now counts, and its flags. Never before the one it follows, so hours
        cannot become negative when the clock was set back."""
        if self.last is None or now >= self.last.at:
            return now, ()
        late = self.last.at - now >= REPEAT_MS
        return self.last.at, (CLOCK_BACK,) if late else ()

    def require(self, kind: PunchKind) -> None:
        """Refused unless ``kind`` may follow."""
        if kind not in FOLLOWS[self.state]:
            raise Refused(T("That does not fit what was recorded before."))

    def require_left(self, at: int, day_end: int, now: int) -> None:
        """Refused unless ``at`` can be when the person left: after the last punch, before the end
        of its business day, not in the future."""
        if self.last is None or not self.last.at < at < min(day_end, now):
            raise Refused(T("They cannot have left at that time."))

    def hours(self, now: int, today_start: int, week_start: int) -> Hours:
        """Time worked until ``now``. What was never closed on an earlier day counts nothing: when
        it ended is not known."""
        return Hours(
            self.minutes(now, today_start, today_start, now),
            self.minutes(now, today_start, week_start, now),
        )

    def minutes(self, now: int, today_start: int, since: int, until: int) -> int:
        """Whole minutes worked between ``since`` and ``until``, as in :meth:`hours`."""
        worked = [(start, end) for start, end in self._spans(now, today_start) if end > start]
        return _minutes(worked, since, min(until, now))

    def _spans(self, now: int, today_start: int) -> Iterable[tuple[int, int]]:
        for punch, following in zip_longest(self.punches, self.punches[1:]):
            if LEADS_TO[punch.kind] == "in":
                if following is not None:
                    yield punch.at, following.at
                elif punch.at >= today_start:
                    yield punch.at, now


def _minutes(spans: list[tuple[int, int]], since: int, until: int) -> int:
    """Whole minutes of ``spans`` between ``since`` and ``until``."""
    parts = (min(end, until) - max(start, since) for start, end in spans)
    return sum(part for part in parts if part > 0) // 60_000
