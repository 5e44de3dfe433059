"""Counting and closing: what is cut, what is carried, what a difference moves, who may."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.salon.domain.errors import NeedsApproval, Refused, Stale
from kiosk.salon.domain.till.bill import Discount
from kiosk.salon.domain.till.closing import ClosingCount
from kiosk.salon.domain.till.counting import Count, Face
from kiosk.salon.domain.till.session import Sum, TillRules
from tests.rigs.counting import count, crowns, expected, give_back, put, sell
from tests.rigs.salon import clock_of
from tests.rigs.till_world import Till

DAY_S = 24 * 3600


def told(closing_counts: tuple[ClosingCount, ...]) -> tuple[int, int, int, int]:
    """Expected, difference, taken, left of the only currency."""
    (one,) = closing_counts
    return one.expected_minor, one.difference_minor, one.taken_minor, one.left_minor


@pytest.mark.req("M3")
def test_a_closing_takes_out_and_leaves(till: Till) -> None:
    salon, by = till.salon, till.eva.id
    salon.tills.open(by, crowns(50_000))
    sell(till, 30_000)
    sell(till, 20_000, "card")
    put(salon, till.manager.id, -1_000)
    closing = count(salon, by, 78_900, taken=28_900)
    assert told(closing.counts) == (79_000, -100, 28_900, 50_000)
    assert (closing.number, closing.kind, closing.attempts) == (1, "count", 1)
    assert (closing.sales_before, closing.sales_after) == (0, 50_000)
    assert closing.card_expected_minor == 20_000
    head = salon.context.journal.head()
    assert head is not None
    assert (closing.journal_seq, closing.journal_mac) == (head.seq, head.mac)
    assert salon.tills.day(by).left == (Sum("CZK", 50_000),)
    sell(till, 1_000)
    assert expected(salon, by) == 51_000
    cash = salon.closings.x(till.manager.id).cash_of("CZK")
    assert cash is not None
    assert (cash.opening_minor, cash.opening_counted) == (50_000, False)


@pytest.mark.req("M3")
def test_several_uncounted_days_are_closed_by_one_count(till: Till) -> None:
    salon, by = till.salon, till.eva.id
    for minor in (10_000, 20_000, 30_000):
        sell(till, minor)
        clock_of(salon).advance(DAY_S)
    day = salon.tills.day(by)
    assert [one.business_day for one in day.uncounted] == ["2026-11-21", "2026-11-22"]
    counting = salon.closings.begin(by)
    assert [one.number for one in counting.earlier] == [1, 2]
    assert counting.expected == (Sum("CZK", 60_000),)
    last = salon.closings.close(
        counting.session.id, by, crowns(59_500), reasons={"CZK": "Sample reason"}
    )
    today = salon.context.today()
    made = salon.closings.of_days(today.replace(day=1), today)
    assert [(one.number, one.kind) for one in made] == [
        (3, "count"),
        (2, "carried"),
        (1, "carried"),
    ]
    assert [told(one.counts) for one in reversed(made)] == [
        (10_000, 0, 0, 10_000),
        (30_000, 0, 0, 30_000),
        (60_000, -500, 0, 59_500),
    ]
    assert [one.counts[0].counted_minor for one in made] == [59_500, None, None]
    sums = [salon.closings.figures_of(one).sales.minor for one in made]
    assert sums == [30_000, 20_000, 10_000]
    assert last == made[0]
    assert salon.books.verify().differences == ()


@pytest.mark.req("M3")
def test_what_is_sold_while_somebody_counts_is_the_next_ones(till: Till) -> None:
    salon, by = till.salon, till.eva.id
    sell(till, 10_000)
    counting = salon.closings.begin(by)
    sell(till, 5_000)
    closing = salon.closings.close(
        *(counting.session.id, by, crowns(10_000)),
        taken={"CZK": 4_000},
        taken_approved_by=till.manager.id,
    )
    assert told(closing.counts) == (10_000, 0, 4_000, 6_000)
    assert expected(salon, by) == 11_000
    assert salon.books.verify().differences == ()


@pytest.mark.req("M3")
@pytest.mark.parametrize("opened", [None, 9_900])
def test_yesterday_is_counted_while_today_sells(till: Till, opened: int | None) -> None:
    """What came in since the cut lies in the drawer and is taken off what was counted. Where the
    float was counted in the morning, what was missing is told there and not once more."""
    salon, by = till.salon, till.manager.id
    sell(till, 10_000)
    yesterday = salon.tills.day(by).session
    assert yesterday is not None
    clock_of(salon).advance(DAY_S)
    if opened is not None:
        salon.tills.open(by, crowns(opened), "Sample reason")
    sell(till, 5_000)
    lies = (opened or 10_000) + 5_000
    counting = salon.closings.begin(by, session_id=yesterday.id)
    assert counting.session.id == yesterday.id
    assert counting.since == (Sum("CZK", lies - 10_000),)
    with pytest.raises(Refused, match="At most"):
        salon.closings.close(yesterday.id, by, crowns(lies), taken={"CZK": 10_001})
    closing = salon.closings.close(yesterday.id, by, crowns(lies), taken={"CZK": 8_000})
    assert told(closing.counts) == (10_000, 0, 8_000, 2_000)
    day = salon.tills.day(by)
    assert day.session is not None
    assert day.uncounted == ()
    assert day.left == (Sum("CZK", lies - 8_000),)
    last = count(salon, by, lies - 8_000)
    assert [one.difference_minor for one in last.counts] == [0]
    assert salon.books.verify().differences == ()


def test_what_came_in_after_the_counting_began_was_not_counted(till: Till) -> None:
    salon, by = till.salon, till.manager.id
    sell(till, 10_000)
    yesterday = salon.tills.day(by).session
    assert yesterday is not None
    clock_of(salon).advance(DAY_S)
    sell(till, 5_000)
    salon.closings.begin(by, session_id=yesterday.id)
    sell(till, 700)
    closing = salon.closings.close(yesterday.id, by, crowns(15_000))
    assert told(closing.counts) == (10_000, 0, 0, 10_000)
    assert expected(salon, by) == 15_700


@pytest.mark.req("M3", "M1")
def test_a_difference_is_of_one_currency(till: Till) -> None:
    salon, by = till.salon, till.manager.id
    salon.tills.open(by, [*crowns(10_000), Count("EUR", (), 5_000)])
    put(salon, by, 2_000, "EUR")
    counting = salon.closings.begin(by)
    assert counting.currencies == ("CZK", "EUR")
    with pytest.raises(Refused, match=r"Count .* too"):
        salon.closings.close(counting.session.id, by, crowns(10_000))
    counts = [*crowns(10_100), Count("EUR", (), 6_900)]
    with pytest.raises(Refused, match="reason"):
        salon.closings.close(counting.session.id, by, counts, reasons={"CZK": "Sample"})
    closing = salon.closings.close(
        *(counting.session.id, by, counts),
        reasons={"CZK": "Sample", "EUR": "Sample"},
        taken={"EUR": 6_900},
    )
    sums = [(one.currency, one.difference_minor, one.left_minor) for one in closing.counts]
    assert sums == [("CZK", 100, 10_100), ("EUR", -100, 0)]
    assert salon.tills.day(by).left == (Sum("CZK", 10_100),)


@pytest.mark.req("M3")
def test_a_large_difference_needs_a_reason(till: Till) -> None:
    salon, by = till.salon, till.eva.id
    salon.context.till_rules = TillRules(difference_limit=50)
    sell(till, 100_000)
    counting = salon.closings.begin(by)
    session = counting.session.id
    check = salon.closings.check
    assert check(session, crowns(100_000), by).outcome == "fits"
    assert check(session, crowns(105_000), by).outcome == "fits"
    result = check(session, crowns(94_999), by)
    assert (result.outcome, result.differences) == ("needs_reason", (Sum("CZK", -5_001),))
    with pytest.raises(Refused) as refused:
        salon.closings.close(session, by, crowns(94_999), reasons={"CZK": "  "})
    assert refused.value.field == "CZK"
    closing = salon.closings.close(session, by, crowns(95_000))
    assert (closing.attempts, closing.blind) == (1, False)


@pytest.fixture
def blind(till: Till) -> Till:
    till.salon.context.till_rules = TillRules(blind=True)
    sell(till, 100_000)
    return till


@pytest.mark.req("M3")
def test_who_counts_blind_counts_twice_at_most(blind: Till) -> None:
    salon, by = blind.salon, blind.eva.id
    counting = salon.closings.begin(by)
    session = counting.session.id
    assert (counting.expected, counting.attempts_left) == (None, 2)
    with pytest.raises(Refused, match="once more"):
        salon.closings.close(session, by, crowns(99_000), reasons={"CZK": "Sample"})
    first = salon.closings.check(session, crowns(99_000), by)
    assert (first.outcome, first.differences) == ("recount", None)
    second = salon.closings.check(session, crowns(99_500), by)
    assert (second.outcome, second.differences) == ("needs_reason", (Sum("CZK", -500),))
    # Now that the difference is known nobody counts what fits.
    for attempt in (salon.closings.check, lambda *of: salon.closings.close(of[0], of[2], of[1])):
        with pytest.raises(Refused, match="counted twice"):
            attempt(session, crowns(100_000), by)
    assert salon.closings.check(session, crowns(99_500), by) == second
    closing = salon.closings.close(session, by, crowns(99_500), reasons={"CZK": "Sample"})
    assert (closing.attempts, closing.blind) == (2, True)
    kinds = salon.context.store.column("SELECT kind FROM journal WHERE kind = 'closing.counted'")
    assert len(kinds) == 2
    assert salon.books.verify().differences == ()


def test_a_blind_count_that_fits_is_not_counted_again(blind: Till) -> None:
    salon, by = blind.salon, blind.eva.id
    session = salon.closings.begin(by).session.id
    assert salon.closings.check(session, crowns(100_000), by).outcome == "fits"
    assert salon.closings.close(session, by, crowns(100_000)).attempts == 1


def test_who_sees_the_expected_sum_does_not_count_blind(blind: Till) -> None:
    salon, by = blind.salon, blind.manager.id
    assert salon.tills.day(by).left == (Sum("CZK", 100_000),)
    assert salon.tills.day(blind.eva.id).left == ()
    counting = salon.closings.begin(by)
    assert (counting.expected, counting.attempts_left) == ((Sum("CZK", 100_000),), 0)
    result = salon.closings.check(counting.session.id, crowns(1), by)
    assert result.outcome == "needs_reason"
    store = salon.context.store
    assert store.number("SELECT count(*) FROM count_attempt") == 0


def test_a_count_that_stands_is_closed_by_who_sees_more(blind: Till) -> None:
    salon, by = blind.salon, blind.eva.id
    session = salon.closings.begin(by).session.id
    for minor in (1_000, 2_000):
        salon.closings.check(session, crowns(minor), by)
    salon.closings.begin(by)
    with pytest.raises(Refused, match="counted twice"):
        salon.closings.check(session, crowns(100_000), by)
    closing = salon.closings.close(session, blind.manager.id, crowns(100_000))
    assert (closing.attempts, closing.blind) == (2, False)
    assert salon.books.verify().differences == ()


@pytest.mark.req("M3")
def test_a_look_at_any_time_closes_nothing(till: Till) -> None:
    salon, by = till.salon, till.manager.id
    with pytest.raises(Refused, match="Nothing has happened"):
        salon.closings.x(by)
    sell(till, 10_000)
    assert salon.closings.x(by) == salon.closings.x(by)
    with pytest.raises(NeedsApproval):
        salon.closings.x(till.eva.id)
    salon.context.till_rules = TillRules(blind=True)
    figures = salon.closings.x(by)
    closing = count(salon, by, 10_000)
    kept = salon.closings.figures_of(closing)
    assert kept == replace(figures, ended_at=kept.ended_at, ended_by="Petra")


@pytest.mark.req("M3")
def test_the_terminals_sum_is_noted_and_moves_no_cash(till: Till) -> None:
    salon, by = till.salon, till.eva.id
    sell(till, 10_000, "card")
    counting = salon.closings.begin(by)
    assert counting.card_expected_minor == 10_000
    closing = salon.closings.close(
        *(counting.session.id, by, crowns(0)), card_terminal=9_000, card_reason="Declined later"
    )
    assert (closing.card_difference_minor, closing.card_reason) == (-1_000, "Declined later")
    assert salon.context.store.number("SELECT count(*) FROM cash_movement") == 0


@pytest.mark.req("M3")
def test_a_desk_without_cash_is_closed_without_counting(till: Till) -> None:
    salon, by = till.salon, till.manager.id
    salon.context.till_rules = TillRules(cashless=True)
    sell(till, 10_000, "card")
    counting = salon.closings.begin(by)
    assert counting.currencies == ()
    closing = salon.closings.close(counting.session.id, by, [])
    assert [one.counted_minor for one in closing.counts] == [None]
    assert salon.closings.figures_of(closing).sales.minor == 10_000
    # Who pays in cash there all the same is not turned away, and the cash is counted.
    sell(till, 2_000)
    assert salon.closings.begin(by).currencies == ("CZK",)
    assert salon.books.verify().differences == ()


def test_who_may_close_and_correct(till: Till) -> None:
    salon = till.salon
    sell(till, 1_000)
    closing = count(salon, till.eva.id, 1_000)
    with pytest.raises(NeedsApproval):
        salon.closings.correct(closing.id, till.eva.id, crowns(900), "Sample")
    corrected = salon.closings.correct(
        *(closing.id, till.eva.id, crowns(900), "Sample"), approved_by=till.manager.id
    )
    assert (corrected.counted_by, corrected.approved_by) == (till.eva.id, till.manager.id)
    salon.rights.set(till.eva.id, [], till.manager.id)
    sell(till, 1_000)
    with pytest.raises(NeedsApproval):
        salon.closings.begin(till.eva.id)
    assert salon.tills.day(till.manager.id).session is not None


def test_nothing_is_proposed_below_the_float(till: Till) -> None:
    salon, by = till.salon, till.manager.id
    salon.context.till_rules = TillRules(target=1_000)
    sell(till, 300_000)
    session = salon.closings.begin(by).session.id
    pieces = (Face(100_000, 2), Face(50_000, 1), Face(10_000, 4), Face(1_000, 10))
    counted = Count("CZK", pieces, 300_000)
    assert salon.closings.proposed(session, [counted]) == (Sum("CZK", 200_000),)
    closing = salon.closings.close(session, by, [counted], taken={"CZK": 200_000})
    assert closing.counts[0].pieces == pieces
    with pytest.raises(Stale):
        salon.closings.check(session, [counted], by)


@pytest.mark.req("M3")
def test_a_session_that_went_on_over_the_night_has_two_dates(till: Till) -> None:
    salon, by = till.salon, till.manager.id
    salon.context.till_rules = TillRules(end_at_day_change=False)
    sell(till, 1_000)
    clock_of(salon).advance(DAY_S)
    sell(till, 2_000)
    figures = salon.closings.figures_of(count(salon, by, 3_000))
    assert (figures.first_day, figures.last_day) == ("2026-11-21", "2026-11-22")
    assert figures.late == ()


def test_a_document_of_an_earlier_day_is_listed_apart(till: Till) -> None:
    """The clock ran ahead and was put right: the day's documents come after it."""
    salon, by = till.salon, till.manager.id
    clock_of(salon).advance(2 * DAY_S)
    sell(till, 1_000)
    clock_of(salon).jump(clock_of(salon).now() - 2 * DAY_S * 1000)
    late = sell(till, 2_000)
    figures = salon.closings.figures_of(count(salon, by, 3_000))
    assert [(one.number, one.day, one.minor) for one in figures.late] == [
        (late.number, "2026-11-21", 2_000)
    ]
    assert figures.sales.count == 2


