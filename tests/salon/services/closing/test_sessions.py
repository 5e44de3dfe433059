"""Every sale belongs to a session of its till, whatever was forgotten and whenever it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused, Stale
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.counting import Count, Face
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.domain.till.session import Sum, TillRules
from tests.rigs.counting import count, crowns, sell
from tests.rigs.salon import clock_of
from tests.rigs.till_world import Till

HOUR_S = 3600


def cash(till: Till, pieces: int = 1) -> Sale:
    bill = till.retail(pieces)
    return till.pay(bill, Payment("cash", bill.totals.total_minor))


def session_of(till: Till, sale: Sale) -> bytes:
    store = till.salon.context.store
    found = store.value("SELECT session_id FROM sale WHERE id = ?", (sale.id,))
    assert isinstance(found, bytes)
    return found


@pytest.mark.req("M2")
def test_a_forgotten_opening_does_not_stop_a_sale(till: Till) -> None:
    """pos_bahrain#16: without an opening nobody could sell or open."""
    assert till.salon.tills.day(till.eva.id).session is None
    first, second = cash(till), cash(till)
    day = till.salon.tills.day(till.eva.id)
    assert day.session is not None
    assert session_of(till, first) == session_of(till, second) == day.session.id
    assert (day.session.state, day.session.counted) == ("open", False)
    assert (day.session.number, day.session.business_day) == (1, "2026-11-21")
    assert day.session.opened_by == till.eva.id
    assert day.left == (Sum("CZK", 77_800),)


@pytest.mark.req("M2")
def test_the_float_is_counted_when_the_till_opens(till: Till) -> None:
    pieces = (Face(20_000, 5), Face(2_000, 10))
    session = till.salon.tills.open(till.eva.id, [Count("CZK", pieces, 120_000)])
    assert (session.counted, session.number) == (True, 1)
    assert till.salon.tills.day(till.eva.id).left == (Sum("CZK", 120_000),)
    with pytest.raises(Stale, match="open already"):
        till.salon.tills.open(till.eva.id, [])
    assert session_of(till, cash(till)) == session.id


@pytest.mark.req("M2")
def test_a_float_that_is_not_what_was_left_needs_a_reason(till: Till) -> None:
    """The night's loss is explained by who finds it, as a difference in the evening is."""
    salon, by = till.salon, till.eva.id
    salon.context.till_rules = TillRules(difference_limit=50)
    salon.tills.open(by, crowns(138_900))
    count(salon, by, 138_900)
    assert salon.tills.unexplained(by, crowns(133_900)) == ()
    assert salon.tills.unexplained(by, crowns(88_800)) == (Sum("CZK", -50_100),)
    for reason in ("", " \u200b"):
        with pytest.raises(Refused, match="reason") as refused:
            salon.tills.open(by, crowns(88_800), reason)
        assert refused.value.field == "CZK"
    assert salon.tills.day(by).session is None
    session = salon.tills.open(by, crowns(88_800), " The lock was  open ")
    store = salon.context.store
    found = store.rows(
        "SELECT amount_minor, purpose FROM cash_movement WHERE session_id = ? "
        "AND kind = 'opening_difference'",
        (session.id,),
    )
    assert found == [(-50_100, "The lock was open")]
    assert salon.books.verify().differences == ()
    with store.transaction():
        store.run("UPDATE cash_movement SET purpose = 'x' WHERE kind = 'opening_difference'")
    assert salon.books.verify().differences != ()


@pytest.mark.req("M2")
def test_who_may_not_know_what_was_left_is_not_told_by_a_question(till: Till) -> None:
    salon, by = till.salon, till.eva.id
    salon.context.till_rules = TillRules(blind=True)
    sell(till, 50_000)
    salon.closings.begin(by)
    assert salon.tills.unexplained(by, crowns(40_000)) == ()
    assert salon.tills.unexplained(till.manager.id, crowns(40_000)) == (Sum("CZK", -10_000),)


def test_who_counts_blind_opens_with_no_count_before_the_day_before_is_counted(till: Till) -> None:
    salon, by = till.salon, till.eva.id
    salon.context.till_rules = TillRules(blind=True)
    sell(till, 50_000)
    before = salon.tills.day(by)
    clock_of(salon).advance(24 * HOUR_S)
    with pytest.raises(Refused, match="Count the day before first"):
        salon.tills.open(by, crowns(40_000))
    assert salon.tills.day(by) == before, "nothing was ended or begun"
    salon.closings.begin(by)
    with pytest.raises(Refused, match="Count the day before first"):
        salon.tills.open(by, crowns(40_000))
    assert salon.tills.day(by).session is None
    sell(till, 10_000)
    assert salon.tills.day(by).session is not None
    count(salon, till.manager.id, 60_000)
    salon.tills.open(by, crowns(60_000))


def test_who_sees_the_expected_sum_opens_with_a_count_at_any_time(till: Till) -> None:
    salon = till.salon
    salon.context.till_rules = TillRules(blind=True)
    sell(till, 50_000)
    salon.closings.begin(till.eva.id)
    assert salon.tills.open(till.manager.id, crowns(50_000)).counted


