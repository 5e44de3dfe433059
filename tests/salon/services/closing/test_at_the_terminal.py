"""What the card terminal took of bills that are not paid yet, when the day is closed."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.till.bill import Bill, Payment
from kiosk.salon.domain.till.closing import Closing
from kiosk.salon.domain.till.figures import Tally
from tests.rigs.counting import bill_of, crowns, sell
from tests.rigs.salon import clock_of
from tests.rigs.till_world import Till

pytestmark = pytest.mark.req("M3")


def part_of(till: Till, minor: int = 60_000, part: int = 20_000) -> Bill:
    """A bill of which the terminal has taken a part."""
    bill = bill_of(till, minor)
    asked = till.salon.asking.take(bill.id, "card", part, minor, till.eva.id)
    assert till.salon.asking.done(asked.id, till.eva.id) is None
    return till.salon.bills.get(bill.id)


def close(till: Till, cash: int, terminal: int) -> Closing:
    salon, by = till.salon, till.manager.id
    counting = salon.closings.begin(by)
    assert counting.card_expected_minor == terminal
    made = salon.closings.close(counting.session.id, by, crowns(cash), card_terminal=terminal)
    assert made.card_difference_minor == 0
    clock_of(salon).advance(24 * 3600)
    return made


def test_a_part_of_an_open_bill_is_the_terminals_of_that_day(till: Till) -> None:
    salon = till.salon
    sell(till, 5_000, "card")
    bill = part_of(till)
    first = close(till, 0, terminal=25_000)
    told = salon.closings.figures_of(first)
    assert (told.open_parts, told.earlier_parts) == (Tally(1, 20_000), Tally())
    assert told.paid_minor == 5_000
    till.pay(bill, Payment("cash", 40_000))
    second = close(till, 40_000, terminal=0)
    told = salon.closings.figures_of(second)
    assert (told.open_parts, told.earlier_parts) == (Tally(), Tally(1, -20_000))
    assert told.paid_minor == 60_000
    assert salon.books.verify().differences == ()


def test_a_part_that_is_paid_the_same_day_is_told_once(till: Till) -> None:
    till.pay(part_of(till), Payment("cash", 40_000))
    told = till.salon.closings.x(till.manager.id)
    assert (told.open_parts, told.earlier_parts, told.card_minor) == (Tally(), Tally(), 20_000)
    close(till, 40_000, terminal=20_000)


def test_a_part_is_given_back_the_next_day(till: Till) -> None:
    salon, by = till.salon, till.eva.id
    bill = part_of(till)
    close(till, 0, terminal=20_000)
    salon.asking.done(salon.asking.give_back(bill.id, by).id, by)
    salon.bills.discard(bill.id, by)
    second = close(till, 0, terminal=-20_000)
    assert salon.closings.figures_of(second).open_parts == Tally(1, -20_000)
    assert salon.books.verify().differences == ()


def test_what_nobody_has_answered_is_named_and_counts_when_it_is(till: Till) -> None:
    salon, by = till.salon, till.eva.id
    bill = bill_of(till, 60_000)
    asked = salon.asking.take(bill.id, "card", 60_000, 60_000, by)
    sell(till, 5_000)
    first = close(till, 5_000, terminal=0)
    assert salon.closings.figures_of(first).unanswered == Tally(1, 60_000)
    assert salon.asking.done(asked.id, by) is not None
    told = salon.closings.x(till.manager.id)
    assert (told.unanswered, told.card_minor) == (Tally(), 60_000)
    assert (told.open_parts, told.earlier_parts) == (Tally(), Tally())
    close(till, 5_000, terminal=60_000)
    assert salon.books.verify().differences == ()


def test_a_declined_part_and_a_voucher_are_not_the_terminals(till: Till) -> None:
    salon, by = till.salon, till.eva.id
    bill = bill_of(till, 60_000)
    salon.asking.declined(salon.asking.take(bill.id, "card", 20_000, 60_000, by).id, by)
    sell(till, 5_000)
    told = salon.closings.x(till.manager.id)
    assert (told.open_parts, told.unanswered, told.card_minor) == (Tally(), Tally(), 0)
