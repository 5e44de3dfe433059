"""The month of one person on paper."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.paper import escpos
from kiosk.paper.profile import Profile
from kiosk.paper.timesheet import timesheet
from kiosk.salon.domain.agenda.hours import TimeOff
from kiosk.salon.language.speaker import speaker
from kiosk.salon.services.salon_services import Services
from tests.rigs import escpos_reader
from tests.rigs.salon import clock_of

HOUR = 3600
MS = 1000


def lines(salon: Services, who: bytes, columns: int = 80) -> list[str]:
    context = salon.context
    sheet = salon.timesheets.month(who, context.today(), who)
    words = speaker("en", context.salon.zone)
    paper = timesheet(sheet, context.salon, words, context.now())
    profile = Profile.of(columns)
    read = escpos_reader.read(escpos.encode(paper, profile), profile.columns)
    return [" ".join(line.split()) for line in read.lines if line.strip()]


@pytest.mark.req("T2")
@pytest.mark.parametrize("columns", [80, 58])
def test_days_hours_and_what_was_corrected(salon: Services, columns: int) -> None:
    petra, eva = salon.team.members()
    salon.timeclock.tap(eva.id)
    clock_of(salon).advance(8 * HOUR)
    salon.timeclock.tap(eva.id)
    now = salon.context.now()
    day = 24 * HOUR * MS
    salon.corrections.add_shift(eva.id, now - day - 4 * HOUR * MS, now - day, petra.id, "forgotten")
    off = TimeOff(b"", eva.id, "holiday", date(2026, 11, 3), date(2026, 11, 3))
    salon.hours.save_time_off(off, None)
    said = lines(salon, eva.id, columns)
    assert said[said.index(eva.name) - 1] == "Hours worked November 2026"
    assert [line for line in said if line.startswith(("Tue", "Fri", "Sat"))] == [
        *("Tue 3", "Fri 20 4 h", "Sat 21 8 h"),
    ]
    for marked in ("Holiday", "Corrected", "Signature"):
        assert marked in said
    assert "Worked 12 h" in said
    assert any(line.endswith("to check 1") for line in said)


def test_a_month_without_anything_says_so(salon: Services) -> None:
    assert "Nothing was entered this month." in lines(salon, salon.team.members()[0].id)
