"""Stories of the agenda's grid: what is drawn behind the visits, pauses, rooms, drops."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.salon.domain.agenda.clash import ANYTHING
from kiosk.salon.domain.agenda.hours import HoursPlan, TimeOff
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import Resource, Service
from kiosk.salon.domain.text import N, T, TimeOfDay
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.presenters.test_desk import at_desk
from tests.rigs.agenda_world import TODAY, add_client, add_service, at, book, stylists


@pytest.mark.req("V2")
def test_closed_time_absences_and_blocked_time_are_drawn(salon: Services) -> None:
    petra, eva = stylists(salon)
    salon.hours.save_plan(HoursPlan(b"", None, TODAY, ((((540, 1080),),) * 7,)), None)
    block = TimeOff(b"", petra.id, "delivery", TODAY, TODAY, 600, 660, "Colours")
    salon.hours.save_time_off(block, None)
    salon.hours.save_time_off(TimeOff(b"", eva.id, "sick", TODAY, TODAY), None)
    zones = at_desk(salon).state.zones
    assert [(zone.column, zone.start, zone.end) for zone in zones] == [
        (0, 240, 540),
        (0, 1080, 1680),
        (0, 600, 660),
        (1, 240, 540),
        (1, 1080, 1680),
        (1, 240, 1680),
    ]
    assert zones[2].text.key == "{first} · {rest}"
    assert zones[5].text == T("Absent"), "not why"


@pytest.mark.req("V2")
def test_an_empty_place_is_blocked_and_freed_by_touch(salon: Services) -> None:
    petra, _ = stylists(salon)
    story = at_desk(salon).tap("slot", petra.id.hex(), 605).at("booking")
    assert story.state.may_block
    story.tap("block").at("time_off_form").tap("save").at("desk")
    assert story.taps == 3
    (zone,) = [zone for zone in story.state.zones if zone.off]
    assert (zone.column, zone.start, zone.end) == (0, 600, 630)
    story.tap("slot", petra.id.hex(), 610).at("time_off_form").tap("drop").at("desk")
    assert not [zone for zone in story.state.zones if zone.off]


@pytest.mark.req("V1")
def test_while_a_colour_develops_another_visit_stands_in_the_pause(salon: Services) -> None:
    colour = salon.catalogue.save_service(
        Service(b"", "Colour", 120, 90000, 2100, gap_from=30, gap_minutes=60), None
    )
    book(salon, "11:00", services=[colour.id])
    book(salon, "11:30")
    book(salon, "12:00", despite=ANYTHING)
    outer, *inner = at_desk(salon).state.blocks
    assert outer.parts == ((660, 690), (750, 780))
    assert [(one.inside, one.lane, one.lanes) for one in inner] == [(True, 0, 1), (True, 0, 1)]


@pytest.mark.req("V2")
def test_rooms_as_columns(salon: Services) -> None:
    petra, eva = stylists(salon)
    story = at_desk(salon)
    assert not story.state.has_rooms
    basin = salon.resources.save_resource(Resource(b"", "Basin", 2), None)
    wash = salon.catalogue.save_service(
        Service(b"", "Wash", 30, 9000, 2100, resource_ids=(basin.id,)), None
    )
    one = book(salon, "11:00", services=[wash.id], staff_id=eva.id)
    book(salon, "11:15", services=[wash.id])
    book(salon, "14:00")
    story.tap("today").tap("show_rooms")
    assert [column.name for column in story.state.columns] == ["Basin"]
    assert [(block.start, block.lane, block.lanes) for block in story.state.blocks] == [
        (660, 0, 2),
        (675, 1, 2),
    ]
    story.tap("drag_to", one.id.hex(), basin.id.hex(), 15 * 60).tap("confirm_move")
    moved = salon.agenda.get(one.id)
    assert (moved.staff_id, moved.starts_at) == (eva.id, at(salon, "15:00"))
    story.tap("slot", basin.id.hex(), 17 * 60).at("booking")
    assert petra.id.hex() in dict(story.state.stylists)
    story.tap("cancel").tap("show_rooms")
    assert [column.name for column in story.state.columns] == ["Petra", "Eva"]


@pytest.mark.req("V1")
def test_what_was_offered_to_be_undone_is_not_under_the_finger_that_drags(salon: Services) -> None:
    petra, _ = stylists(salon)
    cut, visit = add_service(salon), book(salon, "10:30")
    story = at_desk(salon).tap("slot", petra.id.hex(), 660)
    story.tap("type", "Host").tap("pick", "guest").tap("pick", cut.hex()).tap("save").at("desk")
    assert story.out.toast is not None
    story.tap("take")
    assert story.out.toast is None
    story.tap("drag_to", visit.id.hex(), petra.id.hex(), 14 * 60)
    story.nav.undo()
    assert len(salon.agenda.day(TODAY).appointments) == 2


@pytest.mark.req("V2")
def test_a_drop_where_it_does_not_fit_is_refused_with_the_reason(salon: Services) -> None:
    petra, eva = stylists(salon)
    visit = book(salon, "10:30")
    salon.hours.save_time_off(TimeOff(b"", eva.id, "sick", TODAY, TODAY), None)
    story = Story(salon).unlock(eva).at("desk")
    story.tap("drag_to", visit.id.hex(), eva.id.hex(), 12 * 60)
    assert story.state.moving is None
    assert story.out.toast is not None
    assert story.out.toast.text == T("{stylist} is not there then.", stylist="Eva")
    assert salon.agenda.get(visit.id).staff_id == petra.id


@pytest.mark.req("V2")
def test_visits_that_do_not_fit_are_marked_and_the_panel_says_why(salon: Services) -> None:
    petra, eva = stylists(salon)
    first = book(salon, "11:00", add_client(salon))
    second = book(salon, "11:15", despite=ANYTHING)
    alone = book(salon, "14:00")
    away = book(salon, "15:00", staff_id=eva.id)
    salon.hours.save_time_off(TimeOff(b"", eva.id, "sick", TODAY, TODAY), None)
    story = at_desk(salon)
    marked = {block.key: (block.clash, block.lanes) for block in story.state.blocks}
    assert marked == {
        first.id.hex(): (True, 2),
        second.id.hex(): (True, 2),
        alone.id.hex(): (False, 1),
        away.id.hex(): (True, 1),
    }
    said = story.tap("select", second.id.hex()).state.panel.clash
    assert said.plain() == f"Overlaps with Kateřina Vzorová, {TimeOfDay(first.starts_at)}"
    assert "is not there" in story.tap("select", away.id.hex()).state.panel.clash.plain()
    assert story.tap("select", alone.id.hex()).state.panel.clash == ""
    # Moved out of the way, nothing is left to tell.
    salon.agenda.move(second.id, petra.id, at(salon, "12:00"), petra.id)
    assert not any(block.clash for block in at_desk(salon).state.blocks if block.column == 0)


def test_whoever_stands_here_is_no_clash_of_hours(salon: Services) -> None:
    salon.hours.save_plan(HoursPlan(b"", None, TODAY, ((((540, 600),),) * 7,)), None)
    visit = book(salon, "17:00", despite=ANYTHING)
    assert at_desk(salon).state.blocks[0].clash
    salon.agenda.set_state(visit.id, "arrived", None)
    assert not at_desk(salon).state.blocks[0].clash


@pytest.mark.req("V4")
def test_visits_of_somebody_who_has_left_the_salon_are_marked(salon: Services) -> None:
    petra, eva = stylists(salon)
    visit = book(salon, "15:00", staff_id=eva.id)
    salon.team.save(replace(eva, active=False), petra.id)
    story = at_desk(salon).tap("select", visit.id.hex())
    assert story.state.blocks[0].clash
    assert "any more" in story.state.panel.clash.plain()


@pytest.mark.req("V2", "G7")
def test_what_a_program_put_upon_a_visit_is_placed_by_a_person(salon: Services) -> None:
    petra, eva = stylists(salon)
    tomorrow = TODAY + timedelta(days=1)
    for _ in range(2):
        salon.agenda.book(
            *(petra.id, at(salon, "11:00", tomorrow), [add_service(salon)], None),
            guest_name="Host",
            despite=ANYTHING,
        )
    story = at_desk(salon).tap("today")
    chip = story.state.chip
    assert (chip.text, chip.icon) == (N("{n} visit to place", "{n} visits to place", 1), "copy")
    story.tap("open_chip")
    assert (story.state.day, story.state.panel.clash.plain()) == (
        tomorrow,
        f"Overlaps with Host, {TimeOfDay(at(salon, '11:00', tomorrow))}",
    )
    assert story.state.panel.others[0].intent == "leave_so"
    story.tap("leave_so")
    assert story.state.chip is None or story.state.chip.icon != "copy"
    assert "leave_so" not in [one.intent for one in story.state.panel.others]
    assert story.state.panel.clash, "it is still said"
    salon.team.save(replace(eva, overbooks=False), petra.id)
    with pytest.raises(Refused):
        salon.agenda.leave_so(story.state.panel and bytes.fromhex(story.state.panel.key), eva.id)


def test_nobody_arrives_on_a_day_to_come(salon: Services) -> None:
    tomorrow = TODAY + timedelta(days=1)
    petra, _ = stylists(salon)
    visit = salon.agenda.book(
        petra.id, at(salon, "11:00", tomorrow), [add_service(salon)], None, guest_name="Host"
    )
    panel = at_desk(salon).tap("next_day").tap("select", visit.id.hex()).state.panel
    assert (panel.first.intent, panel.first.look) == ("edit", "soft")
    assert "arrived" in [one.arg for one in panel.others], "who comes a day early all the same"
    assert "no_show" not in [one.arg for one in panel.others]
