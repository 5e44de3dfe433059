"""A day with everything in it, added up by hand: what X, closing, owner and doctor say of it."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.till.bill import Bill, Discount, Payment
from kiosk.salon.domain.till.cash import CashEntry
from kiosk.salon.domain.till.counting import Count
from kiosk.salon.domain.till.figures import Figures
from kiosk.salon.domain.till.returning import Piece
from kiosk.salon.domain.till.sale import Sale
from tests.rigs.till_world import Till

RATE = 25_150_000


def foreign(amount: int, cents: int) -> Payment:
    return Payment("foreign", amount, currency="EUR", foreign_minor=cents, rate_micro=RATE)


def discounted(till: Till, pieces: int, percent: int) -> Bill:
    bill = till.retail(pieces)
    return till.salon.bills.discount_bill(bill.id, Discount("percent", percent * 1000, "Loyal"))


def tipped(till: Till, tip: int) -> Bill:
    return till.salon.tipping.set(till.retail().id, tip, till.eva.id)


def come_back(till: Till, sale: Sale, due: int) -> Sale:
    """One piece of the first line, in cash."""
    found = till.salon.returns.returnable(sale.id)
    piece = Piece(found.lines[0].id, 1000)
    return till.salon.returns.take_back(
        sale.id, [piece], due, "Not wanted", till.manager.id, first="cash"
    )


def play(till: Till) -> None:
    """Everything between opening and closing."""
    salon, petra = till.salon, till.manager.id
    first = till.pay(till.retail(), Payment("cash", 38_900, 50_000))
    till.pay(till.retail())
    three = till.pay(
        discounted(till, 3, 10), Payment("card", 50_000), Payment("cash", 55_030, 60_000)
    )
    till.pay(till.retail(), foreign(38_900, 2_000))
    till.pay(tipped(till, 1_100), Payment("cash", 38_900, 40_000))
    with_tip = tipped(till, 5_000)
    asked = salon.asking.take(with_tip.id, "card", 38_900, 38_900, till.eva.id)
    assert asked.together_minor == 43_900
    salon.asking.done(asked.id, till.eva.id)
    salon.expenses.begin(petra)
    item = salon.expenses.items()[0].id
    bought = salon.cash.pay_out(
        CashEntry(kind="purchase", amount_minor=15_000, item_id=item), petra
    )
    salon.cash.reverse(bought.id, "Wrong sum", petra)
    advance = CashEntry(kind="advance", amount_minor=20_000, person_id=till.eva.id)
    salon.cash.pay_out(advance, petra)
    salon.cash.pay_out(CashEntry(kind="drop", amount_minor=30_000), petra)
    come_back(till, three, 35_000)
    salon.checkout.void(first.id, "Wrong item", petra)
    for _ in range(2):
        salon.cash.open_drawer(petra)
    salon.printing.receipt_copy(three.id)


def drawer(figures: Figures, currency: str) -> int:
    sums = figures.cash_of(currency)
    assert sums is not None
    return sums.expected_minor


@pytest.mark.req("M1")
@pytest.mark.req("M2")
@pytest.mark.req("M3")
@pytest.mark.req("M6")
def test_a_whole_day_adds_up(till: Till) -> None:
    salon, petra = till.salon, till.manager.id
    salon.rates.set_rate(RATE, petra, currency="EUR")
    salon.tills.open(petra, [Count("CZK", (), 100_000)])
    play(till)
    waiting = till.retail()
    x = salon.closings.x(petra)
    # 1000 float + 389 + 550 + (389 - 503) + (389 + 11) - 200 - 300 - 350 - 389
    assert drawer(x, "CZK") == 98_600
    assert drawer(x, "EUR") == 2_000
    assert (x.sales.count, x.sales.minor) == (6, 5 * 38_900 + 105_030)
    assert (x.voids.minor, x.returns.minor) == (-38_900, -35_010)
    assert x.turnover_minor == 225_620 == x.services_minor + x.goods_minor
    assert x.paid_minor == x.turnover_minor + x.rounding_minor
    by_means = {part.method: part.minor for part in x.payments}
    assert by_means == {"cash": 58_900, "card": 127_800, "foreign": 38_900}
    assert {(tip.method, tip.minor) for tip in x.tips} == {("cash", 1_100), ("card", 5_000)}
    assert x.card_minor == 132_800
    assert (x.openings, x.copies) == (2, 1)
    assert (x.bills.count, x.bills.minor) == (1, 38_900)
    assert (x.sales_total, x.returns_total) == (299_530, 73_910)
    assert sum(row.sold_gross for row in x.vat) == x.sales.minor
    assert sum(row.back_gross for row in x.vat) == x.voids.minor + x.returns.minor

    ended = salon.closings.begin(petra).session.id
    late = till.pay(waiting, Payment("cash", 38_900, 38_900))
    # Somebody sold on; whoever counts begins anew, with that money in the drawer.
    counting = salon.closings.begin(petra, session_id=ended)
    assert [(one.currency, one.minor) for one in counting.since] == [("CZK", 38_900)]
    counts = [Count("CZK", (), 98_000 + 38_900), Count("EUR", (), 2_000)]
    session = counting.session.id
    told = salon.closings.check(session, counts, petra)
    assert {one.currency: one.minor for one in told.differences or ()} == {"CZK": -600, "EUR": 0}
    closing = salon.closings.close(
        session,
        petra,
        counts,
        reasons={"CZK": "Change given wrong"},
        taken={"CZK": 48_000},
        card_terminal=132_800,
    )
    assert {count.currency: count.difference_minor for count in closing.counts} == {
        "CZK": -600,
        "EUR": 0,
    }
    assert salon.closings.figures_of(closing).turnover_minor == x.turnover_minor
    assert closing.card_difference_minor == 0

    today = salon.figures.overview("today", petra)
    assert today.now.sums.turnover == x.turnover_minor + late.total_minor
    assert today.now.sums.taken == x.paid_minor + late.paid_minor
    assert today.now.spent == 0
    found = salon.books.verify()
    assert (found.fault, found.differences) == (None, ())
