"""What must hold for whatever cards and readers of cards answer; bytes in, AssertionError out."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from drivers import apdu, ndef
from drivers.apdu import Answer, BadAnswer
from tests.rigs.virtual_card import MEMORY_ATRS, storage_atr


def answers(data: bytes) -> None:
    """Nothing of an answer is lost; a UID is whole and short enough to be one."""
    with contextlib.suppress(BadAnswer):
        answer = Answer.parse(data)
        assert answer.data + answer.status.to_bytes(2, "big") == data
        assert answer.fine == data.endswith(b"\x90\x00")
        uid = apdu.uid_of(data)
        assert answer.fine
        assert uid == data[:-2]
        assert bytes.fromhex(apdu.number_of(uid)) == uid
        assert not apdu.is_random(uid) or len(uid) == 4


def atrs(data: bytes) -> None:
    """Historical bytes stand in the ATR as they are; a card is one kind or none."""
    with contextlib.suppress(BadAnswer):
        said = apdu.historical(data)
        assert len(said) == data[1] & 0x0F
        assert said in data
    stored, remembering = apdu.storage_card(data), apdu.memory_card(data)
    assert stored is None or 0 <= stored <= 0xFFFF
    assert remembering is None or remembering in apdu.MEMORY_BYTES
    assert stored is None or remembering is None


def values(data: bytes) -> None:
    """No value is longer than what came; what was understood, written anew, means the same."""
    try:
        found = apdu.tlv(data)
    except BadAnswer:
        return
    assert sum(len(value) for _, value in found) + 2 * len(found) <= len(data)
    written = b""
    for tag, value in found:
        length = len(value).to_bytes(4, "big")
        written += tag.to_bytes((tag.bit_length() + 7) // 8, "big") + b"\x84" + length + value
    assert apdu.tlv(written) == found
    assert apdu.tlv(b"\x00" + data) == found


def features(data: bytes) -> None:
    """Each feature has a code that stands in what came."""
    for number, code in apdu.features(data).items():
        assert bytes([number, 4]) + code.to_bytes(4, "big") in data


def addresses(data: bytes) -> None:
    """An address is ASCII from the message; a card that answers anything is left in the end."""
    text = ndef.address(data)
    assert text.isascii()
    assert len(text) <= len(data) + len("https://www.")
    asked = 0

    def card(sent: bytes) -> bytes:
        nonlocal asked
        asked += 1
        start = int.from_bytes(sent[2:4], "big")
        return b"\x90\x00" if sent[1] == 0xA4 else data[start : start + sent[4]] + b"\x90\x00"

    with contextlib.suppress(BadAnswer):
        read = ndef.read_address(card)
        assert read == ndef.address(data[2 : 2 + int.from_bytes(data[:2], "big")]) or not read
    assert asked <= 3


CARD_CHECKS: dict[str, Callable[[bytes], None]] = {
    "answers": answers,
    "atrs": atrs,
    "values": values,
    "features": features,
    "addresses": addresses,
}
CARD_SEEDS: dict[str, list[bytes]] = {
    "answers": [bytes.fromhex("04958CAA5C5E809000"), b"\x91\xae", b"\x90\x07"],
    "atrs": [storage_atr(1), *MEMORY_ATRS.values(), bytes.fromhex("3B8180018080")],
    "values": [
        bytes.fromhex("4F0CA00000030603000300000000"),
        bytes.fromhex("1F81000281020A0B00"),
        b"\x04\x81\x80" + bytes(128),
    ],
    "features": [bytes.fromhex("0604423300061304420000010A04")],
    "addresses": [
        b"\xd1\x01\x0fU\x04example.com/c?",
        b"\x00\x12\xd1\x01\x0eU\x04example.com/c",
    ],
}
