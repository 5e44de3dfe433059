"""The web address a card carries for telephones (NFC Forum NDEF, Type 4 Tag)."""

from __future__ import annotations

from collections.abc import Callable

from drivers.apdu import Answer, BadAnswer

SELECT_FILE = bytes.fromhex("00A4000C02E104")
LONGEST = 255
_BEGINNINGS = ("", "http://www.", "https://www.", "http://", "https://")


def read_address(transmit: Callable[[bytes], bytes]) -> str:
    """The address in the selected application; "" when there is none. Cards with counters count
    this as one reading and sign it. BadAnswer for nonsense."""
    if not Answer.parse(transmit(SELECT_FILE)).fine:
        return ""
    head = _read(transmit, 0, 2)
    length = int.from_bytes(head, "big")
    if not 0 < length <= LONGEST - 2:
        return ""
    # All in one go and from the start: the card signs what one reading sees.
    return address(_read(transmit, 0, 2 + length)[2:])


def address(message: bytes) -> str:
    """The address in a message of one short record; "" when it holds something else."""
    if len(message) < 5 or message[0] & 0x17 != 0x11 or message[1] != 1 or message[3:4] != b"U":
        return ""
    body = message[4 : 4 + message[2]]
    if len(body) != message[2] or not body or body[0] >= len(_BEGINNINGS):
        return ""
    try:
        return _BEGINNINGS[body[0]] + body[1:].decode("ascii")
    except UnicodeDecodeError:
        return ""


def message(address: str) -> bytes:
    """A message of one short record with this address, which is ASCII and at most 250 characters
    behind its beginning; what :func:`address` reads."""
    number = max(
        (n for n, start in enumerate(_BEGINNINGS) if address.startswith(start)),
        key=lambda n: len(_BEGINNINGS[n]),
    )
    body = bytes([number]) + address[len(_BEGINNINGS[number]) :].encode("ascii")
    return bytes([0xD1, 0x01, len(body)]) + b"U" + body


def _read(transmit: Callable[[bytes], bytes], start: int, count: int) -> bytes:
    answer = Answer.parse(transmit(bytes([0x00, 0xB0]) + start.to_bytes(2, "big") + bytes([count])))
    if not answer.fine or len(answer.data) != count:
        raise BadAnswer(f"{len(answer.data)} of {count} bytes: {answer.status:04X}")
    return answer.data
