"""Touches of the ten things that a salon does all day: they may get fewer, never more.

Each counted touch is an intent that a screen sends and its presenter carries out. Letters and
digits of a name are keys; cards, codes and the drag itself are no touches. What else has to be true
of each task stands in its own stories.
"""

from __future__ import annotations

import pytest

from kiosk.presenters.agenda.booking_state import GUEST
from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.devices import DeviceState
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.presenters.test_booking import keys
from tests.presenters.test_till import at_desk, figures
from tests.rigs.agenda_world import add_client, book
from tests.rigs.salon import MANAGER_PIN
from tests.rigs.till_world import SHAMPOO, Till

CARD = "04A1B2C3D4"


@pytest.fixture
def booked(salon: Services) -> Services:
    """Kateřina Vzorová, phone ending in 123456 and a card, at 10:30."""
    client_id = add_client(salon)
    salon.cards.give(CARD, CardHolder("client", client_id), None)
    book(salon, "10:30", client_id)
    return salon


@pytest.mark.req("K1")
def test_somebody_arrives_in_two(till: Till) -> None:
    visit = till.visit(till.client())
    story = at_desk(till).tap("select", visit.id.hex()).tap("set_state", "arrived")
    assert (till.salon.agenda.get(visit.id).state, story.taps) == ("arrived", 2)


@pytest.mark.req("K1")
def test_somebody_checks_in_with_a_card_in_one(booked: Services) -> None:
    story = Story(booked).card(CARD).tap("confirm").at("checkin_done")
    assert story.taps == 1


@pytest.mark.req("K1")
def test_somebody_checks_in_by_phone_in_eight(booked: Services) -> None:
    story = Story(booked).tap("start")
    for digit in "123456":
        story.tap("key", digit)
    assert story.tap("confirm").at("checkin_done").taps == 8


@pytest.mark.req("V1")
def test_a_client_is_booked_in_four(till: Till) -> None:
    till.client()
    story = at_desk(till)
    story.tap("slot", story.state.columns[1].key, 15 * 60).at("booking")
    keys(story, "vzor")
    story.tap("pick", story.state.rows[0].key).tap("pick", till.cut.id.hex())
    story.tap("save").at("desk")
    assert (story.state.panel.name, story.taps) == ("Kateřina Vzorová", 4)


@pytest.mark.req("V1")
def test_a_walk_in_sits_in_five(till: Till) -> None:
    story = at_desk(till).tap("book").at("booking")
    keys(story, "Host")
    story.tap("pick", GUEST).tap("pick", till.cut.id.hex()).tap("here").tap("save").at("desk")
    visit = till.salon.agenda.get(bytes.fromhex(story.state.selected))
    assert (visit.state, story.taps) == ("arrived", 5)


@pytest.mark.req("K5")
def test_clocking_in_takes_none(till: Till) -> None:
    till.salon.cards.give(CARD, CardHolder("staff", till.eva.id), None)
    story = Story(till.salon).card(CARD).at("clock_result")
    assert story.taps == 0


@pytest.mark.req("K3", "M1")
def test_a_service_and_a_scanned_product_by_card_in_three(till: Till) -> None:
    """The terminal's answer is the third."""
    visit = till.visit(till.client())
    story = at_desk(till).tap("select", visit.id.hex()).scan(SHAMPOO).tap("bill", "pay_card")
    story.tap("done").at("paid")
    assert (figures(story), story.taps) == ([("By card", 103_945)], 3)


@pytest.mark.req("M1")
def test_a_service_and_a_scanned_product_in_cash_in_three(till: Till) -> None:
    visit = till.visit(till.client())
    story = at_desk(till).tap("select", visit.id.hex()).scan(SHAMPOO).tap("bill", "pay_cash")
    story.tap("note", "200000").at("paid")
    assert (figures(story), story.taps) == ([("Change", 96_100)], 3)


