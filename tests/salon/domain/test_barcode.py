"""Check digits and the stored form of barcodes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain import barcode
from kiosk.salon.domain.errors import Refused

DIGITS = st.text("0123456789", min_size=12, max_size=12)


@pytest.mark.parametrize(
    ("body", "digit"),
    [("400638133393", 1), ("978030640615", 7), ("9638507", 4), ("03600029145", 2)],
)
def test_check_digits_of_published_examples(body: str, digit: int) -> None:
    assert barcode.check_digit(body) == digit


@given(DIGITS, st.integers(0, 12), st.integers(1, 9))
def test_one_changed_digit_is_always_noticed(body: str, place: int, by: int) -> None:
    code = body + str(barcode.check_digit(body))
    assert barcode.is_gtin(code)
    wrong = code[:place] + str((int(code[place]) + by) % 10) + code[place + 1 :]
    assert not barcode.is_gtin(wrong)


@pytest.mark.req("K3")
def test_the_same_bottle_has_one_code_however_the_scanner_is_set() -> None:
    assert barcode.normalise("036000291452") == "0036000291452"
    assert barcode.normalise(" 0036000291452\r") == "0036000291452"
    assert barcode.normalise("9 638507-4") == "96385074"


def test_other_codes_stay_as_they_were_read() -> None:
    assert barcode.normalise("AB-12 x") == "AB-12 x"
    assert barcode.checked("AB-12 x") == "AB-12 x"
    assert barcode.normalise("123456789013") == "123456789013"


@pytest.mark.parametrize("code", ["", "  ", "4006381333932", "96385070", "čaj", "x" * 49])
def test_wrong_codes_are_refused(code: str) -> None:
    with pytest.raises(Refused):
        barcode.checked(code)


def test_codes_of_our_own_are_valid_and_different() -> None:
    codes = {barcode.in_store(number) for number in (1, 2, 9_999_999_999)}
    assert len(codes) == 3
    assert all(barcode.is_gtin(code) and code.startswith("21") for code in codes)
    with pytest.raises(ValueError, match="number"):
        barcode.in_store(0)


def test_digits_of_other_scripts_are_no_digits() -> None:
    assert not barcode.is_gtin("٤٠٠٦٣٨١٣٣٣٩٣١")
