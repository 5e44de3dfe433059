"""Plans of hours, exceptions from them, and time off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from kiosk.salon.domain.agenda.hours import (
    Calendar,
    HoursException,
    HoursPlan,
    TimeOff,
)
from kiosk.salon.domain.agenda.spans import Span
from kiosk.salon.domain.ids import Id
from kiosk.salon.store import bulk
from kiosk.salon.store.database import Store

_OFF = "id, staff_id, kind, first, last, starts, ends, note"


def plans(store: Store) -> tuple[HoursPlan, ...]:
    """Of everybody, those that begin earlier first."""
    spans: dict[tuple[Id, int, int], list[Span]] = {}
    for plan, week, weekday, starts, ends in store.rows(
        "SELECT plan_id, week, weekday, starts, ends FROM hours_plan_span "
        "ORDER BY plan_id, week, weekday, starts"
    ):
        spans.setdefault((plan, week, weekday), []).append((starts, ends))
    return tuple(
        HoursPlan(
            plan,
            staff_id,
            date.fromisoformat(valid_from),
            tuple(
                tuple(tuple(spans.get((plan, week, weekday), ())) for weekday in range(7))
                for week in range(weeks)
            ),
        )
        for plan, staff_id, valid_from, weeks in store.rows(
            "SELECT id, staff_id, valid_from, weeks FROM hours_plan ORDER BY valid_from, id"
        )
    )


def exceptions(store: Store, first: date, last: date) -> tuple[HoursException, ...]:
    """Those that name a day from ``first`` to ``last``, by their first day."""
    heads = store.rows(
        "SELECT id, staff_id, first, last, reason FROM hours_exception "
        "WHERE last >= ? AND first <= ? ORDER BY first, id",
        (first.isoformat(), last.isoformat()),
    )
    if not heads:
        return ()
    spans: dict[Id, list[Span]] = {}
    for owner, starts, ends in store.rows(
        "SELECT s.exception_id, s.starts, s.ends FROM hours_exception e "
        "JOIN hours_exception_span s ON s.exception_id = e.id "
        "WHERE e.last >= ? AND e.first <= ? ORDER BY s.starts",
        (first.isoformat(), last.isoformat()),
    ):
        spans.setdefault(owner, []).append((starts, ends))
    return tuple(
        HoursException(
            head,
            staff_id,
            date.fromisoformat(begins),
            date.fromisoformat(until),
            tuple(spans.get(head, ())),
            reason,
        )
        for head, staff_id, begins, until, reason in heads
    )


def time_off(store: Store, first: date, last: date) -> tuple[TimeOff, ...]:
    """What touches a day from ``first`` to ``last``, by its first day."""
    found = store.rows(
        f"SELECT {_OFF} FROM time_off WHERE last >= ? AND first <= ? "
        "ORDER BY first, coalesce(starts, 0), id",
        (first.isoformat(), last.isoformat()),
    )
    return tuple(
        TimeOff(
            row[0],
            row[1],
            row[2],
            date.fromisoformat(row[3]),
            date.fromisoformat(row[4]),
            *row[5:],
        )
        for row in found
    )


def calendar(store: Store, first: date, last: date) -> Calendar:
    """All that is needed to tell the hours of these days."""
    return Calendar(plans(store), exceptions(store, first, last), time_off(store, first, last))


def write_plan(store: Store, plan: HoursPlan) -> None:
    """In the place of the one with its id, and of another of the same person from the same day."""
    for row_id in store.column(
        "SELECT id FROM hours_plan WHERE id = ? OR (staff_id IS ? AND valid_from = ?)",
        (plan.id, plan.staff_id, plan.valid_from.isoformat()),
    ):
        drop_plan(store, row_id)
    store.insert(
        "hours_plan",
        id=plan.id,
        staff_id=plan.staff_id,
        valid_from=plan.valid_from.isoformat(),
        weeks=len(plan.weeks),
    )
    rows = [
        (plan.id, week, weekday, *span)
        for week, days in enumerate(plan.weeks)
        for weekday, hours in enumerate(days)
        for span in hours
    ]
    bulk.insert(store, "hours_plan_span", "plan_id, week, weekday, starts, ends", rows)


def drop_plan(store: Store, plan_id: Id) -> None:
    store.run("DELETE FROM hours_plan_span WHERE plan_id = ?", (plan_id,))
    store.run("DELETE FROM hours_plan WHERE id = ?", (plan_id,))


def write_exception(store: Store, exception: HoursException) -> None:
    """In the place of the one with its id."""
    drop_exception(store, exception.id)
    store.insert(
        "hours_exception",
        id=exception.id,
        staff_id=exception.staff_id,
        first=exception.first.isoformat(),
        last=exception.last.isoformat(),
        reason=exception.reason,
    )
    rows: Sequence[Sequence[object]] = [(exception.id, *span) for span in exception.hours]
    bulk.insert(store, "hours_exception_span", "exception_id, starts, ends", rows)


def drop_exception(store: Store, exception_id: Id) -> bool:
    """False when there is none."""
    store.run("DELETE FROM hours_exception_span WHERE exception_id = ?", (exception_id,))
    return store.run("DELETE FROM hours_exception WHERE id = ?", (exception_id,)) == 1


def write_time_off(store: Store, off: TimeOff) -> None:
    """In the place of the one with its id."""
    values = asdict(off)
    values["first"], values["last"] = off.first.isoformat(), off.last.isoformat()
    store.replace("time_off", **values)


def drop_time_off(store: Store, off_id: Id) -> bool:
    """False when there is none."""
    return store.run("DELETE FROM time_off WHERE id = ?", (off_id,)) == 1
