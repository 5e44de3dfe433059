"""Stories of taking something back: by the scanned receipt, from a past day, with approval."""

from __future__ import annotations

import pytest

from kiosk.presenters.clients.args import ClientArgs
from kiosk.presenters.till.args import ReturnLinesArgs, SalesArgs
from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sale import Sale
from tests.presenters.story import Story
from tests.presenters.test_till import at_desk, czk, figures
from tests.rigs.salon import clock_of
from tests.rigs.till_world import SHAMPOO, Till
from tests.salon.services.test_returns import back, three_bottles

DAY = 24 * 3600
MANAGER_CARD = "04A1B2C3D4E5F6"


@pytest.fixture
def sale(till: Till) -> Sale:
    """Three bottles with 10 % off, sold yesterday in cash; the manager has a card."""
    holder = CardHolder("staff", till.manager.id)
    till.salon.cards.give(MANAGER_CARD, holder, till.manager.id)
    sale = three_bottles(till, Payment("cash", 105_030))
    clock_of(till.salon).advance(DAY)
    return sale


def key(story: Story, place: int = 0) -> str:
    return str(story.state.lines[place].key)


@pytest.mark.req("M6")
def test_one_bottle_by_the_scanned_receipt_in_four(till: Till, sale: Sale) -> None:
    """Eva at the desk; the manager holds a card."""
    story = at_desk(till).scan(sale.number).at("sales")
    assert story.state.sale.title == sale.number
    story.tap("take_back").at("return_lines").tap("more", key(story))
    story.tap("reason", "Damaged").tap("take").at("approve").card(MANAGER_CARD, "aes").at("paid")
    assert (figures(story), story.taps) == ([("Give back in cash, out of the drawer", 35_000)], 4)
    assert story.state.title == T("Returned of sale {number}", number=sale.number)
    assert story.hardware.prints == 1
    assert till.stock() == -2_000
    story.tap("done").at("desk")


@pytest.mark.req("M6")
def test_the_only_piece_is_chosen_already(till: Till) -> None:
    sale = till.pay(till.retail())
    story = Story(till.salon).unlock(till.manager).scan(sale.number)
    story.tap("take_back").tap("reason", "Damaged").tap("take").at("paid")
    assert story.taps == 3
    assert story.state.asks_back
    story.tap("given_back").at("desk")


@pytest.mark.req("M6")
def test_pieces_more_and_less_and_all(till: Till, sale: Sale) -> None:
    story = Story(till.salon).unlock(till.manager)
    story.nav.go(ReturnLinesArgs(sale.id))
    (line,) = story.state.lines
    assert (line.less, line.more, line.amount, line.goods) == (False, True, "", False)
    assert story.state.why == T("Choose what comes back.")
    for expected in (35_000, 70_000, 105_000, 105_000):
        story.tap("more", line.key)
        assert story.state.due == czk(expected)
    assert not story.state.lines[0].more
    story.tap("less", line.key)
    assert story.state.due == czk(70_000)
    story.tap("all_of", line.key).tap("all_of", line.key)
    assert story.state.due == czk(0)
    assert story.state.why == T("Choose what comes back.")
    story.tap("more", line.key)
    assert story.state.why == T("Please give a reason.")
    story.tap("take").at("return_lines")


@pytest.mark.req("M6")
def test_where_the_goods_go_stays_with_the_line(till: Till, sale: Sale) -> None:
    story = Story(till.salon).unlock(till.manager)
    story.nav.go(ReturnLinesArgs(sale.id))
    story.tap("goods_go", key(story), "off")
    story.tap("more", key(story)).tap("goods_go", key(story), "off").tap("more", key(story))
    assert story.state.lines[0].written_off
    story.tap("goods_go", key(story), "stock").tap("goods_go", key(story), "off")
    story.tap("reason", "Damaged").tap("take").at("paid")
    assert till.stock() == -3_000


@pytest.mark.req("M6")
def test_by_which_means_first(till: Till) -> None:
    sale = three_bottles(till, Payment("card", 50_000), Payment("cash", 55_030))
    story = Story(till.salon).unlock(till.manager)
    story.nav.go(ReturnLinesArgs(sale.id))
    story.tap("more", key(story)).tap("more", key(story))
    assert [method for method, _ in story.state.ways] == ["card", "cash"]
    assert (story.state.way, story.state.due) == ("card", czk(70_000))
    story.tap("way", "cash").tap("way", "points")
    assert (story.state.way, story.state.due) == ("cash", czk(69_990))
    story.tap("reason", "Damaged").tap("take").at("paid")
    assert dict(figures(story))["Give back in cash, out of the drawer"] == 55_000


