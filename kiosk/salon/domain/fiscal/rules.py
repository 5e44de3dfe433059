"""What a salon decides of its fiscal office; everything else is the law's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HungarianWay = Literal["invoice", "register", "block", "receipt"]
"""How a Hungarian salon gives its customers what the law wants: ``invoice``: every sale is an
invoice; ``register``: a cash register of the state's beside; ``block``: a receipt book by hand;
``receipt``: receipts written by this program, of who needs no register."""


@dataclass(frozen=True, slots=True)
class FiscalRules:
    """``wait_ms``: how long a receipt waits for the office's code before it prints without;
    ``test``: messages go to the office's place for trying out."""

    wait_ms: int = 1500
    test: bool = False
    hungary: HungarianWay = "register"
