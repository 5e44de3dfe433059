"""What cards and readers say, byte by byte, and what happens when they say something else."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers import apdu
from drivers.apdu import BadAnswer
from tests.rigs.virtual_card import storage_atr

CLASSIC = bytes.fromhex("3B8F8001804F0CA000000306030001000000006A")
"""ATR of a MIFARE Classic 1K as PC/SC readers make it up (ACR122U API, section 4.1)."""


def test_a_uid_is_whole_and_upper_case() -> None:
    uid = apdu.uid_of(bytes.fromhex("04a1b2c3d4e5f69000"))
    assert apdu.number_of(uid) == "04A1B2C3D4E5F6"


@pytest.mark.parametrize(
    "said", ["", "90", "9000", "6A81", "6300", "0102039000", "000000009000", "04A1B2C3D4E5F66281"]
)
def test_what_is_no_uid_is_none(said: str) -> None:
    with pytest.raises(BadAnswer):
        apdu.uid_of(bytes.fromhex(said))


@pytest.mark.parametrize(
    ("uid", "random"),
    [("08A1B2C3", True), ("04A1B2C3", False), ("08A1B2C3D4E5F6", False), ("18A1B2C3", False)],
)
def test_only_four_bytes_starting_08_are_random(uid: str, random: bool) -> None:
    assert apdu.is_random(bytes.fromhex(uid)) is random


def test_storage_and_memory_cards_are_known_by_their_atr() -> None:
    assert storage_atr(1) == CLASSIC
    assert apdu.storage_card(CLASSIC) == 1
    assert apdu.storage_card(storage_atr(3)) == 3
    assert apdu.storage_card(bytes.fromhex("3B8180018080")) is None
    assert apdu.memory_card(bytes.fromhex("3B04A2131091")) == apdu.SLE4442
    assert apdu.memory_card(bytes.fromhex("3B0492231091")) == apdu.SLE5528
    assert apdu.memory_card(CLASSIC) is None


def test_memory_is_read_within_the_card_only() -> None:
    assert apdu.select_memory(apdu.SLE4442).hex() == "ffa400000106"
    assert apdu.read_memory(apdu.SLE4442, 0x20, 8).hex() == "ffb0002008"
    assert apdu.read_memory(apdu.SLE5528, 0x155, 16).hex() == "ffb0015510"
    for card, start, count in ((6, 250, 8), (5, 1020, 8), (6, 0, 0), (6, -1, 4), (5, 0, 256)):
        with pytest.raises(BadAnswer):
            apdu.read_memory(card, start, count)


def test_nested_lengths_and_long_tags_are_read() -> None:
    data = bytes.fromhex("4F02A000 00 5F2003414243 03820003010203 FE00")
    assert apdu.tlv(data) == [
        (0x4F, b"\xa0\x00"),
        (0x5F20, b"ABC"),
        (0x03, b"\x01\x02\x03"),
        (0xFE, b""),
    ]


@given(st.lists(st.tuples(st.integers(1, 0x1E), st.binary(max_size=300)), max_size=6))
def test_what_was_written_as_tlv_is_read_so(parts: list[tuple[int, bytes]]) -> None:
    written = b"".join(
        bytes([tag, 0x82]) + len(value).to_bytes(2, "big") + value for tag, value in parts
    )
    assert apdu.tlv(written) == parts


@given(st.binary(max_size=64) | st.binary(max_size=40).map(lambda tail: b"\x3b" + tail))
def test_any_bytes_are_understood_or_refused_and_nothing_else(data: bytes) -> None:
    for parse in (apdu.tlv, apdu.historical, apdu.uid_of, apdu.Answer.parse):
        with contextlib.suppress(BadAnswer):
            parse(data)
    assert apdu.storage_card(data) is None or data[0] in (0x3B, 0x3F)
    apdu.memory_card(data)


@given(st.binary(min_size=20, max_size=20))
def test_an_atr_changed_in_places_never_stops_a_reader(noise: bytes) -> None:
    for place in range(20):
        changed = CLASSIC[:place] + noise[place:]
        apdu.storage_card(changed)
        apdu.memory_card(changed[: place + 1])
