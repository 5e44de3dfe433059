"""By voucher, by transfer, in euros, with a tip: the pages at the till."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.presenters.till.args import BillDiscountArgs, LineEditArgs, PayOtherArgs, TipArgs
from kiosk.salon.domain.errors import NotFound
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import Amount, Msg
from kiosk.salon.domain.till.bill import Discount, Payment
from kiosk.salon.domain.till.rates import OfficialRate
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.till import rates
from tests.presenters.story import Story
from tests.presenters.test_till import at_desk, figures
from tests.rigs.till_world import SHAMPOO, Till, make_till, take_means

EURO = 25_150_000
DAY_SECONDS = 86_400


@pytest.fixture
def till(salon: Services) -> Till:
    made = make_till(salon)
    take_means(salon, "voucher")
    return made


@pytest.fixture
def euros(till: Till) -> Till:
    till.salon.rates.set_rate(EURO, till.manager.id, currency="EUR")
    return till


def selling(till: Till) -> Story:
    """A shampoo of 389.00 on the panel."""
    return at_desk(till).scan(SHAMPOO)


def typing(story: Story, keys: str) -> Story:
    for key in keys:
        story.tap("key", key)
    return story


def amounts(till: Till) -> list[tuple[str, int]]:
    sale = till.salon.checkout.todays_sales()[0]
    return [(part.method, part.amount_minor) for part in sale.payments]


@pytest.mark.req("M1", "M6")
def test_a_voucher_pays_a_bill_in_two(till: Till) -> None:
    story = selling(till).tap("bill", "pay_other").at("pay_other")
    assert story.state.why.plain() == "Type the number"
    story.scan("V-12").tap("pay").at("paid")
    assert (figures(story), story.taps) == ([("By voucher", 38_900)], 2)


@pytest.mark.req("M1", "M6")
def test_any_number_of_parts(till: Till) -> None:
    take_means(till.salon, "transfer")
    story = selling(till).tap("bill", "pay_other").tap("choose", "voucher").scan("V-12")
    typing(story, "100").tap("pay").at("desk")
    assert story.state.bill.total == Amount(28_900, "CZK")
    story.tap("bill", "pay_other").tap("choose", "voucher").scan("V-13")
    typing(story, "50").tap("pay").at("desk")
    story.tap("bill", "pay_other").tap("choose", "transfer").scan("2026-17")
    typing(story, "39").tap("pay").at("desk")
    story.tap("bill", "pay_split").tap("choose", "card")
    typing(story, "100").tap("pay").tap("done").at("pay_cash")
    story.tap("note", "10000").at("paid")
    assert amounts(till) == [
        ("voucher", 10_000), ("voucher", 5_000), ("transfer", 3_900), ("card", 10_000),
        ("cash", 10_000),
    ]  # fmt: skip


def test_a_part_by_voucher_is_given_back(till: Till) -> None:
    story = selling(till).tap("bill", "pay_other").scan("V-12")
    typing(story, "100").tap("pay").at("desk")
    assert "voucher" in str(story.state.bill.give_back)
    story.tap("bill", "give_back").at("pay_card").tap("done").at("desk")
    assert story.state.bill.total == Amount(38_900, "CZK")


def test_what_was_wrong_is_said_at_its_field(till: Till) -> None:
    story = selling(till).tap("bill", "pay_other")
    take_means(till.salon, "voucher", active=False)
    story.scan("V-12").tap("pay").at("pay_other")
    assert (story.state.wrong, story.state.error.plain()) == ("means", "Voucher is not taken here.")


def test_more_than_there_is_to_pay_is_not_taken(till: Till) -> None:
    story = selling(till).tap("bill", "pay_other").scan("V-12")
    assert typing(story, "390").state.why.plain() == "More than the total"
    assert story.tap("whole").state.why == ""


def test_without_further_means_nothing_is_offered(salon: Services) -> None:
    story = selling(make_till(salon))
    assert not story.state.bill.others
    story.tap("bill", "pay_cash")
    assert not story.state.others


def test_on_account_asks_whose_bill_it_is(till: Till) -> None:
    client = till.client()
    take_means(till.salon, "account")
    story = selling(till).tap("bill", "pay_other").tap("choose", "account")
    assert (story.state.asks_client, story.state.why.plain()) == (True, "Choose the client")
    story.tap("client").tap("pick", client.id.hex()).at("pay_other").tap("pay").at("paid")
    assert amounts(till) == [("account", 38_900)]


@pytest.mark.req("M1")
def test_a_banknote_of_another_currency_in_two(euros: Till) -> None:
    take_means(euros.salon, "voucher", active=False)
    story = selling(euros).tap("bill", "pay_other").at("foreign")
    assert (story.state.due, story.state.old) == (Amount(1_547, "EUR"), "")
    assert story.state.rate.plain() == "1 EUR = ExchangeRate(micro=25150000) CZK"
    story.tap("note", "2000").at("paid")
    assert (figures(story), story.taps) == ([("Change", 11_400)], 2)
    sale = euros.salon.checkout.todays_sales()[0]
    assert sale.payments == (Payment("foreign", 38_900, 50_300, 11_400, "EUR", 2_000, EURO),)


@pytest.mark.req("M1")
def test_what_euros_do_not_cover_is_paid_in_crowns_or_by_card(euros: Till) -> None:
    story = selling(euros).tap("bill", "pay_other").tap("choose", "foreign").at("foreign")
    typing(story, "10")
    assert (story.state.missing, story.state.part) == (Amount(13_750, "CZK"), True)
    story.tap("rest_in_cash").at("pay_cash")
    assert story.state.due == Amount(13_800, "CZK")
    story.tap("note", "20000").at("paid")
    assert amounts(euros) == [("foreign", 25_150), ("cash", 13_800)]
    story = selling(euros).tap("bill", "pay_other").tap("choose", "foreign")
    typing(story, "10").tap("rest_by_card").tap("done").at("pay_cash")
    story.tap("other").tap("choose", "foreign")
    assert story.state.due == Amount(1_000, "EUR")
    story.tap("note", "1000").at("paid")
    assert amounts(euros) == [("card", 13_750), ("foreign", 25_150)]


def test_an_old_rate_is_pointed_out_and_the_banks_is_accepted(euros: Till) -> None:
    context = euros.salon.context
    context.clock.advance(8 * DAY_SECONDS)  # type: ignore[attr-defined]
    story = at_desk(euros).scan(SHAMPOO).tap("bill", "pay_other").tap("choose", "foreign")
    assert story.state.old.plain() == "The rate is 8 days old."
    day = context.today() - timedelta(days=1)
    with context.store.transaction():
        rates.put_official(context.store, OfficialRate("EUR", day, 24_000_000), context.now())
    story.tap("close").tap("bill", "pay_other").tap("choose", "foreign")
    assert story.state.official != ""
    story.tap("accept")
    assert story.state.due == Amount(1_547, "EUR"), "only a manager accepts"
    story.nav.unlock(euros.manager)
    story.nav.go(PayOtherArgs(euros.salon.bills.all()[0].id))
    story.tap("choose", "foreign").tap("accept")
    assert (story.state.due, story.state.official, story.state.old) == (
        Amount(1_621, "EUR"), "", "",
    )  # fmt: skip
    assert euros.salon.rates.current().source == "official"  # type: ignore[union-attr]


@pytest.mark.req("M1")
def test_a_tip_by_card_is_one_sum_at_the_terminal(till: Till) -> None:
    visit = till.visit(till.client())
    story = at_desk(till).tap("select", visit.id.hex()).tap("bill", "tip").at("tip")
    assert story.state.person == till.eva.id.hex()
    story.tap("quick", "%10").tap("save").at("desk")
    assert story.state.bill.total == Amount(71_545, "CZK")
    story.tap("bill", "pay_card").at("pay_card")
    assert (story.state.amount, story.state.tip) == (
        Amount(71_545, "CZK"),
        Msg("Of it {amount} is the tip").of(amount=Amount(6_500, "CZK")),
    )
    story.tap("done").at("paid")
    sale = till.salon.checkout.todays_sales()[0]
    assert [(tip.method, tip.amount_minor, tip.staff_id) for tip in sale.tips] == [
        ("card", 6_500, till.eva.id)
    ]
    assert (sale.total_minor, sale.paid_minor) == (65_045, 65_045)


@pytest.mark.req("M1")
def test_a_tip_in_cash_comes_off_the_change(till: Till) -> None:
    bill = till.salon.bill_lines.add_service(till.retail().id, till.cut.id, till.eva.id)
    story = at_desk(till)
    story.nav.go(TipArgs(bill.id))
    story.tap("quick", "110000").tap("save")
    story.tap("open_bills").tap("pick", bill.id.hex()).tap("bill", "pay_cash")
    assert story.state.due == Amount(110_000, "CZK")
    story.tap("note", "120000").at("paid")
    sale = till.salon.checkout.todays_sales()[0]
    assert (sale.tips[0].amount_minor, sale.change_minor) == (6_100, 10_000)


def test_a_tip_is_taken_off_again(till: Till) -> None:
    story = selling(till).tap("bill", "tip").tap("quick", "%5").tap("person", till.manager.id.hex())
    story.tap("save").at("desk")
    assert len(story.state.bill.sums) == 1
    story.tap("bill", "tip")
    assert (story.state.has_tip, story.state.person) == (True, till.manager.id.hex())
    story.tap("remove").at("desk")
    assert story.state.bill.sums == ()


def test_of_two_with_one_first_name_the_right_one_can_be_chosen(till: Till) -> None:
    salon, petra = till.salon, till.manager.id
    salon.team.save(StaffMember(b"", "Eva", "Malá", role="manager"), petra)
    salon.team.save(StaffMember(b"", "Eva", "Nová", role="manager"), petra)
    bill = salon.bill_lines.add_service(till.retail().id, till.cut.id, till.eva.id)
    story = at_desk(till)
    evas = {"Eva Sample", "Eva Malá", "Eva Nová"}
    story.nav.go(TipArgs(bill.id))
    assert {name for _, name in story.state.people} == {"Petra"} | evas
    story.nav.go(LineEditArgs(bill.id, bill.lines[-1].id))
    assert {name for _, name in story.state.staff} == {"Petra"} | evas
    story.nav.go(BillDiscountArgs(bill.id))
    story.tap("quick", "100").tap("reason", "Goodwill").tap("save").at("approve")
    assert {name for _, name in story.state.approvers} == {"Petra", "Eva Malá", "Eva Nová"}


def test_the_tip_of_a_split_bill_goes_with_its_cash(till: Till) -> None:
    story = selling(till).tap("bill", "tip").tap("quick", "%10").tap("save").at("desk")
    story.tap("bill", "pay_split").tap("choose", "card")
    typing(story, "200").tap("pay").at("pay_card")
    assert (story.state.amount, story.state.tip) == (Amount(20_000, "CZK"), "")
    story.tap("done").at("pay_cash")
    assert story.state.due == Amount(18_900 + 3_900, "CZK")
    story.tap("note", "22800").at("paid")
    sale = till.salon.checkout.todays_sales()[0]
    assert [(tip.method, tip.amount_minor) for tip in sale.tips] == [("cash", 3_900)]


def test_no_voucher_pays_a_tip(till: Till) -> None:
    story = selling(till).tap("bill", "tip").tap("quick", "%10").tap("save").at("desk")
    story.tap("bill", "pay_other").scan("V-12")
    assert story.state.tip.plain() == f"Take the tip in cash: {Amount(3_900, 'CZK')}"
    assert typing(story, "100").state.tip == ""
    story.tap("whole").tap("pay").at("paid")
    sale = till.salon.checkout.todays_sales()[0]
    assert (amounts(till), sale.tips[0].method) == ([("voucher", 38_900)], "cash")
    assert sale.opens_drawer


def test_a_tip_alone_is_cash(till: Till) -> None:
    """Everything was taken off; the terminal cannot be asked for nothing."""
    bill = till.retail()
    till.salon.bills.discount_bill(bill.id, Discount("amount", 38_900, "Gift"), till.manager.id)
    till.salon.tipping.set(bill.id, 5_000, till.eva.id)
    story = at_desk(till).tap("open_bills").tap("pick", bill.id.hex()).tap("bill", "pay_card")
    story.at("pay_cash").tap("note", "5000").at("paid")
    sale = till.salon.checkout.todays_sales()[0]
    assert (sale.payments, sale.tips[0].amount_minor) == ((), 5_000)


def test_who_has_left_gets_no_tip(till: Till) -> None:
    visit = till.visit(till.client())
    bill = till.salon.visit_bills.open(visit.id, till.manager.id)
    till.salon.team.save(replace(till.eva, active=False), till.manager.id)
    story = Story(till.salon).unlock(till.manager)
    story.nav.go(TipArgs(bill.id))
    assert story.state.person == till.manager.id.hex()
    with pytest.raises(NotFound):
        till.salon.tipping.set(bill.id, 100, till.eva.id)


def test_the_sales_tell_how_much_of_what_was_handed_over(euros: Till) -> None:
    story = selling(euros).tap("bill", "pay_other").tap("choose", "foreign")
    story.tap("note", "2000").at("paid")
    sale = euros.salon.checkout.todays_sales()[0]
    story.nav.go("sales")
    story.tap("pick", sale.id.hex())
    (paid,) = [one for one in story.state.sale.sums if one.amount == Amount(38_900, "CZK")]
    assert "minor=2000" in paid.label.plain()
