"""Services and products: what they are, and what may be written about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, T, Text

LineKind = Literal["service", "product"]
"""What can be sold."""


@dataclass(frozen=True, slots=True)
class Service:
    """``minutes``: how long it takes. Prices include VAT; ``vat_bp`` counts only while the salon is
    a VAT payer.

    ``gap_minutes`` from minute ``gap_from`` on something works by itself (a colour develops) and
    the stylist is free. ``before_minutes``/``after_minutes``: to prepare and to clean, beside the
    length. ``resource_ids``: rooms and devices of which it needs one unit each. ``open_price``:
    the list has no price (``price_minor`` is 0), it is said at the till."""

    id: Id
    name: str
    minutes: int
    price_minor: int
    vat_bp: int
    category: str = ""
    code: str = ""
    active: bool = True
    gap_from: int = 0
    gap_minutes: int = 0
    before_minutes: int = 0
    after_minutes: int = 0
    resource_ids: tuple[Id, ...] = ()
    open_price: bool = False

    def price(self, currency: str) -> Text:
        """What a list says."""
        if self.open_price:
            return T("Price at the till")
        return Amount(self.price_minor, currency)


@dataclass(frozen=True, slots=True)
class Resource:
    """A room or a device that services need, such as a wash basin. ``units``: how many there are
    of it."""

    id: Id
    name: str
    units: int = 1
    active: bool = True


@dataclass(frozen=True, slots=True)
class Product:
    """``stock_milli``: stored balance of the movements, in thousandths of ``unit``. ``cost_minor``:
    what one unit is bought for without VAT, None where nobody knows it."""

    id: Id
    name: str
    price_minor: int
    vat_bp: int
    category: str = ""
    unit: str = "ks"
    code: str = ""
    stock_milli: int = 0
    active: bool = True
    barcodes: tuple[str, ...] = ()
    cost_minor: int | None = None


@dataclass(frozen=True, slots=True)
class StockMovement:
    """One row of the stock ledger. ``kind``: opening, receipt, sale, void, correction."""

    at: int
    quantity_milli: int
    kind: str
    reason: str


MAX_PRICE_MINOR = 1_000_000_000
"""A price above this is a slip of the finger, in every currency we know."""
MINUTES = (5, 720)
"""Shortest and longest service."""
MOST_BUFFER = 240
"""Minutes before or after a service."""
MOST_UNITS = 99
MAX_STOCK_MILLI = 1_000_000_000
"""A movement of more than a million pieces is a barcode typed into the quantity."""
MAX_NAME = 120


def check_pause(gap_from: int, gap_minutes: int) -> None:
    """Refused: a pause at the very beginning, where nothing has been done yet."""
    if gap_minutes and not gap_from:
        raise Refused(T("After how many minutes of work does the pause begin?"), field="gap_from")


def check_pause_end(minutes: int, gap_from: int, gap_minutes: int) -> None:
    """Refused: a pause that does not end inside the service."""
    end = gap_from + gap_minutes
    if gap_minutes and end > minutes:
        raise Refused(
            T(
                "The pause would end after {end} minutes, the service takes {minutes}.",
                end=end,
                minutes=minutes,
            ),
            field="gap_minutes",
        )


def check_service(service: Service, vat_bp: tuple[int, ...]) -> None:
    """Refused: no name, a price below zero, minutes outside :data:`MINUTES`, a VAT rate the salon
    does not offer (``vat_bp``: those it does)."""
    _check_sold(service.name, service.price_minor, service.vat_bp, vat_bp)
    assert not (service.open_price and service.price_minor), "either a price or none"
    shortest, longest = MINUTES
    if not shortest <= service.minutes <= longest:
        raise Refused(
            T(
                "A service takes {shortest} to {longest} minutes.",
                shortest=shortest,
                longest=longest,
            ),
            field="minutes",
        )
    check_pause(service.gap_from, service.gap_minutes)
    check_pause_end(service.minutes, service.gap_from, service.gap_minutes)
    for field in ("before_minutes", "after_minutes"):
        if not 0 <= getattr(service, field) <= MOST_BUFFER:
            told = T("Preparing and cleaning take at most {n} minutes.", n=MOST_BUFFER)
            raise Refused(told, field=field)


def check_resource(resource: Resource) -> None:
    """Refused: no name, no unit or more than :data:`MOST_UNITS`."""
    if not resource.name.strip():
        raise Refused(T("Please enter a name."), field="name")
    if not 1 <= resource.units <= MOST_UNITS:
        raise Refused(T("There are 1 to {n} of it.", n=MOST_UNITS), field="units")


def check_product(product: Product, vat_bp: tuple[int, ...]) -> None:
    """Refused: no name, a price below zero, no unit, a VAT rate the salon does not offer."""
    _check_sold(product.name, product.price_minor, product.vat_bp, vat_bp)
    if product.cost_minor is not None:
        check_price(product.cost_minor, "cost")
    if not product.unit or len(product.unit) > 10:
        raise Refused(T("Please give a short unit, such as pc or ml."), field="unit")


def check_movement(quantity_milli: int, kind: str, reason: str) -> None:
    """Refused: nothing moved, a receipt below zero, a correction without a reason. ``opening``, the
    first count of a product, needs none."""
    if kind not in ("receipt", "correction", "opening"):
        raise ValueError(f"not entered by hand: {kind}")
    if quantity_milli == 0 or (kind == "receipt" and quantity_milli < 0):
        raise Refused(T("Please enter how many."), field="quantity")
    if abs(quantity_milli) > MAX_STOCK_MILLI:
        raise Refused(T("That is too many. Please check the number."), field="quantity")
    if kind == "correction" and not reason.strip():
        raise Refused(T("Please say why the stock is corrected."), field="reason")


def check_price(price_minor: int, field: str = "price") -> None:
    """Refused below zero and above :data:`MAX_PRICE_MINOR`. ``field``: where it was entered."""
    if price_minor < 0:
        raise Refused(T("The price cannot be below zero."), field=field)
    if price_minor > MAX_PRICE_MINOR:
        raise Refused(T("The price is too high. Please check the number."), field=field)


def _check_sold(name: str, price_minor: int, vat: int, offered: tuple[int, ...]) -> None:
    if not name.strip():
        raise Refused(T("Please enter a name."), field="name")
    if len(name) > MAX_NAME:
        raise Refused(T("The name is too long."), field="name")
    check_price(price_minor)
    if vat not in offered:
        raise Refused(T("The salon does not offer this VAT rate."), field="vat")
