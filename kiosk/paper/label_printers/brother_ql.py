"""Brother QL raster of a price label on continuous tape (300 dpi, 720 pins).

From Brother's raster command reference: the printer only knows rows of dots, the first bit being
the pin at the right edge of the tape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.paper.bits import bits
from kiosk.paper.label import MARGIN_MM, Label

if TYPE_CHECKING:
    from PIL import Image

PINS = 720
DOTS_PER_MM = 12
"""Nearly: 300 dpi are 11.8."""
TAPES: dict[int, tuple[int, int]] = {
    12: (106, 29),
    29: (306, 6),
    38: (413, 12),
    50: (554, 12),
    54: (590, 0),
    62: (696, 12),
}
"""Width in mm: pins over the tape that can print, and idle pins to the right of them."""
CLEAR = bytes(200)
"""Ends whatever an interrupted job left half-written."""
INIT, RASTER_MODE = b"\x1b@", b"\x1bia\x01"
KIND_WIDTH_QUALITY = 0x80 | 0x40 | 0x04 | 0x02
CONTINUOUS = 0x0A
CUT_EACH = b"\x1biM\x40\x1biA\x01\x1biK\x08"
FEED_DOTS = 35
ROW = b"g\x00" + bytes([PINS // 8])
NEXT_PAGE, LAST_PAGE = b"\x0c", b"\x1a"


def encode(label: Label, quantity: int, tape_mm: int) -> bytes:
    """One job for ``quantity`` labels, each cut off. ValueError when the label is wider than the
    tape, KeyError for a tape that does not exist."""
    from kiosk.paper import label_png

    printable, idle = TAPES[tape_mm]
    page = _across(label_png.ink(label), printable, idle)
    drawn = bits(page)
    rows = b"".join(ROW + drawn.row(index) for index in range(drawn.rows))
    job = [CLEAR, INIT]
    for number in range(quantity):
        media = bytes([KIND_WIDTH_QUALITY, CONTINUOUS, tape_mm, 0])
        job += [
            RASTER_MODE,
            b"\x1biz" + media + drawn.rows.to_bytes(4, "little") + bytes([min(number, 1), 0]),
            CUT_EACH,
            b"\x1bid" + FEED_DOTS.to_bytes(2, "little"),
            rows,
            LAST_PAGE if number == quantity - 1 else NEXT_PAGE,
        ]
    return b"".join(job)


def _across(mask: Image.Image, printable: int, idle: int) -> Image.Image:
    """The label on the pins, mirrored. Its empty margins may lie outside of what can be printed;
    a label too wide is turned if that helps."""
    from PIL import Image, ImageOps

    margins = 2 * MARGIN_MM * DOTS_PER_MM
    if mask.width > printable + margins:
        mask = mask.transpose(Image.Transpose.ROTATE_90)
    if mask.width > printable + margins:
        raise ValueError("the label is wider than the tape")
    page = Image.new("L", (PINS, mask.height), 0)
    left = PINS - idle - printable + (printable - mask.width) // 2
    page.paste(mask, (left, 0))
    return ImageOps.mirror(page)
