"""Touches of what a desk does all day: they may get fewer, never more.

Booking, the self check-in, clocking in and paying by card have their counts in their own stories.
"""

from __future__ import annotations

import pytest

from tests.presenters.test_till import at_desk, figures
from tests.rigs.till_world import SHAMPOO, Till


@pytest.mark.req("K1")
def test_somebody_arrives_in_two(till: Till) -> None:
    visit = till.visit(till.client())
    story = at_desk(till).tap("select", visit.id.hex()).tap("set_state", "arrived")
    assert (till.salon.agenda.get(visit.id).state, story.taps) == ("arrived", 2)


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
def test_a_copy_of_a_receipt_in_three(till: Till) -> None:
    sale = till.pay(till.retail())
    story = at_desk(till).tap("rail", "sales").tap("pick", sale.id.hex()).tap("copy")
    assert (till.salon.printing.open_jobs()[-1].is_copy, story.taps) == (True, 3)


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
