"""Check digits and the stored form of barcodes."""

from __future__ import annotations

import biip
import biip.upc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods import barcode, written

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


@pytest.mark.req("K3")
@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("8594001234561", "8594001234561"),
        ("08594001234561", "8594001234561"),
        ("18594001234568", "18594001234568"),
        ("4 006381 333931", "4006381333931"),
        ("96385074", "96385074"),
        ("0000096385074", "96385074"),
        ("00000096385074", "96385074"),
        ("042100005264", "0042100005264"),
        ("04252614", "0042100005264"),
        ("00985234", "0009800000524"),
        ("07838604", "0078000003864"),
        ("07774441", "0077740000041"),
        ("02349036", "0023400000906"),
        ("06543217", "0065100004327"),
        ("4252614", "0042100005264"),
        ("42100005264", "0042100005264"),
        ("00042100005264", "0042100005264"),
    ],
)
def test_one_item_is_kept_in_one_form(cell: str, kept: str) -> None:
    assert written.checked(cell) == kept
    assert written.checked(kept) == kept


@pytest.mark.parametrize(
    ("code", "both"),
    [
        ("10000007", ("10000007", "0100000000007")),
        ("04289999", ("0042899000099", "04289999")),
    ],
)
def test_eight_digits_may_be_two_numbers(code: str, both: tuple[str, str]) -> None:
    assert barcode.readings(code) == both


@given(st.text("0123456789", min_size=7, max_size=13), st.integers(0, 6))
def test_zeros_in_front_change_nothing(body: str, zeros: int) -> None:
    code = body + str(barcode.check_digit(body))
    kept = barcode.normalise(code.zfill(14))
    assert kept == barcode.normalise(kept) or len(kept) == 8
    longer = code.zfill(min(14, len(code) + zeros))
    assert kept in barcode.readings(longer)


@given(st.sampled_from("01"), st.text("0123456789", min_size=6, max_size=6))
def test_a_upc_e_is_read_as_another_program_reads_it(system: str, body: str) -> None:
    try:
        upc = biip.upc.Upc.parse(f"{system}{body}")
    except biip.ParseError:
        return
    assert upc.check_digit is not None
    expanded = upc.as_upc_a()
    code = f"{system}{body}{upc.check_digit}"
    assert barcode.normalise(expanded) in barcode.readings(code)


def test_other_codes_stay_as_they_were_read() -> None:
    assert barcode.normalise("AB-12 x") == "AB-12 x"
    assert written.checked("AB-12 x") == "AB-12 x"
    assert barcode.normalise("123456789013") == "123456789013"


@pytest.mark.parametrize(
    "code",
    [
        *("", "  ", "'", "4006381333932", "96385070", "18594001234560", "čaj", "x" * 49),
        *("8,59400E+12", "8.59E+12", "8.59400e+012", "8594000000000", "1085940012345600"),
        *("8594001234562.0", "12.0", "#N/A", "#REF!", "#NAME?", "#HODNOTA!", "#####"),
    ],
)
def test_wrong_codes_are_refused(code: str) -> None:
    with pytest.raises(Refused):
        written.checked(code)


@pytest.mark.parametrize(
    "cell", ["'8594001234561", '="8594001234561"', "8594001234561.0", "8594001234561,00"]
)
def test_what_keeps_a_number_from_a_spreadsheet_is_no_part_of_it(cell: str) -> None:
    assert written.checked(cell) == "8594001234561"


@pytest.mark.parametrize("code", ["#5", "E+5", "12E5", "8E", "A=B"])
def test_a_code_that_only_looks_a_little_like_it_is_kept(code: str) -> None:
    assert written.checked(code) == code


CODES = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=12)


@example(['"', ";"], False)
@given(st.lists(CODES.map(str.strip).filter(bool), max_size=4), st.booleans())
def test_codes_in_a_line_come_apart_again(codes: list[str], blanks: bool) -> None:
    assert written.divided(written.listed(codes), blanks=blanks) == tuple(codes)


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("4006381333931 8594001234561", ("4006381333931", "8594001234561")),
        ("4006381333931/8594001234561", ("4006381333931", "8594001234561")),
        ("4006381333931|A-1;B 2", ("4006381333931", "A-1", "B 2")),
        ("UKA/250", ("UKA/250",)),
        ("4 006381 333931, 96385074", ("4 006381 333931", "96385074")),
        ('"UK,12"', ("UK,12",)),
        (" , ", ()),
    ],
)
def test_codes_of_other_programs_come_apart(line: str, codes: tuple[str, ...]) -> None:
    assert written.divided(line, blanks=True) == codes


def test_codes_of_our_own_are_valid_and_different() -> None:
    codes = {barcode.in_store(number) for number in (1, 2, 9_999_999_999)}
    assert len(codes) == 3
    assert all(barcode.is_gtin(code) and code.startswith("21") for code in codes)
    with pytest.raises(ValueError, match="number"):
        barcode.in_store(0)


def test_digits_of_other_scripts_are_no_digits() -> None:
    assert not barcode.is_gtin("٤٠٠٦٣٨١٣٣٣٩٣١")
