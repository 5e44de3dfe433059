"""Clocking in and out. The rules are in ``kiosk.salon.domain.timeclock.timeline``; here they become
durable."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember, manages
from kiosk.salon.domain.text import T
from kiosk.salon.domain.timeclock import punch as rules
from kiosk.salon.domain.timeclock.punch import (
    Attendance,
    Hours,
    Presence,
    Punch,
    PunchKind,
    PunchResult,
    Source,
)
from kiosk.salon.domain.timeclock.timeline import DAY_MS, REPEAT_MS, Timeline
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.timeclock import ledger
from kiosk.salon.store import punches, staff


class TimeClock(Area):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._made: dict[Id, tuple[Id, float]] = {}

    def tap(self, staff_id: Id, source: Source = "card") -> PunchResult:
        """out -> in, in -> out, on a break -> back. ``pin`` punches are flagged ``no-card``."""
        with self._context.store.transaction():
            member = self._member(staff_id)
            timeline = self._timeline(staff_id)
            if timeline.repeated(self._context.now()):
                return self._result("repeated", member, timeline)
            if timeline.forgotten(self._context.now()):
                return self._result("ask_left", member, timeline)
            corrected = self._corrected(staff_id)
            timeline = self._add(member, timeline, rules.BY_TAP[timeline.state], source)
        return self._result("recorded", member, timeline, corrected=corrected)

    def choose(self, staff_id: Id, kind: PunchKind, source: Source = "card") -> PunchResult:
        """A button on the result screen (break, out, ...). Directly after a punch (8 s) it replaces
        it: the counter-entry and the new punch are one transaction. *In* directly after the *out*
        of a shift that began on an earlier business day asks when that ended. Refused when the
        state machine forbids it."""
        with self._context.store.transaction():
            member = self._member(staff_id)
            timeline = self._timeline(staff_id)
            if timeline.forgotten(self._context.now()):
                return self._result("ask_left", member, timeline)
            if timeline.undoable(self._context.now()):
                timeline = self._take_back(member, timeline, source)
                if kind == "in" and self._over_night(timeline):
                    return self._result("ask_left", member, timeline)
            timeline.require(kind)
            timeline = self._add(member, timeline, kind, source)
        return self._result("recorded", member, timeline)

    def undo(self, punch_id: Id) -> PunchResult:
        """A counter-entry within 8 s. Refused later, or when already undone."""
        with self._context.store.transaction():
            found = punches.one(self._context.store, punch_id)
            if found is None:
                raise Refused(T("There is nothing to undo."))
            member = self._member(found.staff_id)
            timeline = self._timeline(member.id)
            last = timeline.last
            if last is None or last.id != punch_id:
                raise Refused(T("There is nothing to undo."))
            if not timeline.undoable(self._context.now()):
                raise Refused(T("It is too late to undo this. Ask a manager."))
            timeline = self._take_back(member, timeline, last.source)
        return self._result("undone", member, timeline, last)

    def left_at(self, staff_id: Id, at: int, source: Source = "card") -> PunchResult:
        """Answers "when did you leave?": closes the earlier shift (flag ``late-entry``) and records
        *in*, in one transaction. Refused unless after the last punch, before now and within the
        longest shift."""
        with self._context.store.transaction():
            member = self._member(staff_id)
            timeline = self._asked(staff_id)
            timeline.require_left(at, self._context.now())
            left = self._new("out", at, source, (rules.LATE_ENTRY,))
            timeline = self._write(member, timeline, left)
            timeline = self._add(member, timeline, "in", source)
        return self._result("recorded", member, timeline)

    def leaves_now(self, staff_id: Id, source: Source = "card") -> PunchResult:
        """The other answer: the shift was that long and ends now (flag ``long-shift``). Refused
        after more than a day."""
        with self._context.store.transaction():
            member = self._member(staff_id)
            timeline = self._asked(staff_id)
            if not self._may_leave_now(timeline):
                raise Refused(T("They cannot have left at that time."))
            left = self._new("out", self._context.now(), source, (rules.LONG_SHIFT,))
            timeline = self._write(member, timeline, left)
        return self._result("recorded", member, timeline)

    def _asked(self, staff_id: Id) -> Timeline:
        """Refused unless the question stands."""
        timeline = self._timeline(staff_id)
        if not (timeline.forgotten(self._context.now()) or self._over_night(timeline)):
            raise Refused(T("Nothing is open from an earlier day."))
        return timeline

    def _over_night(self, timeline: Timeline) -> bool:
        """Whether the open shift began before this business day."""
        return timeline.began is not None and timeline.began < self._bounds()[0]

    def _may_leave_now(self, timeline: Timeline) -> bool:
        return timeline.began is not None and self._context.now() - timeline.began <= DAY_MS

    def hours(self, staff_id: Id) -> Hours:
        """Of today and this week, until now."""
        return self._hours(self._timeline(staff_id))

    def present(self) -> tuple[Presence, ...]:
        """Who is in or on a break, in the order of the team. Somebody who forgot to clock out is
        not counted."""
        found = []
        for member in staff.members(self._context.store):
            timeline = self._timeline(member.id)
            if timeline.last is None or timeline.state == "out":
                continue
            if not timeline.forgotten(self._context.now()):
                found.append(Presence(member.id, timeline.last.kind, timeline.last.at))
        return tuple(found)

    def attendance(self, by: Id) -> tuple[Attendance, ...]:
        """Where everybody active is, in the order of the team, for ``by``: managers also get the
        hours and what is marked of all, others the hours of their own."""
        all_told = manages(staff.member(self._context.store, by))
        return tuple(
            self._attendance(member, hours=all_told or member.id == by, marks=all_told)
            for member in staff.members(self._context.store)
        )

    def _attendance(self, member: StaffMember, *, hours: bool, marks: bool) -> Attendance:
        week = self._bounds()[1]
        timeline = self._timeline(member.id)
        forgotten = timeline.forgotten(self._context.now())
        return Attendance(
            member,
            "out" if forgotten else timeline.state,
            None if forgotten else timeline.since,
            self._hours(timeline) if hours else None,
            timeline.marked(week) if marks else (),
            timeline.began if marks and forgotten else None,
        )

    def _member(self, staff_id: Id) -> StaffMember:
        member = staff.member(self._context.store, staff_id)
        if not member.active:
            raise Refused(T("This person is no longer in the team."))
        return member

    def _bounds(self) -> tuple[int, int]:
        """Start of today and of this week (Monday), as business days, in UTC ms."""
        salon, today = self._context.salon, self._context.today()
        monday = today - timedelta(days=today.weekday())
        return salon.day_bounds(today)[0], salon.day_bounds(monday)[0]

    def _timeline(self, staff_id: Id) -> Timeline:
        return ledger.timeline(self._context, staff_id, self._bounds()[1])

    def _corrected(self, staff_id: Id) -> bool:
        """Whether the newest entry of all is a manager's."""
        newest = punches.newest(self._context.store, staff_id)
        return newest is not None and newest.by is not None

    def _hours(self, timeline: Timeline) -> Hours:
        today, week = self._bounds()
        return timeline.hours(self._context.now(), today, week)

    def _clock_set(self, member: StaffMember, timeline: Timeline) -> bool:
        """Whether the clock was set since the last punch: more or less time has passed since than
        by the one that never jumps."""
        last, made = timeline.last, self._made.get(member.id)
        if last is None or made is None or made[0] != last.id:
            return False
        passed = round((self._context.clock.monotonic() - made[1]) * 1000)
        return abs(self._context.now() - last.recorded_at - passed) >= REPEAT_MS

    def _new(
        self,
        kind: PunchKind,
        at: int,
        source: Source,
        flags: tuple[rules.Flag, ...] = (),
        undoes: Id | None = None,
    ) -> Punch:
        if source == "pin":
            flags = (*flags, rules.NO_CARD)
        now = self._context.now()
        return Punch(self._context.new_id(), kind, at, now, source, undoes, flags)

    def _add(
        self, member: StaffMember, timeline: Timeline, kind: PunchKind, source: Source
    ) -> Timeline:
        now = self._context.now()
        at, flags = timeline.stamp(now)
        if not flags and self._clock_set(member, timeline):
            flags = (rules.CLOCK_SET,)
        return self._write(member, timeline, self._new(kind, at, source, flags))

    def _take_back(self, member: StaffMember, timeline: Timeline, source: Source) -> Timeline:
        last = timeline.last
        assert last is not None
        counter = self._new(last.kind, self._context.now(), source, undoes=last.id)
        ledger.write(self._context, member.id, counter)
        return timeline.without_last()

    def _write(self, member: StaffMember, timeline: Timeline, punch: Punch) -> Timeline:
        ledger.write(self._context, member.id, punch)
        self._made[member.id] = punch.id, self._context.clock.monotonic()
        return timeline.then(punch)

    def _result(
        self,
        outcome: Literal["recorded", "undone", "repeated", "ask_left"],
        member: StaffMember,
        timeline: Timeline,
        undone: Punch | None = None,
        corrected: bool = False,
    ) -> PunchResult:
        now = self._context.now()
        shown = undone or timeline.last
        assert shown is not None
        takes_back = outcome in ("recorded", "repeated") and timeline.undoable(now)
        asks = outcome == "ask_left"
        offers = () if asks or outcome == "undone" else timeline.offers(now)
        if takes_back and shown.kind == "out" and self._over_night(timeline.without_last()):
            offers = (*offers, "in")
        return PunchResult(
            outcome,
            member.id,
            member.first_name,
            shown.kind,
            shown.at,
            self._hours(timeline),
            offers,
            shown.id if takes_back else None,
            shown.at if asks else None,
            timeline.left_by(now) if asks else None,
            asks and self._may_leave_now(timeline),
            corrected,
        )
