"""Telephone numbers as typed and as kept."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.entry import phones
from kiosk.salon.domain.errors import Refused
from kiosk.salon.language import formats

CZECH = "+420601000110"
OLD = "+4206010001100"
"""Ten digits: possible by length, in no plan."""


@pytest.mark.parametrize(
    "typed",
    [
        *("601 000 110", "601000110.0", "601 000 110,00", "+420 (0) 601 000 110", "420601000110"),
        *("00420 601 000 110", "\u202a+420\u00a0601\u00a0000\u00a0110\u202c", "tel:+420601000110"),
        *("Tel. 601-000-110", "(601) 000 110", "٦٠١٠٠٠١١٠", "+420(0)601/000/110"),
    ],
)
def test_a_number_in_every_spelling(typed: str) -> None:
    assert phones.normalise(typed, "CZ") == CZECH


@pytest.mark.parametrize(
    ("typed", "region", "kept"),
    [
        ("0905 123 456", "CZ", "+421905123456"),
        ("421905123456", "CZ", "+421905123456"),
        ("0664 1234567", "CZ", "+436641234567"),
        ("0664 1234567", "SI", "+436641234567"),
        ("091 234 5678", "SI", "+385912345678"),
        ("06 30 123 4567", "HU", "+36301234567"),
        ("+36 06 30 1234567", "HU", "+36301234567"),
        ("041 234 567", "SI", "+38641234567"),
        ("0905 123 456", "SK", "+421905123456"),
    ],
)
def test_a_neighbours_number_where_it_can_only_be_one(typed: str, region: str, kept: str) -> None:
    assert phones.normalise(typed, region) == kept


@pytest.mark.parametrize(
    ("typed", "region", "why"),
    [
        ("6010002061", "CZ", "no such"),
        ("+420 6010 002 061", "CZ", "Check its digits"),
        ("501 234 567", "CZ", "no such"),
        ("112", "CZ", "too short"),
        ("0411234567", "SI", "too long"),
        ("0905 123 456", "HU", "several countries"),
        ("906 123 456", "CZ", "costs extra"),
        ("601-FLOWER", "CZ", "Only the digits"),
        ("601000111 kl. 5", "CZ", "Only the digits"),
        ("601000111 x5", "CZ", "Only the digits"),
        ("601000111, 602000112", "CZ", "Only the digits"),
        ("4.20601E+11", "CZ", "not a phone number"),
        ("neuvedeno", "CZ", "not a phone number"),
        ("1" * 300, "CZ", "not a phone number"),
    ],
)
def test_what_is_no_clients_number_is_refused_with_a_reason(
    typed: str, region: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        phones.normalise(typed, region)


def test_a_number_that_stands_is_not_judged_again() -> None:
    for typed in (OLD, "6010001100", "+420 6010 001 100"):
        assert phones.normalise(typed, "CZ", ("", OLD)) == OLD
    with pytest.raises(Refused):
        phones.normalise("+420 6010 001 101", "CZ", ("", OLD))
    assert phones.normalise("", "CZ", ("", OLD)) == ""


def test_what_is_no_number_any_more_is_shown_and_found_as_it_is() -> None:
    assert phones.at_home(OLD) == ("6010001100", "6010001100")
    assert phones.at_home("+999") == ()
    assert formats.phone("+999") == "+999"
    assert phones.as_written("6010001100", "CZ") == OLD
    assert phones.as_written("neuvedeno", "CZ") == ""
