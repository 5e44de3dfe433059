"""Who is at work, and what the manager sees of the week."""

from __future__ import annotations

from kiosk.salon.domain.ids import Id
from tests.gallery.stage import Stage
from tests.gallery.states import state

MINUTE, HOUR = 60, 3600


def _people(stage: Stage) -> list[Id]:
    return [member.id for member in stage.salon.team.members()]


def _worked(stage: Stage) -> None:
    """Two days with a break, a card at home, a punch taken back, a departure told later and one
    that nobody entered."""
    first, second, third, fourth, *_ = _people(stage)
    clock, timeclock = stage.clock, stage.salon.timeclock
    clock.advance(-25 * HOUR)
    timeclock.tap(first, "pin")
    timeclock.tap(second)
    timeclock.tap(third)
    timeclock.tap(fourth)
    clock.advance(4 * HOUR)
    timeclock.choose(first, "break")
    clock.advance(30 * MINUTE)
    timeclock.tap(first)
    timeclock.tap(third, "pin")
    clock.advance(4 * HOUR)
    timeclock.tap(first)
    clock.advance(14.5 * HOUR)
    meant = timeclock.tap(first)
    assert meant.punch_id is not None
    timeclock.undo(meant.punch_id)
    clock.advance(30 * MINUTE)
    timeclock.tap(first)
    timeclock.left_at(second, clock.now() - 15 * HOUR * 1000)
    clock.advance(90 * MINUTE)
    timeclock.choose(second, "break")


@state("Attendance, as the manager sees it")
def attendance_manager(stage: Stage) -> None:
    _worked(stage)
    stage.desk().open("attendance")


@state("A person's week")
def attendance_week(stage: Stage) -> None:
    attendance_manager(stage)
    stage.tap("pick", _people(stage)[0].hex())


@state("A departure that was added later")
def attendance_marked(stage: Stage) -> None:
    attendance_manager(stage)
    stage.tap("pick", _people(stage)[1].hex())


@state("A departure that nobody entered")
def attendance_open(stage: Stage) -> None:
    attendance_manager(stage)
    stage.tap("pick", _people(stage)[3].hex())


@state("Attendance, as the staff see it")
def attendance_staff(stage: Stage) -> None:
    _worked(stage)
    stage.unlock(next(m for m in stage.salon.team.members() if m.role == "staff"))
    stage.open("attendance")
