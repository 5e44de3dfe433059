"""One card, many writings: what a reader's text may mean.

The same card comes out of two readers as ``E43AC9D2``, ``D2C93AE4``, ``3829058002`` or
``3536403172``; a 125 kHz tag as ``0100D6A1B2``, ``0014066098`` or ``214,41394``. Each text is
turned into all that it can mean. Two texts are the same card when they can mean the same, within
one technology.

Nothing is cut off to make texts equal. A 125 kHz writing that leaves out the first bytes (10
digits, 3+5 digits) is recognised by a fuller one and the other way round, but two full ones are
compared in full.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Technology = Literal["", "nfc", "lf", "code"]
"""``nfc``: 13.56 MHz; ``lf``: 125 kHz; ``code``: printed bars or squares, scanned; empty: the
reader does not say."""
Format = Literal["hex", "decimal", "3+5", "text"]

_HEX = re.compile(r"[0-9A-F]+")
_TEN_DIGITS = re.compile(r"[0-9]{10}")
_THREE_FIVE = re.compile(r"([0-9]{3}),?([0-9]{5})")
_NFC_DIGITS = (8, 14, 20)
"""UIDs have 4, 7 or 10 bytes."""
RANDOM_FIRST = "08"
"""First byte of a 4-byte UID that is made up anew each time (NXP AN10927)."""

CASCADE_FIRST = "88"
"""First byte of a 4-byte number that is not a UID but the beginning of a longer one, which some
readers give instead (cascade tag, ISO/IEC 14443-3, 6.5.4): other cards begin the same."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """``own``: what the text can be in full. ``wider``: what is left of that in shorter writings.
    Two texts can be one card when an ``own`` of one is an ``own`` or a ``wider`` of the other."""

    format: Format
    own: frozenset[str]
    wider: frozenset[str]

    def same(self, other: Meaning) -> bool:
        return bool(self.own & (other.own | other.wider) or self.wider & other.own)


def meaning(text: str, technology: Technology = "") -> Meaning:
    """What a card's text (upper case, without separators except the comma of 3+5) can mean."""
    own: set[str] = set()
    shape: Format = "text"
    if parts := _THREE_FIVE.fullmatch(text):
        byte, low = int(parts[1]), int(parts[2])
        if _is_three_five(text):
            own.add(f"lf:{byte:02X}{low:04X}")
            shape = "3+5"
    if _HEX.fullmatch(text):
        if len(text) in _NFC_DIGITS:
            own |= _both_ways(text)
            shape = "hex"
        if len(text) in (8, 10):
            own.add(f"lf:{text}")
            shape = "hex"
    if _TEN_DIGITS.fullmatch(text) and int(text) <= 0xFFFF_FFFF:
        digits = f"{int(text):08X}"
        own |= _both_ways(digits) | {f"lf:{digits}"}
        shape = "decimal"
    if technology:
        own = {one for one in own if one.startswith(f"{technology}:")}
    if not own:
        return Meaning("text", frozenset(), frozenset())
    return Meaning(shape, frozenset(own), frozenset(_shorter(own)))


def is_random(text: str, technology: Technology = "") -> bool:
    """Whether this is a number made up for the moment, as phones and bank cards show. Known only
    in hex: in the digits of a decimal writing the first byte is not to be told. Eight digits
    without a letter, of which the reader does not say what they are, can be a tag (080,12345)."""
    if technology in ("lf", "code") or (technology == "" and _is_three_five(text)):
        return False
    return bool(len(text) == 8 and _HEX.fullmatch(text) and text.startswith(RANDOM_FIRST))


def is_part(text: str, technology: Technology = "") -> bool:
    """Whether this is the beginning of a longer number, which other cards share."""
    if technology in ("lf", "code") or (technology == "" and _is_three_five(text)):
        return False
    return bool(len(text) == 8 and _HEX.fullmatch(text) and text.startswith(CASCADE_FIRST))


def _is_three_five(text: str) -> bool:
    parts = _THREE_FIVE.fullmatch(text)
    return parts is not None and int(parts[1]) <= 0xFF and int(parts[2]) <= 0xFFFF


def _both_ways(digits: str) -> set[str]:
    """A UID in hex, first byte first and last byte first."""
    return {f"nfc:{digits}", f"nfc:{bytes.fromhex(digits)[::-1].hex().upper()}"}


def _shorter(own: set[str]) -> set[str]:
    """The last 4 and the last 3 bytes of 125 kHz numbers."""
    numbers = [one.removeprefix("lf:") for one in own if one.startswith("lf:")]
    return {f"lf:{n[-size:]}" for n in numbers for size in (8, 6) if len(n) > size} - own
