"""Stories of a discount that somebody at the desk may not give alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.presenters.till.args import BillDiscountArgs
from kiosk.salon.domain.cards.number import CardHolder, CardRules
from kiosk.salon.domain.errors import NeedsApproval, NotFound, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import T, side_by_side
from kiosk.salon.domain.till.bill import Bill, Discount, Payment
from kiosk.salon.store import staff
from tests.presenters.story import Story
from tests.presenters.test_till import at_desk, czk
from tests.presenters.test_till_edits import edit, type_
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
    sums = T("{price} instead of {list_price}", price=czk(0), list_price=czk(38_900))
    assert story.state.of == side_by_side((T("Sale"), sums, "Goodwill"))
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
    sums = T("{price} instead of {list_price}", price=czk(0), list_price=czk(38_900))
    assert story.state.of == side_by_side(("Shampoo", sums, "Damaged"))
    for key in MANAGER_PIN:
        story.tap("key", key)
    story.tap("approve").at("desk")
    assert story.state.bill.total == czk(0)
    # What is approved stays so while no more is given away: not for another piece.
    (bill,) = till.salon.bills.all()
    assert edit_line(till.salon, bill, price_minor=100).lines[0].approved_by
    assert approvals(till) == 1
    with pytest.raises(NeedsApproval):
        edit_line(till.salon, bill, quantity_milli=2_000)


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


def test_an_approved_amount_is_not_approved_for_what_is_left(till: Till) -> None:
    """A manager allows it off a full bill; the other lines go afterwards."""
    bill = till.salon.bill_lines.add_service(till.retail().id, till.cut.id, till.eva.id)
    voucher = Discount("amount", 38_900, "Voucher")
    bill = till.salon.bills.discount_bill(bill.id, voucher, till.manager.id)
    assert bill.approved_by == till.manager.id
    till.salon.bill_lines.remove_line(bill.id, bill.lines[1].id)
    bill = till.salon.bills.get(bill.id)
    assert (bill.totals.total_minor, bill.approved_by) == (0, None)
    with pytest.raises(Refused):
        till.pay(bill, Payment("cash", 0))
    till.salon.bills.discount_bill(bill.id, voucher, till.manager.id)
    till.pay(till.salon.bills.get(bill.id), Payment("cash", 0))


def together(till: Till, bill: Bill) -> Bill:
    """A bill's discount within the limit, and a lower price of a line on top."""
    till.salon.bills.discount_bill(bill.id, Discount("percent", 30_000, "Regular"))
    return edit_line(till.salon, bill, discount=Discount("percent", 10_000))


def fewer(till: Till, bill: Bill) -> Bill:
    """An amount within the limit off two pieces, then one piece less."""
    bill = till.salon.bill_lines.add_barcode(bill.id, SHAMPOO)
    till.salon.bills.discount_bill(bill.id, Discount("amount", 20_000, "Voucher"))
    return edit_line(till.salon, bill, quantity_milli=1_000)


def approved_for_more(till: Till, bill: Bill) -> Bill:
    """A manager allowed it off two pieces; one of them goes."""
    bill = till.salon.bill_lines.add_barcode(bill.id, SHAMPOO)
    voucher = Discount("amount", 38_900, "Voucher")
    bill = till.salon.bills.discount_bill(bill.id, voucher, till.manager.id)
    return edit_line(till.salon, bill, quantity_milli=1_500)


Change = Callable[[Till, Bill], Bill]
GROWN = pytest.mark.parametrize("change", [together, fewer, approved_for_more])


@pytest.mark.req("M5")
@GROWN
def test_no_terminal_is_asked_for_a_sum_that_could_not_be_paid(till: Till, change: Change) -> None:
    """Else the money would be taken and the sale refused."""
    bill = change(till, till.retail())
    total = bill.totals.total_minor
    with pytest.raises(NeedsApproval):
        till.salon.asking.take(bill.id, "card", total, total, till.eva.id)
    assert till.salon.bills.get(bill.id).asked is None


