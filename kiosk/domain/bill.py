"""The bill: lines, discounts, totals, and how it may be paid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.domain.ids import Id
from kiosk.domain.money import Currency
from kiosk.domain.vat import VatRow

DiscountKind = Literal["none", "percent", "amount"]
LineKind = Literal["service", "product"]
Method = Literal["cash", "card"]


@dataclass(frozen=True, slots=True)
class Discount:
    """``value``: thousandths of a percent (5 % is 5000), or minor units for ``amount``."""

    kind: DiscountKind = "none"
    value: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BillLine:
    """``price_minor``: unit price in force, ``list_price_minor``: what the list says."""

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


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its sums: ``gross = price x quantity``, ``total = gross - discount -
    bill_discount`` (its share of the bill's discount)."""

    line: BillLine
    gross_minor: int
    discount_minor: int
    bill_discount_minor: int
    total_minor: int


@dataclass(frozen=True, slots=True)
class BillTotals:
    """``goods_minor``: lines after line discounts; ``discount_minor``: the bill's discount;
    ``total_minor = goods - discount``, the exact sum; ``cash_minor``: the same if all is paid in
    cash (rounded by the currency's rule)."""

    lines: tuple[PricedLine, ...]
    goods_minor: int
    discount_minor: int
    total_minor: int
    cash_minor: int
    vat: tuple[VatRow, ...]


@dataclass(frozen=True, slots=True)
class Bill:
    """An open bill as the desk sees it. ``opened_at``: UTC ms."""

    id: Id
    lines: tuple[BillLine, ...]
    totals: BillTotals
    currency: Currency
    opened_at: int
    discount: Discount = Discount()
    client_id: Id | None = None
    client_name: str = ""
    appointment_id: Id | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """``amount_minor``: what counts towards the bill. Cash also has what was handed over and what
    was given back: ``tendered = amount + change``."""

    method: Method
    amount_minor: int
    tendered_minor: int = 0
    change_minor: int = 0
