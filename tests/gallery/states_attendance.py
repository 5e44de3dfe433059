"""Who is at work, and what the manager sees of the week."""

from __future__ import annotations

from dataclasses import replace

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


@state("The month of a person, with a day")
def timesheet(stage: Stage) -> None:
    attendance_week(stage)
    stage.tap("month").tap("pick", stage.salon.context.today().isoformat())


@state("The month of a person with a long name, corrected and to be checked")
def timesheet_corrected(stage: Stage) -> None:
    _worked(stage)
    salon = stage.salon
    who, boss = _people(stage)[3], stage.sample.manager.id
    member = salon.team.member(who)
    long = replace(member, first_name="Bartolomějka Alexandra", last_name="Vzorová-Ukázkovičová")
    salon.team.save(long, boss)
    now = salon.context.now()
    for days in range(1, 12):
        came = now - days * 24 * HOUR * 1000
        salon.corrections.add_shift(who, came - 4 * HOUR * 1000, came, boss, "forgotten")
    stage.desk().open("attendance").tap("pick", who.hex()).tap("month")
    stage.tap("pick", stage.state.days[-2].key)


@state("A month without an entry")
def timesheet_empty(stage: Stage) -> None:
    attendance_week(stage)
    stage.tap("month").tap("earlier")


@state("A punch to be corrected")
def punch_form(stage: Stage) -> None:
    attendance_week(stage)
    stage.tap("correct", stage.state.week.days[0].rows[-1].key)


@state("A shift to be added, with what is wrong")
def punch_form_wrong(stage: Stage) -> None:
    attendance_week(stage)
    stage.tap("month").tap("add")
    stage.nav.act("edit", "time", "25:70")
    stage.tap("save")


@state("A clock that was wrong")
def attendance_clock_wrong(stage: Stage) -> None:
    first = _people(stage)[0]
    now = stage.clock.now()
    stage.clock.jump(now + 365 * 24 * HOUR * 1000)
    stage.salon.timeclock.tap(first)
    stage.clock.jump(now)
    stage.salon.timeclock.tap(first)
    stage.desk().open("attendance").tap("pick", first.hex())