@pytest.mark.req("M6")
def test_somebody_else_took_it_back_meanwhile(till: Till, sale: Sale) -> None:
    """What was chosen is looked at again, not taken back a second time."""
    story = Story(till.salon).unlock(till.manager)
    story.nav.go(ReturnLinesArgs(sale.id))
    story.tap("all_of", key(story)).tap("reason", "Damaged")
    back(till, sale, 2000)
    story.tap("take").at("return_lines")
    assert story.state.error != ""
    assert len(till.salon.checkout.todays_sales()) == 1
    story.nav.go(ReturnLinesArgs(sale.id))
    story.tap("close")
    story.nav.go(ReturnLinesArgs(sale.id))
    assert story.state.lines[0].quantity.milli == 1000
    assert "came back" in story.state.lines[0].detail.plain()


@pytest.mark.req("M6")
def test_all_of_it_came_back_before_somebody_looked(till: Till, sale: Sale) -> None:
    story = Story(till.salon).unlock(till.manager)
    story.nav.go(SalesArgs(sale.id))
    back(till, sale, 3000)
    story.tap("take_back").at("sales")
    assert story.out.toast is not None
    assert story.out.toast.text == T("All of this sale came back already.")


@pytest.mark.req("M6")
def test_a_sale_that_cannot_come_back_is_not_offered(till: Till, sale: Sale) -> None:
    document = back(till, sale, 3000)
    story = Story(till.salon).unlock(till.manager)
    story.nav.go(SalesArgs(sale.id))
    assert story.state.sale.note == T("Returned by {number}", number=document.number)
    assert not story.state.sale.can_return
    story.tap("take_back").at("sales")
    story.nav.go(SalesArgs(document.id))
    assert not story.state.sale.can_return
    assert not story.state.sale.can_void
    assert story.state.sale.note == T(
        "Return of {number}: {reason}", number=sale.number, reason="Full bottle"
    )


@pytest.mark.req("M6")
def test_a_sale_is_found_by_its_number_on_any_day(till: Till, sale: Sale) -> None:
    story = Story(till.salon).unlock(till.eva)
    story.nav.go("sales")
    assert story.state.rows == ()
    story.tap("find", "1")
    assert [row.key for row in story.state.rows] == [sale.id.hex()]
    assert story.state.chosen == ""
    story.tap("pick", sale.id.hex())
    assert story.state.sale.can_return
    story.tap("find", "77")
    assert (story.state.rows, story.state.empty) == ((), T("No document has this number."))
    story.tap("find", sale.number)
    assert story.state.chosen == sale.id.hex()
    story.tap("find", "")
    assert story.state.query == ""
    story.scan(sale.number).at("sales")
    assert story.state.chosen == sale.id.hex()
    assert story.state.day != T("Today")


@pytest.mark.req("M6")
def test_a_receipt_is_scanned_anywhere_at_the_desk(till: Till, sale: Sale) -> None:
    for screen in ("desk", "more", "client", "paid"):
        story = Story(till.salon).unlock(till.eva)
        if screen == "more":
            story.nav.go("more")
        elif screen == "client":
            story.nav.go(ClientArgs(till.client().id))
        elif screen == "paid":
            story.scan(SHAMPOO).tap("bill", "pay_card").tap("done")
        story.at(screen).scan(sale.number).at("sales")
        assert story.state.chosen == sale.id.hex()
    assert till.salon.bills.all() == ()


def test_a_bill_stays_open_while_a_receipt_is_looked_at(till: Till, sale: Sale) -> None:
    story = at_desk(till).scan(SHAMPOO).scan(sale.number).at("sales").tap("close").at("desk")
    assert len(story.state.bill.lines) == 1


def test_nothing_is_sold_on_the_page(till: Till, sale: Sale) -> None:
    story = Story(till.salon).unlock(till.manager)
    story.nav.go(ReturnLinesArgs(sale.id))
    story.scan(SHAMPOO).at("return_lines")
    assert till.salon.bills.all() == ()


def test_the_sales_of_a_client_show_what_came_back(till: Till) -> None:
    client = till.client()
    sale = three_bottles(till, client_id=client.id)
    back(till, sale, 1000)
    story = Story(till.salon).unlock(till.eva)
    story.nav.go(ClientArgs(client.id))
    newest = story.state.purchases[0]
    assert (newest.chip, newest.right) == (T("Return"), czk(-35_010))
