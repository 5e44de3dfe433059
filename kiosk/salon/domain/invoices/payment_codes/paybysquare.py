"""PAY by square 1.x of the Slovak banks: fields in a compressed block, in letters of base 32."""

from __future__ import annotations

import lzma
import zlib

from kiosk.salon.domain.invoices.payment_codes.payment import (
    Payment,
    PaymentCode,
    cut,
    decimal,
    plain,
)

NAME, ADDRESS, NOTE = 70, 70, 140
AMOUNT = 15
HEAD = b"\0\0"
"""Kind of the code, version, kind of the document and four bits to spare: all are 0 for a
payment."""
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
FILTERS = [
    {"id": lzma.FILTER_LZMA1, "lc": 3, "lp": 0, "pb": 2, "dict_size": 128 * 1024},
]
PAYMENT_ORDER = "1"


def code(payment: Payment) -> PaymentCode | None:
    """None for what the form cannot say."""
    amount = decimal(payment.amount_minor, payment.currency)
    if len(amount) > AMOUNT:
        return None
    return PaymentCode("pay_by_square", packed(fields(payment, amount)))


def fields(payment: Payment, amount: str) -> tuple[str, ...]:
    due = f"{payment.due_on:%Y%m%d}" if payment.due_on else ""
    return (
        "",  # number of the invoice, of a code that is more than a payment
        "1",  # payments
        PAYMENT_ORDER,
        amount,
        payment.currency,
        due,
        payment.reference,
        "",  # constant symbol
        "",  # specific symbol
        "",  # the three in the European form, instead of them
        cut(plain(f"Faktura {payment.number}"), NOTE),
        "1",  # accounts
        payment.iban,
        payment.bic,
        "0",  # no standing order
        "0",  # no direct debit
        cut(plain(payment.name), NAME),
        cut(plain(payment.street), ADDRESS),
        cut(plain(payment.town), ADDRESS),
    )


def packed(values: tuple[str, ...]) -> str:
    """Checksum and fields compressed, their length before them, five bits to a letter."""
    data = "\t".join(values).encode()
    whole = zlib.crc32(data).to_bytes(4, "little") + data
    block = HEAD + len(whole).to_bytes(2, "little")
    block += lzma.compress(whole, format=lzma.FORMAT_RAW, filters=FILTERS)
    bits = "".join(f"{byte:08b}" for byte in block)
    bits += "0" * (-len(bits) % 5)
    return "".join(ALPHABET[int(bits[at : at + 5], 2)] for at in range(0, len(bits), 5))
