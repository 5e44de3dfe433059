"""What other tills were reported for, each with what has to come out instead.

The table stands in the facts, 1.9; more were found in public trackers.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.errors import Refused, Stale
from kiosk.salon.domain.till.closing import differences_of
from kiosk.salon.domain.till.counting import Count, Face, counted
from kiosk.salon.domain.till.session import Sum
from kiosk.salon.services.salon_services import Services
from tests.rigs.counting import count, crowns, expected, put, sell
from tests.rigs.salon import clock_of, open_salon
from tests.rigs.till_world import Till

pytestmark = pytest.mark.req("M3")


def test_odoo_108694_121753_the_count_is_not_the_difference(till: Till) -> None:
    """Whole counts were posted as differences once the drawer was emptied."""
    salon, by = till.salon, till.eva.id
    salon.tills.open(by, crowns(0))
    sell(till, 50_000)
    first = count(salon, by, 50_000)
    assert [one.difference_minor for one in first.counts] == [0]
    salon.tills.open(by, crowns(0), "Emptied")
    sell(till, 100_000)
    second = count(salon, by, 100_000)
    assert [one.difference_minor for one in second.counts] == [0]
    # What was not there in the morning is told at the opening, and not in the evening again.
    cash = salon.closings.figures_of(second).cash_of("CZK")
    assert cash is not None
    assert (cash.opening_minor, cash.opening_difference_minor) == (50_000, -50_000)


def test_odoo_112776_129378_196395_243775_the_opening_count_counts_once(till: Till) -> None:
    """Close 100; open with 50; sell 10: screen, X, closing and the same closing later say 60."""
    salon, by = till.salon, till.manager.id
    salon.tills.open(by, crowns(10_000))
    count(salon, by, 10_000)
    salon.tills.open(by, crowns(5_000), "Sample reason")
    sell(till, 1_000)
    x = salon.closings.x(by).cash_of("CZK")
    assert x is not None
    assert x.expected_minor == expected(salon, by) == 6_000
    closing = count(salon, by, 6_000)
    told = closing.of("CZK")
    assert told is not None
    assert (told.expected_minor, told.difference_minor) == (6_000, 0)
    again = salon.closings.figures_of(salon.closings.by_id(closing.id)).cash_of("CZK")
    assert again == x


def test_odoo_59350_58915_35286_a_difference_stays_what_it_was(till: Till, tmp_path: Path) -> None:
    """It was worked out anew, and 0, once it had been posted."""
    salon, by = till.salon, till.manager.id
    sell(till, 15_000)
    closing = count(salon, by, 5_000)
    figures = salon.closings.figures_of(closing)
    told = closing.of("CZK")
    assert told is not None
    assert (told.difference_minor, told.left_minor, told.reason) == (
        -10_000,
        5_000,
        "Sample reason",
    )
    clock_of(salon).advance(366 * 24 * 3600)
    sell(till, 1_000)
    salon.context.store.close()
    later = open_salon(tmp_path, clock_of(salon))
    assert later.closings.by_id(closing.id) == closing
    assert later.closings.figures_of(closing) == figures
    later.context.store.close()


@given(st.lists(st.integers(-(10**7), 10**7), max_size=40), st.integers(0, 10**7))
def test_odoo_72725_72720_equal_sums_are_equal(moves: list[int], opening: int) -> None:
    """Floats told equal sums apart. Whatever moved, who counts what is there finds nothing."""
    there = opening
    for move in moves:
        there += move
    expected = [Sum("CZK", opening + sum(moves))]
    assert differences_of([Count("CZK", (), there)], expected, ()) == (Sum("CZK", 0),)


def test_odoo_78780_cash_paid_in_does_not_stop_the_closing(till: Till) -> None:
    salon, by = till.salon, till.eva.id
    salon.tills.open(by, crowns(30_000))
    put(salon, by, 5_000)
    closing = count(salon, by, 35_000)
    told = closing.of("CZK")
    assert told is not None
    assert (told.difference_minor, told.left_minor) == (0, 35_000)


def test_erpnext_23125_25638_posawesome_18_33_change_goes_out_again(till: Till) -> None:
    """60 due, 100 handed over: 60 more in the drawer."""
    salon, by = till.salon, till.eva.id
    sell(till, 6_000, tendered=10_000)
    assert expected(salon, by) == 6_000
    told = count(salon, by, 6_000).of("CZK")
    assert told is not None
    assert told.difference_minor == 0


def test_ospos_3253_labotique_103_a_second_closing_has_its_own_sales(till: Till) -> None:
    """The second closing of a day summed the whole day again."""
    salon, by = till.salon, till.eva.id
    first_sales = [sell(till, 10_000), sell(till, 20_000, "card")]
    first = count(salon, by, 10_000)
    second_sales = [sell(till, 40_000)]
    second = count(salon, by, 50_000)
    figures = [salon.closings.figures_of(one) for one in (first, second)]
    assert [one.sales.count for one in figures] == [len(first_sales), len(second_sales)]
    assert [one.sales.minor for one in figures] == [30_000, 40_000]
    assert [(one.sales_before, one.sales_after) for one in (first, second)] == [
        (0, 30_000),
        (30_000, 70_000),
    ]
    assert first.business_day == second.business_day


def test_ospos_1972_rounding_is_between_sales_and_payments(till: Till) -> None:
    """Report and drawer differed by what cash was rounded by."""
    salon, by = till.salon, till.eva.id
    sell(till, 10_049)
    sell(till, 10_050)
    sell(till, 10_049, "card")
    figures = salon.closings.figures_of(count(salon, by, 20_100))
    assert figures.rounding_minor == -49 + 50
    assert figures.turnover_minor + figures.rounding_minor == figures.paid_minor
    cash = figures.cash_of("CZK")
    assert cash is not None
    assert cash.expected_minor == 20_100


def test_pretixprint_29_odoo_60939_stored_before_the_drawer_opens(till: Till) -> None:
    """A sale that was not stored opens no drawer and prints nothing."""
    salon = till.salon
    bill = till.retail()
    with pytest.raises(Refused):
        salon.checkout.pay(bill.id, [], 38_900, till.eva.id)
    assert salon.printing.open_jobs() == ()
    sale = sell(till, 10_000)
    (job,) = salon.printing.open_jobs()
    assert (job.subject_id, job.open_drawer, job.state) == (sale.id, True, "waiting")


def test_odoo_78619_tills_do_not_share_what_was_left(till: Till) -> None:
    """Closing one till moved the expected sum of another."""
    salon, by = till.salon, till.eva.id
    salon.tills.open(by, crowns(10_000))
    salon.context.desk = "2"
    salon.tills.open(by, crowns(10_000))
    sell(till, 2_000)
    salon.context.desk = "1"
    sell(till, 1_000)
    first = count(salon, by, 11_000)
    salon.context.desk = "2"
    assert expected(salon, by) == 12_000
    second = count(salon, by, 12_000)
    assert [one.difference_minor for one in (*first.counts, *second.counts)] == [0, 0]
    assert (first.number, second.number) == (1, 1)


def test_odoo_15952_16151_open_bills_outlive_the_closing(till: Till) -> None:
    """They vanished with the session. Told on the closing, paid in the next."""
    salon, by = till.salon, till.eva.id
    bill = till.retail()
    sell(till, 1_000)
    figures = salon.closings.figures_of(count(salon, by, 1_000))
    assert (figures.bills.count, figures.bills.minor) == (1, 38_900)
    till.pay(bill)
    assert salon.closings.x(till.manager.id).sales.minor == 38_900


def test_nexopos_577_a_drawer_that_differs_can_be_closed(till: Till) -> None:
    sell(till, 1_000)
    told = count(till.salon, till.eva.id, 1_500).of("CZK")
    assert told is not None
    assert told.difference_minor == 500


def test_nexopos_551_the_float_is_no_sale(till: Till) -> None:
    till.salon.tills.open(till.eva.id, crowns(20_000))
    sell(till, 10_000)
    figures = till.salon.closings.figures_of(count(till.salon, till.eva.id, 30_000))
    assert (figures.sales.minor, figures.turnover_minor) == (10_000, 10_000)


def test_posawesome_107_a_day_without_sales_can_be_closed(till: Till) -> None:
    till.salon.tills.open(till.eva.id, crowns(20_000))
    closing = count(till.salon, till.eva.id, 20_000)
    assert till.salon.closings.figures_of(closing).sales.count == 0


def test_erpnext_41514_a_sale_in_the_very_moment_is_in_one_closing(till: Till) -> None:
    """The clock stands still: before the cut and after it are told apart all the same."""
    salon, by = till.salon, till.eva.id
    sell(till, 1_000)
    counting = salon.closings.begin(by)
    sell(till, 2_000)
    first = salon.closings.close(counting.session.id, by, crowns(1_000))
    second = count(salon, by, 3_000)
    sums = [salon.closings.figures_of(one).sales.minor for one in (first, second)]
    assert sums == [1_000, 2_000]


def test_erpnext_46570_nobody_sells_into_what_was_counted(till: Till) -> None:
    """A desk that stood open went on selling into the closed session."""
    salon, by = till.salon, till.eva.id
    bill = till.retail()
    sell(till, 1_000)
    closing = count(salon, by, 1_000)
    till.pay(bill)
    assert salon.closings.figures_of(closing).sales.minor == 1_000
    store = salon.context.store
    inside = store.number("SELECT count(*) FROM sale WHERE session_id = ?", (closing.session_id,))
    assert inside == 1


def test_erpnext_42701_a_zone_does_not_lose_sales(till: Till) -> None:
    """Sessions were cut by times of two zones. Ours are cut by documents."""
    salon, by = till.salon, till.eva.id
    clock_of(salon).advance(13 * 3600)
    sell(till, 1_000)
    clock_of(salon).advance(2 * 3600)
    sell(till, 2_000)
    figures = salon.closings.figures_of(count(salon, by, 3_000))
    assert figures.sales.count == 2
    assert figures.business_day == "2026-11-21"


def test_square_counted_by_two_people_at_once(till: Till) -> None:
    """Who is later is told so, and nothing is counted twice."""
    salon, by = till.salon, till.eva.id
    sell(till, 1_000)
    counting = salon.closings.begin(by)
    salon.closings.close(counting.session.id, by, crowns(1_000))
    with pytest.raises(Stale, match="meanwhile"):
        salon.closings.close(counting.session.id, till.manager.id, crowns(1_000))
    with pytest.raises(Refused, match="nothing to count"):
        salon.closings.begin(by)


def test_pieces_and_sum_say_the_same(salon: Services) -> None:
    pieces = (Face(500_000, 2), Face(2_000, 3), Face(100, 0))
    found = counted("CZK", pieces)
    assert found == Count("CZK", (Face(500_000, 2), Face(2_000, 3)), 1_006_000)
