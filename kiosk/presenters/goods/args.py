"""What the screens of products and services take and hand back."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Args, Result
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.ids import Id


@dataclass(frozen=True, slots=True)
class OneProductArgs(Args):
    """Of the screens that are about one product."""

    product_id: Id


class ProductArgs(OneProductArgs): ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFormArgs(Args):
    """``product_id``: what to edit, None for a new product. ``barcode``: of a new one, as it was
    scanned."""

    product_id: Id | None = None
    barcode: str = ""


class StockFormArgs(OneProductArgs): ...


@dataclass(frozen=True, slots=True)
class ServiceFormArgs(Args):
    """``service_id``: what to edit, None for a new service."""

    service_id: Id | None = None


@dataclass(frozen=True, slots=True)
class ResourceFormArgs(Args):
    """``resource_id``: what to edit, None for a new room or device."""

    resource_id: Id | None = None


class LabelArgs(OneProductArgs): ...


@dataclass(frozen=True, slots=True)
class LabelSheetArgs(Args):
    """``lines``: products and how many labels of each."""

    lines: tuple[tuple[Product, int], ...]


@dataclass(frozen=True, slots=True)
class ProductSaved(Result):
    """A product or its stock was changed."""

    product_id: Id


@dataclass(frozen=True, slots=True)
class LabelPicked(Result):
    """Of this product another number of labels is wanted."""

    product_id: Id


@dataclass(frozen=True, slots=True)
class SheetConfirmed(Result):
    """All labels of the sheet are to be printed."""
