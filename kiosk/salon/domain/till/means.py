"""The means of payment: one table says all that is different about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.salon.domain.text import Msg, T, Text, side_by_side

Method = str
"""What a payment and the journal call a means: its key."""


@dataclass(frozen=True, slots=True)
class Means:
    """``title``: as a heading; ``how``: how something was paid; ``taken``: an ``amount`` of it
    within a sentence; ``give_back``: what is to be done when it goes back.

    ``is_cash``: rounded to the coins there are, more may be handed over and change given, and all
    of it is one payment. ``opens_drawer``: what is handed over goes into the cash drawer.
    ``asked``: it is asked for outside the till, and paid when somebody confirms that it came."""

    title: Msg
    how: Msg
    taken: Msg
    give_back: Msg
    is_cash: bool = False
    opens_drawer: bool = False
    asked: bool = False


MEANS: dict[Method, Means] = {
    "cash": Means(
        T("Cash"),
        T("In cash"),
        T("cash {amount}"),
        T("Give back in cash, out of the drawer"),
        is_cash=True,
        opens_drawer=True,
    ),
    "card": Means(
        T("Card"),
        T("By card"),
        T("card {amount}"),
        T("Give back to the card, on the terminal"),
        asked=True,
    ),
}

TOGETHER: dict[frozenset[Method], Msg] = {
    frozenset({"cash", "card"}): T("Card and cash"),
}
"""What is said of several means; those that are not here are named side by side."""


def how_paid(methods: Iterable[Method]) -> Text:
    """In a few words: by card, in cash, by several means; or that there was nothing to pay."""
    used = frozenset(methods)
    if not used:
        return T("Nothing to pay")
    if used in TOGETHER:
        return TOGETHER[used]
    return side_by_side([means.how for method, means in MEANS.items() if method in used])
