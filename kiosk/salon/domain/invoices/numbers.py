"""Numbers of invoices, and the digits that whoever pays one writes."""

from __future__ import annotations

from kiosk.salon.domain.country.rules import InvoiceSigns
from kiosk.salon.domain.invoices.invoice import InvoiceKind

MOST_DIGITS = 10
"""Of a reference: a variable symbol has no more."""


def sign(signs: InvoiceSigns, kind: InvoiceKind) -> str:
    """What stands before the count of this kind."""
    return {
        "invoice": signs.invoice,
        "credit_note": signs.credit_note,
        "advance": signs.advance,
    }[kind]


def number(desk: str, year: int, sign: str, count: int) -> str:
    """Of an invoice, such as ``2026-1-F00042``."""
    return f"{year}-{desk}-{sign}{count:05d}"


def reference(desk: str, year: int, kind: InvoiceKind, count: int) -> str:
    """The digits of the number. Kinds count each for itself, so those of the others begin with a
    digit that no year does. Where a desk has many digits the century gives way to them."""
    short, digits = f"{year % 100:02d}", f"{count:05d}"
    of_desk = "".join(char for char in desk if char.isdigit())
    lead = {"invoice": str(year), "credit_note": f"8{short}", "advance": f"9{short}"}[kind]
    room = MOST_DIGITS - len(lead) - len(digits)
    if kind == "invoice" and room < len(of_desk):
        lead = short
        room = MOST_DIGITS - len(lead) - len(digits)
    kept = of_desk[-room:] if room > 0 else ""
    return f"{lead}{kept}{digits}"[-MOST_DIGITS:]
