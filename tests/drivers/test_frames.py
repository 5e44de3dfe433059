"""Frames of serial readers, without a serial line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.frames import FRAMES, Frames
from tests.fuzz.checks import RIGHT_FRAMES

NUMBERS = st.binary(min_size=5, max_size=5)


def framed(frame: str, number: bytes) -> bytes:
    """A right frame, written independently of the parser."""
    checksum = 0
    for byte in number:
        checksum ^= byte
    if frame == "bcc":
        length = len(number) + 5
        body = bytes([length, 2]) + number
        for byte in body[:2]:
            checksum ^= byte
        return b"\x02" + body + bytes([checksum, 3])
    end = "\r\n\x03" if frame == "id12" else "\x03"
    return f"\x02{number.hex().upper()}{checksum:02X}{end}".encode()


@pytest.mark.parametrize("frame", FRAMES)
def test_the_frames_of_the_manuals(frame: str) -> None:
    data, number = RIGHT_FRAMES[frame]
    assert Frames(frame).feed(data) == [number]
    assert framed(frame, bytes.fromhex(number)) == data


@pytest.mark.parametrize("frame", FRAMES)
@given(numbers=st.lists(NUMBERS, max_size=5))
def test_frames_one_after_the_other_all_come(frame: str, numbers: list[bytes]) -> None:
    data = b"".join(framed(frame, number) for number in numbers)
    assert Frames(frame).feed(data) == [number.hex().upper() for number in numbers]


@given(number=st.binary(min_size=4, max_size=10))
def test_a_bcc_frame_has_four_to_ten_bytes_of_number_and_keeps_all(number: bytes) -> None:
    assert Frames("bcc").feed(framed("bcc", number)) == [number.hex().upper()]


@pytest.mark.parametrize("frame", FRAMES)
@given(number=NUMBERS, place=st.integers(1, 15), bit=st.integers(0, 7))
def test_a_frame_with_a_bit_turned_over_is_never_another_card(
    frame: str, number: bytes, place: int, bit: int
) -> None:
    data = bytearray(framed(frame, number))
    data[place % len(data)] ^= 1 << bit
    # Of the hex digits, turning one bit may only change capital to small letters.
    assert Frames(frame).feed(bytes(data)) in ([], [number.hex().upper()])


@pytest.mark.parametrize("frame", ["rdm6300", "id12"])
@given(garbage=st.binary(max_size=40), number=NUMBERS)
def test_garbage_before_a_frame_does_not_cost_it(frame: str, garbage: bytes, number: bytes) -> None:
    assert Frames(frame).feed(garbage + framed(frame, number))[-1:] == [number.hex().upper()]


def test_what_stops_in_the_middle_is_over_after_silence() -> None:
    frames = Frames("bcc")
    right, number = RIGHT_FRAMES["bcc"]
    assert frames.feed(right[:4]) == []
    assert frames.pending
    frames.silence()
    assert not frames.pending
    assert frames.feed(right) == [number]


@pytest.mark.parametrize("frame", FRAMES)
def test_noise_is_not_collected(frame: str) -> None:
    frames = Frames(frame)
    for _ in range(1000):
        frames.feed(b"\x02\x0f" * 50)
    assert len(frames._bytes) <= 16
