"""Sums that are asked for outside the till, at a card terminal that the till cannot see.

Nothing is paid until somebody who saw the terminal says so. What was asked and not answered stays a
question, also after a power cut.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.means import Means, Method, of_payment

Direction = Literal["take", "give"]
Why = Literal["funds", "pin", "card", "terminal"]
"""Why a terminal did not take a sum: too little money, the PIN, a card it does not accept, or
the terminal or its line itself."""
Answer = Literal["done", "declined", "withdrawn"]
"""``withdrawn``: the customer pays otherwise, the terminal was not asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A sum asked for and not answered yet: to be taken for an open bill, or to be given back for
    one (``bill_id``) or for a void (``sale_id``). ``asked_at``: UTC ms. ``new``: it was asked for
    by the call that returns it, so nobody can have entered it at a terminal before. ``tip_minor``:
    of a tip besides, entered there as one sum with the amount. ``title`` and ``reference``: as of a
    payment."""

    id: Id
    bill_id: Id | None
    sale_id: Id | None
    direction: Direction
    method: Method
    amount_minor: int
    asked_at: int
    tip_minor: int = 0
    title: str = ""
    reference: str = ""
    new: bool = field(default=False, compare=False)

    @property
    def means(self) -> Means:
        return of_payment(self.method, self.title)

    @property
    def together_minor(self) -> int:
        """What is entered at the terminal."""
        return self.amount_minor + self.tip_minor
