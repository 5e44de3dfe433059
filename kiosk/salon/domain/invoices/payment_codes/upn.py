"""UPN QR of the Slovenian banks: a payment slip of lines, in a code of one size and alphabet."""

from __future__ import annotations

from kiosk.salon.domain.invoices.payment_codes.payment import (
    Payment,
    PaymentCode,
    cut,
    one_line,
    plain,
)

CODEC = "iso-8859-2"
VERSION = 15
NAME, PURPOSE, REFERENCE = 33, 42, 22
MOST_MINOR = 999_999_999_99
ACCOUNT = 19
"""Letters of a Slovenian IBAN."""
PURPOSE_CODE = "OTHR"


def code(payment: Payment) -> PaymentCode | None:
    """None for what does not go from one Slovenian account to another, in euros."""
    domestic = payment.iban.startswith("SI") and len(payment.iban) == ACCOUNT
    if payment.currency != "EUR" or not domestic or payment.amount_minor > MOST_MINOR:
        return None
    values = lines(payment)
    total = sum(map(len, values)) + len(values)
    text = "\n".join((*values, f"{total:03d}", ""))
    return PaymentCode("upn_qr", text, "M", CODEC, eci=True, version=VERSION)


def lines(payment: Payment) -> tuple[str, ...]:
    """The nineteen that the control sum counts, one letter for the end of each."""
    return (
        "UPNQR",
        "",  # account of the payer
        "",  # deposit
        "",  # withdrawal
        "",  # reference of the payer
        written(payment.payer_name, NAME),
        written(payment.payer_street, NAME),
        written(payment.payer_town, NAME),
        f"{payment.amount_minor:011d}",
        "",  # day of the payment
        "",  # urgent
        PURPOSE_CODE,
        written(f"Račun {payment.number}", PURPOSE),
        f"{payment.due_on:%d.%m.%Y}" if payment.due_on else "",
        payment.iban,
        payment.model + payment.reference[:REFERENCE] if payment.reference else "SI99",
        written(payment.name, NAME),
        written(payment.street, NAME),
        written(payment.town, NAME),
    )


def written(text: str, most: int) -> str:
    """In letters that the form has: others lose their marks, signs it lacks go."""
    found = []
    for char in one_line(text):
        try:
            char.encode(CODEC)
        except UnicodeEncodeError:
            bare = plain(char)
            found.append(bare if bare.isascii() else "")
        else:
            found.append(char)
    return cut(one_line("".join(found)), most)
