"""Which writings are one card, and which never are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.cards.card_writings import is_random, meaning
from kiosk.salon.domain.cards.number import CardNumber
from kiosk.salon.domain.errors import Refused

NFC = bytes.fromhex("E43AC9D2")
NFC_WRITINGS = (
    "E43AC9D2",
    "D2C93AE4",
    f"{int.from_bytes(NFC, 'big'):010d}",
    f"{int.from_bytes(NFC, 'little'):010d}",
)
LF_WRITINGS = ("0100D6A1B2", "00D6A1B2", "0014066098", "214,41394", "21441394")


@pytest.mark.parametrize("one", NFC_WRITINGS)
@pytest.mark.parametrize("other", NFC_WRITINGS)
def test_a_uid_of_four_bytes_in_all_writings(one: str, other: str) -> None:
    assert meaning(one).same(meaning(other))
    assert meaning(one, "nfc").same(meaning(other, "nfc"))


@pytest.mark.parametrize("one", LF_WRITINGS)
@pytest.mark.parametrize("other", LF_WRITINGS)
def test_a_tag_of_125_khz_in_all_writings(one: str, other: str) -> None:
    assert meaning(one).same(meaning(other))
    assert meaning(one, "lf").same(meaning(other, "lf"))


def test_the_published_example_of_a_decimal_writing() -> None:
    assert meaning("3536403172").same(meaning("E43AC9D2"))


def test_two_technologies_never_meet() -> None:
    assert not meaning("00D6A1B2", "nfc").same(meaning("0014066098", "lf"))
    assert meaning("00D6A1B2").same(meaning("0014066098", "lf"))


def test_full_numbers_are_compared_in_full() -> None:
    """Batches share their first bytes, and tags of several makers their last ones."""
    assert not meaning("04A1B2C3D4E5F6").same(meaning("04A1B2C3"))
    assert not meaning("04A1B2C3D4E5F6").same(meaning("04A1B2C3D4E5F7"))
    assert not meaning("0100D6A1B2").same(meaning("0200D6A1B2"))
    assert not meaning("0014066098").same(meaning("0030843314"))


@given(st.binary(min_size=4, max_size=4), st.binary(min_size=4, max_size=4))
def test_two_uids_are_one_card_only_forwards_or_backwards(one: bytes, other: bytes) -> None:
    same = meaning(one.hex().upper(), "nfc").same(meaning(other.hex().upper(), "nfc"))
    assert same == (other in (one, one[::-1]))


@given(st.binary(min_size=7, max_size=7))
def test_a_uid_of_seven_bytes_is_kept_whole(uid: bytes) -> None:
    own = meaning(uid.hex().upper()).own
    assert own == {f"nfc:{uid.hex().upper()}", f"nfc:{uid[::-1].hex().upper()}"}


@given(st.text(max_size=40))
def test_any_text_means_something_or_nothing(text: str) -> None:
    found = meaning(text.upper())
    assert (found.format == "text") == (not found.own)


@pytest.mark.parametrize("text", ["CLIENT0042", "99999999999", "999,99999", "9999999999X"])
def test_a_text_of_the_salon_means_only_itself(text: str) -> None:
    assert meaning(text).format == "text"


def test_a_random_number_is_told_by_its_first_byte() -> None:
    assert is_random("08A1B2C3")
    assert is_random("08123456", "nfc")
    assert not is_random("08A1B2C3", "lf")
    assert not is_random("08A1B2C3D4E5F6")
    assert not is_random("08012345")  # can be the tag 080,12345
    assert is_random("08012345", "nfc")
    assert is_random("08099999")  # no tag has 080,99999
    assert not is_random("04A1B2C3")


def test_the_comma_of_a_tag_is_understood_and_no_other() -> None:
    assert CardNumber("214,41394").format == "3+5"
    for text in ("1,2", "21441,394", "AB4,41394", "٢١٤,41394"):
        with pytest.raises(Refused):
            CardNumber(text)
