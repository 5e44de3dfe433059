"""How an invoice is issued: number, content, row, message to the office and entry in the journal,
all within one transaction, which is that of the sale where there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices import buyers, making, numbers
from kiosk.salon.domain.invoices.invoice import Corrected, Invoice, InvoiceKind, Party, Receipt
from kiosk.salon.domain.invoices.making import LATER, InvoiceOrder, Paper
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.context import Context
from kiosk.salon.services.fiscal.fiscalising import counts_as_cash, is_known
from kiosk.salon.services.fiscal.reporting import report_invoice
from kiosk.salon.services.invoices.buyers import remember
from kiosk.salon.store.fiscal import items
from kiosk.salon.store.invoices import invoices, payments
from kiosk.salon.store.till import sales, series

LONGEST_DUE_DAYS = 366
UNKNOWN = T("This invoice does not exist.")
ISSUED = "invoice.issued"
"""Kind of the journal's entry."""


@dataclass(frozen=True, slots=True)
class Issue:
    """An invoice that is being written."""

    invoice: Invoice
    filing: invoices.Filing


InvoiceStep = Callable[[Context, Issue], None]


def write(context: Context, issue: Issue) -> None:
    """The invoice itself; a credit note takes what it gives back off what is open of its
    invoice."""
    store, invoice, filing = context.store, issue.invoice, issue.filing
    invoices.add(store, invoice, filing)
    if filing.corrects is not None and invoice.due_minor:
        payments.add(
            store,
            context.new_id(),
            filing.corrects,
            -invoice.due_minor,
            on=invoice.issued_on,
            how="credit_note",
            at=invoice.issued_at,
            by=filing.staff_id,
            reference=invoice.number,
        )
    context.changed("invoice", invoice.id)
    if filing.corrects is not None:
        context.changed("invoice", filing.corrects)


def report(context: Context, issue: Issue) -> None:
    """The message to the office."""
    report_invoice(context, issue.invoice)


def journalise(context: Context, issue: Issue) -> None:
    invoice, filing = issue.invoice, issue.filing
    sale = sales.number(context.store, filing.sale_id) if filing.sale_id else ""
    context.note(
        ISSUED,
        filing.staff_id,
        invoice.issued_at,
        number=invoice.number,
        kind=invoice.kind,
        reference=invoice.reference,
        sale=sale,
        order=invoice.order_ref,
        corrects=invoice.corrects.number if invoice.corrects else "",
        currency=invoice.currency,
        total=invoice.total_minor,
        due=invoice.due_minor,
        vat=[[row.rate_bp, row.base_minor, row.vat_minor] for row in invoice.vat],
        day=filing.business_day,
        desk=filing.desk,
        content=invoices.hash_of(context.store, invoice.id),
    )


INVOICE_STEPS: tuple[InvoiceStep, ...] = (write, report, journalise)
"""What an invoice or a credit note writes. A step that raises takes everything back, the sale
too where it is part of one."""


def post(context: Context, issue: Issue) -> Invoice:
    for step in INVOICE_STEPS:
        step(context, issue)
    return issue.invoice


def of_document(context: Context, sale: Sale, order: InvoiceOrder, by: Id | None) -> Invoice:
    """The invoice of a sale, in the running transaction. Refused where it cannot be."""
    now, salon = context.now(), context.salon
    today = salon.law_day(now)
    buyer = buyers.kept(order.buyer, salon.rules)
    buyers.check(buyer, salon.rules, sale.total_minor, today)
    if not any(line.total_minor for line in sale.lines):
        raise Refused(T("Nothing was to pay, so there is nothing for an invoice."))
    supplied_on = salon.law_day(sale.sold_at)
    invoice = making.of_sale(
        paper(context, making.kind_of(sale), buyer, now, by, order.note),
        sale,
        supplied_on=supplied_on,
        due_on=due_on(context, order.due_on, today),
        clause=salon.no_vat_words(supplied_on),
        receipt=receipt_of(context, sale, today),
        invoiced=_invoiced(context, sale),
    )
    client_id = order.client_id or sale.client_id
    buyer_id = remember(context, buyer, client_id)
    return post(context, Issue(invoice, filed(context, buyer, by, sale.id, buyer_id, client_id)))


def credit_of(context: Context, invoice_id: Id, document: Sale, by: Id | None) -> Invoice:
    """The credit note of an invoice for the void or a return of its sale, in the running
    transaction."""
    now, salon = context.now(), context.salon
    today = salon.law_day(now)
    old = existing(invoices.by_id(context.store, invoice_id), UNKNOWN)
    filing = existing(invoices.filing(context.store, invoice_id), UNKNOWN)
    supplied_on = salon.law_day(document.sold_at)
    invoice = making.of_sale(
        paper(context, "credit_note", old.buyer, now, by),
        document,
        supplied_on=supplied_on,
        due_on=today,
        clause=old.clause or salon.no_vat_words(supplied_on),
        receipt=receipt_of(context, document, today),
        corrects=Corrected(old.number, old.issued_on, document.reason),
        invoiced=_invoiced(context, document),
    )
    new = correcting(context, filing, invoice_id, document.id, by)
    return post(context, Issue(invoice, new))


