"""An invoice of a sale: written with it or once afterwards, and taken back with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Invoice, Party
from kiosk.salon.domain.invoices.making import InvoiceOrder
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.salon_services import Services
from tests.rigs.salon import clock_of, close_salon, make_salon
from tests.rigs.till_world import Till, make_till, take_means

COMPANY = Party(
    name="Kadeřnictví u Lípy, s. r. o.", street="Lipová 7", city="Brno", postcode="602 00",
    company_id="27082440", vat_id="CZ27082440", email="office@example.org",
)  # fmt: skip
PERSON = Party(kind="person", name="Kateřina Vzorová")


def on_invoice(till: Till, pieces: int = 2, buyer: Party = COMPANY) -> Sale:
    """A sale that is paid later."""
    take_means(till.salon, "invoice")
    bill = till.retail(pieces)
    total = bill.totals.total_minor
    order = InvoiceOrder(buyer=buyer)
    return till.salon.checkout.pay(
        bill.id, [Payment("invoice", total)], total, till.eva.id, invoice_to=order
    )


def of(services: Services, sale_id: Id) -> Invoice:
    invoice_id = services.invoices.of_sale(sale_id)
    assert invoice_id is not None
    return services.invoices.get(invoice_id)


@pytest.mark.req("E9")
def test_a_past_sale_gets_one_invoice_and_no_second(till: Till) -> None:
    salon, sale = till.salon, till.pay(till.retail())
    clock_of(salon).advance(30 * 3600)
    invoice = salon.invoices.issue_of_sale(sale.id, COMPANY, till.eva.id, note="Order 7")
    assert (invoice.number, invoice.reference) == ("2026-1-F00001", "2026100001")
    assert salon.invoices.get(invoice.id) == invoice
    assert (invoice.supplied_on, invoice.issued_on) == (date(2026, 11, 21), date(2026, 11, 22))
    assert (invoice.vat, invoice.total_minor, invoice.due_minor) == (sale.vat, 38_900, 0)
    assert (invoice.due_on, invoice.paid_minor, invoice.note) == (None, 38_900, "Order 7")
    assert invoice.receipt is not None
    assert (invoice.receipt.number, invoice.receipt.is_tax) == (sale.number, False)
    with pytest.raises(Refused, match="2026-1-F00001"):
        salon.invoices.issue_of_sale(sale.id, PERSON, till.eva.id)
    assert salon.invoices.row(invoice.id).email == "office@example.org"
    assert "@" not in repr(invoice.buyer), "where it is sent is no part of the paper"


def test_a_bill_is_paid_on_an_invoice_and_both_are_written_or_none(till: Till) -> None:
    salon = till.salon
    take_means(salon, "invoice")
    bill = till.retail(2)
    total = bill.totals.total_minor
    pay = [Payment("invoice", total)]
    with pytest.raises(Refused) as refused:
        salon.checkout.pay(bill.id, pay, total, till.eva.id)
    assert refused.value.field == "buyer"
    nameless = InvoiceOrder(buyer=replace(COMPANY, name=" "))
    with pytest.raises(Refused):
        salon.checkout.pay(bill.id, pay, total, till.eva.id, invoice_to=nameless)
    assert salon.bills.get(bill.id) == bill
    sale = on_invoice(till)
    invoice = of(salon, sale.id)
    assert invoice.number == "2026-1-F00001", "what was refused took no number"
    assert (invoice.due_minor, invoice.due_on) == (total, date(2026, 12, 5))
    assert salon.invoices.open_minor(invoice.id) == total
    assert invoice.payments == ()


def test_a_part_in_cash_is_rounded_and_only_the_rest_is_due(till: Till) -> None:
    salon = till.salon
    take_means(salon, "invoice")
    visit = till.visit()
    bill = salon.visit_bills.open(visit.id, till.eva.id)
    parts = [Payment("cash", 350_45), Payment("invoice", 300_00)]
    order = InvoiceOrder(buyer=PERSON, due_on=date(2026, 11, 30))
    sale = salon.checkout.pay(bill.id, parts, 650_45, till.eva.id, invoice_to=order)
    invoice = of(salon, sale.id)
    assert (invoice.paid_minor, invoice.rounding_minor, invoice.due_minor) == (350_00, -45, 300_00)
    assert invoice.due_on == date(2026, 11, 30)


def test_a_void_of_an_invoiced_sale_is_a_credit_note_that_names_it(till: Till) -> None:
    salon, sale = till.salon, on_invoice(till)
    void = salon.checkout.void(sale.id, "Mistake", till.eva.id, till.manager.id)
    invoice, credit = of(salon, sale.id), of(salon, void.id)
    assert (credit.kind, credit.number) == ("credit_note", "2026-1-D00001")
    assert credit.corrects is not None
    assert (credit.corrects.number, credit.corrects.reason) == (invoice.number, "Mistake")
    assert credit.buyer == invoice.buyer
    assert (credit.total_minor, credit.vat) == (-sale.total_minor, void.vat)
    assert salon.invoices.corrections(invoice.id) == (credit.id,)
    assert salon.invoices.open_minor(invoice.id) == 0
    assert salon.invoices.open_minor(credit.id) == 0
    assert salon.invoices.row(credit.id).corrects == invoice.number


@pytest.mark.parametrize("days", [0, 400])
def test_what_came_back_before_the_invoice_gets_its_credit_note_with_it(
    till: Till, days: int
) -> None:
    salon, sale = till.salon, till.pay(till.retail(3))
    found = salon.returns.returnable(sale.id)
    from kiosk.salon.domain.till.returning import Piece

    piece = Piece(found.lines[0].id, 1000)
    back = salon.returns.take_back(sale.id, [piece], 389_00, "Broken", till.manager.id)
    assert salon.invoices.of_sale(back.id) is None
    clock_of(salon).advance(24 * 3600 * days)
    invoice = salon.invoices.issue_of_sale(sale.id, COMPANY, till.eva.id)
    credit = of(salon, back.id)
    assert (credit.total_minor, credit.vat) == (-389_00, back.vat)
    assert salon.invoices.corrections(invoice.id) == (credit.id,)


def test_what_is_no_sale_or_came_back_gets_no_invoice(till: Till) -> None:
    salon, sale = till.salon, till.pay(till.retail())
    void = salon.checkout.void(sale.id, "Mistake", till.eva.id, till.manager.id)
    for document in (sale, void):
        with pytest.raises(Refused):
            salon.invoices.issue_of_sale(document.id, COMPANY, till.eva.id)
    assert salon.context.store.number("SELECT count(*) FROM invoice") == 0


@pytest.mark.parametrize(
    ("buyer", "field"),
    [
        (replace(COMPANY, name=""), "name"),
        (replace(COMPANY, city=""), "city"),
        (replace(COMPANY, company_id="", vat_id=""), "company_id"),
        (replace(COMPANY, company_id="", vat_id="", country="DE"), ""),
        (replace(COMPANY, vat_id=""), ""),
        (PERSON, ""),
    ],
)
def test_a_buyer_is_known_well_enough(till: Till, buyer: Party, field: str) -> None:
    salon, sale = till.salon, till.pay(till.retail())
    if not field:
        assert salon.invoices.issue_of_sale(sale.id, buyer, till.eva.id).buyer.name == buyer.name
        return
    with pytest.raises(Refused) as refused:
        salon.invoices.issue_of_sale(sale.id, buyer, till.eva.id)
    assert refused.value.field == field


def test_a_person_without_an_address_gets_no_invoice_of_a_large_sum(till: Till) -> None:
    salon, sale = till.salon, till.pay(till.retail(26))
    with pytest.raises(Refused) as refused:
        salon.invoices.issue_of_sale(sale.id, PERSON, till.eva.id)
    assert refused.value.field == "city"
    assert salon.invoices.issue_of_sale(sale.id, replace(PERSON, city="Praha"), till.eva.id)


@pytest.mark.parametrize("days", [-1, 367])
def test_an_invoice_is_due_on_a_day_that_can_be(till: Till, days: int) -> None:
    salon, sale = till.salon, till.pay(till.retail())
    day = date(2026, 11, 21) + timedelta(days=days)
    with pytest.raises(Refused) as refused:
        salon.invoices.issue_of_sale(sale.id, PERSON, till.eva.id, due_on=day)
    assert refused.value.field == "due_on"


@pytest.mark.parametrize(
    ("country", "number", "credit", "receipt"),
    [
        ("CZ", "2026-1-F00001", "2026-1-D00001", "named"),
        ("SK", "2026-1-F00001", "2026-1-D00001", "named"),
        ("HU", "2026-1-SZ00001", "2026-1-H00001", ""),
        ("SI", "2026-1-R00001", "2026-1-D00001", "named"),
    ],
)
def test_numbers_and_receipts_are_those_of_the_country(
    tmp_path: Path, country: str, number: str, credit: str, receipt: str
) -> None:
    salon = make_salon(tmp_path, country)
    till = make_till(salon)
    sale = till.pay(till.retail())
    invoice = salon.invoices.issue_of_sale(sale.id, PERSON, till.eva.id)
    void = salon.checkout.void(sale.id, "Mistake", till.eva.id, till.manager.id)
    assert (invoice.number, of(salon, void.id).number) == (number, credit)
    said = invoice.receipt and ("tax" if invoice.receipt.is_tax else "named")
    assert (said or "") == receipt
    take_means(salon, "invoice")
    later = of(salon, on_invoice(till, buyer=replace(COMPANY, country=country)).id)
    assert later.receipt is None, "nothing was taken at the till"
    close_salon(salon)
