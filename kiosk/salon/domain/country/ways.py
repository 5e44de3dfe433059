"""How a salon gives its receipts, where a country leaves it the choice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

HungarianWay = Literal["invoice", "register", "block", "receipt"]
"""How a Hungarian salon gives its customers what the law wants: ``invoice``: every sale is an
invoice; ``register``: a cash register of the state's beside; ``block``: a receipt book by hand;
``receipt``: receipts written by this program, of who needs no register."""


@dataclass(frozen=True, slots=True)
class EverySale:
    """``since`` a day a salon that gives its receipts this ``way`` writes an invoice of every sale.
    ``nobody``: who is called nothing else, for the law wants a name."""

    since: date
    way: HungarianWay
    nobody: str
    note: str = ""
