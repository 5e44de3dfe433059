"""Frames of 125 kHz readers on a serial line: bytes in, card numbers out.

===========  ======  ==============================================================
``rdm6300``  14      ``02``, 10 hex digits, 2 hex digits of checksum, ``03``
``id12``     16      the same with CR LF before the ``03`` (ID-12LA, ID-20LA)
``bcc``      9-15    ``02 LEN TYPE SNR.. BCC 03``; LEN counts the whole frame
===========  ======  ==============================================================

The checksum of the first two is the XOR of the five bytes, that of the last the XOR of everything
between its ``02`` and itself. What fits no frame is skipped, byte by byte, until one fits.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import xor

START, END = 0x02, 0x03
SHORTEST_BCC, LONGEST_BCC = 9, 15
"""Whole frames with a number of 4 to 10 bytes."""

Look = Callable[[bytes], int]
"""How long the frame at the beginning of these bytes is: 0 when not to be known yet, -1 when it
is none. The bytes begin with START."""


class Frames:
    """Collects bytes as they come and gives the numbers of whole, right frames, as upper-case hex
    digits: all bytes of the number, none left out."""

    def __init__(self, frame: str) -> None:
        """``frame``: a key of :data:`FRAMES`."""
        self._length, self._number = FRAMES[frame]
        self._bytes = b""

    @property
    def pending(self) -> bool:
        """A frame began and has not ended."""
        return bool(self._bytes)

    def feed(self, data: bytes) -> list[str]:
        self._bytes += data
        numbers: list[str] = []
        while (start := self._bytes.find(START)) >= 0:
            self._bytes = self._bytes[start:]
            length = self._length(self._bytes)
            if length == 0 or length > len(self._bytes):
                return numbers
            number = self._number(self._bytes[:length]) if length > 0 else ""
            if number:
                numbers.append(number)
            self._bytes = self._bytes[length if number else 1 :]
        self._bytes = b""
        return numbers

    def silence(self) -> None:
        """Nothing came for a while: what began is no frame any more."""
        self._bytes = b""


def _fixed(length: int) -> Look:
    def look(data: bytes) -> int:
        # Another start inside means the first one lost its rest.
        return -1 if START in data[1:length] else length

    return look


def _bcc_length(data: bytes) -> int:
    if len(data) < 2:
        return 0
    return data[1] if SHORTEST_BCC <= data[1] <= LONGEST_BCC else -1


def _hex_number(digits: bytes, end: bytes) -> str:
    """The number of ``digits`` (10, then 2 of checksum) if they and the end are right, or ""."""
    if end not in (b"\x03", b"\r\n\x03"):
        return ""
    if not all(digit in b"0123456789ABCDEFabcdef" for digit in digits):
        return ""
    *number, checksum = bytes.fromhex(digits.decode("ascii"))
    return digits[:10].decode("ascii").upper() if reduce(xor, number) == checksum else ""


def _ascii(frame: bytes) -> str:
    return _hex_number(frame[1:13], frame[13:])


def _bcc(frame: bytes) -> str:
    if frame[-1] != END or reduce(xor, frame[1:-2]) != frame[-2]:
        return ""
    return frame[3:-2].hex().upper()


FRAMES: dict[str, tuple[Look, Callable[[bytes], str]]] = {
    "rdm6300": (_fixed(14), _ascii),
    "id12": (_fixed(16), _ascii),
    "bcc": (_bcc_length, _bcc),
}
