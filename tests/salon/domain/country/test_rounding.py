"""What a sum in cash becomes, country by country."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.money import CURRENCIES, CashRounding, round_cash

TODAY = date(2026, 11, 30)
CZ, HU, SI, SK = (COUNTRIES[code].cash_rounding_on(TODAY) for code in ("CZ", "HU", "SI", "SK"))


@pytest.mark.req("M1")
@given(st.integers(0, 10_000_000))
def test_czech_halves_go_up(crowns: int) -> None:
    assert round_cash(crowns * 100 + 49, CZ) == crowns * 100
    assert round_cash(crowns * 100 + 50, CZ) == (crowns + 1) * 100


@given(st.integers(0, 1_000_000))
def test_hungarian_sums_end_in_nothing_or_five(tens: int) -> None:
    table = {0: 0, 1: 0, 2: 0, 3: 5, 4: 5, 5: 5, 6: 5, 7: 5, 8: 10, 9: 10}
    for last, becomes in table.items():
        assert round_cash(tens * 10 + last, HU) == tens * 10 + becomes


@given(st.integers(0, 10_000_000))
def test_every_slovene_cent_is_paid(cents: int) -> None:
    assert round_cash(cents, SI) == cents


@given(st.integers(1, 1_000_000))
def test_slovak_sums_end_in_nothing_or_five_cents(tens: int) -> None:
    table = {0: 0, 1: 0, 2: 0, 3: 5, 4: 5, 5: 5, 6: 5, 7: 5, 8: 10, 9: 10}
    for last, becomes in table.items():
        assert round_cash(tens * 10 + last, SK) == tens * 10 + becomes


def test_slovakia_lets_no_sum_go_for_nothing() -> None:
    paid = [round_cash(cents, SK) for cents in range(11)]
    assert paid == [0, 5, 5, 5, 5, 5, 5, 5, 10, 10, 10]


def test_slovak_cents_were_paid_until_the_middle_of_2022() -> None:
    rules = COUNTRIES["SK"]
    assert round_cash(3, rules.cash_rounding_on(date(2022, 6, 30))) == 3
    assert round_cash(3, rules.cash_rounding_on(date(2022, 7, 1))) == 5


@given(st.integers(0, 10_000_000), st.sampled_from([CZ, HU, SI, SK]))
def test_what_goes_back_is_rounded_as_what_came(minor: int, rounding: CashRounding) -> None:
    paid = round_cash(minor, rounding)
    assert round_cash(-minor, rounding) == -paid
    assert round_cash(paid, rounding) == paid
    assert paid % rounding.step == 0
    assert abs(paid - minor) * 2 <= rounding.step or paid == rounding.smallest


@pytest.mark.parametrize("code", sorted(CURRENCIES))
def test_a_drawer_is_counted_by_faces_from_the_largest(code: str) -> None:
    currency = CURRENCIES[code]
    assert list(currency.faces) == sorted(set(currency.faces), reverse=True)
    assert {*currency.notes, *currency.coins} <= {*currency.faces}
    for country in COUNTRIES.values():
        if country.currency == code:
            assert country.cash_rounding_on(TODAY).step in currency.faces
