"""What price lists say where one number is kept."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.entry import lengths, parsed_input, price_lists
from kiosk.salon.domain.errors import Refused


def crowns(text: str) -> int:
    return parsed_input.amount(text, 2, "CZK")


@pytest.mark.parametrize(
    "text",
    [
        *("od 500", "500–800", "500-800 Kč", "500 / 800", "500+", "500 Kč a více", "500 až 800"),
        *("from 500", "cca 500", "~500", "500-tól", "500,- až 800,-", "ab 500", "od 500 do 800"),
    ],
)
def test_the_lowest_price_is_kept_and_told(text: str) -> None:
    kept, told = price_lists.price(text, crowns)
    assert kept == 50_000
    assert told is not None


@pytest.mark.parametrize("text", ["dohodou", "dle délky", "Cena na dotaz", "megbeszélés szerint"])
def test_a_price_by_agreement_is_asked_for_at_the_till(text: str) -> None:
    kept, told = price_lists.price(text, crowns)
    assert kept is None
    assert told is not None


def test_plain_prices_are_kept_without_a_word() -> None:
    assert price_lists.price("1 250,-", crowns) == (125_000, None)
    assert price_lists.price("zdarma", crowns)[0] == 0


@pytest.mark.parametrize(
    "text", ["800-500", "500 Kč / 30 min", "500 dámy, 300 páni", "do 500", "10 €/250 Kč", "od", "x"]
)
def test_what_has_no_lowest_price_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        price_lists.price(text, crowns)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("30-45", 45), ("30–45 min", 45), ("1-1,5 h", 90), ("od 30", 30), ("cca 30 min", 30)),
        *(("do 60", 60), ("60+", 60), ("1 h až 1 h 30", 90)),
    ],
)
def test_the_longest_time_is_kept_and_told(text: str, minutes: int) -> None:
    kept, told = price_lists.length(text, lengths.minutes)
    assert kept == minutes
    assert told is not None


@pytest.mark.parametrize("text", ["45-30", "60+15", "dle délky", "5400 s", "2x30"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        price_lists.length(text, lengths.minutes)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        *(("21 %", 2100), ("0.21", 2100), ("0,12", 1200), ("DPH 21 %", 2100), ("12", 1200)),
        *(("základní", 2100), ("snížená", 1200), ("základní 21 %", 2100), ("osvobozeno", 0)),
    ],
)
def test_rates_as_they_are_written(text: str, rate: int) -> None:
    assert price_lists.vat_bp(text, (2100, 1200, 0)) == rate


@pytest.mark.parametrize("text", ["A", "21 Kč", "21 nebo 12", "kedvezményes", "-21"])
def test_other_rates_are_refused(text: str) -> None:
    with pytest.raises(Refused):
        price_lists.vat_bp(text, (2700, 1800, 500, 0))
