"""Invoices in lists, in the book of buyers, in the accountant's files, and against the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.invoices.invoice import InvoiceLine, InvoicePayment, Party
from kiosk.salon.domain.invoices.making import InvoiceOrder, OrderDocument, vat_of
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.services.files.accounting.month import Month
from kiosk.salon.services.files.accounting.sheets import Money
from kiosk.salon.services.salon_services import Services
from tests.rigs.salon import clock_of
from tests.rigs.till_world import Till, take_means
from tests.salon.services.invoices.test_issuing import COMPANY, PERSON, of, on_invoice

LINES = (
    InvoiceLine(name="Comb", kind="product", price_minor=1_01, vat_bp=2100, total_minor=1_01),
    InvoiceLine(
        name="Wax", kind="product", quantity_milli=3000, price_minor=33_33, vat_bp=1200,
        discount_minor=10_00, total_minor=89_99,
    ),
)  # fmt: skip
ORDER = OrderDocument(
    order_ref="shop-17", lines=LINES, currency="CZK", paid_minor=91_00,
    payments=(InvoicePayment("card", 91_00),), supplied_on=date(2026, 11, 20),
)  # fmt: skip


def taken_back(order_ref: str, *lines: InvoiceLine) -> OrderDocument:
    back = tuple(
        replace(
            line,
            quantity_milli=-line.quantity_milli,
            discount_minor=-line.discount_minor,
            total_minor=-line.total_minor,
        )
        for line in lines
    )
    return OrderDocument(order_ref=order_ref, lines=back, currency="CZK")


def test_an_order_has_one_invoice_however_often_it_is_asked(till: Till) -> None:
    salon = till.salon
    invoice = salon.invoices.issue_of_order(ORDER, COMPANY, None)
    assert salon.invoices.issue_of_order(ORDER, PERSON, None) == invoice
    assert (invoice.number, invoice.total_minor, invoice.due_minor) == ("2026-1-F00001", 91_00, 0)
    assert invoice.supplied_on == date(2026, 11, 20)
    assert [row.gross_minor for row in invoice.vat] == [1_01, 89_99]
    assert invoice.vat == vat_of(LINES)


def test_no_more_of_an_order_comes_back_than_it_had(till: Till) -> None:
    salon = till.salon
    invoice = salon.invoices.issue_of_order(ORDER, COMPANY, till.eva.id)
    first = taken_back("shop-17-r1", LINES[0])
    credit = salon.invoices.credit_order(invoice.id, first, "Broken", till.eva.id)
    again = salon.invoices.credit_order(invoice.id, first, "Broken", till.eva.id)
    assert (credit, credit.total_minor, credit.kind) == (again, -1_01, "credit_note")
    with pytest.raises(Refused):
        salon.invoices.credit_order(invoice.id, taken_back("r2", LINES[0]), "", till.eva.id)
    salon.invoices.credit_order(invoice.id, taken_back("r3", LINES[1]), "", till.eva.id)
    assert salon.invoices.row(invoice.id).credited_minor == -91_00
    assert salon.books.verify().differences == ()


@pytest.mark.parametrize(
    "torn",
    [
        replace(ORDER, lines=()),
        replace(ORDER, order_ref=""),
        replace(ORDER, currency="EUR"),
        replace(ORDER, paid_minor=92_00, payments=(InvoicePayment("card", 92_00),)),
        replace(ORDER, payments=()),
        replace(ORDER, lines=(replace(LINES[0], total_minor=1_00),), paid_minor=0, payments=()),
    ],
)
def test_an_order_that_does_not_add_up_takes_no_number(till: Till, torn: OrderDocument) -> None:
    with pytest.raises(Refused):
        till.salon.invoices.issue_of_order(torn, COMPANY, None)
    assert till.salon.invoices.issue_of_order(ORDER, COMPANY, None).number.endswith("F00001")


def test_what_is_unpaid_is_listed_by_the_day_it_is_due(till: Till) -> None:
    salon = till.salon
    paid = salon.invoices.issue_of_sale(till.pay(till.retail()).id, PERSON, till.eva.id)
    late = of(salon, on_invoice(till).id)
    clock_of(salon).advance(15 * 24 * 3600)
    fresh = of(salon, on_invoice(till, 1).id)
    page = salon.invoices.page
    assert [row.id for row in page().rows] == [fresh.id, late.id, paid.id]
    assert [row.id for row in page("unpaid").rows] == [late.id, fresh.id]
    assert [row.id for row in page("overdue").rows] == [late.id]
    assert page("overdue").open_minor == {"CZK": late.due_minor}
    first = page("unpaid", limit=1)
    assert [row.id for row in page("unpaid", before=first.before).rows] == [fresh.id]
    assert page("unpaid", before=first.before).before is None
    assert [row.id for row in page(search="katerina").rows] == [paid.id]
    assert [row.id for row in page(search="F00002").rows] == [late.id]
    assert page(search="nobody").count == 0


def test_a_buyer_is_kept_once_and_found_again(till: Till) -> None:
    salon, client = till.salon, till.client()
    for buyer in (COMPANY, replace(COMPANY, email="", street="Nová 1")):
        sale = till.pay(till.retail())
        salon.invoices.issue_of_sale(sale.id, buyer, till.eva.id, client_id=client.id)
    (known,) = salon.buyers.search("kadernictvi brno")
    assert (known.party.street, known.party.email) == ("Nová 1", "office@example.org")
    assert salon.buyers.of_client(client.id) == known
    assert salon.buyers.of_number("270 82 440") == salon.buyers.of_number("cz27082440") == known
    salon.buyers.drop(known.id, till.eva.id)
    assert salon.buyers.search("") == ()


def test_an_erased_client_leaves_the_invoice_and_nothing_beside_it(till: Till) -> None:
    salon = till.salon
    client = salon.clients.save(
        Client(b"", "Kateřina", "Vzorová", email="kata@example.org"), till.manager.id
    )
    take_means(salon, "invoice")
    bill = salon.bills.open_retail(till.eva.id, client.id)
    bill = salon.bill_lines.add_product(bill.id, till.shampoo.id)
    total = bill.totals.total_minor
    order = InvoiceOrder(buyer=replace(PERSON, email="kata@example.org"))
    sale = salon.checkout.pay(
        bill.id, [Payment("invoice", total)], total, till.eva.id, invoice_to=order
    )
    invoice = of(salon, sale.id)
    salon.clients.erase(client.id, till.manager.id)
    assert salon.invoices.get(invoice.id) == invoice
    assert salon.buyers.search("") == ()
    store = salon.context.store
    assert salon.invoices.row(invoice.id).email == ""
    assert store.value("SELECT client_id FROM invoice") is None
    store.tidy_log()
    assert b"kata@example.org" not in store.path.read_bytes()
    assert salon.books.verify().differences == ()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE invoice SET total_minor = total_minor - 1", "total"),
        ("UPDATE invoice SET buyer_name = 'Somebody'", "buyer_name"),
        ("UPDATE invoice SET due_on = '2030-01-01' WHERE due_on <> ''", "due_on"),
        ("UPDATE invoice SET content = CAST(replace(content, 'Brno', 'Zlin') AS BLOB)", "content"),
        ("UPDATE invoice SET number = '2026-1-F00009' WHERE kind = 'invoice'", "F00009"),
        ("DELETE FROM invoice_payment", "credit notes"),
        ("UPDATE invoice_payment SET amount_minor = 1", "credit notes"),
    ],
)
def test_what_was_changed_by_hand_is_named(till: Till, change: str, named: str) -> None:
    salon, sale = till.salon, on_invoice(till)
    salon.checkout.void(sale.id, "Mistake", till.eva.id, till.manager.id)
    assert salon.books.verify().differences == ()
    store = salon.context.store
    with store.transaction():
        store.run("PRAGMA defer_foreign_keys = 1")
        store.run(change)
    told = [one.plain() for one in salon.books.verify().differences]
    assert any(named in text for text in told), told


def _rows(salon: Services, key: str) -> list[dict[str, object]]:
    (sheet,) = (one for one in Month(salon.context, date(2026, 11, 1)).sheets() if one.key == key)
    titles = [column.title.plain() for column in sheet.columns]
    return [dict(zip(titles, row, strict=True)) for row in sheet.rows]


def test_the_accountant_gets_every_invoice_and_what_is_unpaid(till: Till) -> None:
    salon, sale = till.salon, on_invoice(till)
    past = till.pay(till.retail())
    salon.invoices.issue_of_sale(past.id, PERSON, till.eva.id)
    salon.checkout.void(past.id, "Mistake", till.eva.id, till.manager.id)
    rows = _rows(salon, "invoices")
    assert [row["Number"] for row in rows] == ["2026-1-F00001", "2026-1-F00002", "2026-1-D00001"]
    assert rows[2]["Corrects"] == "2026-1-F00002"
    assert rows[0]["Sum"] == Money(sale.total_minor, "CZK")
    (unpaid,) = _rows(salon, "unpaid-invoices")
    assert (unpaid["Number"], unpaid["Unpaid"]) == ("2026-1-F00001", Money(778_00, "CZK"))


def test_an_advance_is_invoiced_as_one_and_the_last_invoice_names_it(till: Till) -> None:
    salon, client = till.salon, till.client()
    bill = salon.bills.open_retail(till.eva.id, client.id)
    rate = till.shampoo.vat_bp
    bill = salon.advances.add(bill.id, "Shampoo to come", 100_00, rate)
    taken = till.pay(bill)
    advance = salon.invoices.issue_of_sale(taken.id, COMPANY, till.eva.id)
    assert (advance.kind, advance.number) == ("advance", "2026-1-Z00001")
    assert advance.reference.startswith("926")
    last = salon.bills.open_retail(till.eva.id, client.id)
    last = salon.bill_lines.add_product(last.id, till.shampoo.id)
    (one,) = salon.advances.open_of(client.id)
    last = salon.advances.deduct(last.id, one.line_id)
    sale = till.pay(last)
    invoice = salon.invoices.issue_of_sale(sale.id, COMPANY, till.eva.id)
    assert (invoice.kind, invoice.total_minor) == ("invoice", 289_00)
    assert [line.deducts for line in invoice.lines] == ["", advance.number]
    assert [line.deducts_reference for line in invoice.lines] == ["", advance.reference]
    assert invoice.vat == sale.vat
    assert sum(row.vat_minor for row in (*invoice.vat, *advance.vat)) == 67_51
    assert salon.books.verify().differences == ()


def test_a_name_in_capitals_and_a_foreign_buyer_stand_as_they_were_typed(till: Till) -> None:
    buyer = Party(
        name=" MÜLLER  GmbH & Co. KG ", street="Straße 1", city="Wien", country="at", vat_id="ATU 1"
    )
    sale = till.pay(till.retail())
    invoice = till.salon.invoices.issue_of_sale(sale.id, buyer, till.eva.id)
    assert (invoice.buyer.name, invoice.buyer.country) == ("MÜLLER GmbH & Co. KG", "AT")
    assert invoice.buyer.vat_id == "ATU1"
