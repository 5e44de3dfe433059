"""The bill: lines, discounts, totals, and how it may be paid."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kiosk.salon.domain.country.rules import VatChange, rate_after
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import MAX_PRICE_MINOR, LineKind
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import (
    CashRounding,
    Currency,
    allocate,
    line_total,
    percent_of,
    round_cash,
)
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.advances import OpenAdvance, Wanted, deducted
from kiosk.salon.domain.till.asked import Asked
from kiosk.salon.domain.till.means import Means, Method, of_payment
from kiosk.salon.domain.vat import VatRow, vat_rows, vat_within

DiscountKind = Literal["none", "percent", "amount"]


@dataclass(frozen=True, slots=True)
class Discount:
    """``value``: thousandths of a percent (5 % is 5000), or minor units for ``amount``."""

    kind: DiscountKind = "none"
    value: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BillLine:
    """``price_minor``: unit price in force, ``list_price_minor``: what the list says. With
    ``open_price`` the list says nothing: both are what was said at the till, 0 until then.

    ``advance``: money taken before what it is for. ``deducts``: the line of a sale that took such
    money, which this one, below zero, takes off the bill; its price is the most that is wanted,
    ``source`` what is left of it."""

    id: Id
    kind: LineKind
    name: str
    quantity_milli: int
    price_minor: int
    list_price_minor: int
    vat_bp: int
    unit: str = ""
    product_id: Id | None = None
    service_id: Id | None = None
    staff_id: Id | None = None
    staff_first_name: str = ""
    price_reason: str = ""
    discount: Discount = Discount()
    stock_milli: int | None = None
    approved_by: Id | None = None
    """The manager who approved that so much is taken off the list."""
    open_price: bool = False
    cost_minor: int | None = None
    """What the salon pays for one, without VAT; None where nobody knows."""
    advance: bool = False
    deducts: Id | None = None
    source: OpenAdvance | None = None

    @property
    def is_sold(self) -> bool:
        """Whether it is goods or a service, and no advance: discounts are of such lines alone."""
        return not self.advance and self.deducts is None

    @property
    def unpriced(self) -> bool:
        """Its price is still to be said."""
        return self.open_price and not self.price_minor


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its sums: ``gross = price x quantity``, ``total = gross - discount -
    bill_discount`` (its share of the bill's discount). ``vat_minor``: the VAT of an advance, and
    of what is deducted of one; that of all others follows from their sum by rate."""

    line: BillLine
    gross_minor: int
    discount_minor: int
    bill_discount_minor: int
    total_minor: int
    vat_minor: int | None = None


@dataclass(frozen=True, slots=True)
class BillTotals:
    """``goods_minor``: lines after line discounts; ``discount_minor``: the bill's discount;
    ``total_minor = goods - discount``, the exact sum; ``cash_minor``: the same if all is paid in
    cash (rounded as the country wants it). ``sold_minor``: what of the lines is no advance, which
    the bill's discount is taken off."""

    lines: tuple[PricedLine, ...]
    goods_minor: int
    discount_minor: int
    total_minor: int
    cash_minor: int
    vat: tuple[VatRow, ...]
    sold_minor: int = 0


@dataclass(frozen=True, slots=True)
class Bill:
    """An open bill as the desk sees it. ``cash_rounding``: of cash, if it is paid today.
    ``opened_at``: UTC ms. ``taken``: what was paid of it already, at a terminal or by anything that
    is not cash; ``asked``: what was asked for at a terminal and is not answered yet.
    ``buyer_id``, ``buyer_name``: whom the invoice is for that was wanted before paying.
    ``tip_minor``: what is to be given besides, for whom; ``tips_taken``: what of it a terminal has
    taken, by means."""

    id: Id
    lines: tuple[BillLine, ...]
    totals: BillTotals
    currency: Currency
    cash_rounding: CashRounding
    opened_at: int
    discount: Discount = Discount()
    client_id: Id | None = None
    client_name: str = ""
    appointment_id: Id | None = None
    approved_by: Id | None = None
    taken: tuple[Payment, ...] = ()
    asked: Asked | None = None
    tip_minor: int = 0
    tip_staff_id: Id | None = None
    tip_staff_name: str = ""
    tips_taken: tuple[tuple[Method, int], ...] = ()
    buyer_id: Id | None = None
    buyer_name: str = ""

    @property
    def tip_due_minor(self) -> int:
        """What of the tip is still to be given."""
        return max(0, self.tip_minor - sum(minor for _, minor in self.tips_taken))

    @property
    def due_minor(self) -> int:
        """What is still to pay; below zero when lines went after a part was paid."""
        return self.totals.total_minor - sum(part.amount_minor for part in self.taken)

    @property
    def cash_due_minor(self) -> int:
        """The same if it is paid in cash."""
        return round_cash(self.due_minor, self.cash_rounding)

    @property
    def with_tip_minor(self) -> int:
        """What is still to pay, and the tip."""
        return self.due_minor + self.tip_due_minor

    @property
    def cash_with_tip_minor(self) -> int:
        """The same in cash: both together are rounded."""
        return round_cash(self.with_tip_minor, self.cash_rounding)


