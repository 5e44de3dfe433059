"""What was scanned, as the till takes it: which product, and how much of it or for how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods import gs1, weighed
from kiosk.salon.domain.goods.barcode import normalise
from kiosk.salon.domain.money import Currency
from kiosk.salon.domain.text import T

ONE_PIECE = 1000
_PER_GRAM = {"kg": 1, "g": 1000}
"""Thousandths of the unit in which a product is sold, for each gram."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """``code``: the barcode under which the product is kept. ``weight_g`` and ``price_minor``
    (of the piece) are None where the code says nothing of them. ``packed_here``: weighed or priced
    in the shop, so that each has a label of its own."""

    code: str
    weight_g: int | None = None
    price_minor: int | None = None
    batch: str = ""
    expires: date | None = None
    packed_here: bool = False

    def quantity_milli(self, name: str, unit: str) -> int:
        """Thousandths of the product's unit. Refused for goods that were weighed here and are
        sold by the piece: nobody knows what they cost."""
        if self.weight_g is not None and unit.lower() in _PER_GRAM:
            return self.weight_g * _PER_GRAM[unit.lower()]
        if self.weight_g is not None and self.packed_here:
            raise Refused(T("{name} is not sold by weight. Set its unit to kg or g.", name=name))
        return ONE_PIECE


def understood(
    code: str, patterns: Sequence[weighed.Pattern], currency: Currency, this_year: int
) -> Scanned:
    """A code that is no product's barcode as it stands. ``this_year``: for dates of two digits.

    Refused for a GS1 code that is torn.
    """
    elements = gs1.read(code, this_year)
    if elements is not None and elements.gtin:
        return Scanned(
            elements.product_code, elements.weight_g, None, elements.batch, elements.expires
        )
    packed = weighed.read(normalise(code), patterns, currency)
    if packed is not None:
        return Scanned(packed.code, packed.weight_g, packed.price_minor, packed_here=True)
    return Scanned(normalise(code))
