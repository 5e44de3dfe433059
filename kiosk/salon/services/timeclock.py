"""Clocking in and out. The rules are in ``kiosk.salon.domain.punch``; here they become durable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from kiosk.salon.domain import punch as rules
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember, manages
from kiosk.salon.domain.punch import (
    Attendance,
    Entry,
    Hours,
    Presence,
    Punch,
    PunchKind,
    PunchResult,
    Source,
    Timeline,
    WorkDay,
)
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Area
from kiosk.salon.services.team import require_manager
from kiosk.salon.store import punches, staff


class TimeClock(Area):
    def tap(self, staff_id: Id, source: Source = "card") -> PunchResult:
        """out -> in, in -> out, on a break -> back. ``pin`` punches are flagged ``no-card``."""
        with self._context.store.transaction():
            member = self._member(staff_id)
            timeline, now = self._timeline(staff_id), self._context.now()
            if timeline.repeated(now):
                return self._result("repeated", member, timeline)
            if timeline.forgotten(self._bounds()[0]):
                return self._result("ask_left", member, timeline)
            timeline = self._add(member, timeline, rules.BY_TAP[timeline.state], source)
        return self._result("recorded", member, timeline)

    def choose(self, staff_id: Id, kind: PunchKind, source: Source = "card") -> PunchResult:
        """A button on the result screen (break, out, ...). Directly after a punch (8 s) it replaces
        it: the counter-entry and the new punch are one transaction. Refused when the state machine
        forbids it."""
        with self._context.store.transaction():
            member = self._member(staff_id)
            timeline = self._timeline(staff_id)
            if timeline.forgotten(self._bounds()[0]):
                return self._result("ask_left", member, timeline)
            if timeline.undoable(self._context.now()):
                timeline = self._take_back(member, timeline, source)
            timeline.require(kind)
            timeline = self._add(member, timeline, kind, source)
        return self._result("recorded", member, timeline)

    def undo(self, punch_id: Id) -> PunchResult:
        """A counter-entry within 8 s. Refused later, or when already undone."""
        with self._context.store.transaction():
            staff_id = punches.owner(self._context.store, punch_id)
            if staff_id is None:
                raise Refused(T("There is nothing to undo."))
            member = self._member(staff_id)
            timeline = self._timeline(staff_id)
            last = timeline.last
            if last is None or last.id != punch_id:
                raise Refused(T("There is nothing to undo."))
            if not timeline.undoable(self._context.now()):
                raise Refused(T("It is too late to undo this. Ask a manager."))
            timeline = self._take_back(member, timeline, last.source)
        return self._result("undone", member, timeline, last)

    def left_at(self, staff_id: Id, at: int, source: Source = "card") -> PunchResult:
        """Answers "when did you leave?": closes the earlier day (flag ``late-entry``) and records
        today's *in*, in one transaction. Refused unless after the open *in* and before now and
        within that business day."""
        with self._context.store.transaction():
            member = self._member(staff_id)
            timeline = self._timeline(staff_id)
            if timeline.last is None or not timeline.forgotten(self._bounds()[0]):
                raise Refused(T("Nothing is open from an earlier day."))
            salon = self._context.salon
            day_end = salon.day_bounds(salon.business_day(timeline.last.at))[1]
            timeline.require_left(at, day_end, self._context.now())
            left = self._new("out", at, source, (rules.LATE_ENTRY,))
            timeline = self._write(member, timeline, left)
            timeline = self._add(member, timeline, "in", source)
        return self._result("recorded", member, timeline)

    def hours(self, staff_id: Id) -> Hours:
        """Of today and this week, until now."""
        return self._hours(self._timeline(staff_id))

    def present(self) -> tuple[Presence, ...]:
        """Who is in or on a break. Somebody who forgot to clock out on an earlier day is not
        counted."""
        return punches.present(self._context.store, self._bounds()[0])

    def attendance(self, by: Id) -> tuple[Attendance, ...]:
        """Where everybody active is, in the order of the team, for ``by``: managers also get the
        hours and what is marked of all, others the hours of their own."""
        all_told = manages(staff.member(self._context.store, by))
        return tuple(
            self._attendance(member, hours=all_told or member.id == by, marks=all_told)
            for member in staff.members(self._context.store)
        )

    def week(self, staff_id: Id, by: Id) -> tuple[WorkDay, ...]:
        """What one person entered this week, and the earlier days it was about; latest day first.
        Refused unless ``by`` is a manager."""
        require_manager(self._context, by)
        store, salon, now = self._context.store, self._context.salon, self._context.now()
        today, since = self._bounds()
        latest = self._timeline(staff_id)
        unclosed = latest.last if latest.forgotten(today) else None
        began = punches.earliest(store, staff_id, since)
        for at in (began, unclosed.at if unclosed else None):
            if at is not None:
                since = min(since, salon.day_bounds(salon.business_day(at))[0])
        timeline = punches.timeline(store, staff_id, since)
        days: dict[date, list[Entry]] = {}
        for entry in punches.entered(store, staff_id, since):
            if entry.punch == unclosed:
                entry = replace(entry, open=True)
            days.setdefault(salon.business_day(entry.punch.at), []).append(entry)
        return tuple(
            WorkDay(day, timeline.minutes(now, today, *salon.day_bounds(day)), tuple(days[day]))
            for day in sorted(days, reverse=True)
        )

    def _attendance(self, member: StaffMember, *, hours: bool, marks: bool) -> Attendance:
        today, week = self._bounds()
        timeline = self._timeline(member.id)
        forgotten = timeline.forgotten(today)
        return Attendance(
            member,
            "out" if forgotten else timeline.state,
            None if forgotten else timeline.since,
            self._hours(timeline) if hours else None,
            timeline.marked(week) if marks else (),
            timeline.since if marks and forgotten else None,
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
        return punches.timeline(self._context.store, staff_id, self._bounds()[1])

    def _hours(self, timeline: Timeline) -> Hours:
        today, week = self._bounds()
        return timeline.hours(self._context.now(), today, week)

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
        at, flags = timeline.stamp(self._context.now())
        return self._write(member, timeline, self._new(kind, at, source, flags))

    def _take_back(self, member: StaffMember, timeline: Timeline, source: Source) -> Timeline:
        last = timeline.last
        assert last is not None
        counter = self._new(last.kind, self._context.now(), source, undoes=last.id)
        self._write(member, timeline, counter)
        return timeline.without_last()

    def _write(self, member: StaffMember, timeline: Timeline, punch: Punch) -> Timeline:
        store = self._context.store
        punches.insert(store, member.id, punch)
        body: dict[str, object] = {
            "staff": staff.pseudonym(store, member.id),
            "kind": punch.kind,
            "at": punch.at,
            "source": punch.source,
            "flag": " ".join(punch.flags),
            "undone": punch.undoes is not None,
        }
        self._context.journal.append("punch", punch.recorded_at, body)
        self._context.changed("punch", punch.id)
        return Timeline((*timeline.punches, punch))

    def _result(
        self,
        outcome: Literal["recorded", "undone", "repeated", "ask_left"],
        member: StaffMember,
        timeline: Timeline,
        undone: Punch | None = None,
    ) -> PunchResult:
        now = self._context.now()
        shown = undone or timeline.last
        assert shown is not None
        takes_back = outcome in ("recorded", "repeated") and timeline.undoable(now)
        asks = outcome == "ask_left"
        return PunchResult(
            outcome,
            member.id,
            member.first_name,
            shown.kind,
            shown.at,
            self._hours(timeline),
            () if asks or outcome == "undone" else timeline.offers(now),
            shown.id if takes_back else None,
            shown.at if asks else None,
        )
