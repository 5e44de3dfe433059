"""The European code for a credit transfer (EPC069-12, version 002)."""

from __future__ import annotations

from kiosk.salon.domain.invoices.payment_codes.payment import (
    Payment,
    PaymentCode,
    cut,
    decimal,
    one_line,
)

NAME, TEXT, BYTES, VERSION = 70, 140, 331, 13
MOST_MINOR = 999_999_999_99
UTF8 = "1"


def code(payment: Payment) -> PaymentCode | None:
    """None for what is not in euros."""
    if payment.currency != "EUR" or payment.amount_minor > MOST_MINOR:
        return None
    about = " ".join(filter(None, (payment.model + payment.reference, payment.number)))
    lines = (
        "BCD",
        "002",
        UTF8,
        "SCT",
        payment.bic,
        cut(one_line(payment.name), NAME),
        payment.iban,
        f"EUR{decimal(payment.amount_minor, 'EUR')}",
        "",  # purpose
        "",  # a reference with check digits, instead of the text
        cut(one_line(about), TEXT),
    )
    text = "\n".join(lines)
    if len(text.encode()) > BYTES:
        return None
    return PaymentCode("epc", text, "M", "utf-8", most_version=VERSION)