@pytest.mark.req("M2")
def test_who_used_the_drawer_and_how_often_it_opened(till: Till) -> None:
    salon, by = till.salon, till.manager.id
    first = sell(till, 1_000)
    count(salon, by, 1_000)
    # Between two sessions: told on the next closing.
    salon.printing.receipt_copy(first.id)
    assert salon.tills.day(by).session is None
    sell(till, 1_000, "card")
    salon.cash.open_drawer(by, "Change")
    salon.printing.receipt_copy(first.id)
    figures = salon.closings.x(by)
    assert (figures.openings, figures.copies) == (1, 2)
    assert [one.name for one in figures.people] == ["Petra", "Eva"]


def test_a_return_later_is_of_the_session_that_pays_it(till: Till) -> None:
    """wcpos#1961: it changed the session of the sale, which was closed, and not the drawer's."""
    salon, by = till.salon, till.manager.id
    sale = sell(till, 10_000)
    first = count(salon, by, 10_000)
    with pytest.raises(Refused, match="closed"):
        salon.checkout.void(sale.id, "Sample", by)
    give_back(till, sale)
    figures = salon.closings.figures_of(count(salon, by, 0))
    assert salon.closings.figures_of(first).returns.count == 0
    assert (figures.returns.minor, figures.turnover_minor) == (-10_000, -10_000)
    assert (figures.sales_total, figures.returns_total) == (10_000, 10_000)


def test_words_typed_for_somebody_go_out_of_the_closing_too(till: Till) -> None:
    salon, by = till.salon, till.manager.id
    client = till.client()
    for owner, why in ((client.id, "Paní Vzorová"), (None, "Birthday")):
        bill = salon.bills.open_retail(by, owner)
        bill = salon.bill_lines.add_product(bill.id, till.shampoo.id)
        till.pay(salon.bills.discount_bill(bill.id, Discount("percent", 10_000, why)))
    closing = count(salon, by, 0)
    before = salon.closings.figures_of(closing)
    assert [one.reason for one in before.discounts] == ["10 % Birthday", "10 % Paní Vzorová"]
    salon.clients.erase(client.id, by)
    after = salon.closings.figures_of(closing)
    assert [(one.reason, one.minor) for one in after.discounts] == [
        ("", 3_890),
        ("10 % Birthday", 3_890),
    ]
    assert after.of_movements() == before.of_movements()
    assert salon.books.verify().differences == ()