def correcting(
    context: Context, filing: invoices.Filing, invoice_id: Id, sale_id: Id | None, by: Id | None
) -> invoices.Filing:
    """How a credit note is filed, of how its invoice is."""
    return replace(
        filing,
        sale_id=sale_id,
        corrects=invoice_id,
        business_day=context.today().isoformat(),
        desk=context.desk,
        staff_id=by,
    )


def paper(
    context: Context, kind: InvoiceKind, buyer: Party, now: int, by: Id | None, note: str = ""
) -> Paper:
    """The head of an invoice, with its number: the next one of its series."""
    salon, store = context.salon, context.store
    today = salon.law_day(now)
    if kind != "credit_note":
        require_seller(context)
    count = series.take(store, series.invoices(context.desk, today.year, kind))
    sign = numbers.sign(salon.rules.invoice_signs_on(today), kind)
    return Paper(
        id=context.new_id(),
        number=numbers.number(context.desk, today.year, sign, count),
        kind=kind,
        reference=_reference(context, today.year, kind, count),
        seller=making.seller_of(salon),
        # Where it is sent is no part of the paper, and goes when somebody is forgotten.
        buyer=replace(buyer, email="", phone=""),
        country=salon.country,
        language=salon.language or salon.rules.language,
        issued_on=today,
        issued_at=now,
        staff_name=_name_of(context, by),
        note=entering.lines(note),
        training=context.training,
    )


def require_seller(context: Context) -> None:
    """Refused where the law wants a number of the seller that nobody has entered: neither a buyer
    nor an office would take such an invoice."""
    salon = context.salon
    if salon.rules.invoicing_on(context.law_day()).seller_vat_id and not salon.vat_id:
        raise Refused(
            T(
                "No invoice without the salon's {name}. A manager enters it under More, Salon.",
                name=salon.rules.vat_id,
            ),
            field="seller",
        )


def _reference(context: Context, year: int, kind: InvoiceKind, count: int) -> str:
    """What no other invoice of the salon has, whichever desk wrote it."""
    own = numbers.reference(context.desk, year, kind, count)
    if own:
        return own
    return numbers.shared_reference(year, series.take(context.store, series.references(year)))


def _invoiced(context: Context, sale: Sale) -> Mapping[str, invoices.Numbered]:
    """Number and reference of the invoices of the sales whose advances it deducts, by the number of
    the sale."""
    taken = {line.source.number for line in sale.lines if line.source}
    return invoices.of_sale_numbers(context.store, taken) if taken else {}


def _name_of(context: Context, by: Id | None) -> str:
    if by is None:
        return ""
    return existing(
        sales.seller(context.store, by), T("This person is no longer in the team.")
    ).first_name


def filed(
    context: Context,
    buyer: Party,
    by: Id | None,
    sale_id: Id | None,
    buyer_id: Id | None,
    client: Id | None,
) -> invoices.Filing:
    return invoices.Filing(
        sale_id=sale_id,
        buyer_id=buyer_id,
        client_id=client,
        email=buyer.email,
        business_day=context.today().isoformat(),
        desk=context.desk,
        staff_id=by,
    )


def due_on(context: Context, wanted: date | None, today: date) -> date:
    """Refused for a day that is over, or far away."""
    if wanted is None:
        return today + timedelta(days=context.salon.due_days)
    if wanted < today:
        raise Refused(T("An invoice cannot be due before it is issued."), field="due_on")
    if (wanted - today).days > LONGEST_DUE_DAYS:
        raise Refused(T("This day is more than a year away."), field="due_on")
    return wanted


def buyer_vat_id(context: Context, order: InvoiceOrder | None, of: Id | None) -> str:
    """The VAT number of the business that an invoice is ordered for, or that had the one of the
    sale that is taken back (``of``); empty for anybody else."""
    buyer = order.buyer if order is not None else None
    if of is not None and (invoice_id := invoices.of_sale(context.store, of)) is not None:
        buyer = existing(invoices.by_id(context.store, invoice_id), UNKNOWN).buyer
    return buyers.kept(buyer, context.salon.rules).vat_id if buyer is not None else ""


def receipt_of(context: Context, sale: Sale, today: date) -> Receipt | None:
    """The receipt of a sale as its invoice names it; None where it says nothing of it, and of a
    sale that is only paid later. Where receipts are tax documents, none is of a sale that counts
    as no cash, and only one that was confirmed is one."""
    said = context.salon.rules.invoicing_on(today).receipt
    later = bool(sale.payments) and all(part.method == LATER for part in sale.payments)
    if said == "none" or later or (said == "tax" and not counts_as_cash(context, sale)):
        return None
    item = items.of_subject(context.store, sale.id)
    if not is_known(item):
        return Receipt(sale.number, sale.sold_at)
    is_tax = said == "tax" and not item.test
    return Receipt(item.number, sale.sold_at, item.code, item.local_code, is_tax=is_tax)
