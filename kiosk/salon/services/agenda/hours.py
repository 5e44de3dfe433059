"""Opening hours, hours of the stylists, closed days, time off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kiosk.salon.domain.agenda.hours import (
    ABSENCES,
    Calendar,
    HoursException,
    HoursPlan,
    TimeOff,
    check_days,
    check_time_off,
    checked_hours,
    checked_plan,
)
from kiosk.salon.domain.agenda.spans import Span
from kiosk.salon.domain.country import holidays
from kiosk.salon.domain.country.holidays import Holiday
from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.ids import Id
from kiosk.salon.services.context import Area
from kiosk.salon.services.team import require_manager
from kiosk.salon.store import staff
from kiosk.salon.store.agenda import hours


@dataclass(frozen=True, slots=True)
class OfferedHoliday:
    """``taken``: the exception that names this very day, None while the salon has none."""

    holiday: Holiday
    taken: HoursException | None


class Hours(Area):
    def calendar(self, first: date, last: date) -> Calendar:
        """Whatever is known of the hours from ``first`` to ``last``, both included."""
        return hours.calendar(self._context.store, first, last)

    def opening(self, day: date) -> tuple[Span, ...]:
        """When the salon is open, in minutes of the day."""
        return self.calendar(day, day).opening(day)

    def plans(self, staff_id: Id | None) -> tuple[HoursPlan, ...]:
        """Of a stylist, or of the salon (None), by the day that they begin."""
        found = hours.plans(self._context.store)
        return tuple(plan for plan in found if plan.staff_id == staff_id)

    def save_plan(self, plan: HoursPlan, by: Id | None) -> HoursPlan:
        """New when ``plan.id`` is empty bytes; takes the place of another of the same person that
        begins on the same day. What was before that day stays as it was. Refused: hours that
        overlap or leave the business day; by somebody who is not a manager (None: imports)."""
        plan = checked_plan(plan)
        context = self._context
        with context.store.transaction():
            self._only_managers(by)
            plan = replace(plan, id=plan.id or context.new_id())
            hours.write_plan(context.store, plan)
            self._record("hours.plan", plan, by, valid_from=plan.valid_from.isoformat())
        return plan

    def drop_plan(self, plan: HoursPlan, by: Id | None) -> None:
        """The plan before it goes on. Refused as :meth:`save_plan` is."""
        with self._context.store.transaction():
            self._only_managers(by)
            hours.drop_plan(self._context.store, plan.id)
            begun = plan.valid_from.isoformat()
            self._record("hours.plan", plan, by, gone=True, valid_from=begun)

    def exceptions(
        self, staff_id: Id | None, first: date, last: date
    ) -> tuple[HoursException, ...]:
        """Of a stylist, or of the salon (None: its closed days too), by their first day."""
        found = hours.exceptions(self._context.store, first, last)
        return tuple(one for one in found if one.staff_id == staff_id)

    def save_exception(self, exception: HoursException, by: Id | None) -> HoursException:
        """New when its id is empty bytes. Where two name a day, the one that was entered later
        holds. Refused: days or hours that cannot be; by somebody who is not a manager."""
        reason = entering.line(exception.reason)
        check_days(exception.first, exception.last)
        times = checked_hours(exception.hours)
        context = self._context
        with context.store.transaction():
            self._only_managers(by)
            saved = replace(
                exception, id=exception.id or context.new_id(), hours=times, reason=reason
            )
            hours.write_exception(context.store, saved)
            self._record("hours.exception", saved, by, **_days(saved), closed=not times)
        return saved

    def drop_exception(self, exception: HoursException, by: Id | None) -> None:
        """Refused for anybody but managers. One that is gone already is no error."""
        with self._context.store.transaction():
            self._only_managers(by)
            if hours.drop_exception(self._context.store, exception.id):
                self._record("hours.exception", exception, by, gone=True, **_days(exception))

    def holidays(self, first: date, last: date) -> tuple[OfferedHoliday, ...]:
        """Public holidays of the salon's country, and which of them the salon has taken."""
        known = self.exceptions(None, first, last)
        return tuple(
            OfferedHoliday(
                holiday,
                next((one for one in known if one.first == one.last == holiday.day), None),
            )
            for holiday in holidays.between(self._context.salon.country, first, last)
        )

    def close_on(self, holiday: Holiday, by: Id | None) -> HoursException:
        """Takes a holiday as a closed day. Refused as :meth:`save_exception` is."""
        return self.save_exception(
            HoursException(b"", None, holiday.day, holiday.day, (), holiday.name.key), by
        )

    def time_off(self, staff_id: Id, first: date, last: date) -> tuple[TimeOff, ...]:
        """What touches these days, by its first day."""
        found = hours.time_off(self._context.store, first, last)
        return tuple(one for one in found if one.staff_id == staff_id)

    def save_time_off(self, off: TimeOff, by: Id | None) -> TimeOff:
        """New when its id is empty bytes. Anybody at the desk may: somebody calls in sick before
        the manager comes. Visits that lie in it stay; they clash from then on. Refused: days or
        times that cannot be, too long a note."""
        off = replace(off, note=entering.line(off.note))
        check_time_off(off)
        context = self._context
        with context.store.transaction():
            saved = replace(off, id=off.id or context.new_id())
            hours.write_time_off(context.store, saved)
            self._record_off(saved, by)
        return saved

    def drop_time_off(self, off: TimeOff, by: Id | None) -> None:
        """One that is gone already is no error."""
        with self._context.store.transaction():
            if hours.drop_time_off(self._context.store, off.id):
                self._record_off(off, by, gone=True)

    def _record_off(self, off: TimeOff, by: Id | None, *, gone: bool = False) -> None:
        """Why somebody is absent is nobody's business but theirs: it stands in no journal."""
        kind = "absence" if off.kind in ABSENCES else off.kind
        times: dict[str, Any] = {"starts": off.starts, "ends": off.ends}
        self._record("hours.time_off", off, by, gone=gone, what=kind, **_days(off), **times)

    def _record(
        self,
        kind: str,
        row: HoursPlan | HoursException | TimeOff,
        by: Id | None,
        *,
        gone: bool = False,
        **facts: object,
    ) -> None:
        context = self._context
        whose = staff.pseudonym(context.store, row.staff_id) if row.staff_id else ""
        context.note(kind, by, staff=whose, gone=gone, **facts)
        context.changed("hours", row.id, gone=gone)

    def _only_managers(self, by: Id | None) -> None:
        if by is not None:
            require_manager(self._context, by)


def _days(row: HoursException | TimeOff) -> dict[str, Any]:
    return {"first": row.first.isoformat(), "last": row.last.isoformat()}
