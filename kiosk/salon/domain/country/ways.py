"""How a salon gives its receipts, where a country leaves it the choice."""

from __future__ import annotations

from typing import Literal

HungarianWay = Literal["invoice", "register", "block", "receipt"]
"""How a Hungarian salon gives its customers what the law wants: ``invoice``: every sale is an
invoice; ``register``: a cash register of the state's beside; ``block``: a receipt book by hand;
``receipt``: receipts written by this program, of who needs no register."""
