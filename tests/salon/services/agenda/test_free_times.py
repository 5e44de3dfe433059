"""Free times, refusals with their reasons, rooms, and how busy everybody is: on a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.salon.domain.agenda.clash import ANYTHING, BUT_VISITS, DoesNotFit
from kiosk.salon.domain.agenda.hours import HoursException, HoursPlan, TimeOff
from kiosk.salon.domain.agenda.shape import shape_of
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import Resource, Service
from kiosk.salon.domain.ids import Id
from kiosk.salon.services.salon_services import Services
from tests.rigs.agenda_world import TODAY, add_client, add_service, at, book, stylists
from tests.rigs.salon import clock_of

TOMORROW = TODAY + timedelta(days=1)


def kinds(refused: pytest.ExceptionInfo[DoesNotFit]) -> list[str]:
    return [clash.kind for clash in refused.value.clashes]


def clocks(salon: Services, services: list[Id], staff_id: Id, day: date = TOMORROW) -> list[str]:
    found = salon.planning.free_times(services, day, None, staff_id)
    return [f"{salon.context.salon.local(time.starts_at):%H:%M}" for time in found]


def colour(salon: Services, **changes: object) -> Id:
    """Half an hour of work, 45 minutes in which it develops, half an hour of work."""
    service = Service(b"", "Colour", 105, 150000, 2100, gap_from=30, gap_minutes=45)
    return salon.catalogue.save_service(replace(service, **changes), None).id  # type: ignore[arg-type]


def week(salon: Services, staff_id: Id | None, *hours: tuple[int, int]) -> None:
    plan = HoursPlan(b"", staff_id, date(2026, 1, 1), ((hours,) * 7,))
    salon.hours.save_plan(plan, None)


def day_off(salon: Services, staff_id: Id, kind: str, starts: int | None, ends: int | None) -> None:
    off = TimeOff(b"", staff_id, kind, TOMORROW, TOMORROW, starts, ends)  # type: ignore[arg-type]
    salon.hours.save_time_off(off, None)


@pytest.mark.req("V2", "V4")
def test_only_what_fits_is_offered(salon: Services) -> None:
    petra, _ = stylists(salon)
    long = add_service(salon, "Colour", 120)
    week(salon, None, (9 * 60, 17 * 60))
    week(salon, petra.id, (9 * 60, 12 * 60), (13 * 60, 20 * 60))
    book(salon, "39:00")
    assert clocks(salon, [long], petra.id) == [
        *("09:00", "09:15", "09:30", "09:45", "10:00", "13:00"),
    ]
    assert clocks(salon, [add_service(salon)], petra.id)[-1] == "16:30"


@pytest.mark.req("V4")
@pytest.mark.parametrize(
    ("clock", "kind"),
    [
        ("32:30", "closed"),
        ("44:45", "closed"),
        ("33:15", "not_working"),
        ("36:00", "break"),
        ("38:00", "absent"),
        ("39:00", "blocked"),
        ("40:00", "break"),
        ("41:00", "overlap"),
    ],
)
def test_every_reason_has_its_kind(salon: Services, clock: str, kind: str) -> None:
    petra, eva = stylists(salon)
    week(salon, None, (9 * 60, 21 * 60))
    week(salon, petra.id, (10 * 60, 12 * 60), (13 * 60, 20 * 60))
    day_off(salon, petra.id, "sick", 14 * 60, 14 * 60 + 30)
    day_off(salon, petra.id, "delivery", 15 * 60, 15 * 60 + 30)
    day_off(salon, petra.id, "break", 16 * 60, 16 * 60 + 30)
    book(salon, "41:00", add_client(salon))
    with pytest.raises(DoesNotFit) as refused:
        book(salon, clock)
    assert kinds(refused) == [kind]
    assert "Vzorov" not in refused.value.message.plain()
    # What was agreed to is let through, and nothing else.
    with pytest.raises(DoesNotFit):
        book(salon, clock, despite=[one for one in ANYTHING if one != kind])
    book(salon, clock, despite=[kind])
    assert f'"on_purpose":["{kind}"]' in str(salon.context.store.rows("SELECT body FROM journal"))
    salon.team.save(replace(eva, overbooks=False), petra.id)


def test_only_who_may_books_where_it_does_not_fit(salon: Services) -> None:
    petra, eva = stylists(salon)
    book(salon, "10:00")

    def squeeze() -> None:
        salon.agenda.book(
            petra.id,
            at(salon, "10:15"),
            [add_service(salon)],
            eva.id,
            guest_name="Host",
            despite=ANYTHING,
        )

    with pytest.raises(Refused):
        squeeze()
    salon.team.save(replace(eva, overbooks=True), petra.id)
    squeeze()
    clashes = salon.planning.day(TODAY).clashes
    assert [clash.kind for found in clashes.values() for clash in found] == ["overlap", "overlap"]


@pytest.mark.req("V4")
def test_the_stylist_is_free_while_a_colour_develops(salon: Services) -> None:
    petra, _ = stylists(salon)
    cut, dye = add_service(salon, "Cut", 45), colour(salon)
    book(salon, "34:00", services=[dye])
    times = clocks(salon, [cut], petra.id)
    assert "10:30" in times
    assert "10:15" not in times
    assert "10:45" not in times
    book(salon, "34:30", services=[cut])
    with pytest.raises(DoesNotFit):
        book(salon, "34:45", services=[cut])
    # Lunch fits into the pause as well, two colours interlock.
    day_off(salon, petra.id, "break", 13 * 60 + 30, 14 * 60)
    assert "13:00" in clocks(salon, [dye], petra.id)


def test_several_services_compose_and_what_was_booked_stays(salon: Services) -> None:
    petra, _ = stylists(salon)
    dye, cut = colour(salon, after_minutes=10), add_service(salon, "Cut", 30)
    visit = book(salon, "34:00", services=[dye, cut])
    assert visit.ends_at - visit.starts_at == 135 * 60_000
    shape = shape_of(visit.services)
    assert [(a // 60_000, b // 60_000) for a, b in shape.held] == [(0, 30), (75, 145)]
    changed = salon.catalogue.service(dye)
    salon.catalogue.save_service(replace(changed, gap_from=0, gap_minutes=0), None)
    assert "10:30" in clocks(salon, [cut], petra.id)
    again = salon.agenda.change(visit.id, petra.id, visit.starts_at, [dye], None)
    assert (again.services[0].gap_minutes, again.services[0].after_minutes) == (45, 10)


def test_buffers_keep_apart_and_may_leave_the_hours(salon: Services) -> None:
    petra, _ = stylists(salon)
    clean = Service(b"", "Waxing", 30, 50000, 2100, before_minutes=15, after_minutes=30)
    wax = salon.catalogue.save_service(clean, None).id
    cut = add_service(salon)
    book(salon, "36:00", services=[wax])
    times = clocks(salon, [cut], petra.id)
    assert ("11:15" in times, "11:30" in times) == (True, False)
    assert ("12:45" in times, "13:00" in times) == (False, True)
    own = clocks(salon, [wax], petra.id)
    assert (own[0], own[-1]) == ("08:00", "19:30"), "cleaned before opening and after closing"
    assert ("10:45" in own, "11:00" in own, "13:00" in own, "13:15" in own) == (
        *(True, False),
        *(False, True),
    )


@pytest.mark.req("V2")
def test_a_room_is_never_overbooked(salon: Services) -> None:
    petra, eva = stylists(salon)
    basin = salon.resources.save_resource(Resource(b"", " Wash  basin ", 1), None)
    assert basin.name == "Wash basin"
    wash = add_service(salon, "Wash", 60)
    salon.catalogue.save_service(
        replace(salon.catalogue.service(wash), resource_ids=(basin.id,)), None
    )
    visit = book(salon, "34:00", services=[wash])
    assert visit.services[0].resource_ids == (basin.id,)
    assert "10:00" not in clocks(salon, [wash], eva.id)
    with pytest.raises(DoesNotFit) as refused:
        book(salon, "34:30", services=[wash], staff_id=eva.id)
    assert kinds(refused) == ["resource"]
    # A visit that was moved meanwhile is checked again.
    later = book(salon, "36:00", services=[wash], staff_id=eva.id)
    with pytest.raises(DoesNotFit):
        salon.agenda.move(later.id, eva.id, visit.starts_at, petra.id)
    salon.resources.save_resource(replace(basin, units=2), None)
    book(salon, "34:30", services=[wash], staff_id=eva.id)
    load = salon.planning.load(TOMORROW, TOMORROW)
    assert [(line.name, line.open_minutes, line.booked_minutes) for line in load.resources] == [
        ("Wash basin", 2 * 720, 180)
    ]


@pytest.mark.req("V2")
def test_load_by_stylist_and_service(salon: Services) -> None:
    petra, eva = stylists(salon)
    week(salon, petra.id, (8 * 60, 10 * 60))
    day_off(salon, eva.id, "holiday", None, None)
    cut, dye = add_service(salon, "Cut", 30), colour(salon)
    book(salon, "32:00", services=[cut])
    book(salon, "33:00", services=[dye], despite=ANYTHING)
    gone = book(salon, "60:00", services=[cut], despite=ANYTHING)
    salon.agenda.set_state(gone.id, "cancelled", None)
    load = salon.planning.load(TOMORROW, TOMORROW)
    assert [
        (line.name, line.open_minutes, line.booked_minutes, line.share) for line in load.staff
    ] == [("Petra Sample", 120, 90, 7500), ("Eva Sample", 0, 0, 0)]
    assert {line.name: line.share for line in load.services} == {"Colour": 7777, "Cut": 2222}
    assert salon.planning.load(TODAY, TOMORROW).staff[1].open_minutes == 720


@pytest.mark.req("V4")
@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), TOMORROW])
def test_hours_are_the_wall_clocks_on_every_day(salon: Services, day: date) -> None:
    petra, _ = stylists(salon)
    clock_of(salon).jump(at(salon, "5:00", day))
    week(salon, None, (9 * 60, 12 * 60), (13 * 60, 18 * 60))
    found = clocks(salon, [add_service(salon, minutes=60)], petra.id, day)
    assert (found[0], found[8], found[9], found[-1]) == ("09:00", "11:00", "13:00", "17:00")


def test_an_evening_that_lasts_past_midnight(salon: Services) -> None:
    petra, _ = stylists(salon)
    week(salon, None, (18 * 60, 26 * 60))
    cut = add_service(salon, minutes=60)
    found = clocks(salon, [cut], petra.id)
    assert (found[0], found[-1], len(found)) == ("18:00", "01:00", 29)
    book(salon, "48:30", services=[cut])
    assert "00:00" not in clocks(salon, [cut], petra.id)


def test_a_salon_that_is_open_until_midnight(salon: Services) -> None:
    petra, _ = stylists(salon)
    week(salon, None, (4 * 60, 24 * 60))
    assert clocks(salon, [add_service(salon, minutes=60)], petra.id)[-1] == "23:00"


@pytest.mark.req("V4")
def test_next_free_goes_past_closed_days_and_absences(salon: Services) -> None:
    petra, eva = stylists(salon)
    cut = add_service(salon)
    monday = TODAY + timedelta(days=2)
    salon.hours.save_exception(HoursException(b"", None, TODAY, monday, (), "Paint"), petra.id)
    off = TimeOff(b"", petra.id, "holiday", TODAY, TODAY + timedelta(days=20))
    salon.hours.save_time_off(off, eva.id)
    found = salon.planning.next_free([cut], salon.context.now())
    assert found is not None
    assert (found.staff_id, found.starts_at) == (
        eva.id,
        at(salon, "8:00", monday + timedelta(days=1)),
    )
    alone = salon.planning.next_free([cut], salon.context.now(), petra.id)
    assert alone is not None
    assert salon.context.salon.business_day(alone.starts_at) == TODAY + timedelta(days=21)
    salon.hours.save_time_off(
        replace(off, id=b"", first=TODAY, last=TODAY + timedelta(days=400)), None
    )
    assert salon.planning.next_free([cut], salon.context.now(), petra.id) is None


def test_the_part_of_the_grid_that_runs_is_still_offered(salon: Services) -> None:
    petra, _ = stylists(salon)
    clock_of(salon).jump(at(salon, "10:14"))
    cut = add_service(salon)
    assert clocks(salon, [cut], petra.id, TODAY)[0] == "10:00"
    clock_of(salon).jump(at(salon, "10:15"))
    assert clocks(salon, [cut], petra.id, TODAY)[0] == "10:15"
    salon.context.grid_minutes = 20
    assert clocks(salon, [cut], petra.id, TODAY)[:2] == ["10:00", "10:20"]


def test_what_stood_in_the_way_before_does_not_count_again(salon: Services) -> None:
    _, eva = stylists(salon)
    visit = book(salon, "6:00", despite=ANYTHING)
    wash = add_service(salon, "Wash", 15)
    ids = [*(one.service_id for one in visit.services), wash]
    longer = salon.agenda.change(visit.id, visit.staff_id, visit.starts_at, ids, eva.id)
    assert longer.ends_at - longer.starts_at == 45 * 60_000
    with pytest.raises(DoesNotFit):
        salon.agenda.move(visit.id, eva.id, visit.starts_at, eva.id)


def test_who_stands_at_the_desk_is_taken_after_closing(salon: Services) -> None:
    clock_of(salon).jump(at(salon, "20:30"))
    assert book(salon, "20:30", arrived=True).state == "arrived"
    with pytest.raises(DoesNotFit):
        book(salon, "20:45", arrived=True)


def test_an_import_is_taken_in_whatever_the_hours_are(salon: Services) -> None:
    petra, _ = stylists(salon)
    day_off(salon, petra.id, "holiday", None, None)
    cut = add_service(salon)
    visit = salon.agenda.book(
        petra.id, at(salon, "34:00"), [cut], None, guest_name="Host", despite=BUT_VISITS
    )
    assert list(salon.planning.clashing(TODAY, TOMORROW)) == [visit.id]
    with pytest.raises(DoesNotFit):
        salon.agenda.book(
            petra.id, visit.starts_at, [cut], None, guest_name="Host", despite=BUT_VISITS
        )


def test_the_note_of_a_booking_and_of_its_client(salon: Services) -> None:
    petra, _ = stylists(salon)
    kata = add_client(salon)
    salon.clients.save(replace(salon.clients.get(kata), note="Colour 7.3"), petra.id)
    visit = book(salon, "12:00", kata, note=" brings her sister ")
    assert (visit.note, visit.client_note) == ("brings her sister", "Colour 7.3")
    known = (visit.id, petra.id, visit.starts_at, None, petra.id)
    assert salon.agenda.change(*known, note="comes alone ").note == "comes alone"
    assert salon.agenda.change(*known).note == "comes alone"
    assert "alone" not in str(salon.context.store.rows("SELECT body FROM journal"))
