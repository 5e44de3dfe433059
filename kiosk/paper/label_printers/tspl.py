"""TSPL (TSC and many others) of a price label: the label drawn by us as one picture, so that no
font or code page of the printer matters."""

from __future__ import annotations

from kiosk.paper.bits import bits
from kiosk.paper.label import Label


def encode(label: Label, quantity: int, dots_per_mm: int, gap_mm: int) -> bytes:
    """One job for ``quantity`` labels."""
    from kiosk.paper import label_png

    drawn = bits(label_png.ink(label))
    head = (
        f"SIZE {label.width / dots_per_mm:g} mm,{label.height / dots_per_mm:g} mm",
        f"GAP {gap_mm} mm,0 mm",
        "DIRECTION 1",
        "REFERENCE 0,0",
        "CLS",
        f"BITMAP 0,0,{drawn.row_bytes},{drawn.rows},0,",
    )
    # In the picture 0 is black. Its length is known from the command, so any byte may be in it.
    return "\r\n".join(head).encode() + drawn.inverted() + f"\r\nPRINT 1,{quantity}\r\n".encode()
