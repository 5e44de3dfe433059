"""Open bills: lines, discounts, parking."""

from __future__ import annotations

import json

import pytest

from kiosk.salon.domain.agenda.appointment import VisitState
from kiosk.salon.domain.errors import NotFound, Refused, Stale
from kiosk.salon.domain.goods.catalogue import Service
from kiosk.salon.domain.till.bill import Discount
from kiosk.salon.store import appointments, staff
from tests.rigs.till_world import SHAMPOO, Till, edit_line


@pytest.mark.req("K3")
def test_a_scan_adds_a_line_and_the_next_one_counts_it_up(till: Till) -> None:
    bill = till.retail(3)
    (line,) = bill.lines
    assert (line.name, line.quantity_milli, line.stock_milli) == ("Shampoo", 3000, 0)
    assert bill.totals.total_minor == 3 * 38_900


@pytest.mark.req("K3")
def test_an_unknown_barcode_is_named(till: Till) -> None:
    bill = till.retail()
    with pytest.raises(NotFound, match="2099999999998"):
        till.salon.bill_lines.add_barcode(bill.id, "2099999999998")


def test_a_repriced_line_is_not_counted_up(till: Till) -> None:
    bill = till.retail()
    bill = edit_line(till.salon, bill, price_minor=30_000, price_reason="Damaged box")
    bill = till.salon.bill_lines.add_barcode(bill.id, SHAMPOO)
    assert [line.price_minor for line in bill.lines] == [30_000, 38_900]


def test_a_price_change_needs_a_reason_unless_it_is_taken_back(till: Till) -> None:
    bill = till.retail()
    with pytest.raises(Refused):
        edit_line(till.salon, bill, price_minor=100, price_reason=" ")
    manager = till.manager.id
    bill = edit_line(till.salon, bill, price_minor=100, price_reason="Staff", approved_by=manager)
    (line,) = edit_line(till.salon, bill, price_minor=38_900).lines
    assert (line.price_minor, line.price_reason) == (38_900, "")


def test_discounts_per_line_and_per_bill(till: Till) -> None:
    bill = till.retail(2)
    bill = edit_line(till.salon, bill, discount=Discount("percent", 10_000))
    bill = till.salon.bills.discount_bill(
        bill.id, Discount("amount", 10_000, "Voucher of the house")
    )
    assert bill.totals.goods_minor == 70_020
    assert bill.totals.total_minor == 60_020
    with pytest.raises(Refused):
        till.salon.bills.discount_bill(bill.id, Discount("amount", 70_021))
    assert till.salon.bills.discount_bill(bill.id, Discount("percent", 0)).discount == Discount()


def test_a_visits_bill_has_its_services_and_is_made_once(till: Till) -> None:
    visit = till.visit(till.client())
    bill = till.salon.visit_bills.open(visit.id, till.eva.id)
    assert [(line.name, line.staff_first_name) for line in bill.lines] == [("Cut", "Eva")]
    assert bill.client_name == "Kateřina Vzorová"
    assert till.salon.visit_bills.open(visit.id, till.eva.id).id == bill.id


def test_looking_at_a_visit_leaves_nothing_behind(till: Till) -> None:
    visit = till.visit()
    seen = till.salon.visit_bills.preview(visit.id)
    assert till.salon.bills.all() == ()
    made = till.salon.visit_bills.open(visit.id, till.eva.id)
    assert seen.totals.total_minor == made.totals.total_minor == 65_045
    assert till.salon.visit_bills.preview(visit.id) == made


def test_a_cancelled_visit_has_no_bill(till: Till) -> None:
    visit = till.visit()
    till.salon.agenda.set_state(visit.id, "cancelled", till.eva.id)
    with pytest.raises(Refused):
        till.salon.visit_bills.open(visit.id, till.eva.id)


def test_parked_bills_are_listed_and_empty_ones_are_not(till: Till) -> None:
    till.salon.bills.open_retail(till.eva.id)
    first, second = till.retail(), till.retail(2)
    assert [bill.id for bill in till.salon.bills.all()] == [first.id, second.id]
    assert till.salon.bills.count() == 2


def test_a_discarded_bill_is_gone_but_stands_in_the_journal(till: Till) -> None:
    bill = till.retail()
    before = till.counts()["journal"]
    till.salon.bills.discard(bill.id, till.manager.id)
    assert till.counts()["journal"] == before + 1
    store = till.salon.context.store
    body = json.loads(store.value("SELECT body FROM journal ORDER BY seq DESC LIMIT 1"))
    assert body["staff"] == staff.pseudonym(store, till.eva.id), "who opened it"
    assert body["by"] == staff.pseudonym(store, till.manager.id), "who threw it away"
    with pytest.raises(NotFound):
        till.salon.bill_lines.add_barcode(bill.id, SHAMPOO)


