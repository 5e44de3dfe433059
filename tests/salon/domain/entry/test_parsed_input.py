"""Numbers, days and answers as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.entry import parsed_input
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
        ("Kč 250", 2, 25000),
        ("Kč 250,00", 2, 25000),
        ("€1.250,50", 2, 125050),
        ("€ 1.250,50", 2, 125050),
        ("-Kč 250", 2, -25000),
        ("CZK 1,250.00", 2, 125000),
        ("Ft 1 200", 0, 1200),
        ("1 250,-", 2, 125000),
        ("1.250,- Kč", 2, 125000),
        ("250,--", 2, 25000),
        ("250.-", 2, 25000),
        ("1\N{NARROW NO-BREAK SPACE}250,50 Kč", 2, 125050),
        ("1\N{THIN SPACE}250", 2, 125000),
        ("1'250.50", 2, 125050),
        ("1’250’000,00", 2, 125000000),
    ],
)
def test_numbers(text: str, decimals: int, value: int) -> None:
    assert parsed_input.decimal(text, decimals) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kč",
        "1 2a3",
        "--1",
        "1,0055",
        "x1",
        "12 5x6",
        "12 5",
        "250-",
        "od 250",
        "250 - 300",
        "#REF!",
        "1,25E+03",
    ],
)
def test_no_numbers(text: str) -> None:
    with pytest.raises(Refused):
        parsed_input.decimal(text, 2)


@given(st.integers(-(10**12), 10**12), st.sampled_from([0, 2, 3]))
def test_what_is_written_is_read_back(value: int, decimals: int) -> None:
    assert parsed_input.decimal(parsed_input.plain(value, decimals), decimals) == value


@pytest.mark.parametrize(
    ("text", "unit", "milli"),
    [
        ("1.200", "ks", 1_200_000),
        ("1,200 db", "db", 1_200_000),
        ("1.200 kos", "kos", 1_200_000),
        ("12", "ks", 12_000),
        ("0,5", "kg", 500),
        ("0.500", "kg", 500),
        ("1.2500", "ks", 1250),
        ("1234.500", "l", 1_234_500),
        ("1.200,5", "kg", 1_200_500),
    ],
)
def test_quantities(text: str, unit: str, milli: int) -> None:
    assert parsed_input.quantity(text, unit) == milli


@pytest.mark.parametrize(("text", "unit"), [("1.200", "kg"), ("5.000", "ks"), ("1,250", "l")])
def test_what_may_be_two_quantities_is_refused(text: str, unit: str) -> None:
    with pytest.raises(Refused, match="two ways"):
        parsed_input.quantity(text, unit)


def test_short() -> None:
    assert parsed_input.short(1500, 3) == "1.5"
    assert parsed_input.short(12000, 3) == "12"
    assert parsed_input.short(100, 0) == "100"


@pytest.mark.parametrize(("text", "bp"), [("21", 2100), ("9,5 %", 950), ("0", 0), ("21.000", 2100)])
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
