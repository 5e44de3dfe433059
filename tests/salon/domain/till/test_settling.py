"""Payments, tips and foreign money: nothing is lost, and each sum stands where it belongs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.money import CURRENCIES, CashRounding, Currency, round_cash
from kiosk.salon.domain.till import tips
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.rates import COINS, due_in, is_far, worth
from kiosk.salon.domain.till.settling import settle

CZK, HUF, EUR = (CURRENCIES[code] for code in ("CZK", "HUF", "EUR"))
COUNTRIES = {
    "CZ": (CZK, CashRounding(100), "EUR", 25_150_000),
    "HU": (HUF, CashRounding(5), "EUR", 395_500_000),
    "SI": (EUR, CashRounding(1), "HUF", 2_528),
    "SK": (EUR, CashRounding(5, 5), "CZK", 39_761),
}
Rules = tuple[Currency, CashRounding, str, int]
rules = st.sampled_from(sorted(COUNTRIES)).map(COUNTRIES.__getitem__)
FURTHER = ("card", "voucher", "transfer", "own-1")


@pytest.mark.req("M1", "M6")
@given(rules, st.lists(st.integers(0, 500_000), min_size=1, max_size=4), st.data())
def test_any_parts_and_a_tip_add_up(
    country: Rules, amounts: list[int], data: st.DataObject
) -> None:
    currency, rounding, *_ = country
    parts = [Payment(FURTHER[place], minor) for place, minor in enumerate(amounts)]
    cash = data.draw(st.integers(0, 500_000))
    tip = data.draw(st.integers(0, 50_000))
    total = cash + sum(amounts)
    due = round_cash(cash, rounding)
    if cash and not due and cash != total:
        return
    together = round_cash(cash + tip, rounding)
    given_over = together + data.draw(st.integers(0, 10_000))
    paid = settle([*parts, Payment("cash", cash, given_over)], total, currency, rounding, tip)
    plain = settle([*parts, Payment("cash", cash)], total, currency, rounding)
    assert sum(part.amount_minor for part in paid.payments) == total + paid.rounding_minor
    assert [(part.method, part.amount_minor) for part in paid.payments if part.amount_minor] == [
        (part.method, part.amount_minor) for part in plain.payments
    ], "a tip touches no payment"
    assert paid.rounding_minor == plain.rounding_minor
    if cash:
        assert (paid.tip_minor, paid.tip_method) == (together - due, "cash")
        for part in paid.payments:
            if part.method == "cash":
                handed = part.amount_minor + paid.tip_minor + part.change_minor
                assert part.tendered_minor == handed
    else:
        assert paid.tip_minor == round_cash(tip, rounding)


@pytest.mark.req("M1")
@given(rules, st.integers(1, 2_000_000), st.integers(0, 50_000), st.integers(0, 100_000))
def test_foreign_money_keeps_its_value(country: Rules, total: int, tip: int, more: int) -> None:
    currency, rounding, code, rate = country
    least = due_in(code, total + tip, rate, currency)
    handed = least + more * COINS[code]
    part = Payment("foreign", total, currency=code, foreign_minor=handed, rate_micro=rate)
    value = worth(handed, code, rate, currency)
    if value - total - tip > 10**9:
        return
    back = round_cash(value - total - tip, CashRounding(rounding.step))
    if handed > least and back >= value - tip:
        with pytest.raises(Refused, match="too small"):
            settle([part], total, currency, rounding, tip)
        return
    paid = settle([part], total, currency, rounding, tip)
    (one,) = paid.payments
    assert one.tendered_minor == value == one.amount_minor + one.change_minor + paid.tip_minor
    assert paid.tip_minor == tip
    assert one.amount_minor == total + paid.rounding_minor
    assert one.change_minor % rounding.step == 0
    assert (one.foreign_minor, one.rate_micro, one.currency) == (handed, rate, code)
    if handed == least:
        assert one.change_minor == 0
        assert one.amount_minor >= total, "the salon never loses"
    else:
        assert abs(paid.rounding_minor) * 2 <= rounding.step


@given(rules, st.integers(0, 2_000_000))
def test_the_foreign_sum_is_the_smallest_that_is_enough(country: Rules, minor: int) -> None:
    currency, _, code, rate = country
    least = due_in(code, minor, rate, currency)
    assert least % COINS[code] == 0
    assert worth(least, code, rate, currency) >= minor
    if least:
        assert worth(least - COINS[code], code, rate, currency) < minor


def test_fifty_euros_for_a_cut_in_prague() -> None:
    assert due_in("EUR", 103_945, 25_150_000, CZK) == 4_134
    part = Payment("foreign", 103_945, currency="EUR", foreign_minor=5_000, rate_micro=25_150_000)
    paid = settle([part], 103_945, CZK, CashRounding(100))
    (one,) = paid.payments
    assert (one.tendered_minor, one.change_minor, one.amount_minor) == (125_750, 21_800, 103_950)
    assert paid.rounding_minor == 5


def test_too_little_foreign_money_is_refused() -> None:
    part = Payment("foreign", 103_945, currency="EUR", foreign_minor=4_133, rate_micro=25_150_000)
    with pytest.raises(Refused, match="not enough"):
        settle([part], 103_945, CZK, CashRounding(100))


def test_what_the_change_would_eat_up_is_no_payment_in_foreign_money() -> None:
    """0.05 left beside a voucher and a euro for it: 24.55 would be given back as 25.00."""
    voucher = Payment("voucher", 38_895)
    euro = Payment("foreign", 5, currency="EUR", foreign_minor=100, rate_micro=24_600_000)
    with pytest.raises(Refused, match="too small"):
        settle([voucher, euro], 38_900, CZK, CashRounding(100))
    cent = Payment("foreign", 5, currency="EUR", foreign_minor=1, rate_micro=24_600_000)
    *_, exact = settle([voucher, cent], 38_900, CZK, CashRounding(100)).payments
    assert (exact.amount_minor, exact.change_minor) == (24, 0)


def test_foreign_money_is_handed_over_in_coins_that_there_are() -> None:
    part = Payment("foreign", 40, currency="CZK", foreign_minor=1_055, rate_micro=39_761)
    with pytest.raises(Refused, match="no coins"):
        settle([part], 40, EUR, CashRounding(5, 5))


def test_a_sum_that_was_rounded_up_is_the_sum_that_is_paid() -> None:
    """1,100 for 1,039.45: by card the tip is 60.55, in cash 61.00."""
    tip = 110_000 - 103_945
    paid = settle([Payment("cash", 103_945, 120_000)], 103_945, CZK, CashRounding(100), tip)
    assert (paid.tip_minor, paid.change_minor) == (6_100, 10_000)
    with pytest.raises(Refused, match="not enough"):
        settle([Payment("cash", 103_945, 104_000)], 103_945, CZK, CashRounding(100), tip)


def test_a_tip_beside_what_is_paid_otherwise_is_cash() -> None:
    paid = settle([Payment("voucher", 5_000)], 5_000, CZK, CashRounding(100), 2_000)
    assert (paid.payments, paid.tip_method, paid.tip_minor) == (
        (Payment("voucher", 5_000),), "cash", 2_000,
    )  # fmt: skip
    nothing = settle([Payment("card", 0)], 0, CZK, CashRounding(100), 2_000)
    assert (nothing.payments, nothing.tip_minor) == ((), 2_000)


def test_sums_of_tips_are_easily_said() -> None:
    assert [tips.percent_tip(103_945, percent, "CZK") for percent in (5, 10)] == [5_200, 10_400]
    assert tips.rounded_up(103_945, "CZK") == (104_000, 105_000, 110_000)
    assert tips.rounded_up(4_990, "HUF") == (5_000, 5_500, 6_000)
    with pytest.raises(Refused):
        tips.check_tip(-1)
    with pytest.raises(Refused):
        tips.check_tip(10**12)


def test_a_slip_of_the_finger_is_far_from_the_rate_before() -> None:
    assert is_far(251_500_000, 25_150_000)
    assert is_far(39_761, 25_150_000)
    assert not is_far(24_900_000, 25_150_000)
