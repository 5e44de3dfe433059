"""Stories at the till: paying from a visit, splitting, change, double taps."""

from __future__ import annotations

import sqlite3

import pytest

from kiosk.presenters.clients.args import ClientsArgs
from kiosk.salon.domain.errors import DiskFull
from kiosk.salon.domain.text import Amount, T, Text
from kiosk.salon.domain.till.bill import Discount
from kiosk.salon.store import balances
from tests.presenters.story import Story
from tests.rigs.till_world import SHAMPOO, Till, edit_line, make_till


def at_desk(till: Till) -> Story:
    return Story(till.salon).unlock(till.eva).at("desk").fresh()


def figures(story: Story) -> list[tuple[str, int]]:
    """What the page says in large figures, the words in English."""
    return [(figure.label.plain(), figure.amount.minor) for figure in story.state.figures]


def czk(minor: int) -> Amount:
    return Amount(minor, "CZK")


@pytest.mark.req("K1", "M1")
def test_a_visit_is_paid_by_card_in_three_taps(till: Till) -> None:
    """The terminal's answer is one of them."""
    visit = till.visit(till.client())
    story = at_desk(till).tap("select", visit.id.hex())
    story.tap("bill", "pay_card").at("pay_card")
    assert (story.state.step, story.state.amount) == ("asked", czk(65_045))
    assert till.salon.checkout.todays_sales() == ()
    story.tap("done").at("paid")
    assert story.taps == 3
    assert figures(story) == [("By card", 65_045)]
    assert story.hardware.prints == 1
    assert till.salon.agenda.get(visit.id).state == "paid"


@pytest.mark.req("K1", "M1")
def test_a_visit_is_paid_in_cash_in_three_taps(till: Till) -> None:
    visit = till.visit(till.client())
    story = at_desk(till).tap("select", visit.id.hex())
    bill = story.state.bill
    assert (bill.total, bill.cash) == (czk(65_045), czk(65_000))
    story.tap("bill", "pay_cash").at("pay_cash")
    assert story.state.due == czk(65_000)
    assert [note.amount.minor for note in story.state.notes] == [
        65_000, 70_000, 80_000, 100_000, 200_000, 500_000,
    ]  # fmt: skip
    story.tap("note", "100000").at("paid")
    assert story.taps == 3
    assert figures(story) == [("Change", 35_000)]


@pytest.mark.req("K3")
def test_a_scan_at_the_agenda_begins_a_sale_and_card_is_two_taps(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO)
    (line,) = story.state.bill.lines
    assert line.fresh
    story.tap("bill", "pay_card").tap("done").at("paid")
    assert story.taps == 2
    assert not story.state.rebook


@pytest.mark.req("K3")
def test_a_scan_while_a_visit_is_open_joins_its_bill(till: Till) -> None:
    visit = till.visit()
    story = at_desk(till).tap("select", visit.id.hex()).scan(SHAMPOO)
    assert [line.name for line in story.state.bill.lines] == ["Cut", "Shampoo"]
    assert not story.state.bill.asks_client


@pytest.mark.req("K3")
def test_an_unknown_barcode_leaves_no_bill_behind(till: Till) -> None:
    story = at_desk(till).scan("2099999999998")
    assert story.state.bill is None
    assert story.out.toast is not None
    assert till.salon.bills.all() == ()


@pytest.mark.req("K3")
def test_a_bottle_scanned_while_cash_is_counted_is_paid_too(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO).tap("bill", "pay_cash").scan(SHAMPOO)
    assert story.at("pay_cash").state.due == czk(77_800)


@pytest.mark.req("M5")
def test_double_taps_on_money_do_nothing(till: Till) -> None:
    visit = till.visit()
    story = at_desk(till).tap("select", visit.id.hex()).tap("bill", "pay_cash")
    cash = story.nav.top
    desk = story.nav.presenter("desk")
    story.tap("note", "65000").at("paid")
    cash.note("65000")
    cash.pay()
    desk.bill("pay_card")
    story.at("paid")
    assert len(till.salon.checkout.todays_sales()) == 1
    assert len(till.salon.printing.open_jobs()) == 1


def test_any_sum_can_be_typed_and_too_little_is_said(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO).tap("bill", "pay_cash")
    for key in "300":
        story.tap("key", key)
    assert (story.state.missing, story.state.change) == (czk(8_900), None)
    assert story.state.why
    story.tap("pay").at("pay_cash")
    story.tap("key", "clear")
    for key in "1000":
        story.tap("key", key)
    assert story.state.change == czk(61_100)
    story.tap("pay").at("paid")
    assert figures(story) == [("Change", 61_100)]


