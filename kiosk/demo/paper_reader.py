"""Reads a receipt back from the bytes the printer got, without our renderer.

Only what our papers use of ESC/POS is known here; any other command is an error, because a command
that is skipped wrongly would turn its arguments into text.
"""

from __future__ import annotations

import re

ESC_LENGTH = {
    **dict.fromkeys(b"@", 0),
    **dict.fromkeys(b"!EGa-tMd3{R", 1),
    **dict.fromkeys(b"2", 0),
    **dict.fromkeys(b"p", 3),
}
"""Bytes that follow ``ESC x``."""
GS_LENGTH = dict.fromkeys(b"!BbhwHf", 1) | dict.fromkeys(b"V", 1)


def text_of(data: bytes, codec: str) -> str:
    """The printed lines. ValueError for a command it does not know."""
    out = bytearray()
    at = 0
    while at < len(data):
        byte = data[at]
        if byte == 0x1B:
            at += 2 + ESC_LENGTH[data[at + 1]]
        elif byte == 0x1D and data[at + 1 : at + 3] == b"(k":
            at += 5 + int.from_bytes(data[at + 3 : at + 5], "little")
        elif byte == 0x1D:
            # GS V takes a second argument in its forms A and B (feed, then cut).
            more = data[at + 1] == ord("V") and data[at + 2] in (65, 66, 97, 98, 103, 104)
            at += 2 + GS_LENGTH[data[at + 1]] + int(more)
        elif byte == 0x0A or byte >= 0x20:
            out.append(byte)
            at += 1
        else:
            raise ValueError(f"unknown control byte {byte:#04x} at {at}")
    return out.decode(codec)


def pulses(data: bytes) -> int:
    """How many times the drawer is opened before anything is printed."""
    return len(re.findall(rb"\x1bp", data[: data.find(b"\n") + 1]))


def amount_after(text: str, word: str) -> int | None:
    """The sum on the line that begins with ``word``, in minor units; None without such a line.

    Sums are printed with all their decimals, so the digits alone are the minor units.
    """
    for line in text.splitlines():
        start, _, rest = line.strip().partition(" ")
        found = re.search(r"-?\d.*", rest)
        if start == word and found:
            digits = int("".join(char for char in found[0] if char.isdigit()))
            return -digits if found[0].startswith("-") else digits
    return None
