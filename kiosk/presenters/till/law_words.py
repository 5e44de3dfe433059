"""What the law of the country says of a payment, in words."""

from __future__ import annotations

from kiosk.salon.domain.text import Amount, T, Text
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.context import Context


def of_cash(context: Context, cash_minor: int) -> Text:
    """To be said while a sum is paid in cash that is more than may be; empty for any other. Nobody
    is kept from it: the law knows exceptions."""
    limit = context.salon.rules.cash_limit_on(context.law_day())
    if cash_minor <= limit.minor:
        return ""
    amount = Amount(limit.minor, context.salon.currency.code)
    if limit.businesses:
        return T("Businesses may pay each other no more than {amount} in cash.", amount=amount)
    return T("No more than {amount} may be paid in cash.", amount=amount)


def of_receipt(context: Context, sale: Sale) -> Text:
    """To be said of a sale that is too large for a receipt to stand for an invoice; empty for any
    other."""
    salon = context.salon
    limit = salon.rules.simplified_on(salon.law_day(sale.sold_at))
    if sale.kind != "sale" or sale.total_minor <= limit.minor:
        return ""
    amount = Amount(limit.minor, sale.currency)
    return T("Above {amount} a business needs an invoice, not this receipt.", amount=amount)
