"""Short Payment Descriptor 1.0 of the Czech banks (QR Platba)."""

from __future__ import annotations

from kiosk.salon.domain.invoices.payment_codes.payment import (
    Payment,
    PaymentCode,
    cut,
    decimal,
    plain,
)

NAME, MESSAGE, AMOUNT = 35, 60, 10
"""Most characters of values, before what has to be escaped in them is."""
ALLOWED = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $+-./:")
"""Signs of the dense alphanumeric mode of QR codes, but ``*``, which ends a value, and ``%``, which
begins an escape."""


def code(payment: Payment) -> PaymentCode | None:
    """None for a sum that the form has no room for. What is due at once goes as an instant
    payment."""
    amount = decimal(payment.amount_minor, payment.currency)
    if len(amount) > AMOUNT:
        return None
    account = payment.iban + (f"+{payment.bic}" if payment.bic else "")
    fields = [("ACC", account), ("AM", amount), ("CC", payment.currency)]
    fields.append(("RN", escaped(payment.name, NAME)))
    if payment.due_on is not None:
        fields.append(("DT", f"{payment.due_on:%Y%m%d}"))
    else:
        fields.append(("PT", "IP"))
    fields.append(("MSG", escaped(f"Faktura {payment.number}", MESSAGE)))
    if payment.reference:
        fields.append(("X-VS", payment.reference))
    text = "*".join(("SPD", "1.0", *(f"{key}:{value}" for key, value in fields if value)))
    return PaymentCode("spayd", text)


def escaped(text: str, most: int) -> str:
    """A value in capitals without diacritics; what would end it or has no place in the dense mode
    is written as ``%XX`` of its UTF-8 bytes."""
    value = cut(plain(text).upper(), most)
    return "".join(
        char if char in ALLOWED else "".join(f"%{byte:02X}" for byte in char.encode())
        for char in value
    )
