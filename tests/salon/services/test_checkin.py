"""Finding a visit at the kiosk, and arriving once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.services.checkin import Match
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import changes
from tests.rigs.agenda_world import add_client, at, book, stylists
from tests.rigs.salon import clock_of

TAIL = "123456"


@pytest.mark.req("K1")
@pytest.mark.parametrize(
    ("now", "kind"),
    [
        ("9:59", "early"),
        ("10:00", "one"),
        ("12:00", "one"),
        ("13:00", "one"),
        ("13:01", "none"),
    ],
)
def test_window_around_a_visit_at_noon(salon: Services, now: str, kind: str) -> None:
    kata = add_client(salon)
    visit = book(salon, "12:00", kata)
    clock_of(salon).jump(at(salon, now))
    for match in (
        salon.checkin.by_client(kata),
        salon.checkin.by_phone_tail(TAIL),
        salon.checkin.by_code(f"PULT:{visit.code}"),
        salon.checkin.by_code(visit.code.lower()),
    ):
        assert match.kind == kind
        assert match.appointments == (() if kind == "none" else (visit,))


def test_two_people_with_the_same_digits(salon: Services) -> None:
    _, eva = stylists(salon)
    first = book(salon, "10:30", add_client(salon))
    second = book(
        salon, "10:15", add_client(salon, "Karel", phone="+420602123456"), staff_id=eva.id
    )
    assert salon.checkin.by_phone_tail(TAIL) == Match("several", (second, first))
    salon.checkin.arrive(second.id, "phone")
    assert salon.checkin.by_phone_tail(TAIL) == Match("one", (first,))


def test_the_other_phone_checks_in_as_well(salon: Services) -> None:
    client = salon.clients.get(add_client(salon))
    salon.clients.save(replace(client, other_phone="224 987 654"), None)
    visit = book(salon, "10:30", client.id)
    assert salon.checkin.by_phone_tail("987654").appointments == (visit,)
    assert salon.checkin.by_phone_tail(TAIL).appointments == (visit,)
    salon.clients.save(replace(client, other_phone="224 123 456"), None)
    assert salon.checkin.by_phone_tail(TAIL).appointments == (visit,)


def test_blocked_and_unknown_look_the_same(salon: Services) -> None:
    kata = add_client(salon)
    visit = book(salon, "10:30", kata)
    with salon.context.store.transaction():
        salon.context.store.run("UPDATE client SET status = 'blocked'")
    for match in (
        salon.checkin.by_client(kata),
        salon.checkin.by_phone_tail(TAIL),
        salon.checkin.by_code(visit.code),
        salon.checkin.by_phone_tail("999999"),
        salon.checkin.by_code("PULT:NOSUCH"),
        salon.checkin.by_client(b"x" * 16),
    ):
        assert match == Match("none")
    with pytest.raises(Refused):
        salon.checkin.arrive(visit.id, "card")
    assert salon.agenda.get(visit.id).state == "booked"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "      "])
def test_only_six_digits_are_looked_up(salon: Services, typed: str) -> None:
    book(salon, "10:30", add_client(salon, phone=""))
    assert salon.checkin.by_phone_tail(typed) == Match("none")


def test_arriving_twice_records_once(salon: Services) -> None:
    kata = add_client(salon)
    visit = book(salon, "10:30", kata)
    clock = clock_of(salon)
    first = salon.checkin.arrive(visit.id, "card")
    assert (first.state, first.arrived_at) == ("arrived", clock.now())
    head = salon.context.journal.head()
    last = changes.since(salon.context.store, 0)[-1]
    assert (last.entity, last.entity_id) == ("appointment", visit.id)
    clock.advance(30)
    assert salon.checkin.arrive(visit.id, "phone") == first
    assert salon.context.journal.head() == head
    assert changes.since(salon.context.store, 0)[-1] == last
    assert salon.checkin.by_client(kata) == Match("already", (first,))


def test_a_clock_that_jumps_back_records_nothing_twice(salon: Services) -> None:
    visit = book(salon, "10:30", add_client(salon))
    first = salon.checkin.arrive(visit.id, "card")
    clock_of(salon).jump(at(salon, "6:00"))
    assert salon.checkin.arrive(visit.id, "card") == first
    assert salon.checkin.by_phone_tail(TAIL).kind == "already"
    assert salon.context.journal.verify() is None


def test_who_was_given_up_may_still_come(salon: Services) -> None:
    kata = add_client(salon)
    visit = book(salon, "10:00", kata)
    salon.agenda.set_state(visit.id, "no_show", None)
    assert salon.checkin.by_client(kata).kind == "one"
    assert salon.checkin.arrive(visit.id, "card").state == "arrived"


def test_cancelled_and_other_days_are_not_found(salon: Services) -> None:
    kata = add_client(salon)
    visit = book(salon, "10:30", kata)
    salon.agenda.set_state(visit.id, "cancelled", None)
    assert salon.checkin.by_client(kata) == Match("none")
    assert salon.checkin.by_code(visit.code) == Match("none")
    with pytest.raises(Refused):
        salon.checkin.arrive(visit.id, "card")
    tomorrow = book(salon, "34:30", kata)
    assert salon.checkin.by_client(kata) == Match("none")
    assert salon.checkin.by_code(tomorrow.code) == Match("none")


def test_delay_is_the_chair_against_the_start(salon: Services) -> None:
    in_chair = book(salon, "9:30")
    visit = book(salon, "10:00", add_client(salon))
    assert salon.checkin.delay_minutes(visit) == 0
    salon.agenda.set_state(in_chair.id, "in_chair", None)
    clock_of(salon).jump(at(salon, "10:12"))
    assert salon.checkin.delay_minutes(visit) == 12, "the chair is still taken"


def test_walk_in_needs_a_name(salon: Services) -> None:
    with pytest.raises(Refused):
        salon.waiting.add(" ")
    assert salon.waiting.add("Anna").first_name == "Anna"
    assert salon.context.journal.verify() is None


def test_a_slip_at_the_desk_is_found_whatever_happens_at_the_kiosk(salon: Services) -> None:
    client_id = add_client(salon, status="blocked")
    book_blocked = salon.clients.get(client_id)
    salon.clients.save(replace(book_blocked, status="regular"), None)
    visit = book(salon, "18:00", client_id)
    salon.clients.save(replace(book_blocked, status="blocked"), None)
    for _ in range(5):
        salon.checkin.missed()
    found = salon.checkin.at_desk(f"PULT:{visit.code}")
    assert found is not None
    assert found.id == visit.id
    assert salon.checkin.by_code(visit.code).kind == "none"
    assert salon.checkin.at_desk("PULT:") is None
    clock_of(salon).advance(24 * 3600)
    assert salon.checkin.at_desk(visit.code) is None