@pytest.mark.parametrize(
    "wrong",
    [
        Count("CZK", (Face(20_000, -1),), -20_000),
        Count("CZK", (Face(20_000, 10_000),), 200_000_000),
        Count("CZK", (Face(12_300, 1),), 12_300),
        Count("CZK", (Face(20_000, 1),), 20_001),
        Count("CZK", (), -1),
        Count("CZK", (), 10**12),
    ],
)
def test_what_cannot_have_been_counted_is_refused(till: Till, wrong: Count) -> None:
    with pytest.raises(Refused):
        till.salon.tills.open(till.eva.id, [wrong])
    assert till.salon.tills.day(till.eva.id).session is None


@pytest.mark.req("M2")
def test_the_first_sale_of_a_new_day_ends_the_day_before(till: Till) -> None:
    """A forgotten closing never makes a customer wait."""
    yesterday = session_of(till, cash(till))
    clock_of(till.salon).advance(24 * HOUR_S)
    today = session_of(till, cash(till))
    assert today != yesterday
    day = till.salon.tills.day(till.eva.id)
    assert [one.id for one in day.uncounted] == [yesterday]
    assert day.uncounted[0].ended_by is None
    assert day.session is not None
    assert day.session.id == today
    assert day.left == (Sum("CZK", 2 * 38_900),)


@pytest.mark.req("M2")
def test_a_late_party_belongs_to_its_evening(till: Till) -> None:
    clock_of(till.salon).advance(13 * HOUR_S)  # 23:00
    evening = session_of(till, cash(till))
    clock_of(till.salon).advance(2 * HOUR_S)  # 1:00
    assert session_of(till, cash(till)) == evening
    clock_of(till.salon).advance(4 * HOUR_S)  # 5:00
    assert session_of(till, cash(till)) != evening


@pytest.mark.req("M2")
@pytest.mark.parametrize("hours", [0.5, 2.5, 3.5, 23.5])
def test_the_night_of_a_clock_change_has_no_gap(till: Till, hours: float) -> None:
    """25 October 2026: three o'clock comes twice. Counted in UTC."""
    salon = till.salon.context.salon
    clock = clock_of(till.salon)
    start = salon.instant(salon.business_day(clock.now()).replace(month=10, day=24), 22 * 60)
    clock.jump(start)
    evening = session_of(till, cash(till))
    clock.jump(start + round(hours * HOUR_S * 1000))
    later = session_of(till, cash(till))
    # Four in the morning is seven hours after ten that night, not six.
    assert (later == evening) == (hours < 7)


def test_a_till_may_go_on_over_the_night(till: Till) -> None:
    till.salon.context.till_rules = TillRules(end_at_day_change=False)
    first = session_of(till, cash(till))
    clock_of(till.salon).advance(24 * HOUR_S)
    assert session_of(till, cash(till)) == first
    assert till.salon.tills.day(till.eva.id).uncounted == ()


def test_a_clock_that_ran_ahead_does_not_cut_the_day(till: Till) -> None:
    clock = clock_of(till.salon)
    clock.advance(72 * HOUR_S)
    ahead = session_of(till, cash(till))
    clock.jump(clock.now() - 72 * HOUR_S * 1000)
    assert session_of(till, cash(till)) == ahead


def test_each_desk_has_a_till_of_its_own(till: Till) -> None:
    here = session_of(till, cash(till))
    till.salon.context.desk = "2"
    there = session_of(till, cash(till))
    assert here != there
    assert [one.desk for one in till.salon.tills.all()] == ["1", "2"]
    assert till.salon.tills.day(till.eva.id).left == (Sum("CZK", 38_900),)


def test_a_void_is_of_the_till_that_pays_it_out(till: Till) -> None:
    sale = cash(till)
    till.salon.context.desk = "2"
    void = till.salon.checkout.void(sale.id, "Wrong bottle", till.manager.id)
    assert session_of(till, void) != session_of(till, sale)
    assert till.salon.tills.day(till.eva.id).left == (Sum("CZK", -38_900),)


def test_a_sale_that_fails_leaves_no_session(till: Till) -> None:
    bill = till.retail()
    with pytest.raises(Refused):
        till.salon.checkout.pay(bill.id, [Payment("cash", 1)], 38_900, till.eva.id)
    assert till.salon.tills.day(till.eva.id).session is None


def test_looking_at_a_till_writes_nothing(till: Till) -> None:
    store = till.salon.context.store
    till.salon.tills.day(till.eva.id)
    assert store.number("SELECT count(*) FROM till") == 0


def test_one_read_in_an_index_finds_the_session(till: Till, tmp_path: Path) -> None:
    """Every sale asks."""
    cash(till)
    plan = till.salon.context.store.rows(
        "EXPLAIN QUERY PLAN SELECT s.id, s.business_day FROM till t JOIN till_session s "
        "ON s.till_id = t.id AND s.state = 'open' "
        "WHERE t.desk = '1' AND t.desk <> '' AND t.active"
    )
    assert all("SEARCH" in row[3] and "INDEX" in row[3] for row in plan)
