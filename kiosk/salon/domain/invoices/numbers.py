"""Numbers of invoices, and the digits that whoever pays one writes."""

from __future__ import annotations

from kiosk.salon.domain.country.rules import InvoiceSigns
from kiosk.salon.domain.invoices.invoice import InvoiceKind

MOST_DIGITS = 10
"""Of a reference: a variable symbol has no more."""
_DIGITS = 5
"""Of the count in a number and its reference, as long as so many are enough."""
_DESK_DIGITS = 2
"""Of a desk that stands in a reference."""
_SHARED = "7"
"""What the references begin with that all desks count together: no year does, and no other kind."""
_SHARED_DIGITS = 7


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
    """The digits of the number; empty where they would be those of another desk's too: its name has
    letters or many digits, or the count is too long. Kinds count each for itself, so those of the
    others begin with a digit that no year does; where a desk has two digits the century gives way
    to them."""
    digits = f"{count:0{_DIGITS}d}"
    plain = desk.isascii() and desk.isdecimal() and len(desk) <= _DESK_DIGITS
    if not plain or len(digits) > _DIGITS:
        return ""
    short = f"{year % 100:02d}"
    whole = str(year) if len(desk) < _DESK_DIGITS else short
    lead = {"invoice": whole, "credit_note": f"8{short}", "advance": f"9{short}"}[kind]
    return f"{lead}{desk}{digits}"


def shared_reference(year: int, count: int) -> str:
    """The same counted by all desks of a salon together."""
    digits = f"{count:0{_SHARED_DIGITS}d}"
    assert len(digits) == _SHARED_DIGITS, "ten million invoices in a year"
    return f"{_SHARED}{year % 100:02d}{digits}"


def shared_count(reference: str) -> int:
    """Where such a reference stands in its count; 0 for one of a single desk."""
    shared = len(reference) == MOST_DIGITS and reference.startswith(_SHARED)
    return int(reference[-_SHARED_DIGITS:]) if shared and reference.isdecimal() else 0
