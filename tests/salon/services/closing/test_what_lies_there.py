"""What lies in a drawer when somebody counts later, opens without counting, or takes money out."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.errors import PultError, Refused
from kiosk.salon.domain.goods.catalogue import MAX_PRICE_MINOR
from kiosk.salon.domain.till.cash import CashEntry
from kiosk.salon.domain.till.counting import Count, Face, can_be_taken
from kiosk.salon.domain.till.session import Sum, TillRules
from tests.rigs.counting import count, crowns, expected, sell
from tests.rigs.salon import clock_of
from tests.rigs.till_world import Till

DAY_S = 24 * 3600

pytestmark = pytest.mark.req("M3")


@pytest.fixture
def blind(till: Till) -> Till:
    till.salon.context.till_rules = TillRules(blind=True)
    sell(till, 10_000)
    return till


def test_a_blind_recount_after_a_pause_takes_off_what_was_sold_meanwhile(blind: Till) -> None:
    salon, by = blind.salon, blind.eva.id
    session = salon.closings.begin(by).session.id
    assert salon.closings.check(session, crowns(9_000), by).outcome == "recount"
    clock_of(salon).advance(DAY_S)
    sell(blind, 5_000)
    counting = salon.closings.begin(by, session_id=session)
    assert counting.since == (Sum("CZK", 5_000),)
    assert salon.closings.check(session, crowns(15_000), by).outcome == "fits"
    closing = salon.closings.close(session, by, crowns(15_000))
    assert (closing.counts[0].difference_minor, closing.attempts) == (0, 2)
    assert salon.books.verify().differences == ()


@pytest.mark.parametrize("seen", [True, False])
def test_a_blind_count_that_stands_keeps_what_was_sold_before_it(blind: Till, seen: bool) -> None:
    """Also where somebody who sees the expected sum had begun to count in between."""
    salon, by = blind.salon, blind.eva.id
    session = salon.closings.begin(by).session.id
    sell(blind, 1_000)
    assert salon.closings.check(session, crowns(10_000), by).outcome == "fits"
    clock_of(salon).advance(DAY_S)
    sell(blind, 5_000)
    if seen:
        counting = salon.closings.begin(blind.manager.id, session_id=session)
        assert counting.since == (Sum("CZK", 6_000),)
    else:
        assert salon.closings.begin(by, session_id=session).since == ()
    assert salon.closings.check(session, crowns(10_000), by).outcome == "fits"
    closing = salon.closings.close(session, by, crowns(10_000))
    assert closing.counts[0].difference_minor == 0
    assert expected(salon, blind.manager.id) == 16_000
    assert salon.books.verify().differences == ()


def test_grand_totals_hold_what_nobody_has_counted_yet(till: Till) -> None:
    salon, by = till.salon, till.manager.id
    sell(till, 1_000)
    count(salon, by, 1_000)
    sell(till, 10_000)
    salon.checkout.void(sell(till, 300).id, "Sample", by, by)
    clock_of(salon).advance(DAY_S)
    sell(till, 5_000)
    x = salon.closings.x(by)
    assert (x.sales_total, x.returns_total) == (16_300, 300)
    closing = count(salon, by, 16_000)
    assert (closing.sales_after, closing.returns_after) == (16_300, 300)
    assert salon.closings.figures_of(closing).sales_total == x.sales_total
    assert salon.books.verify().differences == ()


def test_a_till_that_is_opened_as_it_was_left_was_not_counted(till: Till) -> None:
    """So nobody has proved that the money is there, and a typing error of the evening before can
    still be put right."""
    salon, by = till.salon, till.eva.id
    sell(till, 350_000)
    wrong = count(salon, by, 300_000)
    session = salon.tills.open_as_left(by)
    assert (session.counted, session.opened_by) == (False, by)
    cash = salon.closings.x(till.manager.id).cash_of("CZK")
    assert cash is not None
    assert (cash.opening_minor, cash.opening_counted) == (300_000, False)
    made = salon.closings.correct(wrong.id, till.manager.id, crowns(350_000), "Sample")
    assert made.counts[0].moved_by is not None
    assert expected(salon, by) == 350_000
    with pytest.raises(PultError, match="open already"):
        salon.tills.open_as_left(by)
    assert salon.books.verify().differences == ()


PIECES = (Face(20_000, 2), Face(2_000, 1))


@pytest.mark.parametrize(
    ("counted", "taken"),
    [
        (Count("CZK", PIECES, 42_000), 30_000),
        (Count("CZK", PIECES, 42_000), 50),
        (Count("CZK", (), 42_000), 50),
    ],
)
def test_what_no_pieces_make_is_not_taken_out(till: Till, counted: Count, taken: int) -> None:
    salon, by = till.salon, till.manager.id
    sell(till, 42_000)
    session = salon.closings.begin(by).session.id
    with pytest.raises(Refused, match="do not make") as refused:
        salon.closings.close(session, by, [counted], taken={"CZK": taken})
    assert refused.value.field == "CZK"
    assert salon.closings.close(session, by, [counted], taken={"CZK": 22_000}).counts[0].taken_minor


@pytest.mark.parametrize(
    ("pieces", "sums"),
    [
        (
            (Face(500, 5), Face(200, 3)),
            {600: True, 100: False, 800: False, 3_100: True, 2_900: True},
        ),
        ((Face(2_000, 1), Face(200, 2), Face(500, 1)), {900: True, 300: False, 2_700: True}),
        ((Face(500_000, 9_999), Face(100, 9_999)), {2_499_700_000: True, 4_000_050_050: False}),
    ],
)
def test_all_ways_to_make_a_sum_are_tried(pieces: tuple[Face, ...], sums: dict[int, bool]) -> None:
    there = Count("CZK", pieces, sum(face.minor * face.pieces for face in pieces))
    assert {minor: can_be_taken(there, minor) for minor in sums} == sums
    assert can_be_taken(there, 0)
    assert can_be_taken(there, there.sum_minor)


def test_a_sum_that_no_drawer_holds_is_not_worked_out() -> None:
    """It would take many seconds, while nothing else is written."""
    for note, taken in ((5_000_000, False), (50_000_000, True)):
        pieces = (Face(note, 9_999), Face(1, 1))
        there = Count("HUF", pieces, sum(face.minor * face.pieces for face in pieces))
        assert can_be_taken(there, note + 2) is taken


@pytest.mark.parametrize("code", ["QQQ", "", "x\x1b<b>"])
def test_no_word_is_a_currency(till: Till, code: str) -> None:
    salon, by = till.salon, till.eva.id
    strange = [Count("CZK", (), 0), Count(code, (), 5)]
    with pytest.raises(Refused, match="not known"):
        salon.tills.open(by, strange)
    salon.tills.open(by, crowns(0))
    session = salon.closings.begin(by).session.id
    with pytest.raises(Refused, match="not known"):
        salon.closings.close(session, by, strange, reasons={code: "Sample"})


def test_no_sum_blocks_a_till(till: Till) -> None:
    """Nothing beyond reason is entered, and what came together within it can be counted."""
    salon, by = till.salon, till.manager.id
    for minor in (2**62, MAX_PRICE_MINOR + 100):
        with pytest.raises(Refused, match="cannot be right"):
            salon.cash.pay_in(CashEntry(kind="float", amount_minor=minor), by)
        with pytest.raises(Refused, match="cannot be right"):
            salon.cash.pay_out(CashEntry(kind="lost", amount_minor=minor), by)
    salon.expenses.begin(by)
    rent = salon.expenses.items()[1].id
    with pytest.raises(Refused, match="cannot be right"):
        salon.expenses.add(rent, 2**62, salon.context.today(), by)
    for _ in range(2):
        salon.cash.pay_in(CashEntry(kind="float", amount_minor=MAX_PRICE_MINOR), by)
    sell(till, 10_000, "card")
    session = salon.closings.begin(by).session.id
    there = crowns(2 * MAX_PRICE_MINOR)
    for told in (2**70, -(2**70)):
        with pytest.raises(Refused, match="cannot be right") as refused:
            salon.closings.close(session, by, there, card_terminal=told)
        assert refused.value.field == "terminal"
    closing = salon.closings.close(session, by, there, card_terminal=10_000)
    assert closing.counts[0].difference_minor == 0
    sell(till, 10_000)
