"""What a manager puts right, by counter-entry and late entry."""

from datetime import date

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.timeclock.punch import WorkDay
from kiosk.salon.services.files.exporting import Exporting
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.audit.audit import Audit
from tests.rigs.salon import clock_of

DAY = date(2026, 12, 3)
HOUR = 60


def instant(salon: Services, minute: int) -> int:
    return salon.context.salon.instant(DAY, minute)


def people(salon: Services) -> tuple[Id, Id]:
    petra, eva = salon.team.members()
    return petra.id, eva.id


@pytest.fixture
def worked(salon: Services) -> Services:
    """Eva was there from 8:00 to 16:00; it is evening."""
    _, eva = people(salon)
    for hour in (8, 16):
        clock_of(salon).jump(instant(salon, hour * HOUR))
        salon.timeclock.tap(eva)
    clock_of(salon).jump(instant(salon, 20 * HOUR))
    return salon


def day(salon: Services) -> WorkDay:
    petra, eva = people(salon)
    return salon.timesheets.day(eva, DAY, petra)


def agrees(salon: Services) -> None:
    """Journal and tables say the same."""
    audit = Audit(salon.context.store, [salon.context.keys.typed_words])
    fault = salon.context.journal.verify(audit.take)
    assert fault is None
    assert list(audit.differences()) == []


@pytest.mark.req("T2", "M5")
def test_a_punch_is_taken_back_long_after_and_stays_to_be_seen(worked: Services) -> None:
    petra, eva = people(worked)
    left = day(worked).entries[1].punch
    worked.corrections.take_back(left.id, petra, " Wrong  card ")
    shown = day(worked)
    assert [(one.punch.kind, one.taken_back) for one in shown.entries] == [
        ("in", False),
        ("out", True),
    ]
    assert (shown.entries[1].undone_by, shown.entries[1].undone_why) == (petra, "Wrong card")
    assert shown.minutes == 12 * HOUR, "still here, until the manager adds when she left"
    assert [one.staff_id for one in worked.timeclock.present()] == [eva]
    with pytest.raises(Refused):
        worked.corrections.take_back(left.id, petra, "again")
    agrees(worked)


@pytest.mark.req("T2")
def test_when_somebody_left_is_changed_by_two_entries(worked: Services) -> None:
    petra, _ = people(worked)
    left = day(worked).entries[1].punch
    worked.corrections.change(left.id, "out", instant(worked, 17 * HOUR + 30), petra, "Told me")
    shown = day(worked)
    assert shown.minutes == 9 * HOUR + 30
    assert [one.corrected for one in shown.entries] == [False, True, True]
    late = shown.entries[2].punch
    assert (late.source, late.flags, late.by, late.why) == (
        *("manager", ("late-entry",), petra, "Told me"),
    )
    assert worked.context.store.number("SELECT count(*) FROM punch") == 4
    agrees(worked)


@pytest.mark.req("T2")
def test_a_correction_is_reversed_by_a_counter_entry(worked: Services) -> None:
    petra, eva = people(worked)
    before = day(worked).minutes
    added = worked.corrections.add(eva, "break", instant(worked, 12 * HOUR), petra, "Lunch")
    back = worked.corrections.add(eva, "back", instant(worked, 13 * HOUR), petra, "Lunch")
    assert (day(worked).minutes, day(worked).shifts[0].pause) == (before - HOUR, HOUR)
    for one in (added, back):
        worked.corrections.take_back(one, petra, "There was none")
    assert day(worked).minutes == before
    left = day(worked).entries[1].punch
    worked.corrections.take_back(left.id, petra, "Mistake")
    worked.corrections.add(eva, "out", left.at, petra, "Mistake of mine")
    assert day(worked).minutes == before
    agrees(worked)


@pytest.mark.req("T2")
def test_a_forgotten_shift_is_added(worked: Services) -> None:
    petra, eva = people(worked)
    yesterday = [instant(worked, (hour - 24) * HOUR) for hour in (9, 15)]
    worked.corrections.add_shift(eva, *yesterday, petra, "Clock was off")
    sums = [
        one.work.minutes for one in worked.timesheets.days(eva, date(2026, 12, 2), DAY, petra).days
    ]
    assert sums == [360, 480]
    assert worked.timeclock.hours(eva).week_minutes == 840
    for came, left in (yesterday, reversed(yesterday)):
        with pytest.raises(Refused):
            worked.corrections.add_shift(eva, came, left, petra, "twice")
    assert worked.context.store.number("SELECT count(*) FROM punch") == 4, "nothing by halves"
    agrees(worked)