@pytest.mark.req("K3")
def test_a_discount_in_four(till: Till) -> None:
    visit = till.visit(till.client())
    story = at_desk(till).tap("select", visit.id.hex()).tap("bill", "discount")
    story.tap("quick", "10").tap("save").at("desk")
    assert (story.state.bill.sums[0].amount.minor, story.taps) == (-6_505, 4)


@pytest.mark.req("V1")
def test_a_no_show_in_three_and_back_in_one(till: Till) -> None:
    visit = till.visit(till.client())
    story = at_desk(till).tap("select", visit.id.hex()).tap("more").tap("set_state", "no_show")
    assert (till.salon.agenda.get(visit.id).state, story.taps) == ("no_show", 3)
    story.nav.undo()
    assert till.salon.agenda.get(visit.id).state == "booked"


@pytest.mark.req("K4")
def test_a_copy_of_a_receipt_in_four_and_of_one_that_is_at_hand_in_one(till: Till) -> None:
    sale = till.pay(till.retail())
    story = at_desk(till).tap("rail", "day").tap("sales").tap("pick", sale.id.hex()).tap("copy")
    assert (till.salon.printing.open_jobs()[-1].is_copy, story.taps) == (True, 4)
    story = at_desk(till).scan(sale.number).at("sales").tap("copy")
    assert (len(till.salon.printing.open_jobs()), story.taps) == (3, 1)


@pytest.mark.req("V1")
def test_a_move_by_drag_in_one(till: Till) -> None:
    """The drag itself is no tap; the answer to the question is."""
    visit = till.visit(till.client())
    story = at_desk(till)
    column = story.state.columns[1].key
    story.nav.act("drag_to", visit.id.hex(), column, 15 * 60)
    story.tap("confirm_move")
    moved = till.salon.agenda.get(visit.id)
    assert moved.starts_at != visit.starts_at
    assert story.taps == 1


@pytest.mark.req("V1")
def test_another_week_in_four(till: Till) -> None:
    visit = till.visit(till.client())
    story = at_desk(till).tap("select", visit.id.hex()).tap("edit").tap("ahead", 1).tap("save")
    moved = till.salon.agenda.get(visit.id)
    assert (moved.starts_at - visit.starts_at, story.taps) == (7 * 86_400_000, 4)


@pytest.mark.req("V1")
def test_a_client_who_comes_again_is_booked_in_four(till: Till) -> None:
    """From an empty place; letters are keys, not touches."""
    client, service = till.client().id, till.salon.catalogue.services()[0]
    story = at_desk(till)
    story.tap("slot", story.state.columns[0].key, 15 * 60).tap("pick", client.hex())
    story.tap("pick", service.id.hex()).tap("save").at("desk")
    assert story.taps == 4


@pytest.mark.req("K9")
def test_a_manager_is_back_in_five_touches(till: Till) -> None:
    """Seven with the first screen and the names."""
    story = at_desk(till)
    name = story.nav.staff.name
    story.nav.unlock(till.manager)
    story.fresh().tap("lock").at("lock")
    assert (story.state.name, story.taps) == (till.manager.first_name, 1)
    story.fresh()
    for digit in MANAGER_PIN:
        story.tap("key", digit)
    story.tap("confirm").at("desk")
    assert story.taps == len(MANAGER_PIN) + 1
    assert story.nav.staff.name != name
    story.fresh().tap("lock").tap("close").at("lock")
    assert story.state.name == ""
    assert len(story.state.people) >= 1


@pytest.mark.req("K9")
def test_the_screen_is_a_clients_in_one(till: Till) -> None:
    story = at_desk(till).tap("to_client").at("attract")
    assert (story.nav.staff, story.taps) == (None, 1)
    # Whoever had it open is asked for the PIN, not for the name.
    story.fresh().tap("open_desk").at("lock")
    assert story.taps == 1


def test_nobody_is_asked_for_a_card_without_a_reader(till: Till) -> None:
    story = at_desk(till).tap("to_client").at("attract")
    assert not story.state.cards
    story.tap("open_desk")
    assert "card" not in story.state.help.plain()
    story.nav.home()
    story.hardware.set_devices((DeviceState("cards", "reader", True),))
    assert story.state.cards
