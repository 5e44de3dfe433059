"""The rules of clocking: in -> (break -> back) -> out, as a state machine over punches.

Punches stand in the order they were made, which the ledger's numbers give; what a manager entered
later stands where its time puts it. No clock is trusted to give the order: a machine without a
battery starts with whatever moment was saved. Moments that contradict the others by more than a
shift are left out, wherever the clock stood then, ahead or behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from kiosk.salon.domain.clock import MINUTE_MS
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.domain.timeclock.punch import (
    CLOCK_BACK,
    CLOCK_WRONG,
    FOLLOWS,
    LATE_ENTRY,
    LEADS_TO,
    UNDO_MS,
    Flag,
    Hours,
    Punch,
    PunchKind,
    Shift,
    WorkState,
)

HOUR_MS = 60 * MINUTE_MS
REPEAT_MS = MINUTE_MS
"""A second tap of the same card within this time changes nothing."""
LONGEST_MS = 16 * HOUR_MS
"""A shift that is open for longer was forgotten, unless the settings say otherwise."""
DAY_MS = 24 * HOUR_MS
"""Nobody works longer without leaving: what lies further apart is no time worked."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Punches of one person that count, in their order. May begin in the middle: older ones do not
    matter. ``doubted``: punches whose moment cannot be right; they count nothing. ``entered``: what
    the clock said at the last entry of all. ``longest``: how long a shift may be. All times are UTC
    ms."""

    punches: tuple[Punch, ...] = ()
    doubted: tuple[Punch, ...] = ()
    entered: int | None = None
    longest: int = LONGEST_MS

    @classmethod
    def of(
        cls, entries: Iterable[Punch], now: int | None = None, longest: int = LONGEST_MS
    ) -> Timeline:
        """From everything that was entered, in the order of entry: counter-entries and what they
        undo are left out. ``now``: what the clock says, None when nothing need agree with it."""
        entries = tuple(entries)
        undone = {entry.undoes for entry in entries}
        agreed = _agreeing([entry.recorded_at for entry in entries], now, longest)
        counted = [
            (entry, right)
            for entry, right in zip(entries, agreed, strict=True)
            if entry.undoes is None and entry.id not in undone
        ]
        return cls(
            _arranged([entry for entry, right in counted if right]),
            tuple(entry for entry, right in counted if not right),
            entries[-1].recorded_at if entries else None,
            longest,
        )

    def then(self, punch: Punch) -> Timeline:
        """With one more, made now."""
        return replace(self, punches=(*self.punches, punch), entered=punch.recorded_at)

    @property
    def last(self) -> Punch | None:
        return self.punches[-1] if self.punches else None

    @property
    def state(self) -> WorkState:
        return LEADS_TO[self.last.kind] if self.last else "out"

    @property
    def began(self) -> int | None:
        """When the shift began that is open now."""
        if self.last is None or self.state == "out":
            return None
        times = [punch.at for punch in self.punches if punch.kind == "in"]
        return times[-1] if times else self.last.at

    def forgotten(self, now: int) -> bool:
        """Whether somebody came so long ago that they must have left, and never said when."""
        return self.began is not None and now - self.began > self.longest

    @property
    def since(self) -> int | None:
        """When the person came, or their break began; None when they have left."""
        if self.state != "break":
            return self.began
        return [punch.at for punch in self.punches if punch.kind == "break"][-1]

    def marked(self, since: int) -> tuple[Punch, ...]:
        """What carries a flag and counts, or was entered, from ``since`` on; and what has a moment
        that cannot be right, whenever that is."""
        flagged = [p for p in self.punches if p.flags and max(p.at, p.recorded_at) >= since]
        wrong = [replace(p, flags=(*p.flags, CLOCK_WRONG)) for p in self.doubted]
        return (*flagged, *wrong)

    def repeated(self, now: int) -> bool:
        """Whether a tap now is the same tap again. A clock that was set counts both ways."""
        return self._younger(REPEAT_MS, now)

    def undoable(self, now: int) -> bool:
        """Whether the last punch may still be taken back."""
        return self._younger(UNDO_MS, now)

    def _younger(self, age_ms: int, now: int) -> bool:
        # The answer to "when did you leave?" is no tap, and neither is a correction: they are
        # neither repeated nor replaced.
        last = self.last
        if last is None or LATE_ENTRY in last.flags:
            return False
        return abs(now - last.recorded_at) < age_ms

    def without_last(self) -> Timeline:
        return replace(self, punches=self.punches[:-1])

    def offers(self, now: int) -> tuple[PunchKind, ...]:
        """What a button may record now: what could have been meant instead of a punch just made,
        later what may follow it."""
        if self.last is None or not self.undoable(now):
            return FOLLOWS[self.state]
        meant = FOLLOWS[self.without_last().state]
        return tuple(kind for kind in meant if kind != self.last.kind)

    def stamp(self, now: int) -> tuple[int, tuple[Flag, ...]]:
        """When a punch entered now counts, and its flags: the moment that the clock shows. Only
        what a time server corrects every day is put at the moment of the punch before."""
        if self.entered is not None and self.entered - now >= REPEAT_MS:
            return now, (CLOCK_BACK,)
        if self.last is not None and 0 < self.last.at - now < REPEAT_MS:
            return self.last.at, ()
        return now, ()

    def require(self, kind: PunchKind) -> None:
        """Refused unless ``kind`` may follow."""
        if kind not in FOLLOWS[self.state]:
            raise Refused(T("That does not fit what was recorded before."))

    def left_by(self, now: int) -> int | None:
        """Until when somebody must have left who came and never said so."""
        return None if self.began is None else min(self.began + self.longest, now)

    def require_left(self, at: int, now: int) -> None:
        """Refused unless ``at`` can be when the person left: after the last punch, within the
        longest shift, not in the future."""
        left_by = self.left_by(now)
        if self.last is None or left_by is None or not self.last.at < at < left_by:
            raise Refused(T("They cannot have left at that time."))

    def hours(self, now: int, today_start: int, week_start: int) -> Hours:
        """Time worked until ``now``. What was never closed counts nothing: when it ended is not
        known."""
        found = self.shifts(now)
        today = [shift for shift in found if shift.came >= today_start]
        if not today and found and not found[-1].open:
            latest = found[-1]
            if (now if latest.left is None else latest.left) >= today_start:
                today = [latest]
        since = min([week_start, *(shift.came for shift in today)])
        return Hours(
            sum(shift.minutes for shift in today),
            sum(shift.minutes for shift in found if shift.came >= since),
        )

    def shifts(self, now: int) -> tuple[Shift, ...]:
        """From coming to leaving, in their order; the last may still run."""
        return tuple(self._shifts(now))

    def _shifts(self, now: int) -> Iterator[Shift]:
        made: list[Punch] = []
        for punch in self.punches:
            if punch.kind == "in":
                if made:
                    yield _shift(made, None, open=True)
                made = [punch]
            elif made:
                made.append(punch)
                if punch.kind == "out":
                    yield _shift(made, punch.at)
                    made = []
        if made:
            open_for_ever = self.forgotten(now)
            yield _shift(made, None, open_for_ever, until=None if open_for_ever else now)


def _shift(
    made: Sequence[Punch], left: int | None, open: bool = False, until: int | None = None
) -> Shift:
    """``until``: the moment a shift that runs is counted to."""
    worked = pause = 0
    ends = [(punch.kind, punch.at) for punch in made]
    if until is not None:
        ends.append(("out", until))
    for (kind, start), (following, end) in pairwise(ends):
        minutes = end // MINUTE_MS - start // MINUTE_MS
        if not 0 < end - start <= DAY_MS:
            continue
        if LEADS_TO[kind] == "in":
            worked += minutes
        elif kind == "break" and following == "back":
            pause += minutes
    return Shift(made[0].at, left, worked, pause, tuple(punch.id for punch in made), open)


def _arranged(punches: Sequence[Punch]) -> tuple[Punch, ...]:
    """What was entered later stands behind the last one that is not later than it."""
    placed = [punch for punch in punches if punch.source != "manager"]
    late = [punch for punch in punches if punch.source == "manager"]
    for punch in sorted(late, key=lambda punch: punch.at):
        place = len(placed)
        while place and placed[place - 1].at > punch.at:
            place -= 1
        placed.insert(place, punch)
    return tuple(placed)


def _agreeing(moments: Sequence[int], now: int | None, slack: int) -> list[bool]:
    """Which of the ``moments`` of a sequence can be right together: those of a longest chain in
    which nobody goes back by more than ``slack``, and which does not end later than ``now``. Of
    chains as long the one that leaps least is right, else the one made later: a clock that was put
    back is mostly one that was put right."""
    right = [
        now is None or moment <= now or (moment - now <= slack and moment - least <= slack)
        for moment, least in zip(moments, _least_after(moments), strict=True)
    ]
    kept = [place for place, may in enumerate(right) if may]
    if all(moments[a] - moments[b] <= slack for a, b in pairwise(kept)):
        return right
    ends: list[tuple[int, int, int]] = []
    before: list[int] = []
    for here, place in enumerate(kept):
        best, via = (0, 0, -1), -1
        for there in range(here):
            gap = moments[place] - moments[kept[there]]
            length, leaps, _ = ends[there]
            if -gap <= slack and (one := (length, leaps - _leap(gap), there)) > best:
                best, via = one, there
        ends.append((best[0] + 1, best[1], here))
        before.append(via)
    until = max(moments) if now is None else now
    here = max(
        range(len(kept)),
        key=lambda one: (ends[one][0], ends[one][1] - _leap(until - moments[kept[one]]), one),
    )
    chain = set[int]()
    while here >= 0:
        chain.add(kept[here])
        here = before[here]
    return [place in chain for place in range(len(moments))]


def _least_after(moments: Sequence[int]) -> list[int]:
    """Of each place, the least of the moments from there on."""
    return list(accumulate(reversed(moments), min))[::-1]


def _leap(gap: int) -> int:
    """By how much more than a week somebody was away."""
    return max(0, gap - 7 * DAY_MS)


def strays(punches: Sequence[Punch], shifts: Sequence[Shift]) -> frozenset[Id]:
    """Ids of the ``punches`` that fit nothing before them: no shift holds them, or two of a kind
    follow each other."""
    held = {one for shift in shifts for one in shift.punches}
    found = {punch.id for punch in punches if punch.id not in held}
    for before, after in pairwise(punches):
        if {before.id, after.id} <= held and after.kind not in FOLLOWS[LEADS_TO[before.kind]]:
            found.add(after.id)
    return frozenset(found)
