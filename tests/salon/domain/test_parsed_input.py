"""Numbers, days and answers as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain import parsed_input
from kiosk.salon.domain.errors import Refused


@pytest.mark.parametrize(
    ("text", "decimals", "value"),
    [
        ("349", 2, 34900),
        ("349,50 Kč", 2, 34950),
        ("1 200,50", 2, 120050),
        ("1.200,50", 2, 120050),
        ("1,200.50", 2, 120050),
        ("1.200", 2, 120000),
        ("1.200.000", 2, 120000000),
        ("1\N{NO-BREAK SPACE}200 Ft", 0, 1200),
        ("3 900,00", 0, 3900),
        ("1.5", 3, 1500),
        ("1,250", 3, 1250),
        (",5", 2, 50),
        ("-2", 3, -2000),
        ("−2", 3, -2000),
        ("0,10", 1, 1),
    ],
)
def test_numbers(text: str, decimals: int, value: int) -> None:
    assert parsed_input.decimal(text, decimals) == value


@pytest.mark.parametrize("text", ["", "Kč", "1 2a3", "--1", "1,0055", "x1", "12 5x6"])
def test_no_numbers(text: str) -> None:
    with pytest.raises(Refused):
        parsed_input.decimal(text, 2)


@given(st.integers(-(10**12), 10**12), st.sampled_from([0, 2, 3]))
def test_what_is_written_is_read_back(value: int, decimals: int) -> None:
    assert parsed_input.decimal(parsed_input.plain(value, decimals), decimals) == value


def test_short() -> None:
    assert parsed_input.short(1500, 3) == "1.5"
    assert parsed_input.short(12000, 3) == "12"
    assert parsed_input.short(100, 0) == "100"


@pytest.mark.parametrize(("text", "bp"), [("21", 2100), ("9,5 %", 950), ("0", 0)])
def test_percent(text: str, bp: int) -> None:
    assert parsed_input.percent_bp(text) == bp


@pytest.mark.parametrize("text", ["101", "-1"])
def test_no_percent(text: str) -> None:
    with pytest.raises(Refused):
        parsed_input.percent_bp(text)


@pytest.mark.parametrize("text", ["24. 12. 1985", "1985-12-24", "1985. 12. 24.", "24/12/1985"])
def test_days(text: str) -> None:
    assert parsed_input.day(text) == date(1985, 12, 24)


@pytest.mark.parametrize("text", ["", "31. 2. 2000", "24.12.85", "yesterday"])
def test_no_days(text: str) -> None:
    with pytest.raises(Refused):
        parsed_input.day(text)


def test_yes_and_no() -> None:
    assert parsed_input.yes("Ano")
    assert not parsed_input.yes("Nem")
    with pytest.raises(Refused):
        parsed_input.yes("maybe")