@pytest.mark.req("M5")
@GROWN
@pytest.mark.parametrize("button", ["pay_card", "pay_cash", "pay_split"])
def test_what_is_too_much_together_is_approved_before_anything_is_paid(
    till: Till, change: Change, button: str
) -> None:
    story = at_desk(till).scan(SHAMPOO)
    change(till, till.salon.bills.all()[0])
    story.tap("bill", "discount").tap("close").at("desk")
    story.tap("bill", button).at("bill_discount").tap("save").at("approve")
    for key in MANAGER_PIN:
        story.tap("key", key)
    story.tap("approve").at("desk").tap("bill", button)
    assert story.nav.top.name == button


@pytest.mark.req("M5")
def test_the_sale_stands_when_the_limit_was_lowered_while_the_terminal_took_the_card(
    till: Till,
) -> None:
    till.salon.bills.discount_bill(till.retail().id, Discount("percent", 30_000, "Regular"))
    (bill,) = till.salon.bills.all()
    total = bill.totals.total_minor
    asked = till.salon.asking.take(bill.id, "card", total, total, till.eva.id)
    till.salon.context.discount_limit = 10
    sale = till.salon.asking.done(asked.id, till.eva.id)
    assert sale is not None
    assert sale.paid_minor == total


def test_an_approved_bill_may_grow(till: Till) -> None:
    bill = till.retail()
    half = Discount("percent", 50_000, "Staff")
    till.salon.bills.discount_bill(bill.id, half, till.manager.id)
    bill = till.salon.bill_lines.add_barcode(bill.id, SHAMPOO)
    assert bill.approved_by == till.manager.id
    assert till.pay(bill).total_minor == 38_900


def test_a_bottle_scanned_after_a_free_one_is_not_free(till: Till) -> None:
    bill = till.retail()
    edit_line(
        till.salon, bill, discount=Discount("percent", 100_000, "Voucher"),
        approved_by=till.manager.id,
    )  # fmt: skip
    bill = till.salon.bill_lines.add_barcode(bill.id, SHAMPOO)
    assert [part.total_minor for part in bill.totals.lines] == [0, 38_900]


@pytest.mark.parametrize("who", ["stylist", "gone", "nobody"])
def test_only_who_manages_now_approves(till: Till, who: str) -> None:
    """Whoever is named as the approver: the books decide who manages."""
    second = till.salon.team.save(
        StaffMember(b"", "Dora", "Vzorová", role="manager"), till.manager.id
    )
    till.salon.team.save(replace(second, active=False), till.manager.id)
    named = {"stylist": till.eva.id, "gone": second.id, "nobody": b"nobody at all 16"}[who]
    bill = till.retail()
    with pytest.raises((Refused, NotFound)):
        till.salon.bills.discount_bill(bill.id, Discount("percent", 90_000, "Mine"), named)
    with pytest.raises((Refused, NotFound)):
        edit_line(till.salon, bill, price_minor=0, price_reason="Mine", approved_by=named)
    with pytest.raises((Refused, NotFound)):
        till.salon.checkout.void(till.pay(till.retail()).id, "Mine", till.eva.id, named)
    assert approvals(till) == 0


@pytest.mark.req("M5")
@pytest.mark.parametrize("desk", [False, True])
def test_a_card_that_only_shows_its_number_approves_nothing(till: Till, desk: bool) -> None:
    """Whatever it is good for at the lock."""
    till.salon.context.card_rules = CardRules(uid_desk=desk)
    till.salon.cards.give("BBBB2222", CardHolder("staff", till.manager.id), None)
    story = at_desk(till).scan(SHAMPOO).tap("bill", "discount").tap("quick", "20")
    story.tap("kind", "percent").tap("key", "9").tap("key", "0").tap("reason", "Mine")
    story.tap("save").at("approve").card("BBBB2222").at("approve")
    story.tap("approve").at("approve")
    assert (approvals(till), till.salon.bills.all()[0].discount) == (0, Discount())


