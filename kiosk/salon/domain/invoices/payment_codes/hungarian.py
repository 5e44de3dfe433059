"""The code of the Hungarian National Bank for an instant transfer (HCT, guide of July 2019)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.salon.domain.invoices.payment_codes.payment import Payment, PaymentCode, cut, one_line

NAME, TEXT, OTHER, BYTES = 70, 70, 35, 345
VERSION = 13
MOST = 999_999_999_999
ACCOUNT = 28
ZONE = ZoneInfo("Europe/Budapest")
LATE_DAYS = 60
"""For how long after it was due an invoice can still be paid by its code."""


def code(payment: Payment) -> PaymentCode | None:
    """None for what is not in forints to a Hungarian account, or where the bank is not said."""
    domestic = payment.iban.startswith("HU") and len(payment.iban) == ACCOUNT
    if payment.currency != "HUF" or not domestic or payment.amount_minor > MOST:
        return None
    if len(payment.bic) not in (8, 11):
        return None
    name = one_line(payment.name)
    for most in range(NAME, 0, -1):
        text = "\n".join((*_lines(payment, cut(name, most)), ""))
        if len(text.encode()) <= BYTES:
            return PaymentCode("hct", text, "M", "utf-8", most_version=VERSION)
    return None


def _lines(payment: Payment, name: str) -> tuple[str, ...]:
    return (
        "HCT",
        "001",
        "1",  # UTF-8
        payment.bic.ljust(11, "X"),
        name,
        payment.iban,
        f"HUF{payment.amount_minor}",
        _until(payment.due_on or payment.issued_on),
        "",  # purpose
        cut(" ".join(filter(None, (payment.reference, one_line(payment.number)))), TEXT),
        "",  # shop
        "",  # device
        cut(one_line(payment.number), OTHER),
        "",  # customer
        "",  # of the creditor's own
        "",  # loyalty
        "",  # check of the tax office
    )


def _until(day: date) -> str:
    """The end of the last day on which it can be paid, with the hours by which it is before UTC."""
    last = datetime.combine(day + timedelta(days=LATE_DAYS), time(23, 59, 59), ZONE)
    offset = last.utcoffset() or timedelta()
    hours = offset // timedelta(hours=1)
    return f"{last:%Y%m%d%H%M%S}+{hours}"
