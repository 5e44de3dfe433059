"""What of a sale comes back: the share of each line in everything, and how the money goes back.

What the sale deducted of an advance goes back to it in the share of what comes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import (
    CashRounding,
    divide_half_up,
    round_cash,
)
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till import giving_back
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.means import Method
from kiosk.salon.domain.till.sale import Sale, SaleLine
from kiosk.salon.domain.till.settling import Settlement
from kiosk.salon.domain.till.sold import SoldLine, part_of, taken_back, within

CREDIT = "account"
"""What is kept for the client instead of being given back."""


@dataclass(frozen=True, slots=True)
class Way:
    """A means by which a sale was paid. ``payment``: as it was; ``left_minor``: what has not gone
    back by it yet."""

    payment: Payment
    left_minor: int

    @property
    def method(self) -> Method:
        return self.payment.method


@dataclass(frozen=True, slots=True)
class Purse:
    """How a sale was paid, and what went back: ``payments`` of its returns (below zero), and
    ``back_minor``, the exact total of what they took back."""

    sale: Sale
    payments: Sequence[Payment] = ()
    back_minor: int = 0

    @property
    def ways(self) -> tuple[Way, ...]:
        """By means of its own (a voucher also by its reference), in the order they were paid; what
        was paid in hand or into an account is not among them."""
        return tuple(
            Way(replace(part, amount_minor=paid), paid + self._gone(part))
            for part, paid in self._paid.values()
        )

    @property
    def _paid(self) -> dict[object, tuple[Payment, int]]:
        paid: dict[object, tuple[Payment, int]] = {}
        for part in self.sale.payments:
            if not _of_rest(part):
                before = paid[_key(part)][1] if _key(part) in paid else 0
                paid[_key(part)] = (part, before + part.amount_minor)
        return paid

    def _gone(self, way: Payment) -> int:
        return sum(part.amount_minor for part in self.payments if _key(part) == _key(way))

    @property
    def cash_left_minor(self) -> int:
        """What was paid in hand and has not gone back so. Money of another country goes back in
        the salon's own."""
        every = (*self.sale.payments, *self.payments)
        return sum(part.amount_minor for part in every if part.means.is_cash)

    @property
    def credit_left_minor(self) -> int:
        """What was put on the client's account and has not been taken off it again."""
        every = (*self.sale.payments, *self.payments)
        return sum(part.amount_minor for part in every if part.method == CREDIT)

    @property
    def first(self) -> Method:
        """By which means money goes back unless somebody says otherwise: those of its own first,
        cash after them."""
        return next(iter(self.choices), "cash")

    @property
    def choices(self) -> tuple[Method, ...]:
        """By which means money can go back."""
        own = dict.fromkeys(way.method for way in self.ways if way.left_minor > 0)
        cash: tuple[Method, ...] = ("cash",) if self.cash_left_minor > 0 else ()
        credit: tuple[Method, ...] = (CREDIT,) if self.credit_left_minor > 0 else ()
        return (*own, *cash, *credit)


def _of_rest(part: Payment) -> bool:
    return part.means.is_cash or part.method == CREDIT


def _key(part: Payment) -> object:
    return part.method, part.title, part.reference


def settle_back(
    purse: Purse, total_minor: int, first: Method, rounding: CashRounding
) -> Settlement:
    """How an exact total goes back, every sum below zero: ``first`` by this means as far as it was
    paid by it, then by the others.

    A means of its own takes its share exactly. The rest of the sale, paid in hand, bears the
    rounding of the sale by its share; in coins it is rounded, and what that adds or takes the next
    return makes good. Never more goes back than was paid, by any means or in all.
    """
    sale = purse.sale
    ways = sorted(purse.ways, key=lambda way: way.method != first)
    paid_rest = sale.total_minor - sum(way.payment.amount_minor for way in ways)
    gone_rest = purse.back_minor + sum(
        part.amount_minor for part in purse.payments if not _of_rest(part)
    )
    rest = 0
    if first == CREDIT:
        rest = total_minor
    elif first == "cash":
        rest = within(paid_rest - gone_rest, 0, total_minor)
    parts, to_give = [], total_minor - rest
    most = sale.paid_minor + sum(part.amount_minor for part in purse.payments)
    for way in ways:
        amount = min(to_give, way.left_minor, most)
        if amount > 0:
            to_give -= amount
            most -= amount
            parts.append(_back(way.payment, amount))
    rest += to_give
    by_rest = -sum(part.amount_minor for part in purse.payments if _of_rest(part))
    due = _worth(sale, paid_rest, gone_rest + rest) - by_rest if rest else 0
    credit = within(due, 0, most)
    if first != CREDIT:
        coins = min(most, purse.cash_left_minor) // rounding.step * rounding.step
        cash = within(round_cash(due, rounding), 0, coins)
        credit = within(due - cash, 0, min(most - cash, max(0, purse.credit_left_minor)))
        if due <= purse.cash_left_minor:
            credit = 0
        if cash:
            parts.append(_back(Payment("cash", cash), cash))
    if credit:
        parts.append(_back(Payment(CREDIT, credit), credit))
    return Settlement(tuple(parts), total_minor + sum(part.amount_minor for part in parts))


def _worth(sale: Sale, paid_rest: int, so_far: int) -> int:
    """What has to have gone back for so much of the rest, with its share of the rounding."""
    if so_far >= paid_rest:
        return so_far + sale.rounding_minor
    return so_far + divide_half_up(sale.rounding_minor * so_far, paid_rest)


def _back(way: Payment, amount: int) -> Payment:
    return replace(
        way,
        amount_minor=-amount,
        tendered_minor=-amount if way.means.is_cash else 0,
        change_minor=0,
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """What shall come back: so much (thousandths) of a line, into stock or ``written_off``."""

    line_id: Id
    quantity_milli: int
    written_off: bool = False


@dataclass(frozen=True, slots=True)
class Returnable:
    """A sale as far as it can still come back. ``cash``: what can be given back in coins today."""

    sale: Sale
    lines: tuple[SoldLine, ...]
    purse: Purse
    cash: CashRounding

    def taken_back(self, pieces: Sequence[Piece]) -> tuple[SaleLine, ...]:
        """The lines of the document that takes these back, in the order of the sale, and after them
        what of its advances is given back. Refused for nothing at all, for a line that is no line
        of this sale, for one that is named twice, and for more than there is left."""
        wanted = {piece.line_id: piece for piece in pieces}
        known = {sold.id for sold in self.lines}
        if not pieces or len(wanted) != len(pieces) or not known.issuperset(wanted):
            raise Refused(T("Choose what comes back."))
        back = tuple(
            taken_back(
                sold,
                part_of(sold, wanted[sold.id].quantity_milli),
                written_off=wanted[sold.id].written_off,
            )
            for sold in self.lines
            if sold.id in wanted
        )
        return back + giving_back.given_back(self.lines, back)

    def settle(self, lines: Sequence[SaleLine], first: Method = "") -> Settlement:
        """How the money for these lines goes back; ``first``: by which means before others."""
        total = -sum(line.total_minor for line in lines)
        return settle_back(self.purse, total, first or self.purse.first, self.cash)
