"""The owner's figures: each is the sum of the documents that it opens."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.salon.domain.errors import NeedsApproval, Refused
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.owner_spans import Days
from kiosk.salon.store.till import sales
from tests.rigs.till_world import Till
from tests.salon.services.figures.by_hand import by_hand
from tests.salon.services.figures.world import add_tips, at, some_days
from tests.salon.services.test_returns import back

pytestmark = pytest.mark.req("M3", "M4")

ANCHOR = date(2026, 11, 21)
WEEK = Days(ANCHOR - timedelta(days=3), ANCHOR + timedelta(days=3))


def listed(till: Till, figure: str, key: str = "", title: str = "", days: Days = WEEK) -> int:
    documents = till.salon.figures.documents(
        figure,  # type: ignore[arg-type]
        days,
        till.manager.id,
        key=key,
        title=title,
    )
    assert len({one.id for one in documents}) == len(documents)
    return sum(one.minor for one in documents)


@pytest.mark.parametrize("seed", range(6))
def test_what_a_figure_opens_adds_up_to_it(till: Till, seed: int) -> None:
    some_days(till, seed)
    add_tips(till.salon.context.store, random.Random(seed))
    store = till.salon.context.store
    said = by_hand(dated.sale for dated in sales.of_days(store, "2026-11-18", "2026-11-24"))
    at(till, 8)  # the next Sunday: all of it was the week before
    then = till.salon.figures.overview("week", till.manager.id).then
    assert then.days == Days(date(2026, 11, 16), date(2026, 11, 22))
    at(till, 3)
    assert said.taken
    assert listed(till, "taken") == said.taken == said.turnover + said.rounding
    assert sum(listed(till, "means", *means) for means in said.payments) == said.taken
    for means, minor in said.payments.items():
        assert listed(till, "means", *means) == minor
    assert listed(till, "turnover") == said.turnover
    assert listed(till, "services") == said.services
    assert listed(till, "goods") == said.goods
    assert listed(till, "rounding") == said.rounding
    for rate, minor in said.vat.items():
        assert listed(till, "vat", str(rate)) == minor
    for words, minor in said.discounts.items():
        assert listed(till, "discount", words) == minor
    assert listed(till, "tips") == said.tips
    assert listed(till, "cost") == -said.cost
    assert listed(till, "net") == said.net
    assert listed(till, "discounts") == sum(said.discounts.values())
    assert listed(till, "unknown") == said.unknown
    assert listed(till, "margin") == said.margin
    documents = till.salon.figures.documents("bills", WEEK, till.manager.id)
    assert sum(one.bills for one in documents) == said.bills


def test_change_that_was_given_was_not_taken(till: Till) -> None:
    """What counts is what was paid, not what was handed over."""
    till.pay(till.retail(), Payment("cash", 38_900, 50_000))
    overview = till.salon.figures.overview("today", till.manager.id)
    assert overview.now.sums.payments == {("cash", ""): 38_900}


def test_a_void_and_a_return_leave_nothing(till: Till) -> None:
    sale = till.pay(till.retail())
    till.salon.checkout.void(sale.id, "Mistake", till.eva.id, till.manager.id)
    back(till, till.pay(till.retail()), 1000)
    sums = till.salon.figures.overview("today", till.manager.id).now.sums
    assert (sums.taken, sums.turnover, sums.vat_sum) == (0, 0, 0)
    assert (sums.sales, sums.voids, sums.returns) == (2, 1, 1)


def priced(till: Till, cost: int | None) -> None:
    shampoo = replace(till.salon.catalogue.product(till.shampoo.id), cost_minor=cost)
    till.salon.catalogue.save_product(shampoo, till.manager.id)


def test_a_purchase_price_that_changes_later_changes_no_profit_of_before(till: Till) -> None:
    priced(till, 10_000)
    till.pay(till.retail(2))
    before = till.salon.figures.overview("today", till.manager.id).now.profit
    priced(till, 30_000)
    after = till.salon.figures.overview("today", till.manager.id).now
    # 778.00 with 21 % of VAT is 642.98 without.
    assert before == after.profit == 64_298 - 20_000
    assert after.sums.unknown == 0


def test_what_has_no_purchase_price_is_told_and_what_cost_nothing_is_not(till: Till) -> None:
    till.pay(till.retail())
    priced(till, 0)
    till.pay(till.retail(2))
    sums = till.salon.figures.overview("today", till.manager.id).now.sums
    assert (sums.unknown, sums.cost) == (38_900 - 6_751, 0)


def test_goods_that_come_back_to_be_thrown_away_were_paid_for(till: Till) -> None:
    priced(till, 10_000)
    back(till, till.pay(till.retail()), 1000, written_off=True)
    assert till.salon.figures.overview("today", till.manager.id).now.profit == -10_000
    back(till, till.pay(till.retail()), 1000)
    assert till.salon.figures.overview("today", till.manager.id).now.profit == -10_000


def test_expenses_are_taken_off_without_the_vat_of_their_documents(till: Till) -> None:
    store, days = till.salon.context.store, Days(ANCHOR, ANCHOR)
    with store.transaction():
        store.insert("expense_item", id=b"rent", name="Rent", active=1, sort=1)
        for number, (item, minor, currency, vat, day) in enumerate(
            [
                (b"rent", 121_00, "CZK", "[[2100, 10000, 2100]]", "2026-11-21"),
                (b"rent", -21_00, "CZK", "[]", "2026-11-21"),
                (None, 5_00, "CZK", "[]", "2026-11-21"),
                (None, 7_00, "EUR", "[]", "2026-11-21"),
                (b"rent", 900_00, "CZK", "[]", "2026-11-14"),
            ]
        ):
            store.insert(
                "expense", id=bytes([number]), item_id=item, day=day, at=number,
                amount_minor=minor, currency=currency, paid="bank", vat=vat,
            )  # fmt: skip
    found = till.salon.figures.overview("today", till.manager.id)
    now = [(one.name, one.currency, one.minor, one.net) for one in found.now.expenses]
    assert now == [
        ("Rent", "CZK", 100_00, 79_00),
        ("", "CZK", 5_00, 5_00),
        ("", "EUR", 7_00, 7_00),
    ]
    assert (found.now.profit, found.then.profit) == (-84_00, -900_00)
    figures, boss = till.salon.figures, till.manager.id
    with store.transaction():
        store.insert("expense_item", id=b"goods", name="Goods", active=1, sort=2, goods=1)
        store.insert(
            "expense", id=b"bought", item_id=b"goods", day="2026-11-21", at=9,
            amount_minor=700_00, currency="CZK", paid="bank", vat="[]",
        )  # fmt: skip
    again = figures.overview("today", boss)
    assert again.now.profit == found.now.profit, "goods count when they are sold"
    found = again
    assert [one.minor for one in found.now.expenses if one.goods] == [700_00]
    for one in found.now.expenses:
        rows = figures.expenses(days, boss, currency=one.currency, item_id=one.item_id)
        assert sum(row.minor for row in rows) == one.minor
        assert sum(row.net for row in rows) == one.net
    assert sum(row.net for row in figures.expenses(days, boss, every=True)) == found.now.spent


def test_bars_stand_beside_as_many_days_of_before(till: Till) -> None:
    at(till, -7)
    till.pay(till.retail(2))
    at(till, 0)
    till.pay(till.retail())
    bars = till.salon.figures.overview("week", till.manager.id).bars
    assert [(bar.day.day, bar.minor, bar.before) for bar in bars if bar.minor or bar.before] == [
        (21, 38_900, 77_800)
    ]
    bars = till.salon.figures.overview("today", till.manager.id).bars
    assert [bar.before for bar in bars] == [None] * 7
    assert bars[-1].minor == 38_900


def test_bills_that_are_open_and_days_that_nobody_counted(till: Till) -> None:
    till.retail(3)
    store = till.salon.context.store
    with store.transaction():
        store.insert("till", id=b"t", name="", desk="1", kind="drawer", active=1, sort=1)
        store.insert(
            "till_session", id=b"s", till_id=b"t", number=1, state="ended",
            business_day="2026-11-20", opened_at=1, counted=1, ended_at=2,
        )  # fmt: skip
    found = till.salon.figures.overview("today", till.manager.id)
    assert (found.open_bills, found.open_minor) == (1, 3 * 38_900)
    assert [(one.till, one.day) for one in found.uncounted] == [("1", "2026-11-20")]


def test_who_may_see_what(till: Till) -> None:
    figures, eva, boss = till.salon.figures, till.eva.id, till.manager.id
    with pytest.raises(NeedsApproval) as asked:
        figures.overview("today", eva)
    assert asked.value.right == "see_takings"
    assert not figures.overview("today", eva, boss).sees_cost, "takings alone were approved"
    assert figures.overview("today", eva, boss, boss).sees_cost
    with pytest.raises(Refused):
        figures.overview("today", boss, eva)
    till.salon.rights.set(eva, {"see_takings"}, boss)
    assert not figures.overview("today", eva).sees_cost
    for figure in ("margin", "cost", "unknown"):
        with pytest.raises(NeedsApproval) as asked:
            figures.documents(figure, WEEK, eva)  # type: ignore[arg-type]
        assert asked.value.right == "see_cost"
    assert figures.documents("taken", WEEK, eva) == ()


def test_a_means_of_the_salon_s_own_is_called_as_it_was_then(till: Till) -> None:
    """Renamed in between: two rows, each with its own documents."""
    store = till.salon.context.store
    for name, pieces in (("Benefit", 1), ("Benefit Plus", 2)):
        sale = till.pay(till.retail(pieces))
        with store.transaction():
            store.run(
                "UPDATE payment SET method = 'own-1', title = ? WHERE sale_id = ?", (name, sale.id)
            )
    sums = till.salon.figures.overview("today", till.manager.id).now.sums
    assert sums.payments == {("own-1", "Benefit"): 38_900, ("own-1", "Benefit Plus"): 77_800}
    for means, minor in sums.payments.items():
        assert listed(till, "means", *means) == minor
