"""The invoice that is written with a sale: the one that was wanted of its bill, or the one that
every sale is where the salon gives invoices instead of receipts."""

from __future__ import annotations

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices import buyers as rules
from kiosk.salon.domain.invoices.invoice import Party
from kiosk.salon.domain.invoices.making import InvoiceOrder
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.bill import Bill
from kiosk.salon.services.context import Context
from kiosk.salon.services.invoices.buyers import remember
from kiosk.salon.services.invoices.issuing import require_seller
from kiosk.salon.store.invoices import buyers


def of_bill(context: Context, bill: Bill) -> InvoiceOrder | None:
    """None where no invoice is wanted, and where nothing was sold for money. A client who bought
    for themselves before is called as then; a company only when somebody says so."""
    if not any(priced.total_minor for priced in bill.totals.lines):
        return None
    if bill.buyer_id is not None:
        chosen = buyers.by_id(context.store, bill.buyer_id)
        if chosen is not None:
            return InvoiceOrder(buyer=chosen.party, client_id=chosen.client_id)
    every = context.salon.every_sale_on(context.law_day())
    if every is None:
        return None
    known = buyers.person_of_client(context.store, bill.client_id) if bill.client_id else None
    if known is not None:
        return InvoiceOrder(buyer=known.party)
    name = bill.client_name or every.nobody
    return InvoiceOrder(buyer=Party(kind="person", name=name, country=context.salon.country))


def check(context: Context, bill: Bill) -> None:
    """Refused where the invoice of a bill could not be written: found before money is taken."""
    order = of_bill(context, bill)
    if order is not None:
        require_seller(context)
        check_buyer(context, order.buyer, bill.totals.total_minor)


def check_buyer(context: Context, buyer: Party, total_minor: int) -> Party:
    """As it is kept."""
    country = context.salon.rules
    kept = rules.kept(buyer, country)
    rules.check(kept, country, total_minor, context.law_day())
    return kept


def choose(context: Context, bill: Bill, buyer: Party) -> Id:
    """Whom the invoice of a bill is for, in the running transaction: of the book, where it stays.
    Refused where it could not be written."""
    if not bill.lines:
        raise Refused(T("There is nothing on this bill."))
    return remember(context, check_buyer(context, buyer, bill.totals.total_minor), bill.client_id)
