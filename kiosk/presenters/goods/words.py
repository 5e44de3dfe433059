"""Words for goods: quantities with their unit, VAT rates, what moved the stock."""

from __future__ import annotations

from kiosk.presenters.forms import FormField
from kiosk.salon.domain.devices import LabelPicture
from kiosk.salon.domain.goods.catalogue import StockMovement
from kiosk.salon.domain.text import Msg, Number, Percent, T, Text
from kiosk.salon.services.context import Context

MOVED: dict[str, Msg] = {
    "opening": T("Opening stock"),
    "receipt": T("Received"),
    "sale": T("Sold"),
    "void": T("Void of a sale"),
    "return": T("Came back"),
    "write_off": T("Written off"),
    "correction": T("Corrected"),
}


def quantity(milli: int, unit: str) -> Msg:
    """``12 ks``."""
    return T("{quantity} {unit}", quantity=Number(milli), unit=unit)


def moved(movement: StockMovement, unit: str) -> Msg:
    """``+12 ks``, ``-1 ks``."""
    if movement.quantity_milli < 0:
        return quantity(movement.quantity_milli, unit)
    return T("+{quantity}", quantity=quantity(movement.quantity_milli, unit))


def vat(bp: int) -> Percent:
    return Percent(bp * 10)


def price_and_vat(
    context: Context, price: str, present: int, hint: Text = ""
) -> tuple[FormField, ...]:
    """The price, and the rates on offer with the one in use if the salon no longer offers it; the
    price alone in a salon that pays no VAT."""
    if not context.pays_vat():
        return (FormField("price", T("Price"), "money", price, hint=hint),)
    rates = dict.fromkeys((*context.salon.offered_on(context.law_day()), present))
    options = tuple((str(rate), vat(rate)) for rate in rates)
    return (
        FormField("price", T("Price with VAT"), "money", price, hint=hint),
        FormField("vat", T("VAT rate"), "choice", str(present), options=options),
    )


def size_of(picture: LabelPicture) -> Msg:
    """``57 × 32 mm``."""
    return T("{width} × {height} mm", width=picture.width_mm, height=picture.height_mm)
