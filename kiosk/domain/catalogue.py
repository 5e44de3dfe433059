"""Services and products."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.ids import Id


@dataclass(frozen=True, slots=True)
class Service:
    """``minutes``: how long it takes. Prices include VAT."""

    id: Id
    name: str
    minutes: int
    price_minor: int
    vat_bp: int
    category: str = ""
    code: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Product:
    """``stock_milli``: stored balance of the movements, in thousandths of ``unit``."""

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


@dataclass(frozen=True, slots=True)
class StockMovement:
    """One row of the stock ledger. ``kind``: opening, receipt, sale, void, correction."""

    at: int
    quantity_milli: int
    kind: str
    reason: str
