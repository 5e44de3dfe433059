"""Invoices of orders, such as those of an e-shop, and credit notes of what is taken back."""

from __future__ import annotations

from collections import Counter
from datetime import date

from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices import buyers, making
from kiosk.salon.domain.invoices.invoice import Corrected, Invoice, Party
from kiosk.salon.domain.invoices.making import OrderDocument
from kiosk.salon.domain.money import line_total
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Context
from kiosk.salon.services.invoices import issuing
from kiosk.salon.services.invoices.buyers import remember
from kiosk.salon.store.invoices import invoices

TORN = T("This order does not add up.")


def issue(context: Context, order: OrderDocument, buyer: Party, by: Id | None) -> Invoice:
    """In the running transaction; the one there is already for an order that has one."""
    known = invoices.of_order(context.store, order.order_ref)
    if known is not None:
        return existing(invoices.by_id(context.store, known), TORN)
    now, salon = context.now(), context.salon
    today = salon.law_day(now)
    _check(context, order, back=False)
    kept = buyers.kept(buyer, salon.rules)
    buyers.check(kept, salon.rules, order.total_minor, today)
    supplied_on = order.supplied_on or today
    invoice = making.of_order(
        issuing.paper(context, "invoice", kept, now, by, order.note),
        order,
        due_on=issuing.due_on(context, order.due_on, today),
        pays_vat=salon.pays_vat(supplied_on),
        clause=salon.no_vat_words(supplied_on),
    )
    filing = issuing.filed(context, kept, by, None, remember(context, kept, None), None)
    return issuing.post(context, issuing.Issue(invoice, filing))


def credit(
    context: Context, invoice_id: Id, order: OrderDocument, reason: str, by: Id | None
) -> Invoice:
    """In the running transaction; the one there is already for the same ``order_ref``. Refused when
    more would come back than the invoice has of a rate."""
    store, now, salon = context.store, context.now(), context.salon
    old = existing(invoices.by_id(store, invoice_id), issuing.UNKNOWN)
    if old.kind == "credit_note" or not old.order_ref:
        raise Refused(T("Take the sale back: its credit note comes with it."))
    before = [invoices.by_id(store, one) for one in invoices.corrections(store, invoice_id)]
    for one in before:
        if one is not None and one.order_ref == order.order_ref:
            return one
    _check(context, order, back=True)
    left = Counter({row.rate_bp: row.gross_minor for row in making.vat_of(old.lines)})
    for lines in (order.lines, *(one.lines for one in before if one is not None)):
        for line in lines:
            left[line.vat_bp if old.pays_vat else 0] += line.total_minor
    if min(left.values(), default=0) < 0:
        raise Refused(T("More cannot come back than was sold."))
    supplied_on: date = order.supplied_on or salon.law_day(now)
    invoice = making.of_order(
        issuing.paper(context, "credit_note", old.buyer, now, by, order.note),
        order,
        due_on=salon.law_day(now),
        pays_vat=old.pays_vat,
        clause=old.clause or salon.no_vat_words(supplied_on),
        corrects=Corrected(old.number, old.issued_on, reason),
    )
    filing = existing(invoices.filing(store, invoice_id), issuing.UNKNOWN)
    return issuing.post(
        context, issuing.Issue(invoice, issuing.correcting(context, filing, invoice_id, None, by))
    )


def _check(context: Context, order: OrderDocument, *, back: bool) -> None:
    """Refused for what cannot be an order."""
    sums = [line.total_minor for line in order.lines]
    sign = -1 if back else 1
    if not order.order_ref or not any(sums) or order.currency != context.salon.currency.code:
        raise Refused(TORN)
    if any(part * sign < 0 for part in sums) or order.paid_minor * sign < 0:
        raise Refused(TORN)
    if abs(order.paid_minor) > abs(order.total_minor + order.rounding_minor):
        raise Refused(TORN)
    if sum(part.amount_minor for part in order.payments) != order.paid_minor:
        raise Refused(TORN)
    for line in order.lines:
        gross = line_total(line.price_minor, line.quantity_milli)
        if gross - line.discount_minor - line.bill_discount_minor != line.total_minor:
            raise Refused(TORN)
