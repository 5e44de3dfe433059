"""A price label in the language of a label printer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.paper.label import Label, LabelSize
from kiosk.paper.label_printers import brother_ql, epl2, tspl, zpl


@dataclass(frozen=True, slots=True)
class LabelPaper:
    """What a label printer understands and holds. ``gap_mm``: between two labels on the roll;
    ``tape_mm``: width of a Brother tape."""

    language: str = "zpl"
    gap_mm: int = 3
    tape_mm: int = 62

    def fitted(self, size: LabelSize) -> LabelSize:
        """The size in this printer's dots, where they are known without a setting."""
        if self.language == "brother_ql":
            return replace(size, dots_per_mm=brother_ql.DOTS_PER_MM)
        return size


def encode(label: Label, quantity: int, paper: LabelPaper, dots_per_mm: int) -> bytes:
    """One job for ``quantity`` labels. ValueError outside 1-9999, and when it cannot be printed on
    this paper."""
    if not 1 <= quantity <= 9999:
        raise ValueError("quantity must be 1-9999")
    if paper.language == "brother_ql":
        return brother_ql.encode(label, quantity, paper.tape_mm)
    if paper.language == "tspl":
        return tspl.encode(label, quantity, dots_per_mm, paper.gap_mm)
    if paper.language == "epl2":
        return epl2.encode(label, quantity, dots_per_mm, paper.gap_mm)
    return zpl.encode(label, quantity)