@dataclass(frozen=True, slots=True)
class Payment:
    """``amount_minor``: what counts towards the bill. Cash also has what was handed over and what
    was given back: ``tendered = amount + change``, and the tip that was handed over with it.

    Money of another currency (``foreign_minor`` of ``currency``) has its value in
    ``tendered_minor`` and its change in the salon's; ``rate_micro``: millionths of a unit of the
    salon's currency for one unit of the other. ``reference``: what proves the payment, such as a
    voucher's number. ``title``: what a means of the salon's own was called then."""

    method: Method
    amount_minor: int
    tendered_minor: int = 0
    change_minor: int = 0
    currency: str = ""
    foreign_minor: int = 0
    rate_micro: int = 0
    reference: str = ""
    title: str = ""

    @property
    def means(self) -> Means:
        return of_payment(self.method, self.title)


MAX_QUANTITY_MILLI = 9_999_000
"""More than this of one thing is a slip of the finger."""
ALL_MILLI = 100_000
"""A hundred percent."""


def gross_of(line: BillLine) -> int:
    """Price in force x quantity, in minor units."""
    return line_total(line.price_minor, line.quantity_milli)


def discount_of(discount: Discount, base_minor: int) -> int:
    """What a discount takes off a sum; never more than the sum itself.

    An amount agreed for three pieces must not turn one piece into a refund, hence the limit here
    beside :func:`check_discount`.
    """
    if discount.kind == "percent":
        return min(percent_of(base_minor, discount.value), base_minor)
    if discount.kind == "amount":
        return min(discount.value, base_minor)
    return 0


def check_quantity(quantity_milli: int) -> None:
    """Refused unless above zero and at most 9,999 pieces."""
    if not 0 < quantity_milli <= MAX_QUANTITY_MILLI:
        raise Refused(T("The quantity must be above zero and at most 9,999."))


def check_price(price_minor: int, reason: str) -> None:
    """Refused below zero, above ``MAX_PRICE_MINOR`` or without a reason."""
    if price_minor < 0:
        raise Refused(T("A price cannot be below zero."))
    if price_minor > MAX_PRICE_MINOR:
        raise Refused(T("The price is too high. Please check the number."))
    if not reason.strip():
        raise Refused(T("Please give a reason for the changed price."))


def check_priced(lines: Sequence[BillLine]) -> None:
    """Refused while a line has no price."""
    for line in lines:
        if line.unpriced:
            raise Refused(T("Enter the price of {name} first.", name=line.name))


def check_deductions(totals: BillTotals) -> None:
    """Refused while a line deducts nothing: its advance was used elsewhere meanwhile, or the bill
    has nothing that it was for."""
    for part in totals.lines:
        if part.line.deducts is not None and not part.total_minor:
            raise Refused(
                T("{name}: there is nothing to deduct. Take the line off.", name=part.line.name)
            )


def check_gross(price_minor: int, quantity_milli: int) -> None:
    """Refused when price x quantity is more than the highest price there is: a slip of the finger,
    and far below what the database can hold."""
    if line_total(price_minor, quantity_milli) > MAX_PRICE_MINOR:
        raise Refused(T("The sum is too high. Please check the quantity and the price."))


def check_discount(discount: Discount, base_minor: int) -> None:
    """Refused below zero, above 100 % or above the sum it is taken from."""
    if discount.value < 0:
        raise Refused(T("A discount cannot be below zero."))
    if discount.kind == "percent" and discount.value > ALL_MILLI:
        raise Refused(T("A discount cannot be above 100 %."))
    if discount.kind == "amount" and discount.value > base_minor:
        raise Refused(T("The discount is more than there is to pay."))


