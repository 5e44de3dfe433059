"""Pictures as printers want them: one bit per dot, rows of whole bytes, leftmost dot first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

HALF = 110
"""From this much ink on a dot is burnt; below half of 255, so that thin strokes stay whole."""


@dataclass(frozen=True, slots=True)
class Bits:
    """``data``: ``row_bytes`` bytes for each of ``rows`` rows; 1 is a burnt dot."""

    row_bytes: int
    rows: int
    data: bytes

    def row(self, index: int) -> bytes:
        return self.data[index * self.row_bytes : (index + 1) * self.row_bytes]

    def inverted(self) -> bytes:
        """1 for white, as label printers of TSC and Eltron count."""
        return bytes(byte ^ 0xFF for byte in self.data)


def bits(mask: Image.Image) -> Bits:
    """From a mask of mode L, 255 being ink; the last byte of a row is filled with white."""
    sharp = mask.point([255 if level >= HALF else 0 for level in range(256)], mode="1")
    return Bits((mask.width + 7) // 8, mask.height, sharp.tobytes())