def test_the_limit_is_a_setting(till: Till) -> None:
    till.salon.context.discount_limit = 5
    story = at_desk(till).scan(SHAMPOO)
    story.nav.go(BillDiscountArgs(till.salon.bills.all()[0].id))
    story.tap("quick", "10").tap("reason", "Birthday").tap("save").at("approve")


@pytest.mark.parametrize(("own", "percent", "asks"), [(10, "15", True), (50, "40", False)])
def test_a_limit_of_ones_own_is_below_or_above_that_of_the_salon(
    till: Till, own: int, percent: str, asks: bool
) -> None:
    till.salon.team.save(replace(till.eva, discount_limit=own), till.manager.id)
    bill = till.retail()
    off = Discount("percent", int(percent) * 1000, "Loyal")

    def give(by: Id) -> None:
        till.salon.bills.discount_bill(bill.id, off, given_by=by)

    if asks:
        with pytest.raises(NeedsApproval, match="10"):
            give(till.eva.id)
        till.salon.bills.discount_bill(bill.id, off, till.manager.id, till.eva.id)
    else:
        give(till.eva.id)
        told = till.salon.context.store.value(
            "SELECT json_extract(body, '$.by') FROM journal WHERE kind = 'discount.approved'"
        )
        assert told == staff.pseudonym(till.salon.context.store, till.eva.id)
    assert till.pay(till.salon.bills.get(bill.id)).discount_minor


def test_a_limit_of_ones_own_is_not_given_twice(till: Till) -> None:
    """A line and the whole bill, each within it, come to more together."""
    till.salon.team.save(replace(till.eva, discount_limit=50), till.manager.id)
    half = Discount("percent", 50_000, "Loyal")
    bill = till.retail()
    line = bill.lines[0]
    till.salon.bill_lines.edit_line(
        *(bill.id, line.id),
        quantity_milli=line.quantity_milli,
        price_minor=line.price_minor,
        price_reason="",
        discount=half,
        staff_id=None,
        given_by=till.eva.id,
    )
    with pytest.raises(NeedsApproval):
        till.salon.bills.discount_bill(bill.id, half, given_by=till.eva.id)
    till.salon.bills.discount_bill(bill.id, half, till.manager.id, till.eva.id)
    assert till.pay(till.salon.bills.get(bill.id)).discount_minor


def test_what_another_gave_is_not_asked_for_again(till: Till) -> None:
    bill = till.retail()
    fifth = Discount("percent", 20_000, "")
    edit_line(till.salon, bill, discount=fifth, given_by=till.eva.id)
    till.salon.team.save(replace(till.eva, discount_limit=0), till.manager.id)
    bill = till.salon.bills.get(bill.id)
    bill = edit_line(till.salon, bill, staff_id=till.eva.id, given_by=till.eva.id)
    assert bill.lines[0].staff_id == till.eva.id
    with pytest.raises(NeedsApproval):
        edit_line(till.salon, bill, quantity_milli=2000, given_by=till.eva.id)


def test_a_limit_of_ones_own_is_found_passed_before_paying(till: Till) -> None:
    till.salon.team.save(replace(till.eva, discount_limit=50), till.manager.id)
    story = at_desk(till).scan(SHAMPOO).tap("bill", "discount")
    story.tap("kind", "percent").tap("key", "5").tap("key", "0").tap("reason", "Loyal")
    story.tap("save").at("desk")
    type_(edit(story).tap("choose", "percent"), "50")
    story.tap("reason", "Loyal").tap("save").at("desk")
    story.tap("bill", "pay_card").at("bill_discount").tap("save").at("approve")
    assert approvals(till) == 2, "each within the limit, by who gave it"


def test_a_manager_needs_nobody_and_says_why(till: Till) -> None:
    bill = till.retail()
    with pytest.raises(Refused, match="reason"):
        till.salon.bills.discount_bill(
            bill.id, Discount("percent", 60_000, ""), given_by=till.manager.id
        )
    till.salon.bills.discount_bill(
        bill.id, Discount("percent", 60_000, "Broken"), given_by=till.manager.id
    )
