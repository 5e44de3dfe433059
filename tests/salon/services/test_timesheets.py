"""The month of a person: what was worked beside what was planned, and as a file."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.salon.domain.agenda.hours import HoursPlan, TimeOff
from kiosk.salon.domain.errors import Refused
from kiosk.salon.services.files.exporting import Exporting
from kiosk.salon.services.salon_services import Services
from tests.rigs.salon import clock_of

MONDAY = date(2026, 12, 7)


@pytest.fixture
def month(salon: Services) -> Services:
    """Eva works 9 to 17 from Monday to Friday; on Monday she came, on Tuesday she was ill."""
    petra, eva = (member.id for member in salon.team.members())
    week = (*[((9 * 60, 17 * 60),)] * 5, (), ())
    salon.hours.save_plan(HoursPlan(b"", eva, MONDAY, (week,)), petra)
    salon.hours.save_time_off(
        TimeOff(b"", eva, "sick", MONDAY.replace(day=8), MONDAY.replace(day=8)), petra
    )
    for minute, kind in ((9 * 60, "in"), (12 * 60, "break"), (12 * 60 + 45, "back"), (18 * 60, "")):
        clock_of(salon).jump(salon.context.salon.instant(MONDAY, minute))
        if kind == "break":
            salon.timeclock.choose(eva, "break")
        else:
            salon.timeclock.tap(eva)
    clock_of(salon).jump(salon.context.salon.instant(MONDAY.replace(day=11), 20 * 60))
    return salon


@pytest.mark.req("T2", "V4")
def test_a_month_adds_up_beside_what_was_planned(month: Services) -> None:
    petra, eva = (member.id for member in month.team.members())
    sheet = month.timesheets.month(eva, MONDAY, eva)
    assert (len(sheet.days), sheet.days[0].empty) == (31, True)
    monday, tuesday = sheet.days[6], sheet.days[7]
    assert (monday.work.minutes, monday.planned, monday.absences) == (495, 480, ())
    assert (tuesday.work.minutes, tuesday.planned, tuesday.absences) == (0, 0, ("sick",))
    assert (sheet.minutes, sheet.pause) == (495, 45)
    assert sheet.planned is not None
    assert month.timesheets.month(petra, MONDAY, petra).planned is None
    with pytest.raises(Refused):
        month.timesheets.month(petra, MONDAY, eva)


@pytest.mark.req("T2", "M4")
def test_timesheets_as_a_file(month: Services) -> None:
    rows = list(Exporting(month.context).rows("timesheets", MONDAY, MONDAY.replace(day=9)))
    assert [(row["day"], row["times"], row["break_minutes"]) for row in rows] == [
        ("2026-12-07", "09:00-18:00", "45"),
        ("2026-12-08", "", "0"),
        ("2026-12-09", "", "0"),
    ]
    assert [row["worked_minutes"] for row in rows] == ["495", "0", "0"]
    assert [row["planned_minutes"] for row in rows] == ["480", "0", "480"]
    assert [row["absence"] for row in rows] == ["", "sick", ""]
    assert next(iter(Exporting(month.context).rows("timesheets"))) == rows[0]
