"""Booking, moving and changing visits on a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.salon.domain.agenda.clash import ANYTHING
from kiosk.salon.domain.errors import NotFound, Refused, Stale
from kiosk.salon.domain.text import TimeOfDay
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import appointments, changes
from tests.rigs.agenda_world import TODAY, add_client, add_service, at, book, stylists
from tests.rigs.salon import clock_of


@pytest.mark.req("V1", "V2")
def test_a_day_shows_columns_and_visits_by_start(salon: Services) -> None:
    cut, colour = add_service(salon, "Cut", 30), add_service(salon, "Colour", 75)
    kata = add_client(salon, warning="Allergy: PPD")
    book(salon, "11:00")
    first = book(salon, "9:00", kata, services=[colour, cut])
    gone = book(salon, "15:00")
    salon.agenda.set_state(gone.id, "cancelled", None)
    view = salon.agenda.day(TODAY)
    assert [member.first_name for member in view.columns] == ["Petra", "Eva"]
    assert [visit.client_name for visit in view.appointments] == ["Kateřina Vzorová", "Host"]
    shown = view.appointments[0]
    assert shown == first
    assert shown.ends_at - shown.starts_at == 105 * 60_000
    assert [service.name for service in shown.services] == ["Colour", "Cut"]
    assert shown.warning == "Allergy: PPD"


def test_a_day_needs_few_queries(salon: Services) -> None:
    for clock in ("9:00", "10:00", "11:00"):
        book(salon, clock)
    asked: list[str] = []
    connection = salon.context.store.db.connection()
    connection.set_trace_callback(asked.append)
    salon.agenda.day(TODAY)
    connection.set_trace_callback(None)
    assert len(asked) <= 3


def test_who_left_keeps_a_column_while_visits_remain(salon: Services) -> None:
    petra, eva = stylists(salon)
    book(salon, "10:00", staff_id=eva.id)
    salon.team.save(replace(eva, active=False), petra.id)
    assert len(salon.agenda.day(TODAY).columns) == 2
    assert len(salon.agenda.day(date(2026, 11, 22)).columns) == 1
    with pytest.raises(Refused):
        book(salon, "12:00", staff_id=eva.id)


def test_double_booking_is_refused_with_the_time(salon: Services) -> None:
    book(salon, "10:00")
    with pytest.raises(Refused) as refused:
        book(salon, "10:15")
    assert ("time", TimeOfDay(at(salon, "10:00"))) in refused.value.message.values
    assert ("stylist", "Petra") in refused.value.message.values
    book(salon, "10:30")
    book(salon, "9:30")
    _, eva = stylists(salon)
    book(salon, "10:15", staff_id=eva.id)


def test_booking_needs_somebody_and_something(salon: Services) -> None:
    petra, _ = stylists(salon)
    cut = add_service(salon)
    with pytest.raises(Refused):
        salon.agenda.book(petra.id, at(salon, "10:00"), [cut], petra.id)
    with pytest.raises(Refused):
        salon.agenda.book(petra.id, at(salon, "10:00"), [], petra.id, guest_name="Host")
    with pytest.raises(Refused):
        salon.agenda.book(petra.id, at(salon, "10:00"), [b"x" * 16], petra.id, guest_name="Host")
    assert salon.agenda.day(TODAY).appointments == ()


@pytest.mark.req("C2")
def test_a_blocked_client_cannot_be_booked(salon: Services) -> None:
    with pytest.raises(Refused):
        book(salon, "10:00", add_client(salon, status="blocked"))


def test_a_walk_in_is_there_at_once(salon: Services) -> None:
    visit = book(salon, "10:00", arrived=True)
    assert (visit.state, visit.arrived_at) == ("arrived", salon.context.now())


def test_move_to_another_time_and_stylist(salon: Services) -> None:
    _, eva = stylists(salon)
    visit = book(salon, "10:00")
    moved = salon.agenda.move(visit.id, eva.id, at(salon, "10:15"), None)
    assert (moved.staff_id, moved.starts_at) == (eva.id, at(salon, "10:15"))
    assert moved.ends_at - moved.starts_at == 30 * 60_000


def test_a_visit_is_never_in_its_own_way(salon: Services) -> None:
    petra, _ = stylists(salon)
    visit = book(salon, "10:00")
    assert salon.agenda.move(visit.id, petra.id, at(salon, "10:15"), None).id == visit.id
    book(salon, "11:00")
    with pytest.raises(Refused):
        salon.agenda.move(visit.id, petra.id, at(salon, "10:45"), None)


@pytest.mark.parametrize("state", ["paid", "done", "no_show", "cancelled"])
def test_what_is_over_cannot_be_moved(salon: Services, state: str) -> None:
    petra, _ = stylists(salon)
    visit = book(salon, "10:00")
    with salon.context.store.transaction():
        appointments.set_state(salon.context.store, visit.id, state, 0)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        salon.agenda.move(visit.id, petra.id, at(salon, "12:00"), None)


def test_paid_is_set_by_a_sale_alone(salon: Services) -> None:
    visit = book(salon, "10:00")
    with pytest.raises(Refused):
        salon.agenda.set_state(visit.id, "paid", None)
    salon.agenda.set_state(visit.id, "no_show", None)
    with pytest.raises(Refused):
        salon.agenda.set_state(visit.id, "in_chair", None)
    assert salon.agenda.set_state(visit.id, "arrived", None).arrived_at == salon.context.now()


def test_taking_arrival_back_forgets_its_time(salon: Services) -> None:
    visit = book(salon, "10:00")
    salon.agenda.set_state(visit.id, "arrived", None)
    assert salon.agenda.set_state(visit.id, "booked", None).arrived_at is None


def test_services_change_the_length_and_keep_old_prices(salon: Services) -> None:
    cut, wash = add_service(salon, "Cut", 30, 50000), add_service(salon, "Wash", 15, 9000)
    visit = book(salon, "10:00", services=[cut])
    with salon.context.store.transaction():
        salon.context.store.run("UPDATE service SET price_minor = 99900")
    changed = salon.agenda.change(visit.id, visit.staff_id, visit.starts_at, [cut, wash], None)
    assert [service.price_minor for service in changed.services] == [50000, 99900]
    assert changed.ends_at - changed.starts_at == 45 * 60_000
    book(salon, "10:45")
    with pytest.raises(Refused):
        salon.agenda.change(visit.id, visit.staff_id, visit.starts_at, [cut, wash, cut], None)


def test_free_from_now_to_the_next_visit_or_closing(salon: Services) -> None:
    petra, eva = stylists(salon)
    book(salon, "11:00")
    assert salon.planning.free_from(petra.id, at(salon, "10:15")) == 45
    assert salon.planning.free_from(petra.id, at(salon, "11:10")) == 0
    assert salon.planning.free_from(eva.id, at(salon, "19:00")) == 60
    assert salon.planning.free_from(eva.id, at(salon, "21:00")) == 0


def test_business_day_begins_at_four(salon: Services) -> None:
    clock = clock_of(salon)
    late = book(salon, "23:45", despite=ANYTHING)
    clock.jump(at(salon, "3:59", date(2026, 11, 22)))
    assert salon.agenda.today() == TODAY
    clock.jump(at(salon, "4:00", date(2026, 11, 22)))
    assert salon.agenda.today() == date(2026, 11, 22)
    assert salon.agenda.day(TODAY).appointments == (late,)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 28), 23), (date(2026, 10, 24), 25), (TODAY, 24)]
)
def test_days_when_the_clock_changes(salon: Services, day: date, hours: int) -> None:
    petra, _ = stylists(salon)
    start, end = salon.context.salon.day_bounds(day)
    assert end - start == hours * 3_600_000
    cut = add_service(salon)
    for minute in (4 * 60, 27 * 60 + 30):
        moment = salon.context.salon.instant(day, minute)
        salon.agenda.book(petra.id, moment, [cut], None, guest_name="Host", despite=ANYTHING)
    assert len(salon.agenda.day(day).appointments) == 2


def test_every_change_is_journalled_and_in_the_feed(salon: Services) -> None:
    store = salon.context.store
    visit = book(salon, "10:00", add_client(salon))
    before = changes.latest(store)
    salon.agenda.set_state(visit.id, "arrived", None)
    fed = changes.since(store, before)
    assert [(one.entity, one.entity_id) for one in fed] == [("appointment", visit.id)]
    (body,) = store.row("SELECT body FROM journal ORDER BY seq DESC LIMIT 1") or ("",)
    assert visit.id.hex() not in body
    assert "Vzorov" not in body
    assert salon.context.journal.verify() is None


def test_a_refused_booking_leaves_nothing(salon: Services) -> None:
    book(salon, "10:00")
    before = salon.context.journal.head()
    with pytest.raises(Refused):
        book(salon, "10:00", services=[add_service(salon)])
    assert salon.context.journal.head() == before


def test_unknown_visit(salon: Services) -> None:
    with pytest.raises(NotFound):
        salon.agenda.get(b"x" * 16)


def test_waiting_list_of_today_oldest_first(salon: Services) -> None:
    clock = clock_of(salon)
    anna = salon.waiting.add("Anna")
    clock.advance(60)
    boris = salon.waiting.add("Boris")
    assert [entry.first_name for entry in salon.waiting.today()] == ["Anna", "Boris"]
    with salon.context.store.transaction():
        salon.waiting.seat(anna.id, None)
    with pytest.raises(Stale):
        salon.waiting.leave(anna.id, None)
    assert salon.waiting.today() == (boris,)
    clock.advance(86_400)
    assert salon.waiting.today() == ()


@pytest.mark.req("V2")
def test_seating_somebody_is_one_transaction(salon: Services) -> None:
    petra, _ = stylists(salon)
    cut, anna = add_service(salon), salon.waiting.add("Anna")
    book(salon, "12:00")

    def seat(clock: str) -> None:
        salon.agenda.book(
            petra.id, at(salon, clock), [cut], petra.id, guest_name="Anna", waiting_id=anna.id
        )

    with pytest.raises(Refused):
        seat("12:00")
    assert salon.waiting.today() == (anna,)
    commits: list[str] = []
    connection = salon.context.store.db.connection()
    connection.set_trace_callback(commits.append)
    seat("13:00")
    connection.set_trace_callback(None)
    assert [sql for sql in commits if sql.startswith("COMMIT")] == ["COMMIT"]
    assert salon.waiting.today() == ()
    # Settled by another desk meanwhile: the booking stands all the same.
    seat("14:00")
    assert len(salon.agenda.day(TODAY).appointments) == 3


@pytest.mark.parametrize("clock", ["9:30", "25:15"])
def test_the_same_again_is_at_the_same_time_of_day(salon: Services, clock: str) -> None:
    """Also over a change of the clocks, and for who comes after midnight."""
    visit = replace(book(salon, "9:00"), starts_at=at(salon, clock, date(2026, 9, 22)))
    wall = salon.context.salon.local(salon.agenda.again_at(visit))
    before = salon.context.salon.local(visit.starts_at)
    assert wall.replace(tzinfo=None) - before.replace(tzinfo=None) == timedelta(weeks=6)
    assert wall.utcoffset() != before.utcoffset()
