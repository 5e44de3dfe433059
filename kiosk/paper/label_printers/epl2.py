"""EPL2 (Eltron, older Zebra desktop printers) of a price label: the label drawn by us as one
picture, so that no font or code page of the printer matters."""

from __future__ import annotations

from kiosk.paper.bits import bits
from kiosk.paper.label import Label


def encode(label: Label, quantity: int, dots_per_mm: int, gap_mm: int) -> bytes:
    """One job for ``quantity`` labels."""
    from kiosk.paper import label_png

    drawn = bits(label_png.ink(label))
    # The first line feed ends whatever an interrupted job left half-written. In a picture 0 is
    # black; its length is known from the command, so any byte may be in it.
    head = (
        "",
        f"q{label.width}",
        f"Q{label.height},{gap_mm * dots_per_mm}",
        "N",
        f"GW0,0,{drawn.row_bytes},{drawn.rows},",
    )
    return "\n".join(head).encode() + drawn.inverted() + f"\nP{quantity}\n".encode()
