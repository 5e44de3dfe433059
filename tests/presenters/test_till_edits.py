"""Stories of changing a bill: lines, discounts, adding by hand, parking, throwing away."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.text import Amount, Percent, T
from tests.presenters.story import Story
from tests.rigs.till_world import SHAMPOO, Till


@pytest.fixture
def selling(till: Till) -> Story:
    """A shampoo has been scanned at the desk."""
    return Story(till.salon).unlock(till.eva).scan(SHAMPOO).fresh()


def edit(story: Story, place: int = 0) -> Story:
    return story.tap("bill", "edit_line", story.state.bill.lines[place].key).at("line_edit")


def type_(story: Story, keys: str) -> Story:
    for key in keys:
        story.tap("key", key)
    return story


def test_quantity_by_plus_and_by_keypad(selling: Story) -> None:
    edit(selling).tap("more").tap("more").tap("save").at("desk")
    assert selling.taps == 4
    assert selling.state.bill.total == Amount(3 * 38_900, "CZK")
    type_(edit(selling), "12").tap("save")
    assert selling.state.bill.total == Amount(12 * 38_900, "CZK")


def test_a_changed_price_needs_a_reason(selling: Story) -> None:
    type_(edit(selling).tap("choose", "price"), "300")
    assert selling.state.asks_reason
    selling.tap("save").at("line_edit")
    assert selling.state.error
    selling.tap("reason", "Damaged").tap("save").at("desk")
    (line,) = selling.state.bill.lines
    assert line.amount == Amount(30_000, "CZK")
    assert line.marks


def test_discounts_of_a_line_exclude_each_other(selling: Story) -> None:
    type_(edit(selling).tap("choose", "percent"), "10")
    assert selling.state.discount == Percent(10_000)
    assert selling.state.total == Amount(35_010, "CZK")
    type_(selling.tap("choose", "amount"), "50")
    assert selling.state.discount == Amount(5_000, "CZK")
    selling.tap("save").at("desk")
    assert selling.state.bill.total == Amount(33_900, "CZK")


def test_a_discount_above_the_sum_is_refused_with_a_word(selling: Story) -> None:
    type_(edit(selling).tap("choose", "percent"), "101")
    assert selling.state.error
    selling.tap("save").at("line_edit")


def test_a_line_is_removed(selling: Story, till: Till) -> None:
    edit(selling).tap("remove").at("desk")
    assert selling.state.bill.lines == ()
    assert selling.state.bill.why


def test_a_line_of_a_visit_that_was_only_looked_at_can_be_edited(till: Till) -> None:
    visit = till.visit()
    story = Story(till.salon).unlock(till.eva).tap("select", visit.id.hex())
    edit(story).tap("staff", till.manager.id.hex()).tap("save").at("desk")
    assert story.state.bill.lines[0].detail == "Petra"


def test_a_discount_on_the_bill(selling: Story) -> None:
    selling.tap("bill", "discount").at("bill_discount").tap("quick", "10")
    assert selling.state.total == Amount(35_010, "CZK")
    selling.tap("reason", "Birthday").tap("save").at("desk")
    bill = selling.state.bill
    assert bill.total == Amount(35_010, "CZK")
    assert bill.sums[0].amount == Amount(-3_890, "CZK")
    selling.tap("bill", "discount").at("bill_discount")
    assert selling.state.value == Percent(10_000)
    selling.tap("remove").at("desk")
    assert selling.state.bill.total == Amount(38_900, "CZK")


def test_a_high_discount_on_the_bill_asks_for_its_reason_on_the_button(selling: Story) -> None:
    type_(selling.tap("bill", "discount").at("bill_discount"), "30")
    assert selling.state.why == ""
    type_(selling.tap("key", "clear"), "50")
    assert selling.state.why == T("Please give a reason.")
    assert selling.state.error == "", "nothing is wrong yet"
    assert selling.tap("reason", "Goodwill").state.why == ""


def test_a_discount_as_an_amount(selling: Story) -> None:
    selling.tap("bill", "discount").tap("kind", "amount")
    type_(selling, "389,01")
    assert selling.state.why
    selling.tap("key", "clear")
    type_(selling, "89").tap("save").at("desk")
    assert selling.state.bill.total == Amount(30_000, "CZK")


def test_services_and_products_are_added_by_hand(selling: Story, till: Till) -> None:
    selling.tap("bill", "add").at("pick_service").tap("search", "cu")
    (row,) = selling.state.rows
    selling.tap("pick", row.key).at("desk")
    selling.tap("bill", "add").tap("choose", "products")
    selling.tap("pick", till.shampoo.id.hex()).at("desk")
    assert [line.name for line in selling.state.bill.lines] == ["Shampoo", "Cut"]
    assert selling.state.bill.total == Amount(2 * 38_900 + 65_045, "CZK")


def test_a_bill_is_put_aside_and_taken_up_again(selling: Story) -> None:
    selling.tap("bill", "park")
    assert selling.state.bill is None
    selling.tap("open_bills").at("bills")
    (row,) = selling.state.rows
    selling.tap("pick", row.key).at("desk")
    assert len(selling.state.bill.lines) == 1


def test_a_bill_is_thrown_away(selling: Story, till: Till) -> None:
    selling.tap("bill", "remove")
    assert selling.state.bill is None
    assert till.salon.bills.all() == ()
    assert till.counts()["sale"] == 0


def test_several_bills_are_open_at_once(selling: Story) -> None:
    selling.tap("bill", "park").scan(SHAMPOO).tap("bill", "park")
    assert len(selling.tap("open_bills").state.rows) == 2
    selling.tap("new").at("desk")
    assert selling.state.bill.lines == ()