def test_lines_can_be_counted_removed_and_added_by_hand(till: Till) -> None:
    bill = till.retail()
    bill = edit_line(till.salon, bill, quantity_milli=4000)
    bill = till.salon.bill_lines.add_service(bill.id, till.cut.id, till.eva.id)
    bill = till.salon.bill_lines.add_product(bill.id, till.shampoo.id)
    assert [line.quantity_milli for line in bill.lines] == [5000, 1000]
    counted = bill
    bill = till.salon.bill_lines.remove_line(bill.id, bill.lines[0].id)
    assert [line.name for line in bill.lines] == ["Cut"]
    with pytest.raises(NotFound):
        edit_line(till.salon, counted, quantity_milli=1000)


def test_an_open_bill_follows_its_visit(till: Till) -> None:
    """A bottle opened the bill; a colouring wanted afterwards must be charged all the same."""
    salon, visit = till.salon, till.visit()
    bill = salon.visit_bills.open(visit.id, till.eva.id)
    salon.bill_lines.add_barcode(bill.id, SHAMPOO)
    edit_line(salon, bill, discount=Discount("percent", 10_000))
    colour = salon.catalogue.save_service(
        Service(b"", "Colour", 60, 120_000, till.cut.vat_bp), till.manager.id
    )
    salon.agenda.change(
        visit.id, visit.staff_id, visit.starts_at, [till.cut.id, colour.id], till.eva.id
    )
    lines = salon.bills.get(bill.id).lines
    assert [line.name for line in lines] == ["Cut", "Shampoo", "Colour"]
    assert lines[0].discount.value == 10_000

    later = visit.starts_at + 3_600_000
    salon.agenda.change(visit.id, till.manager.id, later, [colour.id], till.eva.id)
    lines = salon.bills.get(bill.id).lines
    assert [(line.name, line.staff_first_name) for line in lines] == [
        ("Shampoo", "Eva"),
        ("Colour", "Petra"),
    ]


@pytest.mark.req("V2", "K3")
@pytest.mark.parametrize("state", ["cancelled", "no_show"])
def test_a_visit_that_falls_through_takes_its_bill_along(till: Till, state: VisitState) -> None:
    salon, visit = till.salon, till.visit()
    bill = salon.visit_bills.open(visit.id, till.eva.id)
    salon.agenda.set_state(visit.id, state, till.eva.id)
    assert salon.bills.all() == ()
    with pytest.raises(NotFound):
        till.pay(bill)
    kinds = salon.context.store.rows("SELECT kind FROM journal ORDER BY seq DESC LIMIT 2")
    assert [row[0] for row in kinds] == [f"visit.{state}", "bill-discarded"]
    # Taken back, the visit gets a bill anew.
    salon.agenda.set_state(visit.id, "booked", till.eva.id)
    again = salon.visit_bills.open(visit.id, till.eva.id)
    assert again.totals.total_minor == bill.totals.total_minor


def test_a_visit_with_more_on_its_bill_cannot_fall_through(till: Till) -> None:
    salon, visit = till.salon, till.visit()
    bill = salon.visit_bills.open(visit.id, till.eva.id)
    bill = edit_line(salon, bill, discount=Discount("percent", 10_000))
    with pytest.raises(Refused, match="There are goods on this visit's bill"):
        salon.agenda.set_state(visit.id, "cancelled", till.eva.id)
    edit_line(salon, bill, discount=Discount())
    bill = salon.bill_lines.add_barcode(bill.id, SHAMPOO)
    with pytest.raises(Refused, match="There are goods on this visit's bill"):
        salon.agenda.set_state(visit.id, "no_show", till.eva.id)
    assert salon.agenda.get(visit.id).state == "booked"
    salon.bill_lines.remove_line(bill.id, bill.lines[1].id)
    assert salon.agenda.set_state(visit.id, "cancelled", till.eva.id).state == "cancelled"


def test_what_did_not_take_place_is_not_paid(till: Till) -> None:
    salon, visit = till.salon, till.visit()
    bill = salon.visit_bills.open(visit.id, till.eva.id)
    store = salon.context.store
    with store.transaction():
        appointments.set_state(store, visit.id, "cancelled", salon.context.now())
    with pytest.raises(Stale, match="did not take place"):
        till.pay(bill)
    assert salon.agenda.get(visit.id).state == "cancelled"
