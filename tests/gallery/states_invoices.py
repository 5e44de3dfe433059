"""States of invoices."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kiosk.presenters.invoices.args import (
    BuyersArgs,
    InvoiceArgs,
    InvoiceFormArgs,
    InvoiceMailArgs,
    InvoicePayArgs,
    ReminderFormArgs,
    StatementArgs,
)
from kiosk.presenters.till.args import PaidArgs
from kiosk.salon.domain.invoices.invoice import Invoice, Party
from kiosk.salon.domain.invoices.lookups import Company
from kiosk.salon.domain.invoices.making import InvoiceOrder
from kiosk.salon.domain.mail import MailAccount
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sale import Sale
from tests.gallery.stage import Stage
from tests.gallery.states import state
from tests.rigs.statements import camt, camt_entry
from tests.rigs.till_world import take_means

IBAN = "CZ65 0800 0000 1920 0014 5399"


def with_account(stage: Stage) -> Stage:
    """A salon whose invoices can be paid by a bank's app."""
    salon = stage.salon.context.salon
    changed = replace(salon, iban=IBAN, email="salon@example.com", register="Vzorový rejstřík, C 1")
    stage.salon.setup.change(changed, stage.sample.manager)
    return stage


@state("What stands on invoices")
def invoice_terms(stage: Stage) -> None:
    with_account(stage).desk().open("invoice_terms")


@state("An account whose check digits are wrong")
def invoice_terms_wrong(stage: Stage) -> None:
    stage.desk().open("invoice_terms").tap("edit", "iban", IBAN.replace("65", "66"))
    stage.tap("edit", "due_days", "400").tap("save")


COMPANY = Party(
    name="Vzorová realitní kancelář, s. r. o.", street="Dlouhá 12", city="Brno",
    postcode="602 00", country="CZ", company_id="27082440", vat_id="CZ27082440",
    email="fakturace@example.org",
)  # fmt: skip
PERSON = Party(kind="person", name="Kateřina Vzorová", city="Praha", country="CZ")
MAIL = MailAccount(
    host="mail.example.com", user="salon", password="secret", sender="salon@example.com"
)
DAY_SECONDS = 86_400


def sold(stage: Stage, *, pieces: int = 2) -> Sale:
    """Bottles, paid by card."""
    salon, by = stage.salon, stage.sample.manager.id
    code = salon.context.store.value("SELECT code FROM barcode ORDER BY code")
    bill = salon.bill_lines.sell_barcode(code, by)
    for _ in range(pieces - 1):
        bill = salon.bill_lines.add_barcode(bill.id, code)
    total = bill.totals.total_minor
    return salon.checkout.pay(bill.id, [Payment("card", total)], total, by)


def unpaid(stage: Stage, buyer: Party = COMPANY) -> Invoice:
    """A bill that is paid later."""
    salon, by = stage.salon, stage.sample.manager.id
    take_means(salon, "invoice")
    code = salon.context.store.value("SELECT code FROM barcode ORDER BY code")
    bill = salon.bill_lines.sell_barcode(code, by)
    total = bill.totals.total_minor
    sale = salon.checkout.pay(
        bill.id, [Payment("invoice", total)], total, by, invoice_to=InvoiceOrder(buyer=buyer)
    )
    invoice_id = salon.invoices.of_sale(sale.id)
    assert invoice_id is not None
    return salon.invoices.get(invoice_id)


def mailing(stage: Stage) -> Stage:
    """Letters can leave."""
    with_account(stage).salon.mail.set_account(MAIL, stage.sample.manager.id)
    return stage


@state("Paid: an invoice can be written")
def paid_invoice_offered(stage: Stage) -> None:
    stage.desk().open(PaidArgs(sold(stage).id))


@state("Paid: the invoice was written and sent")
def paid_invoice_sent(stage: Stage) -> None:
    mailing(stage).desk().open(PaidArgs(sold(stage).id)).tap("invoice")
    for name in ("company_id", "vat_id", "name", "street", "postcode", "city", "email"):
        stage.tap("edit", name, getattr(COMPANY, name))
    stage.tap("save")


@state("An invoice for a company, nothing typed yet")
def invoice_form_empty(stage: Stage) -> None:
    mailing(stage).desk().open(InvoiceFormArgs(sold(stage).id))


@state("An invoice for a person, with more")
def invoice_form_person(stage: Stage) -> None:
    mailing(stage).desk().open(InvoiceFormArgs(sold(stage).id)).tap("edit", "kind", "person")
    stage.tap("edit", "name", PERSON.name).tap("more")


@state("An invoice whose company lacks its address")
def invoice_form_wrong(stage: Stage) -> None:
    stage.desk().open(InvoiceFormArgs(sold(stage).id)).tap("edit", "name", COMPANY.name)
    stage.tap("edit", "company_id", "27082441").tap("save")


