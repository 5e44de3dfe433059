"""Stories of a discount that somebody at the desk may not give alone."""

from __future__ import annotations

import pytest

from kiosk.presenters.till.args import BillDiscountArgs
from kiosk.salon.domain.bill import Discount
from kiosk.salon.domain.cards import CardHolder
from kiosk.salon.domain.errors import NeedsApproval, Refused
from tests.presenters.story import Story
from tests.presenters.test_till import at_desk, czk
from tests.rigs.salon import MANAGER_PIN
from tests.rigs.till_world import SHAMPOO, Till, edit_line

MANAGER_CARD = "04A1B2C3D4E5F6"


def approvals(till: Till) -> int:
    sql = "SELECT 1 FROM journal WHERE kind = 'discount.approved'"
    return len(till.salon.context.store.rows(sql))


@pytest.mark.req("M5")
def test_the_usual_discount_needs_nobody(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO).fresh()
    story.tap("bill", "discount").tap("quick", "20").tap("save").at("desk")
    assert story.state.bill.total == czk(31_120)
    assert approvals(till) == 0


@pytest.mark.req("M5")
def test_a_high_discount_asks_for_a_reason_and_a_manager(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO).tap("bill", "discount").tap("quick", "100").tap("save")
    assert story.at("bill_discount").state.error
    story.tap("reason", "Goodwill").tap("save").at("approve")
    for key in MANAGER_PIN:
        story.tap("key", key)
    story.tap("approve").at("desk")
    assert story.state.bill.total == czk(0)
    (bill,) = till.salon.bills.all()
    assert bill.approved_by == till.manager.id
    assert approvals(till) == 1


def test_the_managers_card_approves_and_a_wrong_pin_does_not(till: Till) -> None:
    till.salon.cards.give(MANAGER_CARD, CardHolder("staff", till.manager.id), till.manager.id)
    story = at_desk(till).scan(SHAMPOO).tap("bill", "discount").tap("quick", "50")
    story.tap("reason", "Goodwill").tap("save").at("approve")
    for key in "0000":
        story.tap("key", key)
    story.tap("approve").at("approve")
    assert (bool(story.state.error), story.state.dots) == (True, 0)
    story.card(MANAGER_CARD, "aes").at("desk")
    assert story.state.bill.total == czk(19_450)


def test_going_back_leaves_everything_as_it_was(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO).tap("bill", "discount").tap("quick", "50")
    story.tap("reason", "Goodwill").tap("save").at("approve").tap("close").at("bill_discount")
    story.tap("close").at("desk")
    assert story.state.bill.total == czk(38_900)


def test_a_manager_at_the_desk_approves_by_being_there(till: Till) -> None:
    story = Story(till.salon).unlock(till.manager).scan(SHAMPOO).tap("bill", "discount")
    story.tap("quick", "50").tap("reason", "Goodwill").tap("save").at("desk")
    assert approvals(till) == 1


@pytest.mark.req("M5")
def test_a_price_of_nothing_is_a_discount_by_another_name(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO)
    story.tap("bill", "edit_line", story.state.bill.lines[0].key).tap("choose", "price")
    story.tap("key", "0").tap("save").at("line_edit")
    assert story.state.error
    story.tap("reason", "Damaged").tap("save").at("approve")
    for key in MANAGER_PIN:
        story.tap("key", key)
    story.tap("approve").at("desk")
    assert story.state.bill.total == czk(0)
    # What is approved stays so: one piece more asks nobody again.
    (bill,) = till.salon.bills.all()
    assert edit_line(till.salon, bill, quantity_milli=2_000).lines[0].approved_by
    with pytest.raises(NeedsApproval):
        edit_line(till.salon, bill, price_minor=100)


def test_two_discounts_count_together(till: Till) -> None:
    bill = edit_line(till.salon, till.retail(), discount=Discount("percent", 25_000))
    with pytest.raises(NeedsApproval):
        till.salon.bills.discount_bill(bill.id, Discount("percent", 25_000, "Goodwill"))
    with pytest.raises(Refused):
        till.salon.bills.discount_bill(
            bill.id, Discount("percent", 25_000, "Goodwill"), till.eva.id
        )


def test_a_discount_that_grew_by_what_went_is_not_paid(till: Till) -> None:
    """An amount off a full bill is most of it once the other lines are gone."""
    bill = till.salon.bill_lines.add_service(till.retail().id, till.cut.id, till.eva.id)
    till.salon.bills.discount_bill(bill.id, Discount("amount", 30_000, "Voucher"))
    bill = till.salon.bill_lines.remove_line(bill.id, bill.lines[1].id)
    with pytest.raises(Refused):
        till.pay(bill)
    till.salon.bills.discount_bill(bill.id, Discount("amount", 10_000, "Voucher"))
    till.pay(till.salon.bills.get(bill.id))


def test_the_limit_is_a_setting(till: Till) -> None:
    till.salon.context.discount_limit = 5
    story = at_desk(till).scan(SHAMPOO)
    story.nav.go(BillDiscountArgs(till.salon.bills.all()[0].id))
    story.tap("quick", "10").tap("reason", "Birthday").tap("save").at("approve")