def taken_off(list_minor: int, left_minor: int) -> int:
    """How much of the list's sum is given away, in thousandths of a percent rounded up: a limit is
    passed by the first minor unit above it."""
    if list_minor <= 0:
        return 0
    return max(0, -(-(list_minor - left_minor) * ALL_MILLI // list_minor))


def given_away(line: BillLine) -> int:
    """Minor units that the price and the discount of a line take off the list's; below zero where
    more is asked."""
    gross = gross_of(line)
    left = gross - discount_of(line.discount, gross)
    return line_total(line.list_price_minor, line.quantity_milli) - left


def line_taken_off(line: BillLine) -> int:
    """Of one line, by its price and its own discount."""
    listed = line_total(line.list_price_minor, line.quantity_milli)
    return taken_off(listed, listed - given_away(line))


def covered(before: BillLine, after: BillLine) -> bool:
    """Whether what was approved of a line covers it as it is to be: no more is given away by it,
    neither in money nor of its price."""
    return given_away(after) <= given_away(before) and (
        line_taken_off(after) <= line_taken_off(before)
    )


def bill_taken_off(totals: BillTotals, of_staff: Collection[Id] = ()) -> int:
    """Of a whole bill, by everything; lines that a manager approved count as they are asked, those
    that one ``of_staff`` gave by a limit of their own do not."""
    listed = left = 0
    for part in totals.lines:
        line = part.line
        if not line.is_sold:
            continue
        own = part.gross_minor - part.discount_minor
        approved = line.approved_by is not None and line.approved_by not in of_staff
        listed += own if approved else line_total(line.list_price_minor, line.quantity_milli)
        left += part.total_minor
    return taken_off(listed, left)


def at_rates_after(lines: Iterable[BillLine], changes: Sequence[VatChange]) -> tuple[BillLine, ...]:
    """The lines with what has become of their VAT rates; prices include VAT and stay."""
    return tuple(
        line
        if (rate := rate_after(changes, line.kind, line.vat_bp)) == line.vat_bp
        else replace(line, vat_bp=rate)
        for line in lines
    )


def price_bill(
    lines: Sequence[BillLine], discount: Discount, cash_rounding: CashRounding
) -> BillTotals:
    """All sums of a bill. The bill's discount is spread over the lines in proportion to their
    totals, so that each VAT rate bears its share and the VAT table adds up to the total. Advances
    are deducted from what is left then."""
    grosses = [gross_of(line) if line.deducts is None else 0 for line in lines]
    cuts = [discount_of(line.discount, gross) for line, gross in zip(lines, grosses, strict=True)]
    nets = [gross - cut for gross, cut in zip(grosses, cuts, strict=True)]
    of_goods = [net if line.is_sold else 0 for line, net in zip(lines, nets, strict=True)]
    sold = sum(of_goods)
    taken = discount_of(discount, sold)
    shares = allocate(taken, of_goods)
    priced = _deducted(
        PricedLine(
            *(line, gross, cut, share, gross - cut - share),
            vat_within(gross - cut, line.vat_bp) if line.advance else None,
        )
        for line, gross, cut, share in zip(lines, grosses, cuts, shares, strict=True)
    )
    total = sum(part.total_minor for part in priced)
    return BillTotals(
        lines=priced,
        goods_minor=total + taken,
        discount_minor=taken,
        total_minor=total,
        cash_minor=round_cash(total, cash_rounding),
        vat=vat_rows((part.line.vat_bp, part.total_minor, part.vat_minor) for part in priced),
        sold_minor=sold,
    )


def _deducted(lines: Iterable[PricedLine]) -> tuple[PricedLine, ...]:
    """With what those that deduct an advance take off the others."""
    priced = list(lines)
    room: dict[int, int] = {}
    for part in priced:
        if part.line.is_sold:
            room[part.line.vat_bp] = room.get(part.line.vat_bp, 0) + part.total_minor
    found = [
        (place, part.line, source)
        for place, part in enumerate(priced)
        if (source := part.line.source) is not None
    ]
    amounts = deducted(
        [
            Wanted(min(-line.price_minor, source.left_minor), line.vat_bp, source.pays_vat)
            for _, line, source in found
        ],
        room,
    )
    for (place, line, source), minor in zip(found, amounts, strict=True):
        line = replace(line, price_minor=-minor, list_price_minor=-minor)
        vat = -source.vat_of(minor, line.vat_bp)
        priced[place] = PricedLine(line, -minor, 0, 0, -minor, vat)
    return tuple(priced)