@state("A bill is paid on an invoice, which has no account yet")
def invoice_form_bill(stage: Stage) -> None:
    take_means(stage.salon, "invoice")
    code = stage.salon.context.store.value("SELECT code FROM barcode ORDER BY code")
    bill = stage.salon.bill_lines.sell_barcode(code, stage.sample.manager.id)
    stage.desk().open(InvoiceFormArgs(bill_id=bill.id))


@state("An unpaid invoice that was sent")
def invoice_unpaid(stage: Stage) -> None:
    invoice = unpaid(mailing(stage))
    stage.salon.mail.invoice(invoice.id, "fakturace@example.org", stage.sample.manager.id)
    stage.desk().open(InvoiceArgs(invoice.id))


@state("An overdue invoice")
def invoice_overdue(stage: Stage) -> None:
    invoice = unpaid(mailing(stage))
    stage.clock.advance(20 * DAY_SECONDS)
    stage.desk().open(InvoiceArgs(invoice.id))


@state("The invoice of a sale that is paid")
def invoice_settled(stage: Stage) -> None:
    sale, by = sold(with_account(stage), pieces=3), stage.sample.manager.id
    invoice = stage.salon.invoices.issue_of_sale(sale.id, COMPANY, by, note="Objednávka 117")
    stage.desk().open(InvoiceArgs(invoice.id))


@state("Unpaid invoices")
def invoices_unpaid(stage: Stage) -> None:
    unpaid(with_account(stage))
    stage.clock.advance(20 * DAY_SECONDS)
    unpaid(stage, PERSON)
    stage.desk().open("invoices")


@state("All invoices")
def invoices_all(stage: Stage) -> None:
    by = stage.sample.manager.id
    unpaid(with_account(stage))
    stage.salon.invoices.issue_of_sale(sold(stage).id, PERSON, by)
    stage.desk().open("invoices").tap("choose", "all")


@state("No invoice yet")
def invoices_none(stage: Stage) -> None:
    stage.desk().open("invoices")


@state("The book of buyers")
def buyers_found(stage: Stage) -> None:
    unpaid(with_account(stage))
    unpaid(stage, PERSON)
    stage.desk().open(BuyersArgs()).tap("search", "v")


@state("A register has filled in the company")
def invoice_form_found(stage: Stage) -> None:
    mailing(stage).desk().open(InvoiceFormArgs(sold(stage).id))
    stage.tap("edit", "company_id", COMPANY.company_id)
    row = stage.salon.context.store.row("SELECT id FROM buyer_lookup")
    assert row is not None
    found = Company(
        COMPANY.name, COMPANY.street, COMPANY.city, COMPANY.postcode, COMPANY.company_id,
        COMPANY.vat_id, True,
    )  # fmt: skip
    stage.salon.lookups.answer(row[0], found, "ares")
    stage.nav.tick()


@state("Money that came for an invoice")
def invoice_pay(stage: Stage) -> None:
    stage.desk().open(InvoicePayArgs(unpaid(with_account(stage)).id))


@state("An invoice that was paid, taken back and is open again")
def invoice_paid_back(stage: Stage) -> None:
    invoice, by = unpaid(with_account(stage)), stage.sample.manager.id
    today = stage.salon.context.law_day()
    paid = stage.salon.paying.pay_by_hand(invoice.id, invoice.due_minor, today, by, "2026100001")
    stage.salon.paying.undo(paid, by)
    stage.desk().open(InvoiceArgs(invoice.id))


@state("An invoice is reminded of")
def reminder_form(stage: Stage) -> None:
    invoice = unpaid(mailing(stage))
    stage.clock.advance(20 * DAY_SECONDS)
    stage.desk().open(ReminderFormArgs(invoice.id))


@state("A bank statement: one is sure, one doubtful, one is for nothing")
def statement_read(stage: Stage) -> None:
    sure, doubtful = unpaid(with_account(stage)), unpaid(stage, PERSON)
    stage.clock.advance(10 * DAY_SECONDS)
    whole = f"{sure.due_minor // 100}.{sure.due_minor % 100:02d}"
    file = Path(stage.studio.folder.name) / "vypis-11.xml"
    entries = (
        camt_entry(whole, currency="CZK", reference=sure.reference, payer="Vzorová, s. r. o."),
        camt_entry("100.00", currency="CZK", reference=doubtful.reference, payer="Jana Vzor"),
        camt_entry("77.00", currency="CZK", payer="Pojišťovna"),
    )
    file.write_bytes(camt(entries))
    stage.desk().open(StatementArgs(file))


@state("A file that is no bank statement")
def statement_none(stage: Stage) -> None:
    file = Path(stage.studio.folder.name) / "obrazek.xml"
    file.write_bytes(b"\x89PNG")
    stage.desk().open(StatementArgs(file))


@state("No stick with a bank statement yet")
def statement_files(stage: Stage) -> None:
    stage.salon.context.stick_folders = (str(stage.studio.salon_folder() / "media"),)
    stage.desk().open("statement_files")


@state("An invoice is sent once more")
def invoice_mail(stage: Stage) -> None:
    mailing(stage).desk().open(InvoiceMailArgs(unpaid(stage).id))