def test_what_cannot_be_is_refused(worked: Services) -> None:
    petra, eva = people(worked)
    first, later = instant(worked, 7 * HOUR), instant(worked, 21 * HOUR)
    punch = day(worked).entries[0].punch.id
    for refused in (
        lambda: worked.corrections.add(eva, "in", later, petra, "tomorrow"),
        lambda: worked.corrections.add(eva, "in", first, petra, "  "),
        lambda: worked.corrections.add(eva, "in", first, eva, "I was here"),
        lambda: worked.corrections.take_back(punch, eva, "mine"),
        lambda: worked.corrections.take_back(bytes(16), petra, "nothing"),
        lambda: worked.corrections.change(punch, "in", later, petra, "half"),
    ):
        with pytest.raises(Refused):
            refused()
    assert day(worked).minutes == 480
    assert worked.context.store.number("SELECT count(*) FROM punch") == 2


@pytest.mark.req("T2")
def test_a_departure_that_was_forgotten_is_added_and_nobody_is_asked(salon: Services) -> None:
    petra, eva = people(salon)
    clock_of(salon).jump(instant(salon, 8 * HOUR))
    salon.timeclock.tap(eva)
    clock_of(salon).jump(instant(salon, 33 * HOUR))
    salon.corrections.add(eva, "out", instant(salon, 16 * HOUR), petra, "Forgot")
    came = salon.timeclock.tap(eva)
    assert (came.outcome, came.kind, came.corrected) == ("recorded", "in", True)
    assert day(salon).minutes == 480
    clock_of(salon).jump(instant(salon, 40 * HOUR))
    assert not salon.timeclock.tap(eva).corrected


def test_a_correction_is_no_tap(salon: Services) -> None:
    """A manager adds when she came; a moment later she goes to lunch and taps."""
    petra, eva = people(salon)
    clock_of(salon).jump(instant(salon, 12 * HOUR))
    salon.corrections.add(eva, "in", instant(salon, 12 * HOUR) - 1000, petra, "Forgot")
    left = salon.timeclock.tap(eva)
    assert (left.outcome, left.kind) == ("recorded", "out")


@pytest.mark.req("M5")
@pytest.mark.parametrize(
    "change", ["why = 'other'", "by_id = staff_id", "at = at - 3600000", "by_id = NULL, why = ''"]
)
def test_a_correction_that_was_changed_behind_the_journal_is_found(
    worked: Services, change: str
) -> None:
    petra, eva = people(worked)
    worked.corrections.add(eva, "break", instant(worked, 12 * HOUR), petra, "Lunch")
    with worked.context.store.transaction():
        worked.context.store.run(f"UPDATE punch SET {change} WHERE source = 'manager'")
    audit = Audit(worked.context.store, [worked.context.keys.typed_words])
    worked.context.journal.verify(audit.take)
    assert len(list(audit.differences())) == 2
    bodies = worked.context.store.column("SELECT body FROM journal WHERE kind = 'punch'")
    assert "Lunch" not in "".join(bodies)


def test_the_export_says_who_and_why(worked: Services) -> None:
    petra, eva = people(worked)
    worked.corrections.add(eva, "break", instant(worked, 12 * HOUR), petra, "Lunch")
    rows = list(Exporting(worked.context).rows("punches"))
    assert [(row["kind"], row["by"], row["why"]) for row in rows] == [
        *(("in", "", ""), ("break", worked.team.member(petra).name, "Lunch"), ("out", "", "")),
    ]


def test_no_shift_is_added_over_another_one(worked: Services) -> None:
    petra, eva = people(worked)
    before = day(worked)
    for came, left in ((10, 14), (7, 9), (1, 20)):
        with pytest.raises(Refused, match="here at that time"):
            worked.corrections.add_shift(
                eva, instant(worked, came * HOUR), instant(worked, left * HOUR), petra, "Twice"
            )
    assert day(worked) == before


def test_a_shift_that_ends_before_it_began_needs_a_manager(salon: Services) -> None:
    """She came at eight; the clock was set back; she left at noon, which it called seven."""
    _, eva = people(salon)
    for minute in (8 * HOUR, 7 * HOUR):
        clock_of(salon).jump(instant(salon, minute))
        salon.timeclock.tap(eva)
    assert day(salon).minutes == 0
    assert day(salon).doubtful
