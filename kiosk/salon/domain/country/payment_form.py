"""By which code the banks of a country are asked for money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

PaymentKind = Literal["spayd", "pay_by_square", "upn_qr", "epc", "hct"]


@dataclass(frozen=True, slots=True)
class PaymentForm:
    """The code that the country's banks read from an invoice ``since`` a day. ``name``: what people
    call it; ``reference``: what they call the number by which a payment is known, and
    ``reference_model``: what stands before it."""

    since: date
    kind: PaymentKind
    name: str
    reference: str
    reference_model: str = ""
    note: str = ""
