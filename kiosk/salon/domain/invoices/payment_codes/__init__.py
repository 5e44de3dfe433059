"""The code on an invoice that a bank's app reads: what is in it, by the country of the salon.

Strings are written from integers, so no sum loses a cent on its way. A form that cannot hold a
payment (an account abroad, a sum too large, another currency) gives way to the one that all of
Europe has, or to none: a code that pays something else is worse than no code.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kiosk.salon.domain import qr
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.country.payment_form import PaymentKind
from kiosk.salon.domain.invoices.invoice import Invoice
from kiosk.salon.domain.invoices.payment_codes import epc, hungarian, paybysquare, spayd, upn
from kiosk.salon.domain.invoices.payment_codes.payment import Payment, PaymentCode

_WRITERS = {
    "spayd": spayd.code,
    "pay_by_square": paybysquare.code,
    "upn_qr": upn.code,
    "epc": epc.code,
    "hct": hungarian.code,
}
EUROPEAN: PaymentKind = "epc"


def code_of(invoice: Invoice) -> PaymentCode | None:
    """Of what was to pay when the invoice was issued; None where nothing is, nowhere to send it,
    or it is only training."""
    return code_for(payment_of(invoice), invoice.country, invoice.issued_on)


def payment_of(
    invoice: Invoice, amount_minor: int | None = None, due_on: date | None = None
) -> Payment | None:
    """``amount_minor``, ``due_on``: of a reminder, instead of those of the invoice."""
    amount = invoice.due_minor if amount_minor is None else amount_minor
    if amount <= 0 or invoice.training or not is_account(invoice.seller.iban):
        return None
    seller, buyer = invoice.seller, invoice.buyer
    form = COUNTRIES[invoice.country].payment_on(invoice.issued_on)
    return Payment(
        iban="".join(seller.iban.split()).upper(),
        bic="".join(seller.bic.split()).upper(),
        name=seller.name,
        street=seller.street,
        town=f"{seller.postcode} {seller.city}".strip(),
        amount_minor=amount,
        currency=invoice.currency,
        reference=invoice.reference,
        model=form.reference_model if form else "",
        number=invoice.number,
        issued_on=invoice.issued_on,
        due_on=due_on or invoice.due_on,
        payer_name=buyer.name,
        payer_street=buyer.street,
        payer_town=f"{buyer.postcode} {buyer.city}".strip(),
    )


def code_for(payment: Payment | None, country: str, day: date) -> PaymentCode | None:
    """By the form that the country has on ``day``, or the European one."""
    form = COUNTRIES[country].payment_on(day)
    if payment is None:
        return None
    if form is not None and (code := _WRITERS[form.kind](payment)) is not None and fits(code):
        return replace(code, name=form.name)
    code = _WRITERS[EUROPEAN](payment)
    return code if code is not None and fits(code) else None


def matrix_of(code: PaymentCode) -> qr.Matrix:
    """ValueError when it does not fit, which :func:`code_for` has tried."""
    return qr.matrix(
        code.text, code.error, version=code.version, encoding=code.encoding, eci=code.eci
    )


def fits(code: PaymentCode) -> bool:
    """Whether all of it can be written, within the size that the form allows."""
    try:
        side = len(matrix_of(code))
    except (ValueError, UnicodeError):
        return False
    return code.most_version is None or side <= 17 + 4 * code.most_version


def is_account(iban: str) -> bool:
    """Whether it can be paid to, by its check digits."""
    from stdnum import iban as known

    return bool(known.is_valid(iban)) if iban.strip() else False


__all__ = [
    "Payment",
    "PaymentCode",
    "code_for",
    "code_of",
    "fits",
    "is_account",
    "matrix_of",
    "payment_of",
]
