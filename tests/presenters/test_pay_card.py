"""Stories of the card terminal: paid, declined, otherwise, in doubt, and given back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.presenters.till.args import PaySplitArgs
from kiosk.salon.domain.text import Amount, T
from tests.presenters.story import Story
from tests.presenters.test_till import at_desk, czk, figures
from tests.rigs.salon import MANAGER_PIN, close_salon, open_salon
from tests.rigs.till_world import SHAMPOO, Till


@pytest.mark.req("K3", "M1")
def test_a_service_and_a_scanned_product_by_card_are_three_taps(till: Till) -> None:
    visit = till.visit(till.client())
    story = at_desk(till).tap("select", visit.id.hex()).scan(SHAMPOO)
    story.tap("bill", "pay_card").at("pay_card").tap("done").at("paid")
    assert story.taps == 3
    assert figures(story) == [("By card", 103_945)]
    assert story.hardware.prints == 1


@pytest.mark.req("M5")
def test_a_declined_card_leaves_the_bill_and_offers_other_means(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO)
    (before,) = till.salon.bills.all()
    story.tap("bill", "pay_card").tap("declined").at("pay_card")
    assert story.state.step == "declined"
    assert story.state.told.key == "Declined. Nothing was paid, the bill is open."
    assert till.salon.checkout.todays_sales() == ()
    assert story.hardware.prints == 0
    # Only another try can be paid now.
    story.tap("done").at("pay_card")
    assert till.salon.checkout.todays_sales() == ()
    story.tap("again")
    assert story.state.step == "asked"
    story.tap("declined").tap("withdraw").at("desk")
    assert till.salon.bills.all() == (before,)
    assert (story.state.bill.total, story.state.bill.question) == (czk(38_900), "")
    story.tap("bill", "pay_card").tap("declined").tap("cash").at("pay_cash")
    story.tap("note", "38900").at("paid")
    assert figures(story) == [("In cash", 38_900)]


def test_a_sum_that_another_desk_asked_for_is_in_doubt_not_asked_again(till: Till) -> None:
    """A bill on screen does not know what another desk has entered meanwhile: the card would be
    charged twice."""
    story = at_desk(till).scan(SHAMPOO)
    (bill,) = till.salon.bills.all()
    till.salon.asking.take(bill.id, "card", 38_900, 38_900, till.manager.id)
    story.nav.go(PaySplitArgs(bill.id))
    story.tap("key", "9").tap("pay").at("pay_card")
    assert (story.state.step, story.state.amount) == ("doubt", czk(38_900))


def test_who_pays_otherwise_after_all_is_back_at_the_bill_in_one_tap(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO).tap("bill", "pay_card").fresh()
    story.tap("withdraw").at("desk")
    assert story.taps == 1
    assert not story.state.bill.question
    story.tap("bill", "pay_cash").at("pay_cash")


@pytest.mark.req("M5", "K1")
def test_a_question_left_open_is_found_again_after_a_power_cut(till: Till, tmp_path: Path) -> None:
    visit = till.visit(till.client())
    at_desk(till).tap("select", visit.id.hex()).tap("bill", "pay_card").at("pay_card")
    salon = open_salon(Path(till.salon.context.store.path).parent)
    story = Story(salon).unlock(till.eva).at("desk")
    assert story.state.chip.opens == "bills"
    story.tap("open_chip").at("bills")
    (row,) = story.state.rows
    assert row.chip == T("Was {amount} paid on the terminal?", amount=czk(65_045))
    story.tap("pick", row.key).at("desk")
    assert story.state.bill.question == row.chip
    # First the question.
    story.tap("bill", "pay_cash").at("desk")
    story.tap("bill", "pay_split").at("desk")
    story.tap("bill", "pay_card").at("pay_card")
    assert story.state.step == "doubt"
    story.tap("done").at("paid")
    assert salon.agenda.get(visit.id).state == "paid"
    story.tap("done").at("desk")
    assert story.state.chip is None
    close_salon(salon)


@pytest.mark.req("M5")
def test_a_part_by_card_is_found_again_when_the_customer_leaves(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO).tap("bill", "pay_split").tap("half").tap("pay")
    story.tap("done").at("pay_cash").tap("close").at("desk")
    bill = story.state.bill
    assert (bill.total_label, bill.total, bill.give_back) == (
        T("Left to pay"), czk(19_500), T("Give {amount} back to the card", amount=czk(19_400)),
    )  # fmt: skip
    assert story.hardware.customer[-1] == (T("Left to pay"), czk(19_500))
    story.tap("bill", "remove").at("desk")
    assert story.state.bill is not None, "it cannot be discarded"
    story.tap("bill", "park").tap("open_bills").at("bills")
    assert story.state.rows[0].chip == T("Partly paid")
    story.tap("pick", story.state.rows[0].key).tap("bill", "give_back").at("pay_card")
    assert (story.state.step, story.state.amount) == ("give", czk(19_400))
    story.tap("done").at("desk")
    bill = story.state.bill
    assert (bill.total_label, bill.total, bill.give_back) == (T("Total"), czk(38_900), "")
    story.tap("bill", "remove").at("desk")
    assert till.salon.bills.all() == ()


@pytest.mark.req("M5")
def test_what_goes_back_to_a_card_is_said_large_and_confirmed(till: Till) -> None:
    sale = till.pay(till.retail())
    story = Story(till.salon).unlock(till.eva)
    story.nav.go("sales")
    story.tap("pick", sale.id.hex()).fresh()
    story.tap("void").tap("reason", "Wrong item")
    for key in MANAGER_PIN:
        story.tap("key", key)
    story.tap("approve").at("paid")
    assert figures(story) == [("Give back to the card, on the terminal", 38_900)]
    assert story.state.asks_back
    assert story.hardware.customer[-1] == ("", "")
    story.tap("given_back").at("desk")
    assert story.taps == 3 + len(MANAGER_PIN) + 1, "no more than when nothing was confirmed"
    assert till.salon.asking.unanswered() == ()


@pytest.mark.req("M5")
def test_both_parts_of_a_split_go_back_each_its_own_way_and_later_if_need_be(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO).tap("bill", "pay_split").tap("half").tap("pay").tap("done")
    story.tap("note", "20000").tap("done").at("desk")
    (sale,) = till.salon.checkout.todays_sales()
    void = till.salon.checkout.void(sale.id, "Returned", till.eva.id, till.manager.id)
    story.wait(1)
    assert story.state.chip.opens == "sales"
    story.tap("open_chip").at("sales").tap("pick", void.id.hex())
    assert story.state.rows[0].chip == T("To give back")
    assert story.state.sale.asks_back
    story.tap("give_back").at("paid")
    assert figures(story) == [
        ("Give back to the card, on the terminal", 19_400),
        ("Give back in cash, out of the drawer", 19_500),
    ]
    story.tap("done").at("desk")
    assert len(till.salon.asking.unanswered()) == 1, "later is no answer"
    story.nav.go("sales")
    story.tap("pick", void.id.hex()).tap("give_back").tap("given_back").at("desk")
    assert till.salon.asking.unanswered() == ()


def test_a_bottle_scanned_while_the_terminal_is_asked_is_refused(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO).tap("bill", "pay_card").scan(SHAMPOO).at("pay_card")
    assert story.hardware.sounds[-1] == "refuse"
    assert story.state.amount == Amount(38_900, "CZK")


def test_the_main_button_follows_the_visit(till: Till) -> None:
    """Paying comes next once the visit is done; before that it is there, but quieter."""
    visit = till.visit(till.client())
    story = at_desk(till).tap("select", visit.id.hex())
    for state in ("arrived", "in_chair", "done"):
        assert (story.state.panel.first.arg, story.state.panel.first.look) == (state, "primary")
        assert not story.state.bill.pay_next
        story.tap("set_state", state)
    assert story.state.panel.first is None
    assert story.state.bill.pay_next
    assert at_desk(till).scan(SHAMPOO).state.bill.pay_next


def test_why_a_card_was_declined_is_kept_when_somebody_says_it(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO).tap("bill", "pay_card")
    assert story.state.reasons == ()
    story.tap("because", "funds").tap("declined")
    assert [key for key, _ in story.state.reasons] == ["funds", "pin", "card", "terminal"]
    story.tap("because", "pin").tap("because", "terminal")
    assert story.state.reason == "terminal"
    store = till.salon.context.store
    assert store.column("SELECT why FROM payment_request") == ["terminal"]
    said = store.column("SELECT json_extract(body, '$.why') FROM journal WHERE kind LIKE '%why'")
    assert said == ["pin", "terminal"]
    assert till.salon.books.verify().holds
    story.tap("again")
    assert (story.state.step, story.state.reason) == ("asked", "")
