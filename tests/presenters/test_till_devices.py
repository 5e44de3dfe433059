"""Stories of the customer display and the scale at the till."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.devices import DeviceState
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.text import Amount, Number, T
from tests.presenters.story import Story
from tests.rigs.till_world import SHAMPOO, Till, barcode

CLAY = barcode(7)
SCALE = DeviceState("deli", "scale", True)
IDLE = ("", "")


@pytest.fixture
def story(till: Till) -> Story:
    return Story(till.salon).unlock(till.eva)


def weighing(till: Till, story: Story, unit: str, *devices: DeviceState) -> Story:
    """The line of something sold by weight is being edited."""
    rate = till.salon.context.salon.vat_bp[0]
    clay = Product(b"", "Clay", 10_000, rate, unit=unit, barcodes=(CLAY,))
    till.salon.catalogue.save_product(clay, till.manager.id)
    story.hardware.set_devices(devices)
    story.scan(CLAY)
    return story.tap("bill", "edit_line", story.state.bill.lines[0].key).at("line_edit")


def test_the_customer_sees_each_line_the_total_and_the_change(story: Story) -> None:
    told = story.hardware.customer
    assert told[-1] == IDLE
    story.scan(SHAMPOO)
    assert told[-1] == ("Shampoo", Amount(38_900, "CZK"))
    story.scan(SHAMPOO)
    assert told[-1] == ("Shampoo", Amount(77_800, "CZK"))
    story.tap("bill", "pay_cash").at("pay_cash")
    assert told[-1] == (T("Total"), Amount(77_800, "CZK"))
    story.tap("note", "100000").at("paid")
    assert told[-1] == (T("Change"), Amount(22_200, "CZK"))
    story.tap("done").at("desk")
    assert told[-1] == IDLE


def test_a_bottle_scanned_over_the_change_is_what_is_seen(story: Story) -> None:
    story.scan(SHAMPOO).tap("bill", "pay_card").tap("done").at("paid")
    assert story.hardware.customer[-1] == (T("Paid"), Amount(38_900, "CZK"))
    story.scan(SHAMPOO).at("desk")
    assert story.hardware.customer[-1] == ("Shampoo", Amount(38_900, "CZK"))


def test_a_visit_shows_its_total_and_nothing_once_it_is_put_aside(story: Story, till: Till) -> None:
    story.tap("select", till.visit().id.hex())
    assert story.hardware.customer[-1] == (T("Total"), Amount(65_045, "CZK"))
    story.tap("bill", "edit_line", story.state.bill.lines[0].key).tap("more").tap("save")
    assert story.hardware.customer[-1] == ("Cut", Amount(130_090, "CZK"))
    story.tap("close_panel")
    assert story.hardware.customer[-1] == IDLE


def test_a_changed_discount_shows_the_total_and_waiting_shows_nothing_new(story: Story) -> None:
    story.scan(SHAMPOO).tap("bill", "discount").at("bill_discount")
    seen = len(story.hardware.customer)
    story.tap("close").at("desk").wait(5)
    assert len(story.hardware.customer) == seen


def test_a_desk_that_locks_itself_shows_nothing_of_the_bill(story: Story) -> None:
    story.scan(SHAMPOO).nav.lock()
    assert story.hardware.customer[-1] == IDLE


@pytest.mark.parametrize(("unit", "milli"), [("kg", 1_250), ("g", 1_250_000), ("dkg", 125_000)])
def test_what_lies_on_the_scale_is_the_quantity(
    story: Story, till: Till, unit: str, milli: int
) -> None:
    weighing(till, story, unit, SCALE).tap("weigh")
    assert story.hardware.weighings == 1
    assert story.state.weighing
    story.hardware.weighed(1_250)
    assert story.state.quantity == Number(milli)
    assert not story.state.weighing


def test_no_weight_says_why_and_changes_nothing(story: Story, till: Till) -> None:
    why = T("This is too heavy for the scale.")
    weighing(till, story, "kg", SCALE).tap("weigh").hardware.weighed(0, why)
    assert story.state.error == why
    assert story.state.quantity == Number(1_000)
    assert story.hardware.sounds[-1] == "refuse"
    story.tap("weigh").hardware.weighed(500)
    assert story.state.quantity == Number(500)
    assert not story.state.error


def test_pieces_are_not_weighed_and_nothing_is_without_a_scale(story: Story, till: Till) -> None:
    weighing(till, story, "kg").tap("weigh")
    assert not story.state.can_weigh
    assert story.hardware.weighings == 0


def test_an_answer_that_nobody_waits_for_changes_nothing(story: Story, till: Till) -> None:
    weighing(till, story, "kg", SCALE).tap("weigh").tap("close").at("desk").hardware.weighed(700)
    story.tap("bill", "edit_line", story.state.bill.lines[0].key).hardware.weighed(700)
    assert story.state.quantity == Number(1_000)


DRAWER = DeviceState("receipts", "receipt", True, drawer_open=True)
SHUT = DeviceState("receipts", "receipt", True)


@pytest.mark.req("K4")
def test_after_a_cash_sale_the_open_drawer_is_named_until_it_is_shut(story: Story) -> None:
    story.hardware.set_devices((SHUT,))
    story.scan(SHAMPOO).tap("bill", "pay_cash").tap("note", "100000").at("paid")
    assert story.state.drawer == ""
    story.hardware.set_devices((DRAWER,))
    story.wait(1)
    assert story.state.drawer.plain() == "Close the drawer"
    story.hardware.set_devices((SHUT,))
    story.wait(1)
    assert story.state.drawer == ""
    story.hardware.set_devices((DRAWER,))
    story.tap("done").at("desk")
    assert story.state.chip.text.plain() == "The drawer is open"
    story.hardware.set_devices((SHUT,))
    story.wait(1)
    assert story.state.chip is None


def test_an_open_drawer_is_nothing_to_a_sale_by_card(story: Story) -> None:
    story.hardware.set_devices((DRAWER,))
    story.scan(SHAMPOO).tap("bill", "pay_card").tap("done").at("paid").wait(1)
    assert story.state.drawer == ""


def test_a_missing_device_is_told_before_an_open_drawer(story: Story) -> None:
    story.hardware.set_devices((DRAWER, DeviceState("labels", "label", False)))
    story.wait(1)
    assert story.state.chip.text.plain() == "1 device does not work"
    story.nav.go("devices")
    assert story.state.devices[0].why.plain() == "The drawer is open"
    assert story.state.devices[0].works
