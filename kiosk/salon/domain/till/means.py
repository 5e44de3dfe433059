"""The means of payment: one table says all that is different about those that there always are;
which of them a salon takes, and its own ones, are rows of its database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from kiosk.salon.domain.text import Amount, Msg, T, Text, side_by_side

Method = str
"""What a payment and the journal call a means: its key."""
OWN = "own"
"""The kind of a salon's own means, and how their keys begin."""


@dataclass(frozen=True, slots=True)
class Means:
    """``title``: as a heading; ``how``: how something was paid; ``taken``: an ``amount`` of it
    within a sentence; ``give_back``: what is to be done when it goes back.

    ``is_cash``: money that lies in a drawer, more may be handed over and change given, and all of
    it is one payment. ``rounds``: to the coins that the country has. ``opens_drawer``: what is
    handed over goes into the cash drawer. ``asked``: it is asked for outside the till, and paid
    when somebody confirms that it came. ``needs_client``, ``needs_reference``: what has to be known
    before it is taken. ``fiscal_cash``: counts as cash for the fiscal office ([M]: here is what
    is usual, a salon sets it as its accountant says). ``foreign``: money of another currency."""

    title: Text
    how: Text
    taken: Msg
    give_back: Msg
    is_cash: bool = False
    rounds: bool = False
    opens_drawer: bool = False
    asked: bool = False
    needs_client: bool = False
    needs_reference: bool = False
    fiscal_cash: bool = False
    foreign: bool = False
    key: Method = ""

    def called(self, name: str) -> Means:
        """The same under a salon's own name for it; as it is without one."""
        return replace(self, title=name, how=name, taken=_NAMED) if name else self

    def amount(self, amount: Amount) -> Msg:
        """So much of it, within a sentence."""
        named = {"name": self.title} if self.taken == _NAMED else {}
        return self.taken.of(**named, amount=amount)

    def back(self) -> Msg:
        """What is to be done when it goes back."""
        return self.give_back.of(name=self.title) if self.give_back == _GIVE else self.give_back


_NAMED, _GIVE = T("{name} {amount}"), T("Give back: {name}")
_OWN = Means(T("Other"), T("Otherwise"), _NAMED, _GIVE)
_ALWAYS = (
    Means(
        T("Cash"),
        T("In cash"),
        T("cash {amount}"),
        T("Give back in cash, out of the drawer"),
        is_cash=True,
        rounds=True,
        opens_drawer=True,
        fiscal_cash=True,
        key="cash",
    ),
    Means(
        T("Card"),
        T("By card"),
        T("card {amount}"),
        T("Give back to the card, on the terminal"),
        asked=True,
        fiscal_cash=True,
        key="card",
    ),
    Means(
        T("Bank transfer"),
        T("By bank transfer"),
        T("transfer {amount}"),
        T("Send back by bank transfer"),
        needs_reference=True,
        key="transfer",
    ),
    Means(
        T("Voucher"),
        T("By voucher"),
        T("voucher {amount}"),
        T("Give the voucher back"),
        needs_reference=True,
        fiscal_cash=True,
        key="voucher",
    ),
    Means(
        T("Points"),
        T("With points"),
        T("points {amount}"),
        T("Give the points back"),
        needs_client=True,
        fiscal_cash=True,
        key="points",
    ),
    Means(
        T("Foreign currency"),
        T("In foreign currency"),
        T("foreign currency {amount}"),
        T("Give back in the foreign currency, out of the drawer"),
        is_cash=True,
        opens_drawer=True,
        fiscal_cash=True,
        foreign=True,
        key="foreign",
    ),
    Means(
        T("Barter"),
        T("By barter"),
        T("barter {amount}"),
        T("Settle the barter with the client"),
        needs_client=True,
        key="barter",
    ),
    Means(
        T("On account"),
        T("On account"),
        T("on account {amount}"),
        T("Take it off the client's account"),
        needs_client=True,
        key="account",
    ),
    Means(
        T("Invoice"),
        T("On an invoice"),
        T("invoice {amount}"),
        T("Settle it with the invoice"),
        key="invoice",
    ),
)
MEANS: dict[Method, Means] = {means.key: means for means in _ALWAYS}
ALWAYS: tuple[Method, ...] = ("cash", "card")
"""What every salon takes: it can be renamed by nobody and is never out of use."""

TOGETHER: dict[frozenset[Method], Msg] = {
    frozenset({"cash", "card"}): T("Card and cash"),
}
"""What is said of several means; those that are not here are named side by side."""


@dataclass(frozen=True, slots=True)
class SalonMeans:
    """A means as the salon has it. ``kind``: the key of one that there always is, or ``own``;
    ``name``: the salon's own one for it, empty for the usual. ``currency``: of the means for
    foreign money, which one is taken."""

    key: Method
    kind: str
    name: str
    active: bool
    sort: int = 0
    opens_drawer: bool = False
    needs_client: bool = False
    needs_reference: bool = False
    fiscal_cash: bool = False
    currency: str = ""

    @property
    def own(self) -> bool:
        return self.kind == OWN

    @property
    def means(self) -> Means:
        """With its words and what it needs."""
        return replace(
            of_payment(self.key, self.name),
            opens_drawer=self.opens_drawer,
            needs_client=self.needs_client,
            needs_reference=self.needs_reference,
            fiscal_cash=self.fiscal_cash,
        )


@lru_cache(maxsize=64)
def of_payment(method: Method, title: str) -> Means:
    """The means of a payment. ``title``: the salon's name for it then. Asked several times in each
    sale."""
    return replace(MEANS.get(method, _OWN), key=method).called(title)


def how_paid(used: Iterable[Means]) -> Text:
    """In a few words: by card, in cash, by several means; or that there was nothing to pay."""
    by_key = {means.key: means for means in used}
    if not by_key:
        return T("Nothing to pay")
    together = TOGETHER.get(frozenset(by_key))
    if together is not None:
        return together
    places = list(MEANS)
    known = sorted(
        by_key.values(),
        key=lambda means: places.index(means.key) if means.key in MEANS else len(places),
    )
    return side_by_side([means.how for means in known])
