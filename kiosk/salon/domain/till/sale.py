"""A sale as it was: all that a receipt, a copy or a report needs, whatever the lists say today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.advances import Source
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.means import ALWAYS, MEANS, Means, Method
from kiosk.salon.domain.vat import VatRow

SaleKind = Literal["sale", "void", "return"]


@dataclass(frozen=True, slots=True)
class Tip:
    """``amount_minor``: given for somebody of the team beside what was to pay; no part of the
    turnover."""

    method: Method
    amount_minor: int
    staff_name: str
    staff_id: Id | None = None

    @property
    def means(self) -> Means:
        return MEANS[self.method]


@dataclass(frozen=True, slots=True)
class SaleLine:
    """``total_minor = price x quantity - discount - bill_discount``; all minor units.

    ``cost_minor``: what the whole quantity was bought for without VAT, None where nobody knows.
    Of a line of a return: ``returns_line``: the id of the line that was sold; ``vat_minor``: its
    share of the sale's VAT; ``written_off``: it did not go back into stock.

    ``advance``: money taken before what it is for; ``deducts``: the id of such a line, which this
    one takes off (``source``: where it stands). Either bears its own VAT (``vat_minor``); that of
    the others of a sale follows from their sum by rate. Where an advance comes back, or is given
    back to, that counts once and its price is how much."""

    name: str
    kind: str
    unit: str
    quantity_milli: int
    list_price_minor: int
    price_minor: int
    price_reason: str
    vat_bp: int
    discount_minor: int
    discount_text: str
    bill_discount_minor: int
    total_minor: int
    staff_name: str = ""
    product_id: Id | None = None
    service_id: Id | None = None
    staff_id: Id | None = None
    cost_minor: int | None = None
    returns_line: Id | None = None
    vat_minor: int | None = None
    written_off: bool = False
    advance: bool = False
    deducts: Id | None = None
    source: Source | None = None

    @property
    def is_sold(self) -> bool:
        """Whether it is goods or a service, and no advance."""
        return not self.advance and self.deducts is None


@dataclass(frozen=True, slots=True)
class Sale:
    """``total_minor``: exact sum of the lines (the VAT table adds up to it, if the salon was a VAT
    payer then: without ``pays_vat`` there is none, and no line has a rate). ``rounding_minor``:
    cash rounding, a line of its own. ``paid_minor = total + rounding = sum of payments``.

    ``kind`` is ``sale``, ``void`` (a counter-document: every sum negative, ``voids_number`` names
    the sale it takes back) or ``return`` (of some lines: every sum negative, ``returns_number``
    names the sale). ``tips`` are no part of any of these sums. ``sold_at``: UTC ms.
    """

    id: Id
    number: str
    kind: SaleKind
    currency: str
    lines: tuple[SaleLine, ...]
    payments: tuple[Payment, ...]
    vat: tuple[VatRow, ...]
    goods_minor: int
    discount_minor: int
    total_minor: int
    rounding_minor: int
    paid_minor: int
    sold_at: int
    staff_name: str
    reason: str = ""
    voids_number: str = ""
    voided_by_number: str = ""
    client_id: Id | None = None
    client_name: str = ""
    appointment_id: Id | None = None
    discount_text: str = ""
    """What the bill's discount was for, such as ``5 % Regular client``."""
    pays_vat: bool = True
    returns_number: str = ""
    returned_by: tuple[str, ...] = ()
    """Numbers of its returns, oldest first."""
    tips: tuple[Tip, ...] = ()
    clock_doubtful: bool = False
    """When it was made the clock was behind what was recorded before."""

    @property
    def change_minor(self) -> int:
        return sum(payment.change_minor for payment in self.payments)

    @property
    def tip_minor(self) -> int:
        return sum(tip.amount_minor for tip in self.tips)

    @property
    def opens_drawer(self) -> bool:
        means = [part.means for part in self.payments] + [tip.means for tip in self.tips]
        return any(one.opens_drawer for one in means)


def takings(sales: Iterable[Sale]) -> dict[Method, int]:
    """What was taken by each means of payment, what went back taken off: by cash and card, and by
    any other that was used. Tips are no part of it."""
    taken = dict.fromkeys(ALWAYS, 0)
    for sale in sales:
        for part in sale.payments:
            taken[part.method] = taken.get(part.method, 0) + part.amount_minor
    return taken


def means_used(sales: Iterable[Sale]) -> dict[Method, Means]:
    """The means of :func:`takings`, as they are called on the newest sale, which comes first."""
    used = {method: MEANS[method] for method in ALWAYS}
    for sale in sales:
        for part in sale.payments:
            used.setdefault(part.method, part.means)
    return used
