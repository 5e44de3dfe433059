"""Prices, discounts, VAT and payment: sums that hold for any mix."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import MAX_PRICE_MINOR
from kiosk.salon.domain.money import CURRENCIES, CashRounding, round_cash
from kiosk.salon.domain.till.bill import (
    BillLine,
    Discount,
    Payment,
    check_discount,
    check_gross,
    check_price,
    check_quantity,
    gross_of,
    price_bill,
)
from kiosk.salon.domain.till.means import Method
from kiosk.salon.domain.till.settling import Settlement, handy_notes, settle

CZK, HUF, EUR = (CURRENCIES[code] for code in ("CZK", "HUF", "EUR"))
CROWNS, FORINTS, CENTS = CashRounding(100), CashRounding(5), CashRounding(1)
FIVES = CashRounding(5, 5)
RATES = (2700, 2200, 2100, 1200, 950, 0)

NO_DISCOUNT = Discount()


def line(
    price: int,
    quantity_milli: int = 1000,
    vat_bp: int = 2100,
    discount: Discount = NO_DISCOUNT,
    key: bytes = b"1",
) -> BillLine:
    return BillLine(key, "product", "Shampoo", quantity_milli, price, price, vat_bp, "ks",
                    discount=discount)  # fmt: skip


discounts = st.one_of(
    st.just(Discount()),
    st.builds(Discount, st.just("percent"), st.integers(0, 100_000)),
    st.builds(Discount, st.just("amount"), st.integers(0, 5_000_000)),
)


@st.composite
def bills(draw: st.DrawFn) -> tuple[list[BillLine], Discount, CashRounding]:
    rounding = draw(st.sampled_from([CROWNS, FORINTS, CENTS, FIVES]))
    number = count()
    lines = draw(
        st.lists(
            st.builds(
                lambda price, quantity, rate, discount: line(
                    price, quantity, rate, discount, str(next(number)).encode()
                ),
                st.integers(0, 2_000_000),
                st.integers(1, 9_999_000),
                st.sampled_from(RATES),
                discounts,
            ),
            min_size=1,
            max_size=12,
        )
    )
    return lines, draw(discounts), rounding


@pytest.mark.req("M1")
@given(bills())
def test_every_sum_adds_up_to_the_last_minor_unit(
    made: tuple[list[BillLine], Discount, CashRounding],
) -> None:
    lines, discount, rounding = made
    totals = price_bill(lines, discount, rounding)
    assert sum(row.gross_minor for row in totals.vat) == totals.total_minor
    assert all(row.base_minor + row.vat_minor == row.gross_minor for row in totals.vat)
    assert sum(priced.total_minor for priced in totals.lines) == totals.total_minor
    assert totals.total_minor == totals.goods_minor - totals.discount_minor
    for priced in totals.lines:
        taken = priced.discount_minor + priced.bill_discount_minor
        assert priced.gross_minor - taken == priced.total_minor
        assert 0 <= priced.total_minor <= priced.gross_minor
        assert priced.bill_discount_minor >= 0
    assert totals.cash_minor == round_cash(totals.total_minor, rounding)


@given(bills(), st.data())
def test_a_split_payment_rounds_only_its_cash(
    made: tuple[list[BillLine], Discount, CashRounding], data: st.DataObject
) -> None:
    lines, discount, rounding = made
    total = price_bill(lines, discount, rounding).total_minor
    cash = data.draw(st.integers(0, total))
    extra = data.draw(st.integers(0, 1_000_000))
    due = round_cash(cash, rounding)
    parts = [Payment("card", total - cash), Payment("cash", cash, due + extra)]
    if 0 < cash < total and not due:
        with pytest.raises(Refused, match="too small"):
            settle(parts, total, CZK, rounding)
        return
    paid = settle(parts, total, CZK, rounding)
    by_method = {part.method: part for part in paid.payments}
    assert set(by_method) == {
        method for method, minor in (("card", total - cash), ("cash", due)) if minor
    }
    assert not any(part.amount_minor == 0 for part in paid.payments)
    if notes := by_method.get("cash"):
        assert notes.amount_minor == due
        assert notes.tendered_minor == notes.amount_minor + notes.change_minor
    assert sum(part.amount_minor for part in paid.payments) == total + paid.rounding_minor
    assert paid.rounding_minor == due - cash


def test_the_discount_bears_on_each_rate_in_proportion() -> None:
    totals = price_bill(
        [line(10_000, vat_bp=2100), line(5_000, vat_bp=1200, key=b"2")],
        Discount("amount", 1_000),
        CROWNS,
    )
    assert [priced.bill_discount_minor for priced in totals.lines] == [667, 333]
    assert [(row.rate_bp, row.gross_minor) for row in totals.vat] == [(2100, 9_333), (1200, 4_667)]


def test_cash_is_rounded_as_the_country_wants_it() -> None:
    assert price_bill([line(236_455)], Discount(), CROWNS).cash_minor == 236_500
    assert price_bill([line(236_449)], Discount(), CROWNS).cash_minor == 236_400
    assert price_bill([line(1_997)], Discount(), FORINTS).cash_minor == 1_995
    assert price_bill([line(1_998)], Discount(), FORINTS).cash_minor == 2_000
    assert price_bill([line(1_999)], Discount(), CENTS).cash_minor == 1_999
    assert price_bill([line(1_999)], Discount(), FIVES).cash_minor == 2_000


def test_an_amount_off_three_pieces_never_makes_one_piece_a_refund() -> None:
    totals = price_bill([line(10_000, discount=Discount("amount", 25_000))], Discount(), CROWNS)
    assert totals.total_minor == 0


def test_card_pays_exactly_and_cash_gives_change() -> None:
    assert settle([Payment("card", 236_455)], 236_455, CZK, CROWNS).rounding_minor == 0
    paid = settle([Payment("cash", 236_455, 250_000)], 236_455, CZK, CROWNS)
    assert (paid.rounding_minor, paid.change_minor) == (45, 13_500)
    assert [part.means.opens_drawer for part in paid.payments] == [True]


def test_of_a_slovak_split_only_the_cash_is_rounded() -> None:
    paid = settle([Payment("card", 4_000), Payment("cash", 832)], 4_832, EUR, FIVES)
    assert [part.amount_minor for part in paid.payments] == [4_000, 830]
    assert paid.rounding_minor == -2


@pytest.mark.parametrize(
    "payments",
    [
        [],
        [Payment("card", 99)],
        [Payment("card", 150), Payment("card", -50)],
        [Payment("cash", 50), Payment("cash", 50)],
        [Payment("cash", 100, 50)],
        [Payment("cash", 100, 10**20)],
    ],
)
def test_payments_that_cannot_be_right_are_refused(payments: list[Payment]) -> None:
    with pytest.raises(Refused):
        settle(payments, 100, EUR, CENTS)


def test_slips_of_the_finger_are_refused() -> None:
    for quantity in (0, -1000, 10_000_000):
        with pytest.raises(Refused):
            check_quantity(quantity)
    with pytest.raises(Refused):
        check_price(100, "  ")
    with pytest.raises(Refused):
        check_price(-1, "damaged")
    for discount in (Discount("percent", 100_001), Discount("amount", 101), Discount("amount", -1)):
        with pytest.raises(Refused):
            check_discount(discount, 100)
    check_discount(Discount("amount", 100), 100)


def test_banknote_buttons_are_what_people_hand_over() -> None:
    assert handy_notes(236_500, CZK, 6) == (236_500, 240_000, 250_000, 300_000, 400_000, 500_000)
    assert handy_notes(20_000, CZK) == (20_000, 50_000, 100_000, 200_000)
    assert handy_notes(12_345, HUF, 4) == (12_345, 12_500, 13_000, 14_000)
    assert handy_notes(1_850, EUR, 3) == (1_850, 2_000, 5_000)


@given(st.integers(1, 10_000_000), st.sampled_from(sorted(CURRENCIES)))
def test_every_banknote_button_is_enough(due: int, code: str) -> None:
    sums = handy_notes(due, CURRENCIES[code])
    assert sums[0] == due
    assert list(sums) == sorted(set(sums))


def test_a_part_of_a_piece_costs_its_part() -> None:
    assert gross_of(line(10_000, 1_500)) == 15_000


@pytest.mark.parametrize("method", ["card", "cash"])
def test_what_comes_to_nothing_is_no_payment(method: Method) -> None:
    assert settle([Payment(method, 0)], 0, CZK, CROWNS) == Settlement((), 0)
    paid = settle([Payment("card", 100), Payment("cash", 0)], 100, CZK, CROWNS)
    assert [part.means.opens_drawer for part in paid.payments] == [False]
    assert settle([Payment("cash", 40)], 40, CZK, CROWNS) == Settlement((), -40)


def test_no_slip_of_the_finger_gets_past_the_highest_price() -> None:
    check_price(MAX_PRICE_MINOR, "Gold")
    check_gross(MAX_PRICE_MINOR, 1000)
    with pytest.raises(Refused, match="too high"):
        check_price(MAX_PRICE_MINOR + 1, "Gold")
    with pytest.raises(Refused, match="too high"):
        check_gross(MAX_PRICE_MINOR, 2000)
