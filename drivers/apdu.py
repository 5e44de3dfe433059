"""What is said to cards through a PC/SC reader and what their answers mean. Pure: bytes to bytes.

Commands starting ``FF`` are for the reader, which asks the card in the card's own way (PC/SC
part 3); others go to the card as they are (ISO 7816-4).
"""

from __future__ import annotations

from dataclasses import dataclass

GET_UID = bytes.fromhex("FFCA000000")
UID_LENGTHS = (4, 7, 10)
RANDOM_UID = 0x08
"""The first of 4 bytes that a card makes up anew in each field (NXP AN10927)."""
SLE4442, SLE5528 = 6, 5
"""Card types of contact memory cards in ACS readers: 256 bytes, and 1024 bytes (also 4428)."""
MEMORY_BYTES = {SLE4442: 256, SLE5528: 1024}
_MEMORY_ATRS = {bytes.fromhex("A2131091"): SLE4442, bytes.fromhex("92231091"): SLE5528}
_STORAGE = bytes.fromhex("A000000306")
"""The registered identifier of the PC/SC workgroup: what follows names a storage card."""


class BadAnswer(ValueError):
    """A card or reader said something that makes no sense here. Holds no data of the card."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``data`` without the two status bytes; ``status``: both as one number, 0x9000 is fine."""

    data: bytes
    status: int

    @property
    def fine(self) -> bool:
        return self.status == 0x9000

    @classmethod
    def parse(cls, raw: bytes) -> Answer:
        if len(raw) < 2:
            raise BadAnswer(f"an answer of {len(raw)} bytes")
        return cls(raw[:-2], int.from_bytes(raw[-2:], "big"))


def uid_of(raw: bytes) -> bytes:
    """The UID in the answer to :data:`GET_UID`. BadAnswer when there is none."""
    answer = Answer.parse(raw)
    if not answer.fine:
        raise BadAnswer(f"no UID: {answer.status:04X}")
    if len(answer.data) not in UID_LENGTHS or not any(answer.data):
        raise BadAnswer(f"a UID of {len(answer.data)} bytes")
    return answer.data


def is_random(uid: bytes) -> bool:
    """Whether the card will have another UID next time: it must never be remembered."""
    return len(uid) == 4 and uid[0] == RANDOM_UID


def number_of(uid: bytes) -> str:
    """The UID as text: all of it, upper-case hexadecimal in the order of the card."""
    return uid.hex().upper()


def historical(atr: bytes) -> bytes:
    """The historical bytes of an ATR (ISO 7816-3). BadAnswer when it is cut short."""
    if len(atr) < 2 or atr[0] not in (0x3B, 0x3F):
        raise BadAnswer("not an ATR")
    count, here, flags = atr[1] & 0x0F, 2, atr[1] >> 4
    while flags:
        here += flags.bit_count()
        if not flags & 8:
            break
        if here > len(atr):
            raise BadAnswer("an ATR cut short")
        flags = atr[here - 1] >> 4
    if here + count > len(atr):
        raise BadAnswer("an ATR cut short")
    return atr[here : here + count]


def storage_card(atr: bytes) -> int | None:
    """The name a reader gives a contactless card without a processor of its own: 1 MIFARE
    Classic 1K, 2 Classic 4K, 3 Ultralight and NTAG 21x, … None for other cards."""
    try:
        said = historical(atr)
        parts = dict(tlv(said[1:])) if said[:1] == b"\x80" else {}
    except BadAnswer:
        return None
    named = parts.get(0x4F, b"")
    if not named.startswith(_STORAGE) or len(named) < 8:
        return None
    return int.from_bytes(named[6:8], "big")


def memory_card(atr: bytes) -> int | None:
    """:data:`SLE4442` or :data:`SLE5528`; None for other cards."""
    try:
        return _MEMORY_ATRS.get(historical(atr))
    except BadAnswer:
        return None


def select_memory(card: int) -> bytes:
    return bytes([0xFF, 0xA4, 0x00, 0x00, 0x01, card])


def read_memory(card: int, start: int, count: int) -> bytes:
    """``count``: 1 to 255 bytes from ``start``. BadAnswer when the card has not so many."""
    if not 1 <= count <= 255 or start < 0 or start + count > MEMORY_BYTES[card]:
        raise BadAnswer(f"{count} bytes from {start} are outside the card")
    return bytes([0xFF, 0xB0]) + start.to_bytes(2, "big") + bytes([count])


def tlv(data: bytes) -> list[tuple[int, bytes]]:
    """Tag, length, value after one another (BER), as ``(tag, value)``; padding 00 is skipped.

    BadAnswer when something is cut short, or a length is longer than four bytes.
    """
    found, here = [], 0
    while here < len(data):
        if data[here] == 0:
            here += 1
            continue
        tag, here = _tag(data, here)
        length, here = _length(data, here)
        if here + length > len(data):
            raise BadAnswer("a value cut short")
        found.append((tag, data[here : here + length]))
        here += length
    return found


def _tag(data: bytes, here: int) -> tuple[int, int]:
    tag = data[here]
    here += 1
    if tag & 0x1F == 0x1F:
        while True:
            if here >= len(data) or tag > 0xFFFFFF:
                raise BadAnswer("a tag cut short")
            tag = tag << 8 | data[here]
            here += 1
            if not tag & 0x80:
                break
    return tag, here


def _length(data: bytes, here: int) -> tuple[int, int]:
    if here >= len(data):
        raise BadAnswer("a length cut short")
    first = data[here]
    here += 1
    if first < 0x80:
        return first, here
    count = first & 0x7F
    if not 1 <= count <= 4 or here + count > len(data):
        raise BadAnswer("a length cut short")
    return int.from_bytes(data[here : here + count], "big"), here + count


ESCAPE = 0x13
"""The feature of a reader that takes commands for itself, :func:`features`."""


def features(data: bytes) -> dict[int, int]:
    """What a reader says it can do (PC/SC part 10): control codes by the number of the feature.
    What is cut short at the end, or no code, is left out."""
    found = {}
    for at in range(0, len(data) - 5, 6):
        number, length = data[at : at + 2]
        if length == 4:
            found[number] = int.from_bytes(data[at + 2 : at + 6], "big")
    return found
