"""A document as pictures (``GS v 0``), for a receipt printer without our letters.

The paper is the preview's, drawn by the same code. It goes out in slices because old printers have
room for few rows; what is white at the right of a slice is not sent, as serial lines are slow.
"""

from __future__ import annotations

from kiosk.paper.bits import Bits, bits
from kiosk.paper.document import QR, Cut, Document, Drawer
from kiosk.paper.layout import Row
from kiosk.paper.profile import Profile

SLICE = 96
"""Rows of one picture."""
INIT = b"\x1b@"
FEED = b"\x1bd\x06"
"""Six lines: from the print head to the knife."""
PARTIAL_CUT = b"\x1dV\x01"
DRAWER = {2: b"\x1bp\x00\x32\x32", 5: b"\x1bp\x01\x32\x32"}
"""Pulse of 100 ms on a pin of the drawer's plug."""


def encode(document: Document, profile: Profile) -> bytes:
    """The whole job: initialise, drawer pulse, pictures, cut. Takes some 10 ms."""
    from kiosk.paper import png

    job = [INIT]
    if profile.drawer_pin and any(isinstance(op, Drawer) for op in document.ops):
        job.append(DRAWER[profile.drawer_pin])
    job.append(_pictures(bits(png.ink(document, profile))))
    if any(isinstance(op, Cut) for op in document.ops):
        job += [FEED, PARTIAL_CUT] if profile.cuts else [FEED]
    return b"".join(job)


def part(op: Row | QR, profile: Profile) -> bytes:
    """One line or code of a document as pictures as wide as the paper; the printer must be told to
    begin at the left."""
    from kiosk.paper import png

    return _pictures(bits(png.ink_of((op,), profile)))


def _pictures(drawn: Bits) -> bytes:
    return b"".join(_slice(drawn, top) for top in range(0, drawn.rows, SLICE))


def _slice(drawn: Bits, top: int) -> bytes:
    rows = [drawn.row(index) for index in range(top, min(top + SLICE, drawn.rows))]
    width = max(1, *(len(row.rstrip(b"\0")) for row in rows))
    head = b"\x1dv0\x00" + width.to_bytes(2, "little") + len(rows).to_bytes(2, "little")
    return head + b"".join(row[:width] for row in rows)
