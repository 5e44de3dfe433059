"""Stories of booking: from an empty slot, by name only, walk-in, rebooking, changing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.presenters.agenda.booking_state import ANYBODY, GUEST
from kiosk.presenters.clients.args import ClientSaved
from kiosk.salon.domain.agenda.hours import HoursException, TimeOff
from kiosk.salon.domain.goods.catalogue import Resource, Service
from kiosk.salon.domain.text import T, TimeOfDay
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.presenters.test_desk import at_desk
from tests.rigs.agenda_world import TODAY, add_client, add_service, at, book, stylists


def keys(story, text: str) -> None:  # type: ignore[no-untyped-def]
    """Letters on the keyboard: keys, not taps."""
    for end in range(1, len(text) + 1):
        story.nav.act("type", text[:end])


@pytest.mark.req("V1")
def test_from_an_empty_slot_in_four_taps_and_four_keys(salon: Services) -> None:
    petra, _ = stylists(salon)
    kata, cut = add_client(salon), add_service(salon)
    add_client(salon, "Karel", "Jiný", phone="+420601654321")
    story = at_desk(salon).tap("slot", petra.id.hex(), 11 * 60 + 7).at("booking")
    assert story.state.part == "who"
    keys(story, "vzor")
    assert story.state.rows[0].title == "Vzorová Kateřina"
    story.tap("pick", story.state.rows[0].key)
    assert story.state.part == "what"
    story.tap("pick", cut.hex()).tap("save").at("desk")
    assert story.taps == 4
    (visit,) = salon.agenda.day(TODAY).appointments
    assert (visit.client_id, visit.starts_at) == (kata, at(salon, "11:00"))
    assert story.state.selected == visit.id.hex()
    story.nav.undo()
    assert salon.agenda.get(visit.id).state == "cancelled"
    assert story.state.panel is None


def test_only_a_name(salon: Services) -> None:
    petra, _ = stylists(salon)
    cut = add_service(salon)
    story = at_desk(salon).tap("slot", petra.id.hex(), 660)
    keys(story, "Paní Nová")
    story.tap("pick", GUEST).tap("pick", cut.hex()).tap("save")
    assert salon.agenda.day(TODAY).appointments[0].client_name == "Paní Nová"


def test_a_new_client_comes_back_from_the_form(salon: Services) -> None:
    petra, _ = stylists(salon)
    story = at_desk(salon).tap("slot", petra.id.hex(), 660)
    keys(story, "Nová")
    story.tap("pick", "new").at("client_form")
    client = add_client(salon, "Nová", "Nová")
    story.nav.back(ClientSaved(client))
    story.at("booking")
    assert story.state.name == "Nová Nová"
    assert story.state.part == "what"


def test_what_is_missing_is_said_and_saving_refused(salon: Services) -> None:
    story = at_desk(salon).tap("book").at("booking")
    assert story.state.missing
    story.tap("save").at("booking")
    assert story.out.toast is not None
    assert salon.agenda.day(TODAY).appointments == ()


def test_without_a_slot_the_next_free_time_is_offered(salon: Services) -> None:
    petra, eva = stylists(salon)
    book(salon, "10:00", staff_id=eva.id)
    book(salon, "10:15")
    story = at_desk(salon).tap("book")
    assert story.state.stylist == petra.id.hex()
    assert salon.planning.free_from(petra.id, at(salon, "10:00")) == 15


def test_too_little_time_is_said_before_saving(salon: Services) -> None:
    petra, _ = stylists(salon)
    long = add_service(salon, "Colour", 90)
    book(salon, "11:30")
    story = at_desk(salon).tap("slot", petra.id.hex(), 660)
    keys(story, "Host")
    story.tap("pick", GUEST).tap("pick", long.hex())
    assert story.state.warning
    story.tap("save").at("booking")
    assert story.out.toast is not None
    story.tap("show_part", "when")
    offered = {key for key, _ in story.state.times}
    assert str(at(salon, "10:00")) in offered
    assert str(at(salon, "11:00")) not in offered
    story.tap("pick", str(at(salon, "12:00"))).tap("save").at("desk")


def test_services_are_taken_away_again(salon: Services) -> None:
    cut, wash = add_service(salon, "Cut"), add_service(salon, "Wash", 15, 9000)
    story = at_desk(salon).tap("book").tap("show_part", "what")
    story.tap("pick", cut.hex()).tap("pick", wash.hex()).tap("pick", cut.hex())
    assert [line.name for line in story.state.chosen] == ["Wash"]
    assert story.state.price.minor == 9000


@pytest.mark.req("V1")
def test_a_tick_is_taken_away_by_a_second_touch_and_a_quantity_is_said(salon: Services) -> None:
    cut, wash = add_service(salon, "Cut"), add_service(salon, "Wash", 15, 9000)
    story = at_desk(salon).tap("book").tap("show_part", "what")
    story.tap("pick", cut.hex()).tap("pick", wash.hex()).tap("once_more", cut.hex())
    assert [(line.name, line.times) for line in story.state.chosen] == [("Cut", 2), ("Wash", 1)]
    assert story.state.price.minor == 2 * 65000 + 9000
    story.tap("once_less", wash.hex()).tap("once_less", wash.hex())
    assert [line.name for line in story.state.chosen] == ["Cut"]
    story.tap("pick", cut.hex())
    assert story.state.chosen == ()


@pytest.mark.req("V1")
def test_why_nothing_is_free_is_said(salon: Services) -> None:
    petra, eva = stylists(salon)
    day = TODAY + timedelta(days=1)
    salon.hours.save_time_off(TimeOff(b"", petra.id, "sick", day, day), None)
    shut = HoursException(b"", None, day + timedelta(days=1), day + timedelta(days=1))
    salon.hours.save_exception(shut, None)
    long = add_service(salon, "Everything", 420)
    story = at_desk(salon).tap("slot", petra.id.hex(), 660).tap("show_part", "when")
    assert story.state.none == ""
    story.tap("next_day")
    assert story.state.none == T("{stylist} is not there on this day.", stylist="Petra")
    assert story.tap("choose_stylist", eva.id.hex()).state.none == ""
    assert story.tap("next_day").state.none == T("The salon is closed on this day.")
    story.tap("next_day").tap("show_part", "what").tap("pick", long.hex())
    story.tap("once_more", long.hex()).tap("show_part", "when")
    assert story.state.none.key == "Nothing is free for as long as this takes: {length}."
    for _ in range(4):
        story.tap("previous_day")
    assert story.state.none == T("This day is over.")
    story.tap("first_free").at("booking")
    assert story.out.toast is not None
    assert story.out.toast.tone == "bad", "no day is that long"


@pytest.mark.req("V1")
def test_anybody_is_whoever_has_time(salon: Services) -> None:
    petra, eva = stylists(salon)
    cut = add_service(salon)
    book(salon, "11:00", staff_id=petra.id)
    story = at_desk(salon).tap("slot", petra.id.hex(), 720)
    keys(story, "Host")
    story.tap("pick", GUEST).tap("pick", cut.hex()).tap("show_part", "when")
    story.tap("choose_stylist", ANYBODY)
    assert story.state.missing == T("Choose a time.")
    offered = [key for key, _ in story.state.times]
    assert len(offered) == len(set(offered))
    story.tap("pick", str(at(salon, "11:00"))).tap("save").at("desk")
    assert {visit.staff_id for visit in salon.agenda.day(TODAY).appointments} == {petra.id, eva.id}


@pytest.mark.req("V1")
def test_the_first_free_time_is_one_touch(salon: Services) -> None:
    petra, _ = stylists(salon)
    book(salon, "10:00", services=[add_service(salon, "Long", 600)])
    story = at_desk(salon).tap("slot", petra.id.hex(), 660).tap("ahead", 4).tap("first_free")
    assert ("time", TimeOfDay(at(salon, "32:00"))) in story.state.time.values


@pytest.mark.req("V2")
def test_who_may_not_overbook_reads_why_on_the_button(salon: Services) -> None:
    _, eva = stylists(salon)
    long = add_service(salon, "Colour", 90)
    book(salon, "11:30", add_client(salon), staff_id=eva.id)
    story = Story(salon).unlock(eva).at("desk").tap("slot", eva.id.hex(), 660)
    keys(story, "Host")
    story.tap("pick", GUEST).tap("pick", long.hex())
    assert ("client", "Kateřina Vzorová") in story.state.missing.values
    assert story.state.warning == ""


@pytest.mark.req("V1")
def test_a_note_is_kept_with_the_booking_and_seen_beside_the_visit(salon: Services) -> None:
    petra, _ = stylists(salon)
    cut = add_service(salon)
    client = salon.clients.get(add_client(salon))
    salon.clients.save(replace(client, note="Colour 7.3"), petra.id)
    story = at_desk(salon).tap("slot", petra.id.hex(), 660)
    story.tap("pick", client.id.hex()).tap("pick", cut.hex())
    assert story.state.client_note == "Colour 7.3"
    story.tap("show_part", "note").tap("type_note", "Brings her dog").tap("save").at("desk")
    assert (story.state.panel.note, story.state.panel.client_note) == (
        "Brings her dog",
        "Colour 7.3",
    )
    story.tap("edit").tap("show_part", "note")
    assert story.state.note == "Brings her dog"
    asked: list[str] = []
    connection = salon.context.store.db.connection()
    connection.set_trace_callback(asked.append)
    story.tap("type_note", "").tap("save").at("desk")
    connection.set_trace_callback(None)
    assert asked.count("COMMIT") == 1, "all of it is saved or nothing"
    assert story.state.panel.note == ""


@pytest.mark.req("V2")
def test_a_room_that_is_needed_is_named(salon: Services) -> None:
    petra, _ = stylists(salon)
    basin = salon.resources.save_resource(Resource(b"", "Basin"), None)
    wash = salon.catalogue.save_service(
        Service(b"", "Wash", 30, 9000, 2100, resource_ids=(basin.id,)), None
    )
    story = at_desk(salon).tap("slot", petra.id.hex(), 660)
    keys(story, "Host")
    story.tap("pick", GUEST)
    assert story.state.rooms == ""
    story.tap("pick", wash.id.hex())
    assert story.state.rooms == T("Needs: {rooms}", rooms="Basin")
    assert story.tap("save").state.panel.rooms == T("Needs: {rooms}", rooms="Basin")


def test_a_walk_in_has_arrived_now(salon: Services) -> None:
    cut = add_service(salon)
    story = at_desk(salon).tap("book")
    keys(story, "Host")
    story.tap("pick", GUEST).tap("pick", cut.hex()).tap("here").tap("save").at("desk")
    (visit,) = salon.agenda.day(TODAY).appointments
    assert (visit.state, visit.starts_at) == ("arrived", at(salon, "10:00"))


def test_a_change_keeps_the_client(salon: Services) -> None:
    _, eva = stylists(salon)
    wash = add_service(salon, "Wash", 15)
    visit = book(salon, "11:00", add_client(salon))
    story = at_desk(salon).tap("select", visit.id.hex()).tap("more").tap("edit").at("booking")
    assert [key for key, _ in story.state.parts] == ["what", "when", "note"]
    story.tap("show_part", "what").tap("pick", wash.hex())
    story.tap("choose_stylist", eva.id.hex()).tap("save").at("desk")
    changed = salon.agenda.get(visit.id)
    assert (changed.staff_id, len(changed.services)) == (eva.id, 2)


def test_the_same_again_in_six_weeks(salon: Services) -> None:
    visit = book(salon, "9:30", add_client(salon))
    salon.agenda.set_state(visit.id, "done", None)
    story = at_desk(salon).tap("select", visit.id.hex()).fresh().tap("rebook").tap("save")
    assert story.at("desk").taps == 2
    again = salon.agenda.get(bytes.fromhex(story.state.selected))
    assert (again.starts_at - visit.starts_at) == 42 * 86_400_000
    assert again.services[0].name == "Haircut"


def test_other_days_keep_the_time_when_it_is_free(salon: Services) -> None:
    petra, _ = stylists(salon)
    book(salon, "59:00")
    story = at_desk(salon).tap("slot", petra.id.hex(), 660).tap("next_day")
    assert ("time", TimeOfDay(at(salon, "35:00"))) in story.state.time.values
    story.tap("next_day")
    assert story.state.time == "", "taken the day after"
    story.tap("previous_day").tap("ahead", 1)
    assert story.state.missing


@pytest.mark.req("V2")
def test_seating_from_the_waiting_list(salon: Services) -> None:
    cut = add_service(salon)
    salon.waiting.add("Anna")
    salon.waiting.add("Boris")
    story = at_desk(salon)
    key = story.state.quiet.waiting[0].key
    story.tap("open_waiting", key).at("waiting")
    assert story.state.name == "Anna"
    story.tap("seat").at("booking").tap("pick", cut.hex()).tap("save").at("desk")
    assert [entry.first_name for entry in salon.waiting.today()] == ["Boris"]
    assert story.state.panel.name == "Anna"


def test_somebody_left_without_being_seen(salon: Services) -> None:
    salon.waiting.add("Anna")
    story = at_desk(salon).tap("open_waiting").at("waiting").tap("gone")
    assert story.state.rows == ()
    assert salon.waiting.today() == ()
    story.tap("close").at("desk")


def test_leaving_forgets_who_was_being_booked(salon: Services) -> None:
    story = at_desk(salon).tap("book")
    booking = story.nav.top
    keys(story, "Vzorová")
    story.tap("cancel").at("desk")
    assert booking.state == booking.blank


def test_seating_somebody_who_was_taken_off_the_list_meanwhile(salon: Services) -> None:
    petra, _ = stylists(salon)
    add_service(salon)
    entry = salon.waiting.add("Jana")
    story = at_desk(salon).tap("open_waiting", entry.id.hex()).tap("seat")
    story.at("booking").tap("pick", story.state.rows[0].key)
    salon.waiting.leave(entry.id, petra.id)
    story.tap("save").at("desk")
    assert [visit.client_name for visit in salon.agenda.day(TODAY).appointments] == ["Jana"]