@pytest.mark.req("M1")
def test_only_the_cash_of_a_split_is_rounded(till: Till) -> None:
    visit = till.visit()
    story = at_desk(till).tap("select", visit.id.hex()).tap("bill", "pay_split").at("pay_split")
    assert story.state.why
    story.tap("choose", "card")
    for key in "400,20":
        story.tap("key", key)
    state = story.state
    assert (state.card, state.cash, state.rounding) == (czk(40_020), czk(25_000), czk(-25))
    story.tap("pay").at("pay_card")
    assert (story.state.amount, story.state.rest) == (
        czk(40_020), T("Then {amount} more", amount=czk(25_025)),
    )  # fmt: skip
    story.tap("done").at("pay_cash")
    assert till.salon.checkout.todays_sales() == ()
    assert story.state.due == czk(25_000)
    story.tap("note", "25000").at("paid")
    (sale,) = till.salon.checkout.todays_sales()
    assert [(part.method, part.amount_minor) for part in sale.payments] == [
        ("card", 40_020),
        ("cash", 25_000),
    ]
    assert sale.rounding_minor == -25


def test_a_split_cannot_be_more_than_the_bill(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO).tap("bill", "pay_split")
    for key in "400":
        story.tap("key", key)
    assert story.state.over
    assert story.state.why
    story.tap("half")
    assert (story.state.cash, story.state.card) == (czk(19_500), czk(19_400))


def typing(story: Story, keys: str) -> Story:
    for key in keys:
        story.tap("key", key)
    return story


@pytest.mark.req("M1")
def test_banknotes_for_the_cash_of_a_split_give_change(till: Till) -> None:
    visit = till.visit()
    story = at_desk(till).tap("select", visit.id.hex()).tap("bill", "pay_split")
    typing(story.tap("choose", "card"), "400,20")
    story.tap("pay").tap("done").at("pay_cash")
    typing(story, "200").tap("pay").at("pay_cash")
    assert story.state.missing == czk(5_000)
    typing(story.tap("key", "clear"), "500").tap("pay").at("paid")
    assert figures(story) == [("Change", 25_000)]
    (sale,) = till.salon.checkout.todays_sales()
    cash = sale.payments[1]
    assert (cash.amount_minor, cash.tendered_minor, cash.change_minor) == (25_000, 50_000, 25_000)


def test_a_split_leaves_enough_for_a_coin(till: Till) -> None:
    visit = till.visit()
    story = at_desk(till).tap("select", visit.id.hex()).tap("bill", "pay_split")
    typing(story.tap("choose", "card"), "650,05")
    assert (story.state.cash, bool(story.state.why)) == (czk(0), True)
    typing(story.tap("key", "clear"), "649,45")
    assert (story.state.cash, bool(story.state.why)) == (czk(100), False)


def test_what_costs_nothing_is_given_away_without_a_payment(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO)
    (bill,) = till.salon.bills.all()
    till.salon.bills.discount_bill(
        bill.id, Discount("percent", 100_000, "Goodwill"), till.manager.id
    )
    story.tap("bill", "pay_cash").at("pay_cash").tap("pay").at("paid")
    assert figures(story) == [("Nothing to pay", 0)]


def test_a_bill_changed_elsewhere_is_shown_anew_instead_of_paid(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO).tap("bill", "pay_cash")
    (bill,) = till.salon.bills.all()
    till.salon.bill_lines.add_product(bill.id, till.shampoo.id)
    story.tap("note", "40000").at("pay_cash")
    assert story.state.due == czk(77_800)
    assert till.salon.checkout.todays_sales() == ()


@pytest.mark.req("K4")
def test_a_copy_is_printed_once_from_the_paid_screen(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO).tap("bill", "pay_card").tap("done")
    story.tap("reprint").tap("reprint")
    jobs = till.salon.printing.open_jobs()
    assert [job.is_copy for job in jobs] == [False, True]


@pytest.mark.req("V1")
def test_the_next_visit_is_booked_six_weeks_later_at_the_same_hour(till: Till) -> None:
    client = till.client()
    visit = till.visit(client)
    story = at_desk(till).tap("select", visit.id.hex()).tap("bill", "pay_card").tap("done").fresh()
    story.tap("rebook").at("booking").tap("save")
    assert story.taps == 2
    later = [found for found in till.salon.clients.visits(client.id) if found.state == "booked"]
    salon = till.salon.context.salon
    assert len(later) == 1
    assert (salon.local(later[0].starts_at) - salon.local(visit.starts_at)).days == 42
    assert [service.service_id for service in later[0].services] == [till.cut.id]


@pytest.mark.req("K3")
def test_the_next_bottle_goes_past_the_paid_screen(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO).tap("bill", "pay_card").tap("done").at("paid").scan(SHAMPOO)
    assert len(story.at("desk").state.bill.lines) == 1


@pytest.mark.req("K1")
def test_the_desk_locks_itself_during_payment_and_the_bill_is_not_lost(till: Till) -> None:
    story = at_desk(till).scan(SHAMPOO).tap("bill", "pay_cash").wait(121)
    assert story.nav.staff is None
    (bill,) = till.salon.bills.all()
    story.unlock(till.eva).fresh()
    story.tap("open_bills").at("bills").tap("pick", bill.id.hex()).at("desk")
    assert story.state.bill.total == czk(38_900)


