"""What of a sale comes back: the share of each line in everything, and how the money goes back.

Shares are counted up. After k of n pieces ``round(sum * k / n)`` has come back in all, and a return
brings that less what came before it, so the last one brings the rest whatever was rounded on the
way: in a line's total, in its discounts, in its VAT and in what was paid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import (
    CashRounding,
    allocate,
    divide_half_up,
    line_total,
    round_cash,
)
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.means import Method
from kiosk.salon.domain.till.sale import Sale, SaleLine
from kiosk.salon.domain.till.settling import Settlement
from kiosk.salon.domain.vat import VatRow

CREDIT = "account"
"""What is kept for the client instead of being given back."""


@dataclass(frozen=True, slots=True)
class Part:
    """Of a line: so much of it, with its share of everything; minor units, none below zero.
    ``cost_minor``: what the salon paid for it, None when nobody knows."""

    quantity_milli: int = 0
    discount_minor: int = 0
    bill_discount_minor: int = 0
    total_minor: int = 0
    vat_minor: int = 0
    cost_minor: int | None = None

    @property
    def gross_minor(self) -> int:
        return self.total_minor + self.discount_minor + self.bill_discount_minor


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line of a sale. ``whole``: all of it; ``gone``: what came back already."""

    id: Id
    line: SaleLine
    whole: Part
    gone: Part = Part()

    @property
    def left_milli(self) -> int:
        """How much can still come back."""
        return self.whole.quantity_milli - self.gone.quantity_milli


def sold_lines(sale: Sale, ids: Sequence[Id], gone: Sequence[Part]) -> tuple[SoldLine, ...]:
    """The lines of a sale in their order, with their ids and what came back of each."""
    vats = vat_of_lines(sale.lines, sale.vat)
    return tuple(
        SoldLine(line_id, line, _whole(line, vat), back)
        for line_id, line, vat, back in zip(ids, sale.lines, vats, gone, strict=True)
    )


def _whole(line: SaleLine, vat_minor: int) -> Part:
    return Part(
        line.quantity_milli,
        line.discount_minor,
        line.bill_discount_minor,
        line.total_minor,
        vat_minor,
        line.cost_minor,
    )


def vat_of_lines(lines: Sequence[SaleLine], table: Sequence[VatRow]) -> list[int]:
    """What each line bears of the VAT table, by the totals within each rate; nothing without a
    table. The parts add up to its rows."""
    shares = [0] * len(lines)
    for row in table:
        places = [place for place, line in enumerate(lines) if line.vat_bp == row.rate_bp]
        parts = allocate(row.vat_minor, [lines[place].total_minor for place in places])
        for place, part in zip(places, parts, strict=True):
            shares[place] = part
    return shares


def part_of(sold: SoldLine, quantity_milli: int) -> Part:
    """What comes back with so much of a line (thousandths). Refused for nothing, and for more than
    there is left of it."""
    whole, gone = sold.whole, sold.gone
    if quantity_milli <= 0:
        raise Refused(T("The quantity must be above zero."))
    if quantity_milli > sold.left_milli:
        raise Refused(T("More cannot come back than was sold."))
    after = gone.quantity_milli + quantity_milli

    def due(all_of_it: int, before: int) -> int:
        return divide_half_up(all_of_it * after, whole.quantity_milli) - before

    total_left = whole.total_minor - gone.total_minor
    own_left = whole.discount_minor - gone.discount_minor
    bill_left = whole.bill_discount_minor - gone.bill_discount_minor
    total = due(whole.total_minor, gone.total_minor)
    gross = total + own_left + bill_left
    if after < whole.quantity_milli:
        gross = _within(line_total(sold.line.price_minor, after) - gone.gross_minor, total, gross)
    off = gross - total
    own = _within(
        due(whole.discount_minor, gone.discount_minor), max(0, off - bill_left), min(off, own_left)
    )
    vat_left = whole.vat_minor - gone.vat_minor
    vat = _within(
        due(whole.vat_minor, gone.vat_minor),
        max(0, vat_left - (total_left - total)),
        min(total, vat_left),
    )
    cost = None
    if whole.cost_minor is not None:
        cost = due(whole.cost_minor, gone.cost_minor or 0)
    return Part(quantity_milli, own, off - own, total, vat, cost)


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))


def taken_back(sold: SoldLine, part: Part, *, written_off: bool) -> SaleLine:
    """The line as it stands on the document that takes it back: every sum and quantity negative,
    price, rate and who did it as they were."""
    return replace(
        sold.line,
        quantity_milli=-part.quantity_milli,
        discount_minor=-part.discount_minor,
        bill_discount_minor=-part.bill_discount_minor,
        total_minor=-part.total_minor,
        returns_line=sold.id,
        written_off=written_off and sold.line.product_id is not None,
        vat_minor=-part.vat_minor,
        cost_minor=None if part.cost_minor is None else -part.cost_minor,
    )


def table_of(lines: Sequence[SaleLine]) -> tuple[VatRow, ...]:
    """The VAT of a return by rate, highest first: the sum of what its lines bear."""
    rows = []
    for rate_bp in sorted({line.vat_bp for line in lines}, reverse=True):
        of_rate = [line for line in lines if line.vat_bp == rate_bp]
        gross = sum(line.total_minor for line in of_rate)
        vat = sum(line.vat_minor or 0 for line in of_rate)
        rows.append(VatRow(rate_bp, gross - vat, vat, gross))
    return tuple(rows)


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
        rest = _within(paid_rest - gone_rest, 0, total_minor)
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
    credit = _within(due, 0, most)
    if first != CREDIT:
        coins = min(most, purse.cash_left_minor) // rounding.step * rounding.step
        cash = _within(round_cash(due, rounding), 0, coins)
        credit = _within(due - cash, 0, min(most - cash, max(0, purse.credit_left_minor)))
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
        """The lines of the document that takes these back, in the order of the sale. Refused for
        nothing at all, for a line that is no line of this sale, for one that is named twice, and
        for more than there is left."""
        wanted = {piece.line_id: piece for piece in pieces}
        known = {sold.id for sold in self.lines}
        if not pieces or len(wanted) != len(pieces) or not known.issuperset(wanted):
            raise Refused(T("Choose what comes back."))
        return tuple(
            taken_back(
                sold,
                part_of(sold, wanted[sold.id].quantity_milli),
                written_off=wanted[sold.id].written_off,
            )
            for sold in self.lines
            if sold.id in wanted
        )

    def settle(self, lines: Sequence[SaleLine], first: Method = "") -> Settlement:
        """How the money for these lines goes back; ``first``: by which means before others."""
        total = -sum(line.total_minor for line in lines)
        return settle_back(self.purse, total, first or self.purse.first, self.cash)
