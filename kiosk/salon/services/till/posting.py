"""What a sale, a void or a return writes: a list of steps, all within one transaction.

Whatever else a sale has to do joins as a step of its own. A step that raises takes the whole
document back; none may wait for anything outside the database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.salon.domain.agenda.appointment import VisitState
from kiosk.salon.domain.clients.client_status import after_visit, after_void
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.making import InvoiceOrder
from kiosk.salon.domain.printing import DRAWER_ALONE
from kiosk.salon.domain.till.asked import Asked
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.means import ALWAYS, Method
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.context import Context
from kiosk.salon.services.fiscal import fiscalising
from kiosk.salon.services.invoices import issuing
from kiosk.salon.services.mail import receipt_by_mail
from kiosk.salon.services.till import documents
from kiosk.salon.store import appointments, stock
from kiosk.salon.store.clients import table as clients
from kiosk.salon.store.clients import turnover
from kiosk.salon.store.clients.table import Standing
from kiosk.salon.store.invoices import invoices
from kiosk.salon.store.till import asked, bills, day_sums, means, printing, sales


@dataclass(frozen=True, slots=True)
class Posting:
    """A document that is being written, a sale, or the void or a return of one. ``client``: whose
    purchase it is. ``seller`` and ``approver`` (of a void or a return): pseudonyms as hex.
    ``sold``: the ids of the lines of the sale that a return is of. ``invoice_to``: what is wanted
    of the invoice of a sale, None for none."""

    sale: Sale
    filing: sales.Filing
    client: Standing | None
    seller: str
    approver: str = ""
    sold: tuple[Id, ...] = ()
    invoice_to: InvoiceOrder | None = None


Step = Callable[[Context, Posting], None]
Ledger = Callable[[Context, Posting, Payment], None]
LEDGERS: dict[Method, Ledger] = {}
"""What a means of payment moves besides the money: a voucher's balance, points, a debt. A payment
that goes back is below zero; what a ledger refuses is not sold."""


def write_document(context: Context, posting: Posting) -> None:
    """The document with its lines and payments."""
    sale, of = posting.sale, posting.filing.voids or posting.filing.returns
    rows = len(sale.lines) + len(sale.payments) + len(sale.tips)
    ids = [context.new_id() for _ in range(rows)]
    sales.insert_sale(context.store, sale, posting.filing, ids)
    if context.clock_doubtful():
        sales.mark_clock(context.store, sale.id)
    context.changed("sale", sale.id)
    if of is not None:
        context.changed("sale", of)


def drop_day_sum(context: Context, posting: Posting) -> None:
    """What is kept of the sums of a day does not hold any more when it gets another document."""
    day_sums.drop(context.store, posting.filing.business_day)


def move_ledgers(context: Context, posting: Posting) -> None:
    """Each payment by a means that has a ledger moves it."""
    for part in posting.sale.payments:
        if part.method in LEDGERS:
            LEDGERS[part.method](context, posting, part)


def move_stock(context: Context, posting: Posting) -> None:
    """A sale takes goods away, a void or a return gives them back. What is not to be sold again
    comes back and leaves as written off."""
    sale = posting.sale
    goods = [
        stock.Moved(context.new_id(), line.product_id, -line.quantity_milli)
        for line in sale.lines
        if line.product_id is not None
    ]
    useless = [
        stock.Moved(context.new_id(), line.product_id, line.quantity_milli)
        for line in sale.lines
        if line.product_id is not None and line.written_off
    ]
    for kind, moved in ((sale.kind, goods), ("write_off", useless)):
        if moved:
            stock.move(
                context.store,
                moved,
                kind,
                sale.sold_at,
                reason=sale.number,
                sale_id=sale.id,
                staff_id=posting.filing.staff_id,
            )
    context.changed_all("product", (one.product_id for one in goods))


def count_turnover(context: Context, posting: Posting) -> None:
    """What the client has spent, and with whom. A void or a return takes away where the sale had
    given."""
    filing = posting.filing
    of = filing.voids or filing.returns
    sold_by = sales.sold_by(context.store, of) if of else None
    turnover.add(context.store, posting.sale, sold_by or filing.staff_id)


def close_bill(context: Context, posting: Posting) -> None:
    """The bill a sale was made from is paid."""
    sale = posting.sale
    if sale.kind == "sale":
        bills.change(context.store, posting.filing.bill_id, state="paid", updated_at=sale.sold_at)


def settle_visit(context: Context, posting: Posting) -> None:
    """The visit is paid and counts for the client; a void takes both back. A return does not,
    not even of everything: the client was here."""
    store, sale = context.store, posting.sale
    if sale.appointment_id is None or sale.kind == "return":
        return
    state: VisitState = "paid" if sale.kind == "sale" else "done"
    appointments.set_state(store, sale.appointment_id, state, sale.sold_at)
    context.changed("appointment", sale.appointment_id)
    client = posting.client
    if client is None:
        return
    if sale.kind == "sale":
        visits = client.visits + 1
        status = after_visit(client.status, visits)
    else:
        visits = max(0, client.visits - 1)
        status = after_void(client.status, visits)
    sales.set_visits(store, client.id, visits, status, sale.sold_at)
    context.changed("client", client.id, gone=clients.erased(store, client.id))


def ask_back(context: Context, posting: Posting) -> None:
    """What a void or a return gives back outside the till stays a question until somebody did
    so: the tips that were taken there with it too."""
    sale = posting.sale
    tips = {tip.method: -tip.amount_minor for tip in sale.tips}
    for part in sale.payments:
        if sale.kind != "sale" and part.means.asked and part.amount_minor:
            back = Asked(
                context.new_id(), None, sale.id, "give", part.method, -part.amount_minor,
                sale.sold_at, tips.pop(part.method, 0),
            )  # fmt: skip
            asked.add(context.store, back, context.desk, posting.filing.staff_id)


def fiscalise(context: Context, posting: Posting) -> None:
    """What the fiscal office is told of it, where one is."""
    filing = posting.filing
    of = filing.voids or filing.returns
    buyer = issuing.buyer_vat_id(context, posting.invoice_to, of)
    fiscalising.fiscalise(context, posting.sale, filing.staff_id, of, buyer)


def journalise(context: Context, posting: Posting) -> None:
    sale = posting.sale
    client = posting.client.pseudonym if posting.client else ""
    day = posting.filing.business_day
    persons = context.person, posting.seller, client, posting.approver
    body = documents.journal_body(sale, day, context.mark, *persons, posting.sold)
    if session := posting.filing.session:
        body |= {"till": context.desk, "session": session.number}
    if context.clock_doubtful():
        body["clock_doubtful"] = True
    context.journal.append(sale.kind, sale.sold_at, body)


def write_invoice(context: Context, posting: Posting) -> None:
    """The invoice that is wanted of a sale; of what takes an invoiced sale back the credit
    note."""
    sale, filing = posting.sale, posting.filing
    if sale.kind == "sale":
        if posting.invoice_to is not None:
            issuing.of_document(context, sale, posting.invoice_to, filing.staff_id)
        return
    taken_back = filing.voids or filing.returns
    invoice_id = invoices.of_sale(context.store, taken_back) if taken_back else None
    if invoice_id is not None:
        issuing.credit_of(context, invoice_id, sale, filing.staff_id)


def _opens_drawer(context: Context, sale: Sale) -> bool:
    """Whether anything of it lies in there; of what is neither cash nor card the salon says so."""
    others = {part.method for part in sale.payments} - set(ALWAYS)
    if sale.opens_drawer or not others:
        return sale.opens_drawer
    return any(one.opens_drawer for one in means.of_keys(context.store, others).values())


def queue_receipt(context: Context, posting: Posting) -> None:
    """On paper, or by e-mail for who wants it so; the drawer opens all the same."""
    sale = posting.sale
    drawer = _opens_drawer(context, sale)
    alone = receipt_by_mail(context, sale, posting.filing.staff_id)
    if alone and not drawer:
        return
    about = DRAWER_ALONE if alone else ""
    job_id = context.new_id()
    printing.add(
        *(context.store, job_id, "receipt", sale.id, sale.sold_at), open_drawer=drawer, about=about
    )


STEPS: tuple[Step, ...] = (
    write_document,
    drop_day_sum,
    move_ledgers,
    move_stock,
    count_turnover,
    close_bill,
    settle_visit,
    ask_back,
    fiscalise,
    journalise,
    write_invoice,
    queue_receipt,
)