def test_euros_have_cents_to_type(tmp_path_factory: pytest.TempPathFactory) -> None:
    from tests.rigs.salon import close_salon, make_salon

    salon = make_salon(tmp_path_factory.mktemp("till"), "SI")
    story = at_desk(make_till(salon)).scan(SHAMPOO).tap("bill", "pay_cash")
    assert story.state.comma
    for key in "389,5":
        story.tap("key", key)
    assert story.state.change == Amount(50, "EUR")
    close_salon(salon)


def test_forints_have_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    from tests.rigs.salon import close_salon, make_salon

    salon = make_salon(tmp_path_factory.mktemp("till"), "HU")
    story = at_desk(make_till(salon)).scan(SHAMPOO).tap("bill", "pay_cash")
    assert not story.state.comma
    for key in "40000":
        story.tap("key", key)
    assert story.state.change == Amount(1_100, "HUF")
    close_salon(salon)


@pytest.mark.req("M1")
@pytest.mark.parametrize(
    ("country", "pieces", "told"),
    [
        ("CZ", 694, ""),
        ("CZ", 695, T("No more than {amount} may be paid in cash.", amount=czk(27_000_000))),
        (
            "HU",
            39,
            T(
                "Businesses may pay each other no more than {amount} in cash.",
                amount=Amount(1_500_000, "HUF"),
            ),
        ),
        (
            "SI",
            13,
            T("No more than {amount} may be paid in cash.", amount=Amount(500_000, "EUR")),
        ),
    ],
)
def test_so_much_cash_is_warned_of_and_taken_all_the_same(
    tmp_path_factory: pytest.TempPathFactory, country: str, pieces: int, told: Text
) -> None:
    from tests.rigs.salon import close_salon, make_salon

    till = make_till(make_salon(tmp_path_factory.mktemp("till"), country))
    bill = till.retail()
    edit_line(till.salon, bill, quantity_milli=pieces * 1000)
    story = at_desk(till)
    story.tap("open_bills").at("bills").tap("pick", bill.id.hex()).at("desk")
    story.tap("bill", "pay_cash")
    assert story.state.warn == told
    story.tap("note", story.state.notes[0].key).at("paid")
    assert story.state.law, "and it is too much for a receipt"
    close_salon(till.salon)


@pytest.mark.req("K1")
def test_a_full_disk_stops_the_sale_loudly(till: Till) -> None:
    """Sells until there is no room: what was paid on screen is there, and nothing is half there."""
    story = at_desk(till)
    db = till.salon.context.store.db
    pages = db.execute_sql("PRAGMA page_count").fetchone()[0]
    db.execute_sql(f"PRAGMA max_page_count = {pages + 4}")
    paid = 0
    while story.out.trouble is None:
        story.scan(SHAMPOO).tap("bill", "pay_card")
        if story.screen == "pay_card":
            story.tap("done")
        if story.screen == "paid":
            paid += 1
            story.tap("done")
    assert "attention" in story.hardware.sounds
    assert story.out.trouble.key == DiskFull().message.key
    counts = till.counts()
    assert counts["sale"] == counts["payment"] == counts["print_job"] == paid > 0
    assert balances.wrong(till.salon.context.store) == {}
    assert till.salon.context.journal.verify() is None
    db.execute_sql("PRAGMA max_page_count = 1000000")
    if story.screen == "desk":
        if story.state.bill is None:
            story.scan(SHAMPOO)
        story.tap("bill", "pay_card")
    story.at("pay_card").tap("done").at("paid")


@pytest.mark.req("K1")
def test_a_busy_database_says_so_and_the_next_try_succeeds(
    till: Till,
) -> None:
    story = at_desk(till).scan(SHAMPOO)
    till.salon.context.store.patience = 0.02
    other = sqlite3.connect(till.salon.context.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    story.tap("bill", "pay_card").at("desk")
    assert story.out.toast is not None
    assert story.out.toast.tone == "bad"
    other.execute("ROLLBACK")
    other.close()
    story.tap("bill", "pay_card").tap("done").at("paid")


def test_empty_sales_are_not_left_behind(till: Till) -> None:
    story = at_desk(till).tap("sale").tap("sale").tap("bill", "park")
    assert story.state.bill is None
    rows = till.salon.context.store.rows("SELECT count(*) FROM bill WHERE state = 'open'")
    assert rows == [(0,)]


def test_a_visit_paid_at_another_desk_is_not_paid_here_again(till: Till) -> None:
    visit = till.visit()
    story = at_desk(till).tap("select", visit.id.hex())
    till.pay(till.salon.visit_bills.open(visit.id, till.manager.id))
    story.tap("bill", "pay_card").at("desk")
    assert story.out.toast is not None
    assert story.state.bill is None
    assert len(till.salon.checkout.todays_sales()) == 1
    story.nav.go(ClientsArgs())
    story.nav.back()
    assert story.at("desk").state.panel is None


def test_a_guest_is_booked_again_by_name(till: Till) -> None:
    visit = till.visit()
    story = (
        at_desk(till).tap("select", visit.id.hex()).tap("bill", "pay_card").tap("done").at("paid")
    )
    assert story.tap("rebook").at("booking").state.missing == ""
    assert story.state.name == "Guest"
